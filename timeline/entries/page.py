"""The entries of one page: the first N of an answer, or, where days are crowded, the most reported of each day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from timeline import rollups
from timeline.forms import LONGEST_PAGE, PAGE_SIZE, EventFilter
from timeline.overview import sample
from timeline.overview.counts import DayCount, Totals, choice_of

from .entry import describe
from .grouping import DayGroup, group_by_day
from .hits import HitMarker
from .reading import Told, answers_among, read_told

CROWD = 500
CROWDED_DAY = 8
PER_DAY = 5


@dataclass(frozen=True, slots=True)
class EventPage:
    """`shown` of `total` events stand in `groups`; `more` is the query string of the longer page, if there is one.
    `is_picked`: only the most reported of each day are offered."""

    groups: list[DayGroup]
    shown: int
    total: int
    offered: int
    is_picked: bool
    more: str
    is_cut: bool


def read_page(question: EventFilter, totals: Totals, counts: Sequence[DayCount], main_year: int | None) -> EventPage:
    """Read and describe the events of a page; `counts` are those of the same question."""
    by_day = _numbers_by_day(question, counts)
    picked = _is_crowded(question, totals, by_day)
    offered = sum(min(number, PER_DAY) for number in by_day.values()) if picked else totals.selected
    events = _most_reported(question, by_day) if picked else first_events(question)
    marked = HitMarker(question.terms)
    entries = [describe(event, marked) for event in events]
    groups = group_by_day(entries, answers_among(events), main_year=main_year)
    if picked:
        _offer_rest(groups, by_day, question)
    upto = min(question.upto + PAGE_SIZE, LONGEST_PAGE)
    has_more = len(events) < offered
    return EventPage(
        groups=groups,
        shown=len(events),
        total=totals.selected,
        offered=offered,
        is_picked=picked,
        more=question.query(upto=upto) if has_more and upto > question.upto else "",
        is_cut=has_more and upto <= question.upto,
    )


def first_events(question: EventFilter) -> list[Told]:
    """The first events of an answer in its order."""
    if choice := choice_of(question):
        return read_told(rollups.first_ids(choice, question.order, question.upto))
    return read_told(sample.first_of(question, question.upto))


def _numbers_by_day(question: EventFilter, counts: Sequence[DayCount]) -> Counter[date]:
    """Selected events by the day they begin on, within the days asked for; undated ones are left out."""
    first, last = question.first or date.min, question.last or date.max
    return Counter({day: starts for day, starts, _, _ in counts if day and starts and first <= day <= last})


def _is_crowded(question: EventFilter, totals: Totals, by_day: Counter[date]) -> bool:
    if question.show == "all" or question.ids or totals.selected <= CROWD:
        return False
    return sum(by_day.values()) > CROWDED_DAY * len(by_day)


def _most_reported(question: EventFilter, by_day: Counter[date]) -> list[Told]:
    """The most reported events of as many days as the page has room for; only these days are read."""
    days, room = [], question.upto
    for day in sorted(by_day, reverse=question.order == "newest"):
        if room <= 0:
            break
        days.append(day)
        room -= min(by_day[day], PER_DAY)
    if choice := choice_of(question):
        ids = rollups.leading_ids(choice, days, PER_DAY)
    else:
        ids = sample.leading_of(question, days, PER_DAY)
    return read_told(ids[: question.upto])


def _offer_rest(groups: Sequence[DayGroup], by_day: Counter[date], question: EventFilter) -> None:
    """Under the last group of each day, a link to everything on it."""
    last_of_day = {group.day: group for group in groups if group.day}
    for day, group in last_of_day.items():
        shown = sum(len(other.rows) for other in groups if other.day == day)
        group.more = max(by_day[day] - shown, 0)
        group.more_link = "?" + question.query(first=day, last=day, show="all")
