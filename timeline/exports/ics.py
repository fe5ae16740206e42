"""iCalendar (RFC 5545): all-day entries that calendars can subscribe to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

import icalendar

from timeline.days import ONE_DAY
from timeline.exports.about import SUBJECT, TITLE
from timeline.exports.dating import date_words, first_day, last_day
from timeline.exports.rows import Pair, Row
from timeline.exports.sources import article_words
from timeline.exports.texts import one_line

NAME = "chronology"


def ics_bytes(rows: Iterable[Pair], undated: int) -> Iterator[bytes]:
    """Dated events only; the calendar's description says how many were left out. An imprecise date is tentative."""
    yield _head(undated)
    for row, articles in rows:
        yield _event(row, articles).to_ical()
    yield b"END:VCALENDAR\r\n"


def _head(undated: int) -> bytes:
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//{NAME}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{TITLE}: {SUBJECT}")
    left_out = "1 event without a date is" if undated == 1 else f"{undated} events without a date are"
    calendar.add("x-wr-caldesc", f"{left_out} left out." if undated else "Every event found has a date.")
    return calendar.to_ical().removesuffix(b"END:VCALENDAR\r\n")


def _event(row: Row, articles: list[Row]) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{row['id']}@{NAME}")
    event.add("summary", one_line(row["headline"]))
    event.add("dtstart", first_day(row))
    if (last := last_day(row)) and last < date.max:
        event.add("dtend", last + ONE_DAY)
    event.add("status", "CONFIRMED" if row["precision"] == "day" else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    changed = datetime.fromisoformat(row["modified"])
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("url", row["url"])
    event.add("categories", [row["kind"]])
    event.add("description", _description(row, articles))
    event.add("x-edtf", row["edtf"])
    return event


def _description(row: Row, articles: list[Row]) -> str:
    lines = [f"{date_words(row)} ({one_line(row['date_basis'])})" if row["date_basis"] else date_words(row)]
    if row["speaker"]:
        lines.append(f"Speaker: {one_line(row['speaker'])}")
    lines += [f"“{one_line(quote)}”" for quote in row["quotes"]]
    named = {article["origin"]: article_words(article) for article in articles}
    return "\n".join([*lines, *(f"Reported by {words}" for words in named.values()), f"Status: {row['status']}"])
