"""What the head of a page says of its day in part."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from articles.extraction.records import Page
from articles.extraction.stamps import MACHINE, Stamp, calendar_day, find_stamps, is_stamp
from articles.extraction.undated.witness import REACH, RECALLED, REFUTED, Window, Witness

LONGEST_DATELINE = 60  # characters


def head_witnesses(page: Page, years: range) -> Iterator[Witness]:
    """What the head says in part: day and month of a dateline, a weekday with its number, a picture's date, a month."""
    head = [page.raw[start:end] for start, end in page.head]
    machine = MACHINE.match(page.raw)
    if machine and len(machine[1]) == len("2022-02"):
        yield month_witness(machine[1])
    for start, end in page.captions:
        for stamp in find_stamps(page.raw[start:end])[:1]:
            if stamp.day_stated:
                yield picture_witness(stamp.day_stated, stamp)
    for text in [*(text for text in head if is_stamp(text)), page.body[:LONGEST_DATELINE]]:
        for stamp in find_stamps(text)[:1]:
            if not stamp.day_stated:
                words = f"“{stamp.text}” heads the page"
                windows = tuple(windows_of(stamp, years))
                yield Witness(partial(stamp_likelihood, stamp), windows, words, later=REFUTED)


def stamp_likelihood(stamp: Stamp, day: date) -> float:
    return 1.0 if fits(stamp, day) else REFUTED


def fits(stamp: Stamp, day: date) -> bool:
    """Whether a stamp with missing parts can mean the day, or for a dateline the day before."""
    return any(
        (stamp.month is None or stamp.month == near.month)
        and stamp.day == near.day
        and (stamp.weekday is None or stamp.weekday == near.weekday())
        for near in (day, day - timedelta(days=1))[: 2 if stamp.month else 1]
    )


def windows_of(stamp: Stamp, years: range) -> Iterator[Window]:
    """The days that a stamp with a month can mean in the given years."""
    for year in years:
        day = calendar_day(year, stamp.month, stamp.day)
        if day and stamp.weekday in (None, day.weekday()):
            yield day, day + timedelta(days=1)


def month_witness(text: str) -> Witness:
    """A machine prefix that names the month only ("date 2022-02")."""
    year, month = map(int, text.split("-"))
    first = date(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    words = f"the page's machine-readable prefix names {first:%B %Y}"
    return Witness(lambda day: 1.0 if first <= day <= last else REFUTED, ((first, last),), words, 2.0, REFUTED, True)


def picture_witness(taken: date, stamp: Stamp) -> Witness:
    """A dated picture above an article was mostly taken that day or the day before, sometimes long ago."""
    return Witness(
        lambda day: RECALLED + (1 - RECALLED) / (1 + (day - taken).days) if day >= taken else REFUTED,
        ((taken, taken + REACH),),
        f"the picture above it is of “{stamp.text}”",
        later=RECALLED,
        anchors=True,
    )
