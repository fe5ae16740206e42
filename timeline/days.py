"""Days in words, as newspapers print them. Days are as the articles state them: nothing is converted between zones."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


def day_words(day: date, *, year: bool = False) -> str:
    """Feb. 24, or Feb. 24, 2022."""
    words = f"{MONTHS[day.month - 1]} {day.day}"
    return f"{words}, {day.year}" if year else words


def month_words(day: date) -> str:
    """February 2022."""
    return f"{calendar.month_name[day.month]} {day.year}"


def span_words(first: date, last: date, *, year: bool = False) -> str:
    """Feb. 17–18, Feb. 27–March 2, or Dec. 30, 2021–Jan. 2, 2022."""
    if first == last:
        return day_words(first, year=year)
    if first.year != last.year:
        return f"{day_words(first, year=True)}–{day_words(last, year=True)}"
    end = str(last.day) if first.month == last.month else day_words(last)
    return f"{day_words(first)}–{end}" + (f", {last.year}" if year else "")


def weekday_words(first: date, last: date) -> str:
    """Friday; Thu–Fri; or, for longer spans, how many days they last."""
    length = (last - first).days + 1
    if length == 1:
        return f"{first:%A}"
    return f"{first:%a}–{last:%a}" if length <= 6 else f"{length} days"


def lag_words(earlier: date, later: date) -> str:
    """Same day, next day, 3 days later."""
    days = (later - earlier).days
    if days < 0:
        return "1 day earlier" if days == -1 else f"{-days} days earlier"
    return ("same day", "next day")[days] if days < 2 else f"{days} days later"


def month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def next_month(day: date) -> date:
    return month_end(day) + ONE_DAY
