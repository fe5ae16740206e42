"""What the overview counts: every aggregate of a page, each by one function with its question as the only input.

Questions by actors, kinds and days are answered from the counts that `timeline.rollups` keeps; a question in words from
its newest hits (`timeline.search`), at most so many; all others (publisher, status, picked events) by counting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Max, Min, Q

from articles.models import Article
from timeline import rollups, search
from timeline.forms import EventFilter
from timeline.marks import date_mark
from timeline.models import Participation
from timeline.models.querysets import EventQuerySet

LEADING = 60


class DayCount(NamedTuple):
    """Events of one kind that begin or end on a day; `vague` of those that begin are known by month or year only.
    `day` is None for those without any day."""

    day: date | None
    kind: str
    starts: int
    vague: int
    ends: int


class Tally(NamedTuple):
    """Events with the same mark between the same two days; these may be the ends of weeks or months."""

    mark: str
    day: date
    last_day: date
    number: int


@dataclass(frozen=True, slots=True)
class Totals:
    """How many events the question selects, of each kind, and how many undated ones its days leave out. `at_least`:
    there are more, and only the newest or oldest are counted."""

    selected: int
    kinds: dict[str, int]
    undated_left_out: int
    at_least: bool = False


def choice_of(question: EventFilter) -> rollups.Choice | None:
    """The question as the counts understand it; None if they cannot answer it."""
    if question.terms or question.publisher or question.status or question.ids:
        return None
    actors, said = question.actor_ids, question.role == "said"
    return rollups.Choice(actors, question.match, said, question.kinds, question.first, question.last)


def narrowed(question: EventFilter) -> EventQuerySet:
    """The events that count: all that are asked for, or the first hits of very common words."""
    if not question.terms:
        return question.apply()
    hits = search.first_hits(question)
    return question.but(terms=(), actor_ids=(), kinds=()).apply().filter(pk__in=hits.ids)


def day_counts(question: EventFilter) -> list[DayCount]:
    """The events of a question by day and kind, whatever its own days and kinds, so that these can be offered."""
    choice = choice_of(question)
    if choice and choice.is_counted:
        return [DayCount(*row) for row in rollups.day_counts(choice)]
    events = narrowed(question.but(first=None, last=None, kinds=())).order_by()
    vague = Count("pk", filter=Q(precision__in=("month", "year")))
    found = {
        (day, kind): DayCount(day, kind, starts, months, 0)
        for day, kind, starts, months in events.values_list("day", "kind").annotate(starts=Count("pk"), vague=vague)
    }
    for day, kind, ends in events.values_list("last_day", "kind").annotate(ends=Count("pk")):
        found[day, kind] = found.get((day, kind), DayCount(day, kind, 0, 0, 0))._replace(ends=ends)
    return list(found.values())


def lane_tallies(question: EventFilter, actor_ids: Sequence[int], unit: str) -> dict[int, list[Tally]]:
    """The dated events of each of these actors, whatever actors and days the question names. Days, where they are
    counted in advance, are widened to the unit: day, week, month or year."""
    choice = choice_of(question)
    if choice and actor_ids:
        unit = "month" if unit == "year" else unit
        counted = rollups.marks(actor_ids, unit, said=choice.said, kinds=choice.kinds)
        return {actor_id: [Tally(*row) for row in counted[actor_id]] for actor_id in actor_ids}
    lanes: dict[int, list[Tally]] = {actor_id: [] for actor_id in actor_ids}
    rows = _participations(question.without_actors().without_days()).filter(actor_id__in=actor_ids)
    columns = ("actor_id", "event__precision", "event__kind", "event__day", "event__last_day")
    dated = rows.filter(event__day__isnull=False)
    for actor_id, precision, kind, day, last_day, number in dated.values_list(*columns).annotate(number=Count("pk")):
        lanes[actor_id].append(Tally(date_mark(precision, kind, day, last_day), day, last_day, number))
    return lanes


def actor_counts(question: EventFilter, actor_ids: Sequence[int] | None = None) -> dict[int, int]:
    """Distinct events by actor, most first; of these actors only, if given."""
    choice = choice_of(question)
    is_joint = choice is not None and (choice.match == "all" or len(choice.actors) < 2)
    if choice and is_joint and (actor_ids is not None or not (choice.actors or choice.first or choice.last)):
        return rollups.actor_numbers(choice, actor_ids, LEADING)
    rows = _participations(question)
    if actor_ids is not None:
        rows = rows.filter(actor_id__in=actor_ids)
    counted = rows.values_list("actor_id").annotate(number=Count("pk")).order_by("-number", "actor_id")
    return dict(counted[:LEADING] if actor_ids is None else counted)


@dataclass(frozen=True, slots=True)
class Archive:
    """The articles behind the chronology: how many, how many of them samples, published from when to when."""

    articles: int
    samples: int
    first: date | None
    last: date | None

    @property
    def year(self) -> int | None:
        """The year that days need not name: the one in which all articles appeared."""
        return self.first.year if self.first and self.last and self.first.year == self.last.year else None


def read_archive() -> Archive:
    """Four answers, each from an index of its own."""
    articles = Article.objects.order_by()
    return Archive(
        articles=articles.count(),
        samples=articles.filter(is_sample=True).count(),
        **articles.aggregate(first=Min("published")),
        **articles.aggregate(last=Max("published")),
    )


def totals(question: EventFilter, counts: Iterable[DayCount]) -> Totals:
    """What overlaps the days asked for: whatever begins before their end, less what ends before their beginning."""
    kinds: dict[str, int] = {}
    undated = 0
    first, last = question.first, question.last
    for day, kind, starts, _, ends in counts:
        if day is None:
            if not first and not last:
                kinds[kind] = kinds.get(kind, 0) + starts
            elif not question.kinds or kind in question.kinds:
                undated += starts
            continue
        number = (0 if last and day > last else starts) - (ends if first and day < first else 0)
        kinds[kind] = kinds.get(kind, 0) + number
    kinds = {kind: number for kind, number in kinds.items() if number}
    chosen = question.kinds or tuple(kinds)
    at_least = bool(question.terms) and search.first_hits(question).are_cut
    return Totals(sum(kinds.get(kind, 0) for kind in chosen), kinds, undated, at_least)


def _participations(question: EventFilter):
    """Who takes part in the events of a question; with the role "said", who says them."""
    rows = Participation.objects.present().filter(event__in=narrowed(question)).order_by()
    return rows.filter(said=True) if question.role == "said" else rows
