"""Text that means harm stands in every text field; no format lets it act."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
import zipfile

import docx
import feedparser
import frictionless
import icalendar
import lxml.html
import openpyxl
import pytest
import rispy
from django.contrib.contenttypes.models import ContentType
from markdown_it import MarkdownIt
from pybtex.database import parse_string

from tests.exports.conftest import HOSTILE
from tests.exports.reading import fetch
from timeline.exports.registry import FORMATS
from timeline.exports.texts import formula_safe
from timeline.models import Event

pytestmark = pytest.mark.django_db
NUMBER = len(HOSTILE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


def assert_harmless(html: str) -> None:
    tree = lxml.html.fromstring(f"<div>{html}</div>")
    elements = list(tree.iter())
    assert not {element.tag for element in elements} & {"script", "img", "iframe", "object", "style", "b"}
    for element in elements:
        assert not [name for name in element.attrib if name.startswith("on")]
        assert element.get("href", "http:").startswith(("http:", "https:", "#"))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+7 495 x",
        "-5x",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u00a0=1",
        "\ufeff=1",
        "|x",
        "%x",
        "＝1",
        "+1",
        "-",
    ],
)
def test_what_a_spreadsheet_would_calculate_gets_an_apostrophe(text):
    assert formula_safe(text).startswith("'")


@pytest.mark.parametrize("text", ["", "plain", "2022-02-14", "0.9", "“=1+1”", "a=1", "'=1"])
def test_other_cells_stay_as_they_are(text):
    assert formula_safe(text) == text


@pytest.mark.parametrize("address", ["/events.csv", "/events.sources.csv", "/events.timelinejs.csv", "/actors.csv"])
def test_csv_cells_never_calculate(client, hostile, address):
    text = fetch(client, address).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) == NUMBER + 1
    assert len({len(row) for row in rows}) == 1
    for cell in (cell for row in rows for cell in row):
        assert not cell.lstrip(" \u00a0\ufeff").startswith(_FORMULA)
        assert not _CONTROL.search(cell.replace("\t", ""))


def test_raw_csv_is_verbatim(client, hostile):
    text = fetch(client, "/events.csv?raw=1").decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["headline"] for row in rows] == list(HOSTILE)
    assert [row["quotes"] for row in rows] == list(HOSTILE)


def test_json_is_verbatim(client, hostile):
    events = json.loads(fetch(client, "/events.json"))["events"]
    assert [event["headline"] for event in events] == list(HOSTILE)
    assert [event["evidence"][0]["excerpt"] for event in events] == list(HOSTILE)
    assert {article["url"] for article in json.loads(fetch(client, "/articles.json"))["articles"]} == {None}
    lines = fetch(client, "/events.jsonl").decode().split("\n")
    assert [json.loads(line)["headline"] for line in lines if line] == list(HOSTILE)


def test_workbook_cells_are_text(client, hostile):
    book = openpyxl.load_workbook(io.BytesIO(fetch(client, "/events.xlsx")))
    for sheet in book:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]
    names = [cell.value for cell in book["Events"][1]]
    headlines = [row[names.index("headline")].value for row in book["Events"].iter_rows(min_row=2)]
    assert headlines[0] == HOSTILE[0]
    assert headlines[-1] == HOSTILE[-1]
    assert len(headlines) == NUMBER


def test_calendar_has_no_lines_of_their_own(client, hostile):
    data = fetch(client, "/events.ics")
    calendar = icalendar.Calendar.from_ical(data)
    assert len(list(calendar.walk("VEVENT"))) == NUMBER
    assert not list(calendar.walk("VALARM"))
    assert data.count(b"END:VCALENDAR\r\n") == 1
    assert b"\r\nSet-Cookie" not in data
    assert not _CONTROL.search(data.decode().replace("\r\n", ""))
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_feed_is_well_formed_and_its_html_harmless(client, hostile):
    data = fetch(client, "/feeds/events.atom")
    root = ElementTree.fromstring(data)
    assert len(root.findall("{http://www.w3.org/2005/Atom}entry")) == NUMBER
    for summary in root.iter("{http://www.w3.org/2005/Atom}summary"):
        assert_harmless(summary.text)
    assert not feedparser.parse(data).bozo


def test_json_ld_cannot_end_a_script(client, hostile):
    data = fetch(client, "/events.jsonld").decode()
    assert "<" not in data
    graph = json.loads(data)["@graph"]
    assert [node["name"] for node in graph if node["@type"] == "Claim"] == list(HOSTILE)


def test_slides_hold_harmless_html(client, hostile):
    data = fetch(client, "/events.timelinejs.json").decode()
    slides = json.loads(data)["events"]
    assert len(slides) == NUMBER
    for slide in slides:
        assert_harmless(slide["text"]["headline"])
        assert_harmless(slide["text"]["text"])


def test_markdown_renders_harmless(client, hostile):
    text = fetch(client, "/events.md").decode()
    assert_harmless(MarkdownIt("js-default", {"html": True, "linkify": False}).render(text))
    assert text.count("\n### ") == NUMBER
    assert not _CONTROL.search(text)


def test_word_opens_the_document(client, hostile):
    document = docx.Document(io.BytesIO(fetch(client, "/events.docx")))
    assert len([p for p in document.paragraphs if p.style.name == "Heading 2"]) == NUMBER
    assert not document.part.rels.values() or not [r for r in document.part.rels.values() if r.is_external]


def test_reference_managers_find_one_record_an_article(client, hostile):
    found = rispy.loads(fetch(client, "/events.ris").decode())
    assert len(found) == NUMBER
    assert all(set(entry) <= _RIS_FIELDS for entry in found)
    entries = parse_string(fetch(client, "/events.bib").decode(), "bibtex").entries
    assert len(entries) == NUMBER
    assert not [e for e in entries.values() if r"\input" in e.fields["title"].replace(r"\textbackslash{}input", "")]
    assert len(json.loads(fetch(client, "/events.csl.json"))) == NUMBER


_RIS_FIELDS = {"type_of_reference", "id", "authors", "title", "secondary_title", "date", "year"}


def test_the_package_is_valid(client, hostile, tmp_path):
    with zipfile.ZipFile(io.BytesIO(fetch(client, "/events.zip"))) as package:
        package.extractall(tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"), type="package")
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])


@pytest.mark.parametrize("extension", FORMATS["events"])
def test_headers_stay_on_their_lines(client, hostile, extension):
    response = client.get(f"/events.{extension}", {"q": "</script> “x”; filename=evil.exe"})
    assert response.status_code == 200
    assert re.fullmatch(r'attachment; filename="[A-Za-z0-9._-]+"', response["Content-Disposition"])
    assert response["Content-Disposition"].endswith(f'.{extension}"')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"/events.{extension}", {"q": "a\r\nSet-Cookie: b=1"}).status_code == 400


@pytest.fixture
def corrections(hostile):
    """What an editor wrote may be a paste of anything, too."""
    kind = ContentType.objects.get_for_model(Event)
    for event, text in zip(hostile, HOSTILE, strict=True):
        values = {"label": text, "field": "headline", "old_value": [text], "new_value": text, "words": text}
        told = {"reason": "other", "evidence_url": f"javascript:{text}"}
        event.corrections.create(content_type=kind, object_id=event.pk, **values, **told)


def test_what_editors_wrote_does_nothing_either(client, corrections):
    rows = list(csv.reader(io.StringIO(fetch(client, "/corrections.csv").decode("utf-8-sig"), newline="")))
    assert len(rows) == NUMBER + 1
    assert not [cell for row in rows for cell in row if cell.lstrip(" \u00a0\ufeff").startswith(_FORMULA)]
    found = json.loads(fetch(client, "/corrections.json"))["corrections"]
    assert [row["new_value"] for row in found] == list(reversed(HOSTILE))
    assert {row["evidence_url"] for row in found} == {None}
    data = fetch(client, "/feeds/corrections.atom")
    for summary in ElementTree.fromstring(data).iter("{http://www.w3.org/2005/Atom}summary"):
        assert_harmless(summary.text)
    assert not feedparser.parse(data).bozo


def test_the_api_gives_texts_as_they_are(client, hostile):
    found = client.get("/api/v1/events?order=oldest&limit=200").json()["events"]
    assert [event["headline"] for event in found] == list(HOSTILE)
    for path in ("events", "actors", "articles"):
        response = client.get(f"/api/v1/{path}?limit=200")
        assert response["Content-Type"] == "application/json"
        assert response["X-Content-Type-Options"] == "nosniff"
