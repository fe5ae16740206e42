"""A date expression as found in a text, before anybody asks which days it means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that name a time, taken apart but not resolved, so that any publication day can be tried on them.

    `kind` is the form. A day: date (24 January 2022), month_day (24 January), numeric (24/1/2022), weekday, today,
    yesterday, tomorrow, ordinal_day (the 24th), nth_weekday (the second Sunday of April), holiday, named (9/11).
    More: month, year, period (last month, this week), window (the past two weeks), weekend, overnight, week_of,
    holiday_week, season, quarter, decade. Steps: ago, offset (a day earlier), that (that day, the next month),
    in_the_day (earlier in the day). And set (every Friday).
    A weekday that stands with a date ("Friday, Feb. 11") is the `weekday` of that date.
    `tense` is the governing verb's: past, present, future, or "" where none governs.
    `count` is signed: units before (-) or after the anchor. `modifier` holds last, next, this, early, mid, late, end …
    `link` joins the expression with the next one: range (from Monday to Wednesday), list (Monday and Tuesday, a range
    if the days adjoin), anchor (the day after Friday's vote), or "". `sentence` is where its sentence starts.
    `occasion` is the index of the expression that names the day on which a quoted "today" was spoken.
    """

    start: int
    end: int
    text: str
    kind: str
    tense: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    unit: str = ""
    count: int | None = None
    modifier: str = ""
    words: str = ""
    link: str = ""
    sentence: int = 0
    occasion: int | None = None
