"""The days a text names as witnesses: bare weekdays lie just behind, dates told are not ahead, the latest is near."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from articles.extraction.dates import Expression
from articles.extraction.stamps import calendar_day
from articles.extraction.undated.witness import DAY_NAMES, REACH, REFUTED, RELATIVE_KINDS, Window, Witness, spans

AHEAD_OF = re.compile(r"\b(?:ahead of|prior to|upcoming|before|eve of)\b[^.!?]*$", re.IGNORECASE)
AHEAD_REACH = 80  # characters before a weekday that may say that it lies ahead
NEWEST = (0.68, 0.24, 0.03, 0.02, 0.01, 0.01, 0.01)
"""How often the newest of an article's bare weekdays lies 0, 1, … 6 days before publication, measured on dated news."""

TIMELESS = 0.2  # how likely a report names no day of its week, beside 1 for a text that looks back
OLDER = (0.0, 0.42, 0.2, 0.12, 0.1, 0.08, 0.08)  # the same of each other weekday
COMING = (0.25, 0.3, 0.15, 0.1, 0.08, 0.07, 0.05)  # how far ahead the nearest weekday announced lies
LEAD = 320  # characters: a day named there is mostly the article's own
NARRATED = 300  # characters within which a year goes for the days named after it
FRESH = (0.33, 0.12, 0.05, 0.05, 0.04)
"""How often the latest day that an article names with its month lies 0, 1, … days before publication; measured too."""

FRESH_IN_LEAD = (0.65, 0.13, 0.03, 0.03, 0.02)
OLD = 0.01  # an article may name no day of its own week
RARE, RARE_IN_LEAD, RARE_ELSEWHERE = 0.004, 0.015, 0.05  # that an article of another time names just this day
NEARBY = timedelta(days=14)


def weekday_witnesses(text: str, expressions: Sequence[Expression]) -> Iterator[Witness]:
    """The bare weekdays that do not lie ahead, as one witness: the newest is mostly the day of publication or the day
    before. A text without any, and without today and yesterday, rather looks back than reports."""
    bare = (e for e in expressions if e.kind == "weekday" and e.tense != "future" and not e.modifier)
    told = {e.weekday for e in bare if not AHEAD_OF.search(text, max(0, e.start - AHEAD_REACH), e.start)}
    weekdays = tuple(sorted(weekday for weekday in told if weekday is not None))
    if not weekdays:
        if not any(e.kind in RELATIVE_KINDS for e in expressions):
            yield Witness(lambda _: TIMELESS, (), "")
    else:
        names = " and ".join(f"“{DAY_NAMES[weekday]}”" for weekday in weekdays)
        later = sum(run_likelihood(weekdays, today) for today in range(7)) / 7
        likelihood = partial(weekday_likelihood, weekdays)
        yield Witness(likelihood, (), f"{names} told as just past", later=later)


def coming_witnesses(expressions: Sequence[Expression]) -> Iterator[Witness]:
    """A bare weekday announced lies a few days ahead; the nearest one testifies for all."""
    coming = {e.weekday for e in expressions if e.kind == "weekday" and e.tense == "future" and not e.modifier}
    weekdays = tuple(sorted(weekday for weekday in coming if weekday is not None))
    if weekdays:
        names = " and ".join(f"“{DAY_NAMES[weekday]}”" for weekday in weekdays)
        yield Witness(partial(coming_likelihood, weekdays), (), f"{names} lies ahead", later=1 / 7)


def coming_likelihood(weekdays: tuple[int, ...], day: date) -> float:
    return COMING[min((weekday - day.weekday()) % 7 for weekday in weekdays)]


def weekday_likelihood(weekdays: tuple[int, ...], day: date) -> float:
    return run_likelihood(weekdays, day.weekday())


def run_likelihood(weekdays: tuple[int, ...], today: int) -> float:
    newest, *older = sorted((today - weekday) % 7 for weekday in weekdays)
    return NEWEST[newest] * math.prod(OLDER[back] for back in older)


def year_witnesses(expressions: Sequence[Expression]) -> Iterator[Witness]:
    """Years told as past have begun."""
    for year in sorted({e.year for e in expressions if e.kind == "year" and e.year and e.tense == "past"}):
        yield Witness(partial(since_likelihood, date(year, 1, 1)), (), f"{year} has begun")


def since_likelihood(first: date, day: date) -> float:
    return 1.0 if day >= first else REFUTED


def date_witnesses(expressions: Sequence[Expression], years: range) -> Iterator[Witness]:
    """All days the text names, as one witness: none told is ahead, none announced is behind, and the latest told lies
    near the article, nearest if the lead names it. `years` are those in which a day without a year is sought."""
    named = list(narrated(expressions))
    told = [e for e in named if e.tense != "future"]
    ahead = [e for e in named if e.tense == "future"]
    if not named:
        return
    lead = [e for e in told if e.start < LEAD]

    def likelihood(day: date) -> float:
        past = [meant for e in told if (meant := day_of(e, day))]
        wrong = sum(meant > day for e in told if e.tense == "past" and (meant := day_of(e, day)))
        wrong += sum(meant < day for e in ahead if (meant := day_of(e, day)))
        wrong += sum(e.weekday not in (None, meant.weekday()) for e in named if (meant := day_of(e, day)))
        near = max(freshness(past, day, FRESH), nearness([meant for e in ahead if (meant := day_of(e, day))], day))
        if lead:
            near = max(near, freshness([meant for e in lead if (meant := day_of(e, day))], day, FRESH_IN_LEAD))
        return near * REFUTED ** min(wrong, 2)

    words = "; ".join(dict.fromkeys(f"“{e.text}” {'lies ahead' if e in ahead else 'is past'}" for e in named[-3:]))
    windows = tuple(window for e in named for window in windows_of(e, years))
    sure = any(e.year or e.weekday is not None for e in lead)
    later = RARE if sure else RARE_IN_LEAD if lead else RARE_ELSEWHERE
    yield Witness(likelihood, windows, words, later=later, anchors=any(e.year and e.year in years for e in told))


def narrated(expressions: Sequence[Expression]) -> Iterator[Expression]:
    """The days with their month; one without a year takes the year told shortly before it."""
    year, since = None, 0
    for e in expressions:
        if e.kind in ("date", "month_day") and e.month and e.day:
            yield replace(e, year=year) if year and not e.year and e.start - since < NARRATED else e
        if e.year and e.kind in ("date", "year", "month"):
            year, since = e.year, e.end


def day_of(e: Expression, published: date) -> date | None:
    return calendar_day(e.year, e.month, e.day) or next((first for first, _ in spans((e,), published)), None)


def freshness(days: list[date], published: date, shares: tuple[float, ...]) -> float:
    """How likely the latest of the days lies so far behind the article."""
    behind = min((gap for day in days if (gap := (published - day).days) >= 0), default=len(shares))
    return shares[behind] if behind < len(shares) else OLD


def nearness(days: list[date], published: date) -> float:
    """How likely the first of the days announced lies so far ahead of the article."""
    gap = min((gap for day in days if (gap := (day - published).days) >= 0), default=None)
    return OLD if gap is None else OLD + 0.1 * math.exp(-gap / 5)


def windows_of(e: Expression, years: range) -> Iterator[Window]:
    """The days near a named one: in its year, or in each year in which the weekday that stands with it fits."""
    for year in [e.year] if e.year else years:
        day = calendar_day(year, e.month, e.day)
        if day and e.weekday in (None, day.weekday()):
            if e.tense == "future":
                yield day - (REACH if e.year else NEARBY), day
            else:
                yield day, day + (REACH if e.year else NEARBY)
