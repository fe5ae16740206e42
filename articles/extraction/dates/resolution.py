"""From expressions to days, cheap enough to try hundreds of publication days on one text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from articles.extraction.records import Timex

from .expression import Expression
from .memory import Memory
from .periods import Period, day, span, unit_around
from .rules import NARRATIVE, RESOLVERS

_ABSOLUTE = frozenset(("numeric", "named", "decade", "set"))
_WEEK = timedelta(weeks=1)


def resolve(expressions: Sequence[Expression], published: date | None, *, day_first: bool = False) -> tuple[Timex, ...]:
    """Each expression with the days it means in an article of that publication day, in the same order.

    Without a publication day only absolute dates, and what the text anchors on them, are resolved; the others are
    listed with date None and precision unknown. `day_first` reads 2/1/2022 as 2 January.
    """
    memory = Memory(published, day_first)
    meant: list[Period | None] = []
    anchors: list[str] = []
    for expression in expressions:
        anchors.append(_anchor(expression, memory))
        meant.append(_within_calendar(RESOLVERS[expression.kind], expression, memory))
        memory.remember(expression, meant[-1])
    for i, expression in enumerate(expressions[:-1]):
        if expression.link == "anchor":
            meant[i], anchors[i] = _within_calendar(_from_next, expression, meant[i + 1]), anchors[i + 1]
    for i, expression in enumerate(expressions):
        occasion = meant[expression.occasion] if expression.occasion is not None else None
        if occasion and occasion.precision == "day":
            spoken = Memory(occasion.start, day_first)
            meant[i] = _within_calendar(RESOLVERS[expression.kind], expression, spoken)
    return tuple(map(_timex, expressions, meant, _drawn(expressions, meant), anchors))


def _anchor(expression: Expression, memory: Memory) -> str:
    """What the expression leans on: nothing (absolute), a date before it in the text (narrative), or publication."""
    if expression.year or expression.kind in _ABSOLUTE:
        return "absolute"
    looks_back = expression.kind in NARRATIVE or expression.modifier in ("that", "previous", "following")
    return "narrative" if memory.period and looks_back else "published"


def _within_calendar(meaning: Callable[..., Period | None], *about: object) -> Period | None:
    """What a rule answers; None where it needs a date it does not have or leaves the years 1 to 9999."""
    try:
        return meaning(*about)
    except (ValueError, OverflowError, IndexError):
        return None


def _from_next(expression: Expression, following: Period | None) -> Period | None:
    """the day after Friday's vote, two weeks before Christmas."""
    if following is None or expression.count is None:
        return None
    return unit_around(expression.unit, following.start, expression.count)


def _drawn(expressions: Sequence[Expression], meant: list[Period | None]) -> list[Period | None]:
    """What a timeline draws: the members of a linked range all cover it from its first day to its last. A weekday that
    fell on the wrong side of the other end moves by a week, in `meant` too."""
    drawn = list(meant)
    for chain in _chains(expressions):
        meant[chain] = _in_order(expressions[chain], meant[chain])
        whole = _cover(meant[chain], expressions[chain.start].link)
        drawn[chain] = [whole or period for period in meant[chain]]
    return drawn


def _chains(expressions: Sequence[Expression]) -> Iterator[slice]:
    """Runs of expressions that one kind of link, range or list, holds together."""
    first = 0
    for i, expression in enumerate(expressions):
        if expression.link not in ("range", "list") or expression.link != expressions[first].link:
            if i > first:
                yield slice(first, i + 1)
            first = i + 1


def _in_order(chain: Sequence[Expression], members: list[Period | None]) -> list[Period | None]:
    head, *middle, tail = members
    if chain[0].link != "range" or not head or not tail or head.start <= tail.end:
        return members
    if chain[0].kind == chain[-1].kind == "weekday" and chain[0].tense == "past":
        return [_within_calendar(_moved, head, -_WEEK), *middle, tail]
    if chain[-1].kind == "weekday" and not chain[-1].modifier:
        return [head, *middle, _within_calendar(_moved, tail, _WEEK)]
    return members


def _moved(period: Period, by: timedelta) -> Period:
    return day(period.start + by)


def _cover(members: list[Period | None], link: str) -> Period | None:
    """The days from the first member to the last; of a mere list only where each member adjoins the next."""
    known = [member for member in members if member]
    if len(known) < len(members) or known[0].start > known[-1].end:
        return None
    if link == "list" and any(a.end + timedelta(days=1) != b.start for a, b in pairwise(known)):
        return None
    return span(known[0].start, known[-1].end)


def _timex(expression: Expression, meant: Period | None, drawn: Period | None, anchor: str) -> Timex:
    single = drawn is not None and drawn.start == drawn.end
    return Timex(
        start=expression.start,
        end=expression.end,
        text=expression.text,
        value=meant.value if meant else None,
        date=drawn.start if drawn else None,
        date_end=drawn.end if drawn and not single else None,
        precision="day" if single else drawn.precision if drawn else "unknown",
        rule=expression.kind,
        anchor=anchor,
    )
