"""TimelineJS3 (Knight Lab): its JSON, and the columns of its spreadsheet template.

TimelineJS shows text as HTML, so all text is escaped here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from typing import Any

from timeline.exports.about import SUBJECT, TITLE
from timeline.exports.columns import Column
from timeline.exports.dating import date_words, first_day, last_day
from timeline.exports.rows import Pair, Row
from timeline.exports.sources import article_words
from timeline.exports.texts import one_line

_SHEET = (
    *("Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline"),
    *("Text", "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Alt Text", "Type", "Group", "Background"),
)
SHEET = tuple(Column(name, "text", "") for name in _SHEET)
Pairs = Iterable[Pair]


def json_bytes(pairs: Pairs, undated: int) -> Iterator[bytes]:
    """Dated events; the title slide says how many were left out."""
    yield f'{{"title": {json.dumps({"text": _title(undated)})}, "events": ['.encode()
    before = "\n"
    for row, articles in pairs:
        yield (before + json.dumps(slide(row, articles))).encode()
        before = ",\n"
    yield b"\n]}\n"


def _title(undated: int) -> dict[str, str]:
    left_out = f"<p>{undated} without a known date left out.</p>" if undated else ""
    return {"headline": TITLE, "text": f"<p>{escape(SUBJECT)}.</p>{left_out}"}


def slide(row: Row, articles: list[Row]) -> dict[str, Any]:
    """One event. A month or a year is never given a day."""
    found: dict[str, Any] = {
        "unique_id": f"event-{row['id']}",
        "start_date": _parts(first_day(row), row["edtf"]),
        "display_date": date_words(row),
        "text": {"headline": _html(row["headline"]), "text": _text(row, articles)},
        "group": row["kind"],
        "autolink": False,
    }
    if row["date_end"] and row["date_end"] != row["date"] and "/" in row["edtf"]:
        found["end_date"] = _parts(last_day(row), row["edtf"])
    return found


def _parts(when: date | None, edtf: str) -> dict[str, int]:
    assert when is not None, "only dated events have slides"
    known = {"year": when.year}
    if edtf.count("-"):
        known["month"] = when.month
    if edtf.count("-") > 1:
        known["day"] = when.day
    return known


def _text(row: Row, articles: list[Row]) -> str:
    speaker = f"<cite>{_html(row['speaker'])}</cite>" if row["speaker"] else ""
    quotes = "".join(f"<blockquote>“{_html(quote)}”</blockquote>" for quote in row["quotes"])
    named = {article["origin"]: _linked(article) for article in articles}
    reports = "".join(f"<li>{words}</li>" for words in named.values())
    permalink = f'<p><a href="{_html(row["url"])}">Evidence and status ({row["status"]})</a></p>'
    return f"{quotes}{speaker}<ul>{reports}</ul>{permalink}"


def _linked(article: Row) -> str:
    words = _html(article_words(article))
    return f'<a href="{_html(article["url"])}">{words}</a>' if article["url"] else words


def _html(text: str) -> str:
    return escape(one_line(text))


def sheet_rows(pairs: Pairs) -> Iterator[Row]:
    """The rows of TimelineJS's spreadsheet template."""
    for row, articles in pairs:
        data = slide(row, articles)
        cells = dict.fromkeys(_SHEET, "")
        for prefix, when in (("", data["start_date"]), ("End ", data.get("end_date", {}))):
            cells |= {f"{prefix}{part.title()}": str(value) for part, value in when.items()}
        cells |= {"Display Date": data["display_date"], "Group": data["group"]}
        yield cells | {"Headline": data["text"]["headline"], "Text": data["text"]["text"]}
