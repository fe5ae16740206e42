"""From expressions to days, cheap enough to try hundreds of publication days on one text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from articles.extraction.records import Timex

from .expression import Expression
from .memory import Memory
from .periods import UNKNOWN, Period, day, span, unit_around
from .rules import NARRATIVE, RESOLVERS

_ABSOLUTE = frozenset(("numeric", "named", "decade", "set"))
_WEEK = timedelta(weeks=1)


def resolve(expressions: Sequence[Expression], published: date | None, *, day_first: bool = False) -> tuple[Timex, ...]:
    """Each expression with the days it means in an article of that publication day, in the same order.

    Without a publication day only absolute dates, and what the text anchors on them, are resolved; the others are
    listed with date None and precision unknown. `day_first` reads 2/1/2022 as 2 January.
    """
    memory = Memory(published, day_first)
    meant: list[Period] = []
    anchors: list[str] = []
    for expression in expressions:
        anchors.append(_anchor(expression, memory))
        meant.append(_within_calendar(RESOLVERS[expression.kind], expression, memory))
        memory.remember(expression, meant[-1])
    for i, expression in enumerate(expressions[:-1]):
        if expression.link == "anchor":
            meant[i], anchors[i] = _within_calendar(_from_next, expression, meant[i + 1]), anchors[i + 1]
    ends = _ranges(expressions, meant)
    return tuple(map(_timex, expressions, meant, ends, anchors))


def _anchor(expression: Expression, memory: Memory) -> str:
    """What the expression leans on: nothing (absolute), a date before it in the text (narrative), or publication."""
    if expression.year or expression.kind in _ABSOLUTE:
        return "absolute"
    looks_back = expression.kind in NARRATIVE or expression.modifier in ("that", "previous", "following")
    return "narrative" if memory.period and looks_back else "published"


def _within_calendar(meaning: Callable[..., Period], *about: object) -> Period:
    """What a rule answers; unknown where it needs a date it does not have or leaves the years 1 to 9999."""
    try:
        return meaning(*about)
    except (ValueError, OverflowError, IndexError):
        return UNKNOWN


def _from_next(expression: Expression, following: Period) -> Period:
    """the day after Friday's vote, two weeks before Christmas."""
    if following.start is None or expression.count is None:
        return UNKNOWN
    return unit_around(expression.unit, following.start, expression.count)


def _ranges(expressions: Sequence[Expression], meant: list[Period]) -> list[Period]:
    """What to draw: the members of a linked range all cover it from its first day to its last."""
    drawn = list(meant)
    first = 0
    for i, expression in enumerate(expressions):
        goes_on = expression.link in ("range", "list") and expression.link == expressions[first].link
        if not goes_on or i + 1 == len(expressions):
            whole = _whole(expressions[first : i + 1], meant, first) if i > first else None
            if whole:
                drawn[first : i + 1] = [whole] * (i + 1 - first)
            first = i + 1
    return drawn


def _whole(chain: Sequence[Expression], meant: list[Period], at: int) -> Period | None:
    """The range over a chain; a weekday that fell on the wrong side moves by a week."""
    head, tail = meant[at], meant[at + len(chain) - 1]
    if head.start is None or tail.end is None:
        return None
    if chain[0].link == "range" and chain[-1].kind == "weekday" and head.start > tail.end and not chain[-1].modifier:
        if chain[0].tense == "past" and chain[0].kind == "weekday":
            head = meant[at] = _moved(head, -_WEEK)
        else:
            tail = meant[at + len(chain) - 1] = _moved(tail, _WEEK)
    if (
        head.start is None
        or tail.end is None
        or head.start > tail.end
        or (chain[0].link == "list" and not _adjacent(meant[at : at + len(chain)]))
    ):
        return None
    return span(head.start, tail.end)


def _adjacent(meant: list[Period]) -> bool:
    return all(a.end and b.start and a.end + timedelta(days=1) == b.start for a, b in pairwise(meant))


def _moved(period: Period, by: timedelta) -> Period:
    return _within_calendar(lambda: day(period.start + by))  # type: ignore[operator]


def _timex(expression: Expression, meant: Period, drawn: Period, anchor: str) -> Timex:
    single = drawn.start == drawn.end
    return Timex(
        start=expression.start,
        end=expression.end,
        text=expression.text,
        value=meant.value,
        date=drawn.start,
        date_end=None if single else drawn.end,
        precision="day" if single and drawn.start else drawn.precision,
        rule=expression.kind,
        anchor=anchor,
    )
