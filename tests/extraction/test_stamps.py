"""Date stamps: forms, labels, clock times, the order of day and month."""

from datetime import date, time

import pytest

from articles.extraction.stamps import find_stamps, foreign_day, is_stamp, read_clock, residue


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("4 Mar, 2022 09:40", date(2022, 3, 4)),
        ("Posted: Fri 4 March 2022, 9:40 PM", date(2022, 3, 4)),
        ("Mar. 4, 2022", date(2022, 3, 4)),
        ("Lviv, 4th March 2022", date(2022, 3, 4)),
        ("March 4th, 2022", date(2022, 3, 4)),
        ("4-Mar-2022", date(2022, 3, 4)),
        ("2022-03-04T09:40:00Z", date(2022, 3, 4)),
        ("2022/03/04", date(2022, 3, 4)),
        ("04.03.2022", date(2022, 3, 4)),
        ("23/03/22", date(2022, 3, 23)),
        ("03/23/2022", date(2022, 3, 23)),
        ("3/4/2022 7:15:33 PM (04.03.2022)", date(2022, 3, 4)),
        ("3/4/2022 7:15:33 PM", date(2022, 3, 4)),
        ("3/4/2022 19:15", date(2022, 4, 3)),
        ("31 February 2022", None),
        ("1300 GMT", None),
        ("It may 12 times over", None),
    ],
)
def test_the_day_of_a_stamp(text, day):
    assert next((stamp.day_stated for stamp in find_stamps(text)), None) == day


def test_a_stamp_may_lack_parts():
    (dateline,) = find_stamps("MOSCOW, March 4. /Agency/.")
    assert (dateline.year, dateline.month, dateline.day) == (None, 3, 4)
    (bare,) = find_stamps("Friday 4")
    assert (bare.month, bare.day, bare.weekday) == (None, 4, 4)


def test_labels_and_clock_times_belong_to_their_stamp():
    updated, created = find_stamps("Updated: 04-03-2022 19:24 IST | Created: 03-03-2022 18:02 IST")
    assert (updated.label, updated.clock) == ("updated", time(19, 24))
    assert (created.label, created.clock) == ("published", time(18, 2))


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("at 9:05 pm", time(21, 5)),
        ("12.30 a.m.", time(0, 30)),
        ("7 PM", time(19, 0)),
        ("21h15", time(21, 15)),
        ("6", None),
    ],
)
def test_clock_times(text, clock):
    assert read_clock(text) == clock


@pytest.mark.parametrize(
    "text",
    [
        "2 hours ago",
        "13:24 GMT",
        "Published on {{ item.date | date }}",
        "2022-03-04 05:12 (local time)",
        "Omar Farouk 6 minutes ago Fri 4th March 2022 | 02:52 PM",
        "Agency, Friday 4 March 2022",
    ],
)
def test_lines_that_only_say_when(text):
    assert is_stamp(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv live: 4 March 2022 – the day in brief",
        "Officials met on 4 March 2022 in Lviv.",
        "Five lessons of 2014",
        "",
    ],
)
def test_lines_that_say_more(text):
    assert not is_stamp(text)


def test_residue_is_what_a_date_line_says_besides():
    assert residue("Agency | Rome | Updated: 04-03-2022 19:24 IST") == "Agency | Rome"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Publié le 4 mars 2022", date(2022, 3, 4)),
        ("4. März 2022", date(2022, 3, 4)),
        ("4 марта 2022", date(2022, 3, 4)),
        ("7000 soldiers since 2014", None),
        ("Group of 20 leaders 2022", None),
    ],
)
def test_months_in_other_languages(text, day):
    assert foreign_day(text) == day
