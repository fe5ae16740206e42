"""What each kind of expression means on a given publication day: one function a kind.

Measured on annotated news: 45 % of bare weekdays are the publication day, 24 % the day before, 5.5 % lie ahead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from . import periods
from .absolute import parse_date
from .expression import Expression
from .periods import UNKNOWN, Period
from .vocabulary import HOLIDAYS, NAMED_DAYS, SEASONS

_BACK = ("last", "past", "previous", "this past")
_AHEAD = ("next", "coming", "following", "this coming")
_REACH = timedelta(days=310)
_YEARS_WITH_WEEKDAY = 6


@dataclass(slots=True)
class Memory:
    """What a date can lean on: the publication day, and the day and period last mentioned in the text."""

    published: date | None
    day_first: bool = False
    day: date | None = None
    period: Period | None = None
    sentence: int = -1

    def remember(self, expression: Expression, period: Period) -> None:
        """Keep a period as the anchor of later "the day before", "that month". A look back is an aside: after "in 2020,
        down from a year earlier" the text still stands in 2020."""
        aside = expression.kind == "named" or (expression.kind == "offset" and (expression.count or 0) < 0)
        if period.start is not None and not aside:
            self.period, self.sentence = period, expression.sentence
            if period.precision == "day":
                self.day = period.start


class Unanchored(ValueError):
    """The expression needs a publication day, or a date before it in the text, and there is none."""


def _base(memory: Memory) -> date:
    if memory.published is None:
        raise Unanchored
    return memory.published


def _day(expression: Expression, memory: Memory) -> Period:
    """today, yesterday, tomorrow."""
    return periods.day(_base(memory) + timedelta(days=expression.count or 0))


def _weekday(expression: Expression, memory: Memory) -> Period:
    """On or before the publication day; ahead of it if the tense or a modifier says so."""
    modifier, weekday = expression.modifier, expression.weekday or 0
    if modifier in ("that", "previous", "following") and memory.day:
        return periods.day(_weekday_beside(memory.day, weekday, modifier))
    base = _base(memory)
    monday = base - timedelta(days=base.weekday())
    back, ahead = timedelta((base.weekday() - weekday) % 7), timedelta((weekday - base.weekday()) % 7)
    if expression.unit == "week":
        return periods.day(monday + timedelta(weeks=expression.count or 0, days=weekday))
    if modifier in _BACK:
        return periods.day(base - (back or timedelta(7)))
    if modifier in _AHEAD:
        return periods.day(base + (ahead or timedelta(7)))
    if expression.tense == "future" or (modifier == "this" and expression.tense != "past"):
        return periods.day(base + ahead)
    return periods.day(base - back)


def _weekday_beside(day: date, weekday: int, modifier: str) -> date:
    if modifier == "previous":
        return day - timedelta((day.weekday() - weekday) % 7 or 7)
    if modifier == "following":
        return day + timedelta((weekday - day.weekday()) % 7 or 7)
    return day + timedelta((weekday - day.weekday() + 3) % 7 - 3)


def _nearest(options: Iterable[Period], expression: Expression, base: date) -> Period:
    """The option nearest to the publication day; a past or future verb overrides while the other side is in reach."""
    ordered = sorted((o for o in options if o.start and o.end), key=lambda o: o.start or base)
    before = [o for o in ordered if o.start <= base]  # type: ignore[operator]
    after = [o for o in ordered if o.end >= base]  # type: ignore[operator]
    if not before or not after:
        return (before or after)[-1 if before else 0]
    last, first = before[-1], after[0]
    gone, ahead = max(base - last.end, timedelta(0)), max(first.start - base, timedelta(0))  # type: ignore[operator]
    if expression.modifier in _BACK:
        return last
    if expression.modifier in _AHEAD:
        return first
    if expression.tense == "past" and gone <= _REACH:
        return last
    if expression.tense == "future" and ahead <= _REACH:
        return first
    return last if gone <= ahead else first


def _years_around(base: date, reach: int = 1) -> range:
    return range(max(base.year - reach, 1), min(base.year + reach, 9998) + 1)


def _month(expression: Expression, memory: Memory) -> Period:
    """March 2022; March: the nearest one; March this year; last March: the one before the publication month."""
    number = expression.month or 1
    if expression.year:
        return periods.month(expression.year, number)
    base = _base(memory)
    if expression.unit == "year" or expression.modifier == "this":
        return periods.month(base.year + (expression.count or 0), number)
    options = [periods.month(y, number) for y in _years_around(base)]
    if expression.modifier in _BACK + _AHEAD:
        options = [o for o in options if not o.start <= base <= o.end]  # type: ignore[operator]
    return _nearest(options, expression, base)


def _month_day(expression: Expression, memory: Memory) -> Period:
    """January 24: in the nearest year, or in one whose January 24 falls on the weekday that stands with it."""
    month, number = expression.month or 1, expression.day or 1
    if expression.year:
        return periods.day(date(expression.year, month, number))
    base = _base(memory)
    if expression.unit == "year":
        return periods.day(date(base.year + (expression.count or 0), month, number))
    reach = 1 if expression.weekday is None and (month, number) != (2, 29) else _YEARS_WITH_WEEKDAY
    days = [d for d in (_valid(y, month, number) for y in _years_around(base, reach)) if d]
    fitting = [d for d in days if expression.weekday in (None, d.weekday())]
    if not days:
        return UNKNOWN
    if fitting and expression.weekday is not None:
        return periods.day(min(fitting, key=lambda d: abs(d - base)))
    return _nearest((periods.day(d) for d in days), expression, base)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _numeric(expression: Expression, memory: Memory) -> Period:
    found = parse_date(expression.words, memory.day_first)
    return periods.day(found) if found else UNKNOWN


def _week_of(expression: Expression, memory: Memory) -> Period:
    start = _month_day(expression, memory).start
    return periods.week(start) if start else UNKNOWN


def _ordinal_day(expression: Expression, memory: Memory) -> Period:
    """the 24th: of the publication month or the one before it, of a month ahead if the tense says so."""
    base = _base(memory)
    months = [periods.month(base.year, base.month + shift).start for shift in (-1, 0, 1)]
    days = [d for m in months if m and (d := _valid(m.year, m.month, expression.day or 1))]
    fitting = [d for d in days if expression.weekday in (None, d.weekday())] or days
    ahead = [d for d in fitting if d >= base]
    back = [d for d in fitting if d <= base]
    return periods.day((ahead or back)[0] if expression.tense == "future" or not back else back[-1])


def _year(expression: Expression, _memory: Memory) -> Period:
    return periods.year(expression.year) if expression.year else UNKNOWN


def _period(expression: Expression, memory: Memory) -> Period:
    """last month, next week; this week, earlier this month and the like end or begin with the publication day."""
    base = _base(memory)
    whole = periods.unit_around(expression.unit, base, expression.count or 0)
    if expression.words == "the" and not expression.modifier and expression.count in (-1, 1):
        return _rolling(expression, whole, base)
    if expression.count or not whole.start or not whole.end or expression.modifier in ("end", "close", "middle", "mid"):
        return whole
    if expression.modifier in ("later", "late", "sometime") or expression.tense == "future":
        return periods.span(base, whole.end, whole.value)
    return periods.span(whole.start, base, whole.value)


def _rolling(expression: Expression, whole: Period, base: date) -> Period:
    """the past year, the next decade: up to or from the publication day. Annotators give only years a value."""
    other = _shifted(base, expression.unit, expression.count or 0)
    return periods.span(min(base, other), max(base, other), whole.value if expression.unit == "year" else None)


def _that(expression: Expression, memory: Memory) -> Period:
    """that day, the following month: from the date last mentioned."""
    start = memory.day if expression.unit == "day" else memory.period and memory.period.start
    if start is None:
        raise Unanchored
    return periods.unit_around(expression.unit, start, expression.count or 0)


def _in_the_day(_expression: Expression, memory: Memory) -> Period:
    """earlier in the day: the day last mentioned, else publication. Annotators give it no value of its own."""
    return periods.day(memory.day or _base(memory))._replace(value=None)


def _offset(expression: Expression, memory: Memory) -> Period:
    """a day earlier, two weeks later, the day before: from the date last mentioned, else from publication."""
    if expression.count is None or expression.modifier == "onward":
        return UNKNOWN
    start = memory.day if expression.unit in ("day", "week") else memory.period and memory.period.start
    if expression.unit == "year" and expression.count < 0 and memory.sentence != expression.sentence:
        start = None
    return periods.unit_around(expression.unit, start or _base(memory), expression.count)


def _ago(expression: Expression, memory: Memory) -> Period:
    """three days ago: to the day; two weeks ago: to the week; months, years likewise; hours: the publication day."""
    base = _base(memory)
    if expression.count is None:
        return UNKNOWN
    if expression.unit in ("minute", "hour"):
        return periods.day(base + timedelta(days=int(expression.count / 24)))
    if expression.unit in ("decade", "century"):
        span = 10 if expression.unit == "decade" else 100
        return periods.year(base.year + span * expression.count)._replace(value=None)
    return periods.unit_around(expression.unit, base, expression.count)


def _window(expression: Expression, memory: Memory) -> Period:
    """the past two weeks: publication and the days before it; the next three days: likewise after it."""
    base, count = _base(memory), expression.count
    if count is None:
        return UNKNOWN
    sign = 1 if expression.modifier == "next" else -1
    other = _shifted(base, expression.unit, sign * count)
    return periods.span(min(base, other), max(base, other))


def _shifted(base: date, unit: str, count: int) -> date:
    if unit in ("month", "quarter", "year", "decade", "century"):
        months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
        target = periods.month(base.year, base.month + months)
        if target.start and target.end:
            return min(target.start + timedelta(days=base.day - 1), target.end)
    days = {"hour": -(-abs(count) // 24) * (1 if count > 0 else -1), "week": 7 * count}.get(unit, count)
    return base + timedelta(days=days)


def _weekend(expression: Expression, memory: Memory) -> Period:
    """The last Saturday and Sunday, begun ones included; the coming ones where the tense or a modifier says so."""
    base = _base(memory)
    if expression.modifier == "a":
        return UNKNOWN
    coming = base + timedelta(days=5 - base.weekday())
    begun = base.weekday() >= 5
    if expression.modifier in _AHEAD:
        saturday = coming + timedelta(weeks=1 if expression.modifier in ("next", "following") or begun else 0)
    elif expression.modifier in _BACK:
        saturday = coming - timedelta(weeks=1)
    elif begun or expression.tense == "future" or (expression.modifier == "this" and _looks_ahead(expression, base)):
        saturday = coming
    else:
        saturday = coming - timedelta(weeks=1)
    return periods.span(saturday, saturday + timedelta(days=1))


def _looks_ahead(expression: Expression, base: date) -> bool:
    """this weekend: the coming one, but on a Monday or Tuesday, or under a past verb, the one just over."""
    return expression.tense != "past" and base.weekday() > 1


def _overnight(_expression: Expression, memory: Memory) -> Period:
    base = _base(memory)
    return periods.span(base - timedelta(days=1), base)


def _season(expression: Expression, memory: Memory) -> Period:
    """summer 2014; last winter: the one that began last; this and next likewise. No calendar value."""
    first, last = SEASONS[expression.words]
    if expression.year:
        return periods.months(expression.year, first, last)
    base = _base(memory)
    options = [periods.months(y, first, last) for y in _years_around(base)]
    if expression.modifier.startswith("this") and expression.modifier != "this past":
        return periods.months(base.year, first, last)
    if expression.modifier in _AHEAD:
        options = [o for o in options if o.start and o.start > base]
    else:
        options = [o for o in reversed(options) if o.end and o.end < base]
    return options[0]


def _quarter(expression: Expression, memory: Memory) -> Period:
    """the third quarter of 1990; without a year it stays unknown, for business years differ."""
    year = expression.year
    if year is None and expression.count is not None:
        year = _base(memory).year + expression.count
    if year is None or not expression.day:
        return UNKNOWN
    length = 3 if expression.words == "quarter" else 6
    return periods.months(year, (expression.day - 1) * length + 1, expression.day * length)


def _decade(expression: Expression, _memory: Memory) -> Period:
    return periods.unit_around("decade", date(expression.year or 1, 1, 1))


def _holiday(expression: Expression, memory: Memory) -> Period:
    """Christmas, last Thanksgiving, Easter 2014: the nearest where no year is said."""
    if expression.year:
        return periods.day(_holiday_in(expression.words, expression.year))
    base = _base(memory)
    options = (periods.day(_holiday_in(expression.words, y)) for y in _years_around(base))
    return _nearest(options, expression, base)


def _holiday_week(expression: Expression, memory: Memory) -> Period:
    """Easter week, the week of Christmas."""
    start = _holiday(expression, memory).start
    return periods.week(start) if start else UNKNOWN


def _holiday_in(name: str, year: int) -> date:
    rule = HOLIDAYS[name]
    if len(rule) == 1:
        return periods.easter(year) + timedelta(days=rule[0])
    if len(rule) == 2:
        return date(year, *rule)
    return periods.nth_weekday(year, *rule[:3]) + timedelta(days=sum(rule[3:]))


def _named(expression: Expression, _memory: Memory) -> Period:
    return periods.day(date.fromisoformat(NAMED_DAYS[expression.words]))


def _unresolved(_expression: Expression, _memory: Memory) -> Period:
    return UNKNOWN


RESOLVERS: dict[str, Callable[[Expression, Memory], Period]] = {
    "ago": _ago,
    "date": _month_day,
    "decade": _decade,
    "holiday": _holiday,
    "holiday_week": _holiday_week,
    "in_the_day": _in_the_day,
    "month": _month,
    "month_day": _month_day,
    "named": _named,
    "numeric": _numeric,
    "offset": _offset,
    "ordinal_day": _ordinal_day,
    "overnight": _overnight,
    "period": _period,
    "quarter": _quarter,
    "season": _season,
    "set": _unresolved,
    "that": _that,
    "today": _day,
    "tomorrow": _day,
    "week_of": _week_of,
    "weekday": _weekday,
    "weekend": _weekend,
    "window": _window,
    "year": _year,
    "yesterday": _day,
}
NARRATIVE = frozenset(("that", "offset", "in_the_day"))
