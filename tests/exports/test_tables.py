"""CSV, JSON and JSON Lines, over the web and from the command line."""

import csv
import io
import json
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from tests.builders import an_actor
from tests.exports.reading import fetch
from timeline.exports.columns import EVENTS
from timeline.exports.registry import FORMATS

pytestmark = pytest.mark.django_db
NAMES = [column.name for column in EVENTS]


def test_json_has_exactly_the_fields_of_the_dictionary(client, events):
    rows = json.loads(fetch(client, "/events.json"))["events"]
    assert [list(row) for row in rows] == [NAMES] * 5
    assert [row["id"] for row in rows] == [event.public_id for event in events]
    statement = rows[1]
    assert rows[0]["edtf"] == "2022-01"
    assert rows[4]["date"] is rows[4]["edtf"] is rows[4]["reported"] is None
    assert statement["speaker"] == "John Kirby"
    assert statement["actors"] == ["John Kirby", "Russia"]
    assert statement["quotes"] == ["It went on", "day after day"]
    assert statement["url"] == f"http://testserver/events/{statement['id']}/"


def test_actors_are_those_who_speak_and_take_part(client, events, kirby):
    """Not those represented, nor one whom an editor took out; who was taken out shows as a correction."""
    events[1].participations.create(actor=an_actor(), role="represented", said=True)
    events[1].participations.create(actor=an_actor("China"), role="party", locked=["absent"])
    events[1].participations.create(actor=an_actor("Belarus"), role="party")
    statement = json.loads(fetch(client, "/events.json?actor=john-kirby"))["events"][0]
    assert statement["actors"] == ["John Kirby", "Belarus", "Russia"]
    assert statement["corrected"] == ["actors"]


def test_evidence_is_the_sentence_word_for_word(client, events):
    articles = {a["origin"]: a for a in json.loads(fetch(client, "/articles.json"))["articles"]}
    for row in json.loads(fetch(client, "/events.json"))["events"]:
        for sentence in row["evidence"]:
            text = articles[sentence["article"]]["body"]
            assert text[sentence["start"] : sentence["end"]] == sentence["excerpt"]


def test_csv_comes_back_as_it_went(client, events):
    data = fetch(client, "/events.csv")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 6
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert list(rows[0]) == NAMES
    assert [row["id"] for row in rows] == [event.public_id for event in events]
    assert rows[1]["quotes"] == "It went on; day after day"
    assert rows[1]["evidence"].startswith("Example Daily, “Article")
    assert rows[1]["evidence"].endswith(".txt) [sample]")
    assert rows[1]["evidence"].count("[sample]") == 1


def test_json_lines_hold_the_same_rows_as_json(client, events):
    lines = fetch(client, "/events.jsonl").decode().splitlines()
    assert [json.loads(line) for line in lines] == json.loads(fetch(client, "/events.json"))["events"]


def test_the_filter_of_the_page_is_the_filter_of_the_file(client, events):
    rows = json.loads(fetch(client, "/events.json?actor=john-kirby&role=said"))["events"]
    assert [row["id"] for row in rows] == [events[1].public_id]
    response = client.get("/events.json?actor=nobody")
    assert response.status_code == 400
    assert b"actor" in response.content


def test_the_command_writes_what_the_web_gives(client, events, tmp_path, settings):
    settings.SITE_URL = "http://testserver"
    for name in ("events", "articles", "actors", "corrections"):
        for form in ("csv", "json", "jsonl"):
            file = tmp_path / f"{name}.{form}"
            call_command("export", name, format=form, output=file, query="actor=russia")
            assert file.read_bytes() == fetch(client, f"/{name}.{form}?actor=russia")


def test_the_command_names_what_is_wrong():
    with pytest.raises(CommandError, match="csv, json"):
        call_command("export", "events", format="pdf")
    with pytest.raises(CommandError, match="from: "):
        call_command("export", "events", format="csv", query="from=yesterday")


def test_a_file_appears_whole_or_not_at_all(events, tmp_path, monkeypatch):
    def broken(data, export):
        yield b"half"
        raise RuntimeError("the database went away")

    monkeypatch.setitem(FORMATS["events"], "csv", replace(FORMATS["events"]["csv"], write=broken))
    with pytest.raises(RuntimeError):
        call_command("export", "events", format="csv", output=tmp_path / "events.csv")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(CommandError, match="No such file or directory"):
        call_command("export", "events", format="json", output=tmp_path / "missing" / "events.json")


def test_bodies_leave_only_for_staff_or_by_setting(client, admin_client, events, settings):
    settings.PUBLIC_BODIES = False
    assert {a["body"] for a in json.loads(fetch(client, "/articles.json"))["articles"]} == {None}
    assert all(a["body"] for a in json.loads(fetch(admin_client, "/articles.json"))["articles"])
    settings.PUBLIC_BODIES = True
    assert all(a["body"] for a in json.loads(fetch(client, "/articles.json"))["articles"])
