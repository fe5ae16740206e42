"""A row's date in words, never more exact than it is known."""

from __future__ import annotations

from datetime import date

from timeline.days import day_words, month_words, span_words
from timeline.exports.rows import Row


def date_words(row: Row) -> str:
    """Feb. 24, 2022 · Feb. 20–26, 2022 · February 2022 · 2022 · reported Feb. 24, 2022, day unknown · day unknown."""
    first, last = first_day(row), last_day(row)
    if first is None or last is None:
        return (
            f"reported {day_words(day(row['reported']), year=True)}, day unknown" if row["reported"] else "day unknown"
        )
    text = row["edtf"] or ""
    if len(text) == len("2022"):
        return text
    if len(text) == len("2022-02"):
        return month_words(first)
    return span_words(first, last, year=True)


def is_dated(row: Row) -> bool:
    return row["edtf"] is not None


def first_day(row: Row) -> date | None:
    return day(row["date"]) if is_dated(row) else None


def last_day(row: Row) -> date | None:
    return day(row["date_end"] or row["date"]) if is_dated(row) else None


def day(iso: str) -> date:
    return date.fromisoformat(iso)
