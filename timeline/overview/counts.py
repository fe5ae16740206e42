"""What the overview counts: every aggregate of a page, each by one function with its question as the only input.

Questions by actors, kinds and days are answered from the counts that `timeline.rollups` keeps; all others (words,
outlet, status, picked events, more than two actors) from their first events (`sample`), at most so many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Max, Min

from articles.models import Article
from timeline import rollups
from timeline.forms import EventFilter

from . import sample
from .window import Window

LEADING = 60


class DayCount(NamedTuple):
    """Events that begin or end on a day; `vague` of those that begin are known by month or year only. `day` is None for
    those without any day."""

    day: date | None
    starts: int
    vague: int
    ends: int


@dataclass(frozen=True, slots=True)
class Totals:
    """How many events the question selects, of each kind, and how many undated ones its days leave out. `at_least`:
    there may be more. `sampled`: the numbers of actors, and the strip where no day counts hold it, tell of so many
    events only; 0 if of all."""

    selected: int
    kinds: dict[str, int]
    undated_left_out: int
    at_least: bool = False
    sampled: int = 0


def choice_of(question: EventFilter) -> rollups.Choice | None:
    """The question as the counts understand it; None if they cannot answer it."""
    if question.terms or question.publisher or question.status or question.ids:
        return None
    actors, said = question.actor_ids, question.role == "said"
    return rollups.Choice(actors, question.match, said, question.kinds, question.first, question.last)


def counted_choice(question: EventFilter) -> rollups.Choice | None:
    """The same, if the counts hold it day by day."""
    choice = choice_of(question)
    return choice if choice and choice.is_counted else None


def day_counts(question: EventFilter) -> list[DayCount]:
    """The events of a question by day, whatever its own days, so that these can be offered."""
    choice = counted_choice(question)
    rows = rollups.day_counts(choice) if choice else sample.of_days(question)
    return [DayCount(*row) for row in rows]


def totals(question: EventFilter) -> Totals:
    """What overlaps the days asked for, and what of each kind would, whatever kinds are asked for."""
    choice = counted_choice(question)
    numbers = rollups.kind_numbers(choice) if choice else sample.of_kinds(question)
    has_days = bool(question.first or question.last)
    kinds = {kind: dated + (0 if has_days else undated) for kind, (dated, undated) in numbers.items()}
    kinds = {kind: number for kind, number in kinds.items() if number}
    chosen = question.kinds or tuple(numbers)
    left_out = sum(numbers[kind][1] for kind in chosen if kind in numbers) if has_days else 0
    found = sum(kinds.get(kind, 0) for kind in chosen)
    if choice:
        return Totals(found, kinds, left_out)
    read = sample.read_sample(question)
    return Totals(found, kinds, left_out, read.are_cut, len(read.parts) if read.is_strip_cut else 0)


def lane_counts(
    question: EventFilter, actor_ids: Sequence[int], window: Window, most: int
) -> dict[int, rollups.LaneCounts]:
    """What the lanes of these actors draw, whatever actors and days the question names: by day, week or month, and at
    most so many spans."""
    unit = "month" if window.unit == "year" else window.unit
    if choice := choice_of(question):
        within = (window.first, window.last)
        return rollups.lane_counts(actor_ids, unit, said=choice.said, kinds=choice.kinds, within=within, most=most)
    return sample.of_lanes(question.without_actors().without_days(), actor_ids, window)


def actor_counts(question: EventFilter, actor_ids: Sequence[int] | None = None) -> dict[int, int]:
    """Distinct events by actor, most first; of these actors only, if given."""
    choice = choice_of(question)
    if choice and not choice.actors and (actor_ids is not None or not (choice.first or choice.last)):
        return rollups.actor_numbers(choice, actor_ids, LEADING)
    return sample.of_actors(question, actor_ids, LEADING)


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
    articles = Article.objects.order_by()
    number, samples = rollups.article_numbers()
    first = articles.aggregate(day=Min("published"))["day"]  # each end out of the index, which both at once are not
    last = articles.aggregate(day=Max("published"))["day"]
    return Archive(number, samples, first, last)
