"""The stretch of days that the strip shows, cut into days, weeks, months or years by its length."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from timeline.days import MONTHS, ONE_DAY, day_words, month_end, month_words, next_month

MARGIN = timedelta(days=14)
DAILY, WEEKLY, MONTHLY = 150, 900, 4000
MOST_LABELS = 12
EARLIEST, LATEST = date(2, 1, 1), date(9998, 12, 31)
LAST_LABEL = 92


class Bin(NamedTuple):
    """One bar's days; `left` and `width` in per cent of the strip."""

    first: date
    last: date
    left: float
    width: float
    words: str

    @property
    def middle(self) -> float:
        return self.left + self.width / 2

    def days(self) -> Iterator[date]:
        return (date.fromordinal(day) for day in range(self.first.toordinal(), self.last.toordinal() + 1))


@dataclass(frozen=True, slots=True)
class Tick:
    """A month or year on the axis, which is a link to its days."""

    left: float
    words: str
    first: date
    last: date
    wide_only: bool


@dataclass(frozen=True, slots=True)
class Window:
    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def unit(self) -> str:
        if self.days <= DAILY:
            return "day"
        if self.days <= WEEKLY:
            return "week"
        return "month" if self.days <= MONTHLY else "year"

    def whole(self) -> Window:
        """Widened to whole weeks, months or years where these are its unit."""
        if self.unit == "day":
            return self
        starts = {
            "week": self.first - timedelta(days=self.first.weekday()),
            "month": self.first.replace(day=1),
            "year": self.first.replace(month=1, day=1),
        }
        whole = Window(starts[self.unit], min(self._bin_end(self.last), LATEST))
        return whole if whole.unit == self.unit else whole.whole()

    def left(self, day: date) -> float:
        """Where a day begins, in per cent, kept within the strip."""
        return min(max((day - self.first).days / self.days * 100, 0.0), 100.0)

    def right(self, day: date) -> float:
        """Where a day ends."""
        return self.left(min(day, self.last) + ONE_DAY)

    def holds(self, first: date, last: date) -> bool:
        return first <= self.last and last >= self.first

    def bins(self) -> list[Bin]:
        bins, day = [], self.first
        while day <= self.last:
            last = min(self._bin_end(day), self.last)
            left = self.left(day)
            bins.append(Bin(day, last, left, self.right(last) - left, self._bin_words(day, last)))
            day = last + ONE_DAY
        return bins

    def ticks(self) -> list[Tick]:
        """Months, every third month, or years: never more labels than the strip can carry."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        step = next((step for step in (1, 3, 12, 60, 120) if months / step <= MOST_LABELS), 600)
        ticks: list[Tick] = []
        start = self.first.replace(day=1)
        while start <= self.last:
            is_due = (start.year * 12 + start.month - 1) % step == 0 or (step == 1 and not ticks)
            if is_due and (not ticks or self.left(start) < LAST_LABEL):
                ticks.append(self._tick(start, step, len(ticks)))
            start = next_month(start)
        return [_beside_next(*ticks[:2]), *ticks[1:]] if len(ticks) > 1 else ticks

    def _tick(self, start: date, step: int, number: int) -> Tick:
        shown = max(start, self.first)
        if step >= 12:
            return Tick(self.left(shown), str(start.year), start, start.replace(month=12, day=31), number % 2 == 1)
        words = month_words(start) if number == 0 or start.month == 1 else calendar.month_name[start.month]
        crowded = (self.last - self.first).days > 130
        return Tick(self.left(shown), words, start, month_end(start), crowded and number % 2 == 1)

    def _bin_end(self, day: date) -> date:
        if self.unit == "week":
            return day + timedelta(days=6 - day.weekday())
        if self.unit == "month":
            return month_end(day)
        return day.replace(month=12, day=31) if self.unit == "year" else day

    def _bin_words(self, first: date, last: date) -> str:
        if self.unit == "day":
            return day_words(first)
        if self.unit == "week":
            return f"Week of {day_words(first, year=True)}"
        return month_words(first) if self.unit == "month" else str(last.year)


def places(bins: Iterable[Bin]) -> dict[date, int]:
    """The number of the bin in which each day stands."""
    return {day: number for number, one in enumerate(bins) for day in one.days()}


def _beside_next(first: Tick, second: Tick) -> Tick:
    """The first label, shorter or for wide screens only where the next one stands close."""
    room = second.left - first.left
    words = f"{MONTHS[first.first.month - 1]} {first.first.year}" if room < 24 and " " in first.words else ""
    return replace(first, words=words or first.words, wide_only=first.wide_only or room < 16)


def choose_window(
    published: tuple[date | None, date | None],
    asked: tuple[date | None, date | None],
    held: tuple[date | None, date | None],
) -> Window | None:
    """First to last publication day and two weeks either side; without publication days, the events' own days.
    Widened to the days asked for as far as there are events. None when there is no day at all."""
    first, last = (published[0] or held[0], published[1] or held[1])
    if first is None or last is None:
        return None
    margin = MARGIN if published[0] else timedelta(0)
    start, end = _kept(first) - margin, _kept(last) + margin
    if held[0] and held[1]:
        reaches_back = (asked[0] or asked[1] or start) < start
        reaches_ahead = (asked[1] or asked[0] or end) > end
        start = min(start, max(_kept(held[0]), asked[0] or held[0])) if reaches_back else start
        end = max(end, min(_kept(held[1]), asked[1] or held[1])) if reaches_ahead else end
    return Window(start, end).whole()


def _kept(day: date) -> date:
    """A day that leaves room for margins and bins at both ends of the calendar."""
    return min(max(day, EARLIEST), LATEST)
