"""Corrections made in a spreadsheet, and articles pasted or uploaded."""

import csv
import gzip
import io
import json
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles.models import Article
from tests.admin.test_lasting import TEXT, ingest
from tests.builders import an_actor, an_event
from timeline import corrections
from timeline.admin import uploads
from timeline.models import Correction, Event

pytestmark = pytest.mark.django_db
IMPORT, PASTE = "/admin/timeline/event/import/", "/admin/articles/article/paste/"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(uploads, "FOLDER", tmp_path / "uploads")


@pytest.fixture
def events():
    speaker = an_actor("Ned Price", "person")
    an_actor("Russia")
    return [
        an_event("A statement", speaker=speaker, quotes=["one thing", "another"]),
        an_event("=A meeting", parties=(an_actor("Ukraine"),)),
    ]


def exported(browser, **changes):
    """The CSV that a reader would download, edited: {headline: {column: text}}."""
    content = b"".join(browser.get("/events.csv")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    for row in rows:
        row.update(changes.get(row["headline"].lstrip("'").lstrip("="), {}))
    written = io.StringIO()
    writer = csv.DictWriter(written, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def send(browser, content, name="events.csv", **sent):
    data = content.encode() if isinstance(content, str) else content
    given = {"reason": "other", "words": "In a sheet.", "file": SimpleUploadedFile(name, data), **sent}
    return browser.post(IMPORT, given)


def apply(browser, preview):
    token = preview.context["token"]
    return browser.post(IMPORT, {"reason": "other", "words": "In a sheet.", "token": token, "_apply": "1"})


def test_what_was_not_edited_changes_nothing(events, as_editor):
    preview = send(as_editor, exported(as_editor))
    assert not preview.context["failed"]
    assert preview.context["changed"] == []


def test_edited_cells_are_shown_first_and_then_taken_over(events, as_editor, editor):
    sheet = exported(
        as_editor,
        **{
            "A statement": {
                "speaker": "Russia",
                "date": "2022-02-15",
                "quotes": "one thing; a third",
                "status": "checked",
            },
            "A meeting": {"headline": "'=A talk", "actors": "Russia; Ned Price", "kind": "plan"},
        },
    )
    preview = send(as_editor, sheet)
    shown = {(column, old, new) for row in preview.context["changed"] for column, old, new in row.changes}
    assert ("speaker", "Ned Price", "Russia") in shown
    assert ("headline", "=A meeting", "=A talk") in shown
    assert not Correction.objects.exists()
    answer = apply(as_editor, preview)
    assert answer.status_code == 302
    first, second = (Event.objects.get(pk=event.pk) for event in events)
    assert (first.speaker.name, first.date, first.quotes) == ("Russia", date(2022, 2, 15), ["one thing", "a third"])
    assert first.status == "checked"
    assert (second.headline, second.kind) == ("=A talk", "plan")
    assert [actor.name for actor in corrections.parties(second)] == ["Ned Price", "Russia"]
    assert set(Correction.objects.values_list("editor", "words")) == {(editor.pk, "In a sheet.")}
    assert "speaker" in first.locked


def test_a_workbook_is_read_too(events, as_editor):
    content = b"".join(as_editor.get("/events.xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    headers = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if row[headers.index("headline")].value == "A statement":
            row[headers.index("date")].value = date(2022, 2, 14)
    edited = io.BytesIO()
    book.save(edited)
    preview = send(as_editor, edited.getvalue(), "events.xlsx")
    assert [row.changes for row in preview.context["changed"]] == [[("date", "2022-02-16", "2022-02-14")]]
    apply(as_editor, preview)
    assert Event.objects.get(pk=events[0].pk).date == date(2022, 2, 14)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"kind": "rumour"}, "Row 2, kind"),
        ({"date": "yesterday"}, "not a day"),
        ({"speaker": "Nobody Known"}, "No actor is known"),
        ({"precision": "range"}, "Say the last day too"),
        ({"status": "perhaps"}, "not one of"),
        ({"date_basis": "I know"}, "cannot be corrected"),
        ({"id": "nowhere"}, "No event has the id"),
    ],
)
def test_one_bad_row_keeps_all_out(events, as_editor, changes, message):
    sheet = exported(as_editor, **{"A statement": changes, "A meeting": {"kind": "plan"}})
    preview = send(as_editor, sheet)
    assert preview.context["failed"]
    assert message in preview.content.decode()
    answer = send(as_editor, sheet, _apply="1")
    assert answer.status_code == 200
    assert not Correction.objects.exists()
    assert not Event.objects.filter(kind="plan").exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id,headline,colour\nx,y,z\n", "Unknown columns: colour"),
        ("headline\ny\n", "`id` must be among them"),
        ("id,headline,headline\nx,y,z\n", "Each column must stand there once"),
        (b"PK\x03\x04 not a workbook", "neither CSV in UTF-8 nor XLSX"),
        (b"\xff\xfe\x00id", "neither CSV in UTF-8 nor XLSX"),
    ],
)
def test_other_files_are_refused_in_words(events, as_editor, content, message):
    assert message in send(as_editor, content).content.decode()


def test_a_sheet_older_than_the_event_is_refused(events, as_editor, why):
    sheet = exported(as_editor, **{"A statement": {"kind": "plan"}})
    corrections.correct(events[0], {"quotes": []}, why("misquote"))
    Event.objects.filter(pk=events[0].pk).update(modified="2030-01-01T00:00:00Z")
    assert "has changed since the file was made" in send(as_editor, sheet).content.decode()


def test_the_same_event_twice_is_refused(events, as_editor):
    sheet = exported(as_editor, **{"A statement": {"kind": "plan"}})
    first = sheet.splitlines()[1]
    assert "stands in several rows" in send(as_editor, f"{sheet}{first}\r\n").content.decode()


def test_an_upload_belongs_to_whom_it_was_shown(events, as_editor, as_chief):
    preview = send(as_editor, exported(as_editor, **{"A statement": {"kind": "plan"}}))
    assert "upload the file again" in apply(as_chief, preview).content.decode()
    assert not Correction.objects.exists()


def page_of(answer):
    return b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()


def test_a_pasted_article_is_previewed_and_then_added(as_editor):
    preview = as_editor.post(PASTE, {"text": TEXT, "url": "https://example.org/talks"})
    page = page_of(preview)
    assert "Envoys meet while troops stay near the border" in page
    assert "urged his citizens on Monday to stay calm" in page
    assert not Article.objects.exists()
    added = as_editor.post(PASTE, {"token": preview.context["token"], "url": "https://example.org/talks", "_add": "1"})
    assert added.streaming
    page = page_of(added)
    assert "new event" in page
    assert "Done." in page
    article = Article.objects.get()
    assert (article.origin, article.url, article.is_sample) == (*["https://example.org/talks"] * 2, False)
    assert Event.objects.count() >= 5
    assert str(article.pk) in page


def test_uploaded_pages_are_added_one_by_one(as_editor):
    lines = [{"text": TEXT, "url": f"https://example.org/{number}"} for number in range(2)]
    lines.append({"text": "", "url": "https://example.org/empty"})
    packed = gzip.compress("\n".join(map(json.dumps, lines)).encode())
    upload = SimpleUploadedFile("pages.jsonl.gz", packed)
    preview = as_editor.post(PASTE, {"file": upload, "published": "2022-02-23"})
    assert len(preview.context["found"]) == 3
    page = page_of(as_editor.post(PASTE, {"token": preview.context["token"], "published": "2022-02-23", "_add": "1"}))
    assert page.count("<li>") == 3
    assert "did not go in" in page
    assert set(Article.objects.values_list("published", flat=True)) == {date(2022, 2, 23)}


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"text": ""}, "Paste a text or choose a file"),
        ({"text": TEXT, "url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"text": TEXT, "published": "soon"}, "Enter a valid date"),
        ({"token": "forged"}, "upload the file again"),
    ],
)
def test_what_cannot_be_added_is_said(as_editor, sent, message):
    assert message in page_of(as_editor.post(PASTE, sent))
    assert not Article.objects.exists()


def test_the_date_of_an_article_is_corrected_after_the_list_of_what_moves(as_editor):
    ingest()
    article = Article.objects.get()
    address = f"/admin/articles/article/{article.pk}/redate/"
    sent = {"published": "2022-02-23", "reason": "article-date"}
    preview = as_editor.post(address, {**sent, "_preview": "1"})
    assert {move.what for move in preview.context["moves"]} == {"moves"}
    assert Event.objects.get(evidence__excerpt__contains="stay calm").date == date(2022, 2, 14)
    assert "Give the day" in page_of(as_editor.post(address, {"reason": "article-date"}))
    as_editor.post(address, {**sent, "_apply": "1"})
    assert Event.objects.get(evidence__excerpt__contains="stay calm").date == date(2022, 2, 21)
    assert Correction.objects.get().new_value == "2022-02-23"
