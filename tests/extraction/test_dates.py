"""Date expressions: what the grammar finds, and the days it means seen from a publication day."""

from datetime import date

import pytest

from articles.extraction.dates import find_expressions, find_timexes, resolve
from articles.extraction.language import load_nlp

FRIDAY = date(2022, 2, 11)


def timexes(text, published=FRIDAY, **options):
    return find_timexes(load_nlp()(text), published, **options)


def drawn(timex):
    ends = [d.isoformat()[5:] for d in (timex.date, timex.date_end) if d]
    return "..".join(ends)


VALUES = [
    ("The envoys met on Friday in Vienna.", "Friday", "2022-02-11"),
    ("The envoys met Saturday in Vienna.", "Saturday", "2022-02-05"),
    ("The envoys will meet on Monday in Vienna.", "Monday", "2022-02-14"),
    ("The envoys are expected to meet Tuesday.", "Tuesday", "2022-02-15"),
    ("The envoys would meet on Wednesday, she said.", "Wednesday", "2022-02-09"),
    ("The troops must leave by Sunday.", "Sunday", "2022-02-13"),
    ("The crews arrived last Friday.", "last Friday", "2022-02-04"),
    ("The crews leave next Friday.", "next Friday", "2022-02-18"),
    ("The convoy left on Thursday of last week.", "Thursday of last week", "2022-02-03"),
    ("The parliament voted late Thursday.", "late Thursday", "2022-02-10"),
    ("The siren sounded at 10 p.m. EST Tuesday in the port.", "10 p.m. EST Tuesday", "2022-02-08"),
    ("Shells fell on Sunday night.", "Sunday night", "2022-02-06"),
    ("The mayor spoke yesterday.", "yesterday", "2022-02-10"),
    ("The mayor will speak the day after tomorrow.", "the day after tomorrow", "2022-02-13"),
    ("The bridge opened on January 24, 2019.", "January 24, 2019", "2019-01-24"),
    ("The bridge opened on 24 January 2019.", "24 January 2019", "2019-01-24"),
    ("The bridge opened on the 3rd of May 2019.", "the 3rd of May 2019", "2019-05-03"),
    ("The bridge opened on 2019-05-03.", "2019-05-03", "2019-05-03"),
    ("The bridge opened on Nov.\n24.", "Nov.\n24", "2021-11-24"),
    ("The games end on February 20.", "February 20", "2022-02-20"),
    ("The treaty was signed Friday, Dec. 8, in the capital.", "Friday, Dec. 8", "2023-12-08"),
    ("The school closed in April.", "April", "2021-04"),
    ("The school will close in March.", "March", "2022-03"),
    ("The school closed in June last year.", "June last year", "2021-06"),
    ("The school closed in January this year.", "January this year", "2022-01"),
    ("Prices fell in early November.", "early November", "2021-11"),
    ("The war began in 2014.", "2014", "2014"),
    ("The war began in late 2014.", "late 2014", "2014"),
    ("The council met last week.", "last week", "2022-W05"),
    ("The council met in the week of January 17.", "the week of January 17", "2022-W03"),
    ("The council met last month.", "last month", "2022-01"),
    ("The council met last year.", "last year", "2021"),
    ("The council met three days ago.", "three days ago", "2022-02-08"),
    ("The council met two weeks ago.", "two weeks ago", "2022-W04"),
    ("The council met a year ago.", "a year ago", "2021"),
    ("The council met on Christmas Day.", "Christmas Day", "2021-12-25"),
]


@pytest.mark.parametrize(("text", "words", "value"), VALUES)
def test_calendar_value(text, words, value):
    assert [(t.text, t.value) for t in timexes(text)] == [(words, value)]


DRAWN = [
    ("The ministers met earlier this month.", "02-01..02-11", "range"),
    ("The ministers met last week.", "01-31..02-06", "range"),
    ("Ships sailed this week.", "02-07..02-11", "range"),
    ("Families fled over the weekend.", "02-05..02-06", "range"),
    ("The board will meet at the weekend.", "02-12..02-13", "range"),
    ("The cabinet met overnight.", "02-10..02-11", "range"),
    ("The fires spread in the last day or so.", "02-10..02-11", "range"),
    ("The fires spread in the past two weeks.", "01-28..02-11", "range"),
    ("The pictures taken on Wednesday and Thursday showed tents.", "02-09..02-10", "range"),
    ("Since early this year the camp has grown.", "01-01..02-11", "range"),
    ("The council sat in January.", "01-01..01-31", "month"),
    ("The region was annexed in 2014.", "01-01..12-31", "year"),
    ("The exercise runs from March 2-4.", "03-02..03-04", "range"),
]


@pytest.mark.parametrize(("text", "days", "precision"), DRAWN)
def test_drawn_days(text, days, precision):
    found = timexes(text)
    assert {(drawn(t), t.precision) for t in found} == {(days, precision)}
