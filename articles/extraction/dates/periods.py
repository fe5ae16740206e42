"""Stretches of the calendar and how they are written as TIMEX3 values."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple


class Period(NamedTuple):
    """The days `start` to `end` (equal for a single day), the precision a timeline draws them with, and the TIMEX3
    calendar value, None where TIMEX3 has none for it (a weekend, the past two weeks)."""

    value: str | None
    start: date
    end: date
    precision: str


def day(when: date) -> Period:
    """A single day: 2022-01-24."""
    return Period(when.isoformat(), when, when, "day")


def week(within: date) -> Period:
    """The ISO week, Monday to Sunday, that holds the day: 2022-W04."""
    monday = within - timedelta(days=within.weekday())
    year, number, _ = monday.isocalendar()
    return Period(f"{year}-W{number:02d}", monday, monday + timedelta(days=6), "range")


def month(year: int, number: int) -> Period:
    """A month: 2022-01. `number` may run over either end of the year."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    last = monthrange(year, number)[1]
    return Period(f"{year:04d}-{number:02d}", date(year, number, 1), date(year, number, last), "month")


def year(number: int) -> Period:
    """A year: 2014."""
    return Period(f"{number:04d}", date(number, 1, 1), date(number, 12, 31), "year")


def span(start: date, end: date, value: str | None = None) -> Period:
    """Any other stretch of days."""
    return Period(value, start, end, "range")


def months(year_number: int, first: int, last: int) -> Period:
    """Whole months of a year, such as a quarter or a season; `last` may run into the next year."""
    return span(month(year_number, first).start, month(year_number, last).end)


def unit_around(unit: str, within: date, count: int = 0) -> Period | None:
    """The day, week, month, year, quarter or decade that lies `count` of its kind after the one that holds a day."""
    if unit == "day":
        return day(within + timedelta(days=count))
    if unit == "week":
        return week(within + timedelta(weeks=count))
    if unit == "month":
        return month(within.year, within.month + count)
    if unit == "year":
        return year(within.year + count)
    if unit == "quarter":
        first = (within.month - 1) // 3 * 3 + 1 + 3 * count
        return months(within.year, first, first + 2)
    if unit == "decade":
        first = within.year // 10 * 10 + 10 * count
        return span(date(first, 1, 1), date(first + 9, 12, 31))
    return None


def easter(year_number: int) -> date:
    """Western Easter Sunday (the Meeus/Jones/Butcher algorithm)."""
    golden, century, rest = year_number % 19, year_number // 100, year_number % 100
    leap = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - leap + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    number = epact + weekday - 7 * shift + 114
    return date(year_number, number // 31, number % 31 + 1)


def nth_weekday(year_number: int, month_number: int, weekday: int, nth: int) -> date:
    """The nth such weekday of a month, from its end where `nth` is negative."""
    if nth > 0:
        first = date(year_number, month_number, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year_number, month_number, monthrange(year_number, month_number)[1])
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))
