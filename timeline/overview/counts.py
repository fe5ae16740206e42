"""What the overview counts: every aggregate of a page, each by one function with its question as the only input.

A `Tally` says how many events share first day, last day, precision and kind. Their number is bounded by days and
actors, not by events, and all totals of a page are sums over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Max, Min, Q

from articles.models import Article
from timeline.forms import EventFilter
from timeline.marks import date_mark
from timeline.models import Participation

LEADING = 60


class Tally(NamedTuple):
    """Events that share their days, precision and kind; `day` is None for those without any day."""

    day: date | None
    last_day: date | None
    precision: str
    kind: str
    number: int

    @property
    def mark(self) -> str:
        return date_mark(self.precision, self.kind, self.day, self.last_day)

    def overlaps(self, first: date | None, last: date | None) -> bool:
        if self.day is None or self.last_day is None:
            return first is None and last is None
        return (first is None or self.last_day >= first) and (last is None or self.day <= last)


@dataclass(frozen=True, slots=True)
class Totals:
    """How many events the question selects, of each kind, and how many undated ones its days leave out."""

    selected: int
    kinds: dict[str, int]
    undated_left_out: int


def day_tallies(question: EventFilter) -> list[Tally]:
    """The events of a question by their days, whatever its own days and kinds, so that these can be offered."""
    events = question.but(first=None, last=None, kinds=()).apply()
    rows = events.order_by().values_list("day", "last_day", "precision", "kind").annotate(number=Count("pk"))
    return [Tally(*row) for row in rows]


def lane_tallies(question: EventFilter, actor_ids: Sequence[int]) -> dict[int, list[Tally]]:
    """The same for each of these actors, whatever actors and days the question names."""
    lanes: dict[int, list[Tally]] = {actor_id: [] for actor_id in actor_ids}
    rows = _participations(question.without_actors().without_days()).filter(actor_id__in=actor_ids)
    columns = ("actor_id", "event__day", "event__last_day", "event__precision", "event__kind")
    for actor_id, *tally in rows.values_list(*columns).annotate(number=Count("pk")):
        lanes[actor_id].append(Tally(*tally))
    return lanes


def actor_counts(question: EventFilter, actor_ids: Sequence[int] | None = None) -> dict[int, int]:
    """Distinct events by actor, most first; of these actors only, if given."""
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
    return Archive(
        **Article.objects.aggregate(
            articles=Count("pk"),
            samples=Count("pk", filter=Q(is_sample=True)),
            first=Min("published"),
            last=Max("published"),
        )
    )


def totals(question: EventFilter, tallies: Iterable[Tally]) -> Totals:
    kinds: dict[str, int] = {}
    undated = 0
    for tally in tallies:
        if tally.overlaps(question.first, question.last):
            kinds[tally.kind] = kinds.get(tally.kind, 0) + tally.number
        elif tally.day is None and (not question.kinds or tally.kind in question.kinds):
            undated += tally.number
    chosen = question.kinds or tuple(kinds)
    return Totals(sum(kinds.get(kind, 0) for kind in chosen), kinds, undated)


def _participations(question: EventFilter):
    """Who takes part in the events of a question; with the role "said", who says them."""
    rows = Participation.objects.present().filter(event__in=question.apply()).order_by()
    return rows.filter(said=True) if question.role == "said" else rows
