"""The entries of one page: the first N of an answer, or, where days are crowded, the most reported of each day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from timeline import rollups
from timeline.forms import LONGEST_PAGE, PAGE_SIZE, EventFilter
from timeline.models import Event, Reply
from timeline.overview.counts import DayCount, Totals, choice_of, narrowed

from .entry import describe
from .grouping import DayGroup, group_by_day
from .hits import HitMarker

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
    groups = group_by_day(entries, replies_among(events), main_year=main_year)
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


def first_events(question: EventFilter) -> list[Event]:
    """The first events of an answer in its order; the undated are asked for apart, so that an index serves the rest."""
    if choice := choice_of(question):
        ids = rollups.first_ids(choice, question.order, question.upto)
        return _in_order_of(ids)
    events = narrowed(question).with_context()
    direction = "" if question.order == "oldest" else "-"
    order = (f"{direction}day", f"{direction}public_id")
    dated = list(events.filter(day__isnull=False).order_by(*order)[: question.upto])
    room = question.upto - len(dated)
    if not room or question.first or question.last:
        return dated
    return dated + list(events.filter(day__isnull=True).order_by(order[1])[:room])


def replies_among(events: Sequence[Event]) -> list[Reply]:
    """Who answers whom, where one side is among these events and both are public."""
    ids = [event.pk for event in events]
    return list(
        Reply.objects.public()
        .filter(Q(event__in=ids) | Q(to__in=ids))
        .select_related("event", "to")
        .order_by("to__day", "event__day", "pk")
    )


def _numbers_by_day(question: EventFilter, counts: Sequence[DayCount]) -> Counter[date]:
    """Selected events by the day they begin on, within the days asked for; undated ones are left out."""
    first, last = question.first or date.min, question.last or date.max
    numbers: Counter[date] = Counter()
    for count in counts:
        wanted = not question.kinds or count.kind in question.kinds
        if count.day and wanted and count.starts and first <= count.day <= last:
            numbers[count.day] += count.starts
    return numbers


def _is_crowded(question: EventFilter, totals: Totals, by_day: Counter[date]) -> bool:
    if question.show == "all" or question.ids or totals.selected <= CROWD:
        return False
    return sum(by_day.values()) > CROWDED_DAY * len(by_day)


def _most_reported(question: EventFilter, by_day: Counter[date]) -> list[Event]:
    """The most reported events of as many days as the page has room for; only these days are read."""
    days, room = [], question.upto
    for day in sorted(by_day, reverse=question.order == "newest"):
        if room <= 0:
            break
        days.append(day)
        room -= min(by_day[day], PER_DAY)
    if not days:
        return []
    if choice := choice_of(question):
        return _in_order_of(rollups.leading_ids(choice, days, PER_DAY))[: question.upto]
    rank = Window(RowNumber(), partition_by=[F("day")], order_by=[F("reports").desc(), F("public_id").asc()])
    ranked = narrowed(question).filter(day__gte=min(days), day__lte=max(days)).annotate(rank=rank)
    ids = ranked.filter(rank__lte=PER_DAY).values_list("pk", flat=True)
    order = "day" if question.order == "oldest" else "-day"
    events = Event.objects.filter(pk__in=list(ids)).with_context()
    return list(events.order_by(order, "-reports", "public_id")[: question.upto])


def _in_order_of(ids: Sequence[int]) -> list[Event]:
    events = Event.objects.filter(pk__in=ids).with_context()
    found = {event.pk: event for event in events}
    return [found[pk] for pk in ids if pk in found]


def _offer_rest(groups: Sequence[DayGroup], by_day: Counter[date], question: EventFilter) -> None:
    """Under the last group of each day, a link to everything on it."""
    last_of_day = {group.day: group for group in groups if group.day}
    for day, group in last_of_day.items():
        shown = sum(len(other.rows) for other in groups if other.day == day)
        group.more = max(by_day[day] - shown, 0)
        group.more_link = "?" + question.query(first=day, last=day, show="all")
