"""The chronology as a text to paste into a draft: days, entries, quotations, numbered sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from timeline.days import day_words
from timeline.exports.dating import date_words, day
from timeline.exports.rows import Pair, Row
from timeline.exports.sources import article_words
from timeline.exports.texts import one_line


@dataclass(frozen=True)
class Note:
    """A numbered source."""

    number: int
    words: str
    address: str


@dataclass(frozen=True)
class Entry:
    """One event as read: `facts` are its kind and status in words, `notes` the numbers of its sources."""

    headline: str
    facts: str
    quotes: tuple[str, ...]
    speaker: str
    notes: tuple[int, ...]
    address: str


@dataclass
class Notes:
    """Numbers articles in the order in which they are first named."""

    by_origin: dict[str, Note] = field(default_factory=dict)

    def number(self, article: Row) -> int:
        origin = article["origin"]
        if origin not in self.by_origin:
            self.by_origin[origin] = Note(len(self.by_origin) + 1, article_words(article), article["url"] or "")
        return self.by_origin[origin].number


def days(pairs: Iterable[Pair], notes: Notes) -> Iterator[tuple[str, list[Entry]]]:
    """(heading, entries) in order. Within a day exact dates come first; others stand under their own heading, so that
    "February 2022" never stands under the first of February."""
    for _, group in groupby(pairs, key=lambda pair: pair[0]["date"] or pair[0]["reported"]):
        by_heading: dict[str, list[Entry]] = {}
        for row, articles in sorted(group, key=lambda pair: pair[0]["precision"] != "day"):
            by_heading.setdefault(_heading(row), []).append(_entry(row, articles, notes))
        yield from by_heading.items()


def _heading(row: Row) -> str:
    if row["precision"] == "day":
        when = day(row["date"])
        return f"{when:%A}, {day_words(when, year=True)}"
    words = date_words(row)
    return words[0].upper() + words[1:]


def _entry(row: Row, articles: list[Row], notes: Notes) -> Entry:
    corrected = f", corrected: {', '.join(row['corrected'])}" if row["corrected"] else ""
    return Entry(
        headline=one_line(row["headline"]),
        facts=f"{row['kind']}, {row['status']}{corrected}",
        quotes=tuple(one_line(quote) for quote in row["quotes"]),
        speaker=one_line(row["speaker"]),
        notes=tuple(dict.fromkeys(notes.number(article) for article in articles)),
        address=row["url"],
    )
