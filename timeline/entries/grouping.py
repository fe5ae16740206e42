"""Entries grouped by day, replies set beside what they answer, long silences named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from timeline.days import day_words, lag_words, month_words, span_words, weekday_words
from timeline.marks import ARTICLE, EXACT, MONTH
from timeline.overview.strip import KEY_DAYS

from .entry import Entry
from .reading import Answer

LONG_SILENCE = 7
FARTHEST_REPLY = 7


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """A reply, or what is replied to, that does not stand beside the entry."""

    words: str
    link: str
    headline: str


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a day, with the reply beside it, if there is one."""

    entry: Entry
    reply: Entry | None = None
    lag: str = ""
    lines: tuple[ReplyLine, ...] = ()
    reply_lines: tuple[ReplyLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    words: str


@dataclass(slots=True)
class DayGroup:
    """The entries of a day, several days, a month, a year, or of none. `is_soft`: not an exact day."""

    key: str
    heading: str
    under: str
    datetime: str
    is_soft: bool
    is_key: bool
    day: date | None
    last_day: date | None
    rows: list[Row] = field(default_factory=list)
    gap: Gap | None = None
    more: int = 0
    more_link: str = ""


def group_by_day(entries: Sequence[Entry], replies: Iterable[Answer], *, main_year: int | None) -> list[DayGroup]:
    """Groups in the order of their entries. Years are named where they differ from the main one, or
    everywhere if there is none."""
    rows = _beside(entries, list(replies))
    groups: dict[tuple, DayGroup] = {}
    for row in rows:
        entry = row.entry
        key = _key(entry)
        if key not in groups:
            groups[key] = _group(entry, main_year)
        groups[key].rows.append(row)
    days = list(dict.fromkeys(group.day for group in groups.values()))
    ordered = sorted(groups.values(), key=lambda group: (days.index(group.day), group.is_soft))
    for number, (before, after) in enumerate(pairwise(ordered), 1):
        after.gap = _silence(before, after, ordered[:number])
    return ordered


def _key(entry: Entry) -> tuple:
    return entry.day, entry.last_day, entry.mark == EXACT, entry.mark == MONTH


def _group(entry: Entry, main_year: int | None) -> DayGroup:
    name = "-".join(("d", f"{entry.day or 'undated'}", f"{entry.last_day or ''}", entry.mark))
    if entry.day is None or entry.last_day is None:
        return DayGroup(name, "Undated", "no date, no article date", "", True, False, None, None)
    heading, under = _heading(entry, entry.day, entry.last_day, main_year)
    is_key = entry.mark == EXACT and entry.day in KEY_DAYS
    return DayGroup(name, heading, under, entry.day.isoformat(), entry.mark != EXACT, is_key, entry.day, entry.last_day)


def _heading(entry: Entry, first: date, last: date, main_year: int | None) -> tuple[str, str]:
    if entry.mark == MONTH:
        is_year = (last - first).days > 31
        return (str(first.year), "year only") if is_year else (month_words(first), "month only")
    under = "date of report" if entry.mark == ARTICLE else weekday_words(first, last)
    if first.year != last.year:
        return span_words(first, last, year=True), under
    if first.year != main_year:
        under = f"{under}, {first.year}"
    return (day_words(first) if first == last else span_words(first, last)), under


def _silence(before: DayGroup, after: DayGroup, earlier: Sequence[DayGroup]) -> Gap | None:
    """Named where more than a week lies between two groups; it is this answer's silence, not the world's."""
    if before.day is None or after.day is None or after.last_day is None:
        return None
    if after.day >= before.day:
        days = (after.day - max(group.last_day for group in earlier if group.last_day)).days - 1
    else:
        days = (before.day - after.last_day).days - 1
    if days < LONG_SILENCE:
        return None
    years = days // 365
    return Gap(f"About {years} year{'s' * (years > 1)} without an entry" if years else f"{days} days without an entry")


def _beside(entries: Sequence[Entry], replies: Sequence[Answer]) -> list[Row]:
    """Set each entry's first reply beside it, if it came within a week and stands in the same list."""
    listed = {entry.public_id: entry for entry in entries}
    partner: dict[str, str] = {}
    taken: set[str] = set()
    for reply in replies:
        one, other = reply.to, reply.event
        is_free = one in listed and other in listed and not {one, other} & (taken | partner.keys())
        if is_free and _is_near(listed[one], listed[other]):
            partner[one] = other
            taken.add(other)
    rows = []
    for entry in entries:
        if entry.public_id in taken:
            continue
        answer = listed.get(partner.get(entry.public_id, ""))
        lag = lag_words(entry.day, answer.day) if answer and entry.day and answer.day else ""
        beside = {entry.public_id, answer.public_id} if answer else {entry.public_id}
        lines = _lines(entry, replies, beside)
        rows.append(Row(entry, answer, lag, lines, _lines(answer, replies, beside) if answer else ()))
    return rows


def _is_near(one: Entry, other: Entry) -> bool:
    return bool(one.day and other.day and abs((other.day - one.day).days) <= FARTHEST_REPLY)


def _lines(entry: Entry, replies: Sequence[Answer], beside: set[str]) -> tuple[ReplyLine, ...]:
    lines = []
    for reply in replies:
        if reply.event == entry.public_id and reply.to not in beside:
            lines.append(ReplyLine("In reply to", f"/events/{reply.to}/", reply.to_headline))
        elif reply.to == entry.public_id and reply.event not in beside:
            lines.append(ReplyLine("Answered", f"/events/{reply.event}/", reply.headline))
    return tuple(lines)
