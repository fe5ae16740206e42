"""Questions that no kept counts answer (words, outlets, status, picked events, many actors): counted from their first
events, at most `search.MOST_HITS` of them, however many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from timeline import search
from timeline.forms import EventFilter
from timeline.marks import ARTICLE, EXACT, MONTH
from timeline.rollups import LaneCounts, Part, parts_of

from .window import Window

_ONE_DAY = (EXACT, ARTICLE)


@dataclass(frozen=True, slots=True)
class Sample:
    """`parts`: the first events of a question whatever its days and kinds, and the first on its days and of its kinds.
    `are_cut` and `is_strip_cut` say whether there are more of the latter, or of the former."""

    parts: list[Part]
    are_cut: bool
    is_strip_cut: bool


def read_sample(question: EventFilter) -> Sample:
    """The sample of a question, read once however often its page needs it."""
    wide = search.first_hits(question, anywhere=True)
    near = search.first_hits(question, anywhere=False) if wide.are_cut else wide
    key = ("sample", wide, near)
    if key not in question.memory:
        parts = parts_of(wide.ids if near is wide else list({*wide.ids, *near.ids}))
        question.memory[key] = Sample(parts, near.are_cut, wide.are_cut)
    return question.memory[key]


def selected(question: EventFilter) -> list[Part]:
    """Those of the sample that the question asks for."""
    return list(_on_days(question, _of_kinds(question, read_sample(question).parts)))


def first_of(question: EventFilter, limit: int) -> list[int]:
    """The ids of the first events in the question's order; those without any day stand last in both directions."""
    parts = selected(question)
    dated = sorted((part for part in parts if part.day), key=lambda part: (part.day, part.public_id))
    undated = sorted((part for part in parts if not part.day), key=lambda part: part.public_id)
    if question.order == "newest":
        dated.reverse()
        undated.reverse()
    return [part.event for part in (dated + undated)[:limit]]


def leading_of(question: EventFilter, days: Sequence[date], most: int) -> list[int]:
    """The most reported events of each of these days, at most so many a day."""
    by_day: dict[date | None, list[tuple[int, str, int]]] = {day: [] for day in days}
    for part in selected(question):
        if part.day in by_day:
            by_day[part.day].append((-part.reports, part.public_id, part.event))
    return [event for leading in by_day.values() for _, _, event in sorted(leading)[:most]]


def of_days(question: EventFilter) -> list[tuple[date | None, int, int, int]]:
    """As `rollups.day_counts`, of the sample."""
    starts: Counter[date | None] = Counter()
    vague: Counter[date | None] = Counter()
    ends: Counter[date | None] = Counter()
    for part in _of_kinds(question, read_sample(question).parts):
        starts[part.day] += 1
        vague[part.day] += part.mark == "month"
        ends[part.last_day] += 1
    return [(day, starts[day], vague[day], ends[day]) for day in starts | ends]


def of_kinds(question: EventFilter) -> dict[str, tuple[int, int]]:
    """As `rollups.kind_numbers`, of the sample."""
    parts = read_sample(question).parts
    dated = Counter(part.kind for part in _on_days(question, parts) if part.day)
    undated = Counter(part.kind for part in parts if not part.day)
    return {kind: (dated[kind], undated[kind]) for kind in dated | undated}


def of_actors(question: EventFilter, among: Sequence[int] | None, most: int) -> dict[int, int]:
    """As `rollups.actor_numbers`, of the sample; the actors chosen count."""
    said_only = question.role == "said"
    numbers = Counter(actor for part in selected(question) for actor, said in part.actors if said or not said_only)
    chosen = numbers if among is None else {actor: numbers[actor] for actor in among if actor in numbers}
    ranked = sorted(chosen.items(), key=lambda row: (-row[1], row[0]))
    return dict(ranked[:most] if among is None else ranked)


def of_lanes(question: EventFilter, among: Sequence[int], window: Window) -> dict[int, LaneCounts]:
    """As `rollups.lane_counts`, of the sample: by day, and with all spans."""
    said_only = question.role == "said"
    marks: dict[int, Counter[tuple[str, date, date]]] = {actor: Counter() for actor in among}
    for part in _of_kinds(question, read_sample(question).parts):
        if part.day and part.last_day and window.holds(part.day, part.last_day):
            for actor, said in part.actors:
                if actor in marks and (said or not said_only):
                    marks[actor][part.mark, part.day, part.last_day] += 1
    return {actor: count_lane((*key, number) for key, number in counted.items()) for actor, counted in marks.items()}


def count_lane(tallies: Iterable[tuple[str, date, date, int]]) -> LaneCounts:
    """A lane of (mark, day, last day, number)."""
    lane = LaneCounts()
    for mark, first, last, number in tallies:
        if mark != MONTH:
            lane.days.append(
                (first, number * (mark == EXACT), number * (mark == ARTICLE), number * (mark not in _ONE_DAY))
            )
        if mark not in _ONE_DAY:
            lane.spans.append((mark, first, last, number))
    return lane


def _of_kinds(question: EventFilter, parts: Iterable[Part]) -> Iterable[Part]:
    return (part for part in parts if part.kind in question.kinds) if question.kinds else parts


def _on_days(question: EventFilter, parts: Iterable[Part]) -> Iterable[Part]:
    first, last = question.first, question.last
    if not first and not last:
        return parts
    return (
        part
        for part in parts
        if part.day and part.last_day and (not first or part.last_day >= first) and (not last or part.day <= last)
    )
