"""How files leave: as they are read, compressed, not twice, and not at all to who has hung up."""

import gzip
import io
import math
import re
from datetime import date, timedelta
from uuid import uuid4

import openpyxl
import pytest

from tests.exports.reading import fetch, hang_up
from timeline.exports import xlsx
from timeline.exports.datasets import DATASETS
from timeline.exports.events import event_rows
from timeline.exports.readers import CHUNK
from timeline.exports.registry import FORMATS, Format
from timeline.exports.tables import BATCH
from timeline.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(db):
    """More events than one chunk holds."""
    days = [date(2022, 2, 1) + timedelta(number % 28) for number in range(CHUNK * 2 + 100)]
    return Event.objects.bulk_create(
        Event(public_id=f"m{at:07d}", kind="event", date=day, day=day, last_day=day, precision="day", headline="Talks")
        for at, day in enumerate(days)
    )


def test_rows_are_read_chunk_by_chunk_in_order(client, many, django_assert_max_num_queries):
    client.head("/events.jsonl")  # settles the counts
    with django_assert_max_num_queries(30):
        parts = list(client.get("/events.jsonl").streaming_content)
    assert len(parts) == math.ceil(len(many) / BATCH)
    in_order = sorted(many, key=lambda event: (event.day, event.public_id))
    assert re.findall(r'"id":"(\w+)"', b"".join(parts).decode()) == [event.public_id for event in in_order]


def test_the_first_part_comes_before_the_rows_are_read(client, many, django_assert_num_queries):
    response = client.get("/events.csv")
    with django_assert_num_queries(0):
        assert next(iter(response.streaming_content)).startswith(b'\xef\xbb\xbf"id"')


def test_who_hangs_up_stops_the_reading(client, events, monkeypatch):
    stopped = []

    def endless(data, export):
        try:
            while True:
                yield uuid4().bytes
        finally:
            stopped.append(True)

    endless_format = Format("csv", "CSV", "text/csv", "", endless)
    monkeypatch.setitem(FORMATS["events"], "csv", endless_format)
    for headers in ({}, {"accept-encoding": "gzip"}):
        response = client.get("/events.csv", headers=headers)
        parts = iter(response.streaming_content)
        assert next(parts) != next(parts)
        hang_up(response)
    assert stopped == [True, True]


def test_a_file_is_compressed_on_its_way(client, events):
    response = client.get("/events.csv", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
    assert gzip.decompress(b"".join(response.streaming_content)) == fetch(client, "/events.csv")
    packed = client.get("/events.xlsx", headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in packed


@pytest.mark.parametrize("dataset", DATASETS)
def test_nobody_is_sent_the_same_twice(client, events, dataset):
    first = client.get(f"/{dataset}.json")
    again = {"if-none-match": first["ETag"]}
    known = client.get(f"/{dataset}.json", headers=again)
    assert known.status_code == 304
    assert known["Access-Control-Allow-Origin"] == "*"
    assert known["ETag"] == first["ETag"]
    assert client.get(f"/{dataset}.json", headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
    assert client.get(f"/{dataset}.csv", headers=again).status_code == 200
    assert client.get(f"/{dataset}.json?actor=russia", headers=again).status_code == 200
    events[0].headline = "Ministers met again"
    events[0].save()
    assert client.get(f"/{dataset}.json", headers=again).status_code == 200


def test_a_reader_who_may_see_less_is_not_told_that_nothing_changed(client, admin_client, events, settings):
    settings.PUBLIC_BODIES = False
    seen = admin_client.get("/articles.json")["ETag"]
    assert client.get("/articles.json", headers={"if-none-match": seen}).status_code == 200


def test_the_file_name_says_query_day_and_number(client, events):
    name = client.get("/events.csv?actor=john-kirby&from=2022-02-01")["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="events_actor-john-kirby-from-2022-02-01_\d{4}-\d\d-\d\d_1\.csv"', name)
    long_name = client.get("/events.csv", {"q": "x" * 199})["Content-Disposition"]
    assert len(long_name) < 200


def test_head_announces_the_number_without_the_file(client, events):
    response = client.head("/events.json")
    assert response["X-Total-Count"] == "5"
    assert b"".join(response.streaming_content) == b""
    assert "Content-Length" not in response
    assert client.post("/events.json").status_code == 405


def test_other_sites_may_read(client, events):
    assert client.get("/events.timelinejs.json")["Access-Control-Allow-Origin"] == "*"


def test_a_format_that_holds_less_says_so(client, events, monkeypatch):
    small = Format("docx", "Word", "x", "", lambda data, export: iter(()), most=4)
    monkeypatch.setitem(FORMATS["events"], "docx", small)
    response = client.get("/events.docx")
    assert response.status_code == 400
    assert response.content == b"Word holds at most 4 events; these are 5. Narrow the filter."
    assert client.get("/events.docx?actor=russia").status_code == 200


def test_a_feed_is_not_sent_twice_either(client, events):
    first = client.get("/feeds/events.atom")
    known = client.get("/feeds/events.atom", headers={"if-none-match": first["ETag"]})
    assert known.status_code == 304
    assert known["Access-Control-Allow-Origin"] == "*"


def test_a_misspelt_wish_for_raw_texts_is_named(client, events):
    response = client.get("/events.csv?raw=yes")
    assert response.status_code == 400
    assert response.content.startswith(b"raw: ")
    assert client.get("/events.csv?raw=0").status_code == 200


@pytest.mark.parametrize("query", ["actor=nobody", "from=x", "actr=nato", "status=rejected", "kind=rumour", "q=%00"])
def test_what_cannot_be_answered_is_named(client, events, query):
    for address in ("/events.csv", "/articles.json", "/feeds/events.atom"):
        response = client.get(f"{address}?{query}")
        assert response.status_code == 400
        assert response.content.decode().startswith(query.partition("=")[0] + ": ")


def test_a_workbook_goes_on_on_further_sheets(events):
    pairs = event_rows(type(events[0]).objects.all(), "")
    data = b"".join(xlsx.xlsx_bytes(pairs, [("About", "", "x")], most_rows=3))
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames[:2] == ["Events", "Sources"]
    assert sorted(book.sheetnames[2:-1]) == ["Events 2", "Events 3", "Sources 2", "Sources 3"]
    assert book.sheetnames[-1] == "About"
    ids = [row[0].value for n in ("", " 2", " 3") for row in book[f"Events{n}"].iter_rows(min_row=2)]
    assert ids == [event.public_id for event in events]
    assert all(book[name]["A1"].value == "id" for name in ("Events", "Events 2", "Events 3"))
