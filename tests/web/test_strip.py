"""The strip: its window, its bins, its marks. No database."""

from datetime import date

import pytest

from timeline.days import lag_words, span_words, weekday_words
from timeline.forms import EventFilter
from timeline.marks import date_mark
from timeline.models import Actor
from timeline.overview.counts import DayCount
from timeline.overview.lanes import Lane, draw_lane
from timeline.overview.sample import count_lane
from timeline.overview.strip import Strip, draw_strip
from timeline.overview.window import Window, choose_window, places

FEB = date(2022, 2, 1)
PUBLISHED = (date(2022, 1, 20), date(2022, 3, 10))
NOTHING = (None, None)


@pytest.mark.parametrize(
    ("asked", "held", "window"),
    [
        (NOTHING, NOTHING, (date(2022, 1, 6), date(2022, 3, 24))),
        ((date(2022, 2, 1), date(2022, 2, 3)), PUBLISHED, (date(2022, 1, 6), date(2022, 3, 24))),
        ((None, date(2022, 1, 5)), (date(2014, 3, 1), FEB), (date(2014, 3, 1), date(2022, 3, 31))),
        ((date(2010, 1, 1), None), (date(2014, 3, 1), FEB), (date(2014, 3, 1), date(2022, 3, 31))),
        ((date(2022, 5, 1), None), (FEB, date(2022, 6, 1)), (date(2022, 1, 6), date(2022, 6, 1))),
        ((date(2030, 1, 1), None), PUBLISHED, (date(2022, 1, 6), date(2022, 3, 24))),
    ],
)
def test_window(asked, held, window):
    chosen = choose_window(PUBLISHED, asked, held)
    assert chosen is not None
    assert (chosen.first, chosen.last) == window


def test_window_without_articles_is_that_of_the_events():
    assert choose_window(NOTHING, NOTHING, (FEB, FEB)) == Window(FEB, FEB)
    assert choose_window(NOTHING, NOTHING, NOTHING) is None


@pytest.mark.parametrize(
    ("last", "unit"),
    [(date(2022, 5, 1), "day"), (date(2023, 12, 31), "week"), (date(2030, 1, 1), "month"), (date(2060, 1, 1), "year")],
)
def test_bins_cover_the_window_without_gap_or_overlap(last, unit):
    window = Window(FEB, last)
    bins = window.bins()
    assert window.unit == unit
    assert len(bins) <= 150
    assert [day for one in bins for day in one.days()] == [
        date.fromordinal(n) for n in range(FEB.toordinal(), last.toordinal() + 1)
    ]
    assert sum(one.width for one in bins) == pytest.approx(100)
    assert len(window.ticks()) <= 13


@pytest.mark.parametrize(
    ("precision", "kind", "days", "mark"),
    [
        ("day", "event", 1, "exact"),
        ("range", "event", 2, "about"),
        ("range", "event", 7, "several"),
        ("range", "statement", 7, "about"),
        ("month", "event", 28, "month"),
        ("year", "background", 365, "month"),
        ("unknown", "statement", 1, "article"),
    ],
)
def test_five_marks(precision, kind, days, mark):
    assert date_mark(precision, kind, FEB, date.fromordinal(FEB.toordinal() + days - 1)) == mark


def begin(day: date | None, number: int = 1, vague: int = 0) -> DayCount:
    """Events that begin and end on a day."""
    return DayCount(day, number, vague, number)


def drawn(window: Window, counts: list[DayCount]) -> Strip:
    return draw_strip(EventFilter(), window, window.bins(), places(window.bins()), counts, [])


def a_lane(window: Window, tallies: list[tuple], total: int = 5) -> Lane:
    bins = window.bins()
    actor = Actor(name="Russia", slug="russia")
    return draw_lane(EventFilter(), window, bins, places(bins), actor, count_lane(tallies), total)


def test_bars_count_each_event_once_and_months_never():
    counts = [
        begin(FEB, 4, vague=1),
        DayCount(date(2022, 2, 2), 2, 0, 0),
        DayCount(date(2022, 2, 5), 0, 0, 2),
    ]
    strip = drawn(Window(FEB, date(2022, 2, 28)), counts)
    assert [bar.title for bar in strip.bars] == ["Feb. 1: 3 events", "Feb. 2: 2 events"]
    assert strip.total == 6
    assert strip.notes == ("1 event known only by its month or year stands in no bar.",)
    assert strip.bars[0].link == "/?from=2022-02-01&to=2022-02-01"


def test_vague_dates_never_become_dots():
    lasts = {"exact": FEB, "month": date(2022, 2, 28), "about": date(2022, 2, 2), "several": date(2022, 2, 9)}
    tallies = [(mark, FEB, last, 1) for mark, last in (lasts | {"article": FEB}).items()]
    lane = a_lane(Window(FEB, date(2022, 2, 28)), tallies)
    assert len(lane.dots) == 1
    assert [mark.shape for mark in lane.marks] == ["month", "several", "about", "article"]
    assert lane.total == 5


def test_what_lies_beyond_the_strip_is_named_and_linked():
    counts = [begin(date(2014, 3, 1), 2), begin(FEB)]
    strip = drawn(Window(FEB, date(2022, 2, 28)), counts)
    assert strip.earlier is not None
    assert (strip.earlier.words, strip.earlier.link) == ("2 earlier events, 2014", "/?to=2022-01-31")
    assert strip.later is None


def test_a_million_events_draw_as_many_marks_as_ten():
    window = Window(date(2021, 1, 1), date(2022, 12, 31))
    days = (date.fromordinal(n) for n in range(window.first.toordinal(), window.last.toordinal() + 1))
    few = [(mark, day, day, 1) for day in days for mark in ("exact", "article")]
    many = [(*one, 100_000) for *one, _ in few]
    lanes = [a_lane(window, each) for each in (few, many)]
    assert len(lanes[0].dots) == len(lanes[1].dots) == len(window.bins())
    assert len(lanes[1].marks) == 1  # article dates of weeks in a row are one mark
    assert "73,000,000 events from article date Jan. 1, 2021–Dec. 31, 2022" in lanes[1].marks[0].title


@pytest.mark.parametrize(
    ("first", "last", "words", "under"),
    [
        (date(2022, 2, 17), date(2022, 2, 17), "Feb. 17", "Thursday"),
        (date(2022, 2, 17), date(2022, 2, 18), "Feb. 17–18", "Thu–Fri"),
        (date(2022, 2, 27), date(2022, 3, 2), "Feb. 27–March 2", "Sun–Wed"),
        (date(2021, 12, 30), date(2022, 1, 9), "Dec. 30, 2021–Jan. 9, 2022", "11 days"),
    ],
)
def test_days_in_words(first, last, words, under):
    assert span_words(first, last) == words
    assert weekday_words(first, last) == under


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "same day"), (1, "next day"), (4, "4 days later"), (-1, "1 day earlier"), (-2, "2 days earlier")],
)
def test_lags_in_words(days, words):
    assert lag_words(FEB, date.fromordinal(FEB.toordinal() + days)) == words
