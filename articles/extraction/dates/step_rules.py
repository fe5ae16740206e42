"""What expressions mean that count from another day: from publication (ago) or from a date before them in the text."""

from __future__ import annotations

from datetime import date, timedelta

from . import periods
from .expression import Expression
from .memory import Memory
from .periods import Period


def that(expression: Expression, memory: Memory) -> Period | None:
    """that day, the following month: from the date last mentioned."""
    start = memory.day if expression.unit == "day" else memory.period and memory.period.start
    if start is None:
        return None
    return periods.unit_around(expression.unit, start, expression.count or 0)


def in_the_day(_expression: Expression, memory: Memory) -> Period | None:
    """earlier in the day: the day last mentioned, else publication. Annotators give it no value of its own."""
    return periods.day(memory.day or memory.base)._replace(value=None)


def offset(expression: Expression, memory: Memory) -> Period | None:
    """a day earlier, two weeks later, the day before: from the date last mentioned, else from publication."""
    if expression.count is None or expression.modifier == "onward":
        return None
    start = memory.day if expression.unit in ("day", "week") else memory.period and memory.period.start
    if expression.unit == "year" and expression.count < 0 and memory.sentence != expression.sentence:
        start = None
    if start is None and expression.count > 0 and expression.tense != "future":
        return None
    return _steps(expression.unit, start or memory.base, expression.count)


def ago(expression: Expression, memory: Memory) -> Period | None:
    """three days ago: to the day; two weeks ago: to the week; months, years likewise; hours: the publication day."""
    base = memory.base
    if expression.count is None:
        return None
    if expression.unit in ("minute", "hour"):
        return periods.day(base + timedelta(days=int(expression.count / 24)))
    return _steps(expression.unit, base, expression.count)


def _steps(unit: str, start: date, count: int) -> Period | None:
    """So many units from a day, as exact as the unit: a decade earlier is a year, without a calendar value."""
    if unit in ("decade", "century"):
        span = 10 if unit == "decade" else 100
        return periods.year(start.year + span * count)._replace(value=None)
    return periods.unit_around(unit, start, count)
