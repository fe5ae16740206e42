"""What each format's own reader finds in the file: the same events, ids and dates."""

import csv
import io
import json
import zipfile
from datetime import date, datetime

import docx
import feedparser
import frictionless
import icalendar
import openpyxl
import pandas
import pytest
import rispy
from edtf import parse_edtf
from pybtex.database import parse_string
from pyld import jsonld

from tests.exports.reading import fetch
from timeline.exports.columns import EVENTS, SOURCES

pytestmark = pytest.mark.django_db


def test_openpyxl_reads_the_workbook(client, events):
    book = openpyxl.load_workbook(io.BytesIO(fetch(client, "/events.xlsx")))
    assert book.sheetnames == ["Events", "Sources", "About"]
    head, *rows = book["Events"].iter_rows(values_only=True)
    assert head == tuple(column.name for column in EVENTS)
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["id"] for row in found] == [event.public_id for event in events]
    assert found[1]["date"] == datetime(2022, 2, 14)  # noqa: DTZ001
    assert found[1]["quotes"] == "It went on; day after day"
    assert found[4]["date"] is None
    assert book["Events"].freeze_panes == "A2"
    assert book["Events"].auto_filter.ref == "A1:U6"
    head, *rows = book["Sources"].iter_rows(values_only=True)
    assert head == tuple(column.name for column in SOURCES)
    assert len(rows) == 6
    words = [row[2] for row in book["About"].iter_rows(values_only=True)]
    assert {column.words for column in EVENTS} <= set(words)


def test_pandas_and_csv_read_the_table(client, events):
    data = fetch(client, "/events.csv")
    frame = pandas.read_csv(io.BytesIO(data), parse_dates=["date"])
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert list(frame["id"]) == [row["id"] for row in rows] == [event.public_id for event in events]
    assert frame["date"][1] == pandas.Timestamp(2022, 2, 14)
    assert frame["date"].isna().sum() == 2
    sources = pandas.read_csv(io.BytesIO(fetch(client, "/events.sources.csv")))
    assert list(sources["event"].unique()) == list(frame["id"])
    assert list(sources["sample"].fillna("")) == ["", "", "yes", "", "", ""]


def test_icalendar_reads_the_calendar(client, events):
    calendar = icalendar.Calendar.from_ical(fetch(client, "/events.ics"))
    found = list(calendar.walk("VEVENT"))
    assert [str(entry["UID"]) for entry in found] == [f"{event.public_id}@chronology" for event in events[:3]]
    assert [entry.decoded("DTSTART") for entry in found] == [date(2022, 1, 1), date(2022, 2, 14), date(2022, 2, 15)]
    assert [entry.decoded("DTEND") for entry in found] == [date(2022, 2, 1), date(2022, 2, 15), date(2022, 2, 18)]
    assert [str(entry["STATUS"]) for entry in found] == ["TENTATIVE", "CONFIRMED", "TENTATIVE"]
    assert [str(entry["X-EDTF"]) for entry in found] == ["2022-01", "2022-02-14", "2022-02-15/2022-02-17"]
    assert str(calendar["X-WR-CALDESC"]) == "2 events without a date are left out."


def test_a_feed_parser_reads_the_feed(client, events):
    feed = feedparser.parse(fetch(client, "/feeds/events.atom"))
    assert not feed.bozo
    assert feed.version == "atom10"
    found = {entry.link.rstrip("/").rpartition("/")[2]: entry.title for entry in feed.entries}
    assert found == {event.public_id: event.headline for event in events}


def test_pyld_expands_json_ld(client, events):
    document = json.loads(fetch(client, "/events.jsonld"))
    expanded = jsonld.expand(document, {"documentLoader": _no_network})
    graph = jsonld.flatten(document, options={"documentLoader": _no_network})
    types = {node["@id"]: node.get("@type", [""])[0].rpartition("/")[2] for node in graph if "@id" in node}
    for event in events:
        kind = "Claim" if event.kind == "statement" else "Event"
        assert types[f"http://testserver/events/{event.public_id}/"] == kind
    quotations = [node for node in graph if "https://schema.org/Quotation" in node.get("@type", [])]
    assert len(quotations) == 2
    assert all("https://schema.org/spokenByCharacter" in quotation for quotation in quotations)
    assert "https://schema.org/startDate" in json.dumps(expanded)


def _no_network(url, options):
    raise AssertionError(f"JSON-LD must expand without fetching {url}")


def test_rispy_reads_ris(client, events):
    found = rispy.loads(fetch(client, "/events.ris").decode())
    assert [entry["type_of_reference"] for entry in found] == ["NEWS"] * 6
    kirby = next(entry for entry in found if "urls" in entry)
    assert kirby["urls"] == ["https://example.org/kirby?a=1&b=2"]
    assert kirby["date"] == "2022/02/16"
    assert kirby["authors"] == ["Wire Service"]
    assert any(entry.get("authors") == ["Lee, Ann", "Yu, Bo"] for entry in found)


def test_pybtex_reads_bibtex(client, events):
    found = parse_string(fetch(client, "/events.bib").decode(), "bibtex").entries
    assert len(found) == 6
    kirby = next(entry for entry in found.values() if "url" in entry.fields)
    assert kirby.fields["date"] == "2022-02-16"
    assert kirby.fields["journal"] == "Example Daily"
    assert [str(person) for person in kirby.persons["author"]] == ["{Wire Service}"]


def test_csl_json_has_its_fields(client, events):
    found = json.loads(fetch(client, "/events.csl.json"))
    assert {item["type"] for item in found} == {"article-newspaper"}
    assert len({item["id"] for item in found}) == len(found) == 6
    people = [item["author"] for item in found if "author" in item]
    assert [{"family": "Lee", "given": "Ann"}, {"family": "Yu", "given": "Bo"}] in people
    assert [{"literal": "Wire Service"}] in people


def test_python_docx_reads_the_document(client, events):
    document = docx.Document(io.BytesIO(fetch(client, "/events.docx")))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [
        "January 2022",
        "Monday, Feb. 14, 2022",
        "Feb. 15–17, 2022",
        "Reported Feb. 20, 2022, day unknown",
        "Day unknown",
        "Sources",
    ]
    quotes = [p.text for p in document.paragraphs if p.style.name == "Intense Quote"]
    assert quotes == ["“It went on”", "“day after day”"]
    assert any("Sample Gazette" in p.text and "invented outlet" in p.text for p in document.paragraphs)


def test_markdown_names_every_source(client, events):
    text = fetch(client, "/events.md").decode()
    assert "### Kirby said the build-up went on[^2][^3]" in text
    assert [line.split(":")[0] for line in text.splitlines() if line.startswith("[^")] == [
        f"[^{n}]" for n in range(1, 7)
    ]
    assert all(event.public_id in text for event in events)


def test_frictionless_validates_the_package(client, events, tmp_path):
    file = tmp_path / "package.zip"
    file.write_bytes(fetch(client, "/events.zip"))
    with zipfile.ZipFile(file) as package:
        assert package.testzip() is None
        package.extractall(tmp_path / "package")
    report = frictionless.validate(str(tmp_path / "package" / "datapackage.json"), type="package")
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    assert {task.name for task in report.tasks} == {"events", "sources", "actors"}
    table = frictionless.Package(str(tmp_path / "package" / "datapackage.json")).get_resource("events").read_rows()
    assert [row["id"] for row in table] == [event.public_id for event in events]
    assert [row["date"] for row in table][:2] == [date(2022, 1, 1), date(2022, 2, 14)]


def test_every_date_is_edtf(client, events):
    rows = json.loads(fetch(client, "/events.json"))["events"]
    assert [row["edtf"] for row in rows] == ["2022-01", "2022-02-14", "2022-02-15/2022-02-17", None, None]
    for row in rows[:3]:
        parsed = parse_edtf(row["edtf"])
        assert tuple(parsed.lower_strict())[:3] == tuple(date.fromisoformat(row["date"]).timetuple())[:3]
        last = row["date_end"] or row["date"]
        assert tuple(parsed.upper_strict())[:3] == tuple(date.fromisoformat(last).timetuple())[:3]
