"""What a date can lean on, and how the nearest of several is chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .expression import Expression
from .periods import Period

BACK = ("last", "past", "previous", "this past")
AHEAD = ("next", "coming", "following", "this coming")
_REACH = timedelta(days=310)


class Unanchored(ValueError):
    """The expression needs a publication day and there is none."""


@dataclass(slots=True)
class Memory:
    """What a date can lean on: the publication day, and the day and period last mentioned in the text."""

    published: date | None
    day_first: bool = False
    day: date | None = None
    period: Period | None = None
    sentence: int = -1

    @property
    def base(self) -> date:
        """The publication day; raises Unanchored where there is none."""
        if self.published is None:
            raise Unanchored
        return self.published

    def remember(self, expression: Expression, period: Period | None) -> None:
        """Keep a period as the anchor of later "the day before", "that month". A look back is an aside: after "in 2020,
        down from a year earlier" the text still stands in 2020."""
        aside = expression.kind == "named" or (expression.kind == "offset" and (expression.count or 0) < 0)
        if period and not aside:
            self.period, self.sentence = period, expression.sentence
            if period.precision == "day":
                self.day = period.start


def nearest(options: Iterable[Period], expression: Expression, base: date) -> Period:
    """The option nearest to the publication day; a past or future verb overrides while the other side is in reach."""
    ordered = sorted(options, key=lambda option: option.start)
    before = [o for o in ordered if o.start <= base]
    after = [o for o in ordered if o.end >= base]
    if not before or not after:
        return (before or after)[-1 if before else 0]
    last, first = before[-1], after[0]
    gone, ahead = max(base - last.end, timedelta(0)), max(first.start - base, timedelta(0))
    if expression.modifier in BACK:
        return last
    if expression.modifier in AHEAD:
        return first
    if expression.tense == "past" and gone <= _REACH:
        return last
    if expression.tense == "future" and ahead <= _REACH:
        return first
    return last if gone <= ahead else first


def years_around(base: date, reach: int = 1) -> range:
    return range(max(base.year - reach, 1), min(base.year + reach, 9998) + 1)
