"""What expressions that name more than a day mean on a given publication day: one function a kind."""

from __future__ import annotations

from datetime import date, timedelta

from . import periods
from .expression import Expression
from .memory import AHEAD, BACK, Memory, nearest, years_around
from .periods import Period
from .vocabulary import SEASONS


def month(expression: Expression, memory: Memory) -> Period:
    """March 2022; March: the nearest one; March this year; last March: the one before the publication month."""
    number = expression.month or 1
    if expression.year:
        return periods.month(expression.year, number)
    base = memory.base
    if expression.unit == "year" or expression.modifier == "this":
        return periods.month(base.year + (expression.count or 0), number)
    options = [periods.month(y, number) for y in years_around(base)]
    if expression.modifier in BACK + AHEAD:
        options = [o for o in options if not o.start <= base <= o.end]
    return nearest(options, expression, base)


def year(expression: Expression, _memory: Memory) -> Period | None:
    return periods.year(expression.year) if expression.year else None


def period(expression: Expression, memory: Memory) -> Period | None:
    """last month, next week; this week, earlier this month and the like end or begin with the publication day."""
    base = memory.base
    whole = periods.unit_around(expression.unit, base, expression.count or 0)
    if whole and expression.words == "the" and not expression.modifier and expression.count in (-1, 1):
        return _rolling(expression, whole, base)
    if not whole or expression.count or expression.modifier in ("end", "close", "middle", "mid"):
        return whole
    if expression.modifier in ("later", "late", "sometime") or expression.tense == "future":
        return periods.span(base, whole.end, whole.value)
    return periods.span(whole.start, base, whole.value)


def _rolling(expression: Expression, whole: Period, base: date) -> Period:
    """the past year, the next decade: up to or from the publication day. Annotators give only years a value."""
    other = _shifted(base, expression.unit, expression.count or 0)
    return periods.span(min(base, other), max(base, other), whole.value if expression.unit == "year" else None)


def window(expression: Expression, memory: Memory) -> Period | None:
    """the past two weeks: publication and the days before it; the next three days: likewise after it."""
    base, count = memory.base, expression.count
    if count is None:
        return None
    sign = 1 if expression.modifier == "next" else -1
    other = _shifted(base, expression.unit, sign * count)
    return periods.span(min(base, other), max(base, other))


def _shifted(base: date, unit: str, count: int) -> date:
    if unit in ("month", "quarter", "year", "decade", "century"):
        months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
        target = periods.month(base.year, base.month + months)
        return min(target.start + timedelta(days=base.day - 1), target.end)
    days = {"hour": -(-abs(count) // 24) * (1 if count > 0 else -1), "week": 7 * count}.get(unit, count)
    return base + timedelta(days=days)


def weekend(expression: Expression, memory: Memory) -> Period | None:
    """The last Saturday and Sunday, begun ones included; the coming ones where the tense or a modifier says so."""
    base = memory.base
    if expression.modifier == "a":
        return None
    coming = base + timedelta(days=5 - base.weekday())
    begun = base.weekday() >= 5
    if expression.modifier in AHEAD:
        saturday = coming + timedelta(weeks=1 if expression.modifier in ("next", "following") or begun else 0)
    elif expression.modifier in BACK:
        saturday = coming - timedelta(weeks=1)
    elif begun or expression.tense == "future" or (expression.modifier == "this" and _looks_ahead(expression, base)):
        saturday = coming
    else:
        saturday = coming - timedelta(weeks=1)
    return periods.span(saturday, saturday + timedelta(days=1))


def _looks_ahead(expression: Expression, base: date) -> bool:
    """this weekend: the coming one, but on a Monday or Tuesday, or under a past verb, the one just over."""
    return expression.tense != "past" and base.weekday() > 1


def overnight(expression: Expression, memory: Memory) -> Period | None:
    """The night that ends on the publication day; under a present verb it only means fast."""
    if expression.tense == "present":
        return None
    base = memory.base
    return periods.span(base - timedelta(days=1), base)


def season(expression: Expression, memory: Memory) -> Period | None:
    """summer 2014; last winter: the one that began last; this and next likewise. No calendar value."""
    first, last = SEASONS[expression.words]
    if expression.year:
        return periods.months(expression.year, first, last)
    base = memory.base
    options = [periods.months(y, first, last) for y in years_around(base)]
    if expression.modifier in ("this", "this coming"):
        begun = [o for o in options if o.start <= base <= o.end]
        options = begun or [periods.months(base.year, first, last)]
    elif expression.modifier in AHEAD:
        options = [o for o in options if o.start > base]
    else:
        options = [o for o in reversed(options) if o.end < base]
    return options[0]


def quarter(expression: Expression, memory: Memory) -> Period | None:
    """the third quarter of 1990; without a year it stays unknown, for business years differ."""
    year = expression.year
    if year is None and expression.count is not None:
        year = memory.base.year + expression.count
    if year is None or not expression.day:
        return None
    length = 3 if expression.words == "quarter" else 6
    return periods.months(year, (expression.day - 1) * length + 1, expression.day * length)


def decade(expression: Expression, _memory: Memory) -> Period | None:
    return periods.unit_around("decade", date(expression.year or 1, 1, 1))
