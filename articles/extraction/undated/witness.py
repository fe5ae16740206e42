"""What a witness is, and what expressions mean on a day that is only tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from articles.extraction.dates import Expression, resolve

REACH = timedelta(days=45)  # how far from a fact or date a candidate may lie
REFUTED = 0.02  # the likelihood of a witness that a candidate contradicts: witnesses err
RECALLED = 0.06  # the likelihood of a fact told long after as background, beside 1 for one told the same day
RELATIVE_KINDS = frozenset("weekday today yesterday tomorrow overnight".split())
DAY_KINDS = RELATIVE_KINDS | frozenset("date month_day weekend numeric ordinal_day".split())
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Window = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Witness:
    """One thing the text says that bears on its day: how likely it is if a given day is the publication day (0 to 1),
    the days it makes candidates (first and last of each window), its words, its weight in the vote, and how likely it
    is if the article appeared at some quite other, later time. `anchors`: it tells the year by itself."""

    likelihood: Callable[[date], float]
    windows: tuple[Window, ...]
    words: str
    weight: float = 1.0
    later: float = 1.0
    anchors: bool = False


@lru_cache(maxsize=4096)
def spans(expressions: tuple[Expression, ...], published: date) -> list[Window]:
    """The days that expressions mean if the article appeared on the given day."""
    return [(timex.date, timex.date_end or timex.date) for timex in resolve(expressions, published) if timex.date]
