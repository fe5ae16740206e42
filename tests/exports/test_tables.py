"""CSV, JSON and JSON Lines, over the web and from the command line."""

import csv
import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from tests.builders import an_actor, an_article, an_event
from timeline.exports.columns import EVENTS
from timeline.models import Participation

pytestmark = pytest.mark.django_db
NAMES = [column.name for column in EVENTS]


def body(response) -> bytes:
    return b"".join(response.streaming_content)


@pytest.fixture
def kirby():
    return an_actor("John Kirby", "person")


@pytest.fixture
def events(kirby):
    russia = an_actor("Russia")
    statement = an_event(
        "Kirby said the build-up went on",
        day=date(2022, 2, 14),
        speaker=kirby,
        parties=(russia,),
        quotes=["It went on", "day after day"],
        precision="day",
    )
    Participation.objects.create(event=statement, actor=an_actor(), role="represented", said=True)
    Participation.objects.create(event=statement, actor=an_actor("China"), role="party", locked=["absent"])
    month = an_event(
        "Ministers met",
        day=date(2022, 1, 1),
        date_end=date(2022, 1, 31),
        precision="month",
        article=an_article("Ministers met.", published=date(2022, 2, 1)),
    )
    return [month, statement, an_event("Undated", day=None, article=an_article(published=None))]


def test_json_has_exactly_the_fields_of_the_dictionary(client, events):
    rows = json.loads(body(client.get("/events.json")))["events"]
    assert [list(row) for row in rows] == [NAMES] * 3
    assert [row["id"] for row in rows] == [event.public_id for event in events]
    statement = rows[1]
    assert statement["speaker"] == "John Kirby"
    assert statement["actors"] == ["John Kirby", "Russia"]
    assert statement["quotes"] == ["It went on", "day after day"]
    assert statement["corrected"] == ["actors"]
    assert statement["url"] == f"http://testserver/events/{statement['id']}/"
    assert rows[0]["edtf"] == "2022-01"
    assert rows[2]["date"] is rows[2]["edtf"] is rows[2]["reported"] is None


def test_evidence_is_the_sentence_word_for_word(client, events):
    articles = {a["origin"]: a for a in json.loads(body(client.get("/articles.json")))["articles"]}
    for row in json.loads(body(client.get("/events.json")))["events"]:
        for sentence in row["evidence"]:
            text = articles[sentence["article"]]["body"]
            assert text[sentence["start"] : sentence["end"]] == sentence["excerpt"]


def test_csv_comes_back_as_it_went(client, events):
    data = body(client.get("/events.csv"))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 4
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert list(rows[0]) == NAMES
    assert [row["id"] for row in rows] == [event.public_id for event in events]
    assert rows[1]["quotes"] == "It went on; day after day"
    assert rows[1]["evidence"].startswith("Example Daily, “Article")


def test_json_lines_hold_the_same_rows_as_json(client, events):
    lines = body(client.get("/events.jsonl")).decode().splitlines()
    assert [json.loads(line) for line in lines] == json.loads(body(client.get("/events.json")))["events"]


def test_the_filter_of_the_page_is_the_filter_of_the_file(client, events):
    rows = json.loads(body(client.get("/events.json?actor=john-kirby&role=said")))["events"]
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
            assert file.read_bytes() == body(client.get(f"/{name}.{form}?actor=russia"))


def test_the_command_names_what_is_wrong():
    with pytest.raises(CommandError, match="csv, json"):
        call_command("export", "events", format="pdf")
    with pytest.raises(CommandError, match="from: "):
        call_command("export", "events", format="csv", query="from=yesterday")


def test_bodies_leave_only_for_staff_or_by_setting(client, admin_client, events, settings):
    settings.PUBLIC_BODIES = False
    assert {a["body"] for a in json.loads(body(client.get("/articles.json")))["articles"]} == {None}
    assert all(a["body"] for a in json.loads(body(admin_client.get("/articles.json")))["articles"])
    settings.PUBLIC_BODIES = True
    assert all(a["body"] for a in json.loads(body(client.get("/articles.json")))["articles"])
