"""Date expressions: what the grammar finds, and the days it means seen from a publication day."""

from datetime import date
from itertools import pairwise

import pytest

from articles.extraction.dates import find_expressions, find_timexes, resolve
from articles.extraction.dates.grammar import RULES
from articles.extraction.dates.scanning import lowered, scan
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
    ("The embassy said on Thursday the envoys will meet.", "Thursday", "2022-02-10"),
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
    ("The council met on Friday the 4th.", "Friday the 4th", "2022-02-04"),
    ("The council met on the 3rd.", "the 3rd", "2022-02-03"),
    ("The council is going to meet in June.", "June", "2022-06"),
    ("The council has met twice since January 3.", "January 3", "2022-01-03"),
    ("The vote was postponed until Thursday.", "Thursday", "2022-02-17"),
    ("The vote set for Monday was canceled.", "Monday", "2022-02-07"),
    ("The talks begin Monday.", "Monday", "2022-02-14"),
    ("The towers fell in the Sept. 11 attacks.", "Sept. 11", "2001-09-11"),
    ("The plant will close by the end of the year.", "the end of the year", "2022"),
    ("The premier warned of it final week.", "final week", "2022-W05"),
    ("The dam broke ten years ago.", "ten years ago", "2012"),
    ("The envoys met on Monday (Feb 7) in Vienna.", "Monday (Feb 7)", "2022-02-07"),
    ("The envoys met on Tuesday (8) in Vienna.", "Tuesday (8)", "2022-02-08"),
    ("On Monday 24 people drowned.", "Monday", "2022-02-07"),
    ("The clocks change on the last Sunday in March.", "the last Sunday in March", "2022-03-27"),
    ("The king fled in nineteen seventy-nine.", "nineteen seventy-nine", "1979"),
    ("The fleet sailed on Thursday, 10 March 2022 at dawn.", "Thursday, 10 March 2022", "2022-03-10"),
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
    ("The exercise will run from March 28 to April 2.", "03-28..04-02", "range"),
    ("Delegates will gather between Thursday and Saturday.", "02-17..02-19", "range"),
    ("The strike lasted from Monday to Wednesday.", "02-07..02-09", "range"),
    ("The clinic was shut from January to March 2020.", "01-01..03-31", "range"),
    ("The premier served from 2009 to 2013.", "01-01..12-31", "range"),
    ("It happened in the third quarter of 2019.", "07-01..09-30", "range"),
    ("The harvest failed in the summer of 2010.", "06-01..08-31", "range"),
    ("The airline was founded in the 1990s.", "01-01..12-31", "range"),
    ("The office will reopen next week.", "02-14..02-20", "range"),
    ("The office will reopen later this month.", "02-11..02-28", "range"),
]


@pytest.mark.parametrize(("text", "days", "precision"), DRAWN)
def test_drawn_days(text, days, precision):
    found = timexes(text)
    assert {(drawn(t), t.precision) for t in found} == {(days, precision)}


NARRATIVE = [
    ("On 3 May 2016 the bridge fell. A day earlier, cracks were seen.", "A day earlier", "2016-05-02"),
    ("On 3 May 2016 the bridge fell. The next day, the mayor quit.", "The next day", "2016-05-04"),
    ("On 3 May 2016 the bridge fell. That day, rain was heavy.", "That day", "2016-05-03"),
    ("On 3 May 2016 the bridge fell. Two weeks later, a ferry came.", "Two weeks later", "2016-W20"),
    ("In May 2016 the bridge fell. The following month, a ferry came.", "The following month", "2016-06"),
    ("He quit the day before Christmas 2016.", "the day before", "2016-12-24"),
]


@pytest.mark.parametrize(("text", "words", "value"), NARRATIVE)
def test_dates_that_lean_on_the_text(text, words, value):
    found = next(t for t in timexes(text) if t.text == words)
    assert found.value == value


def test_a_look_back_does_not_move_the_story():
    found = timexes("On 3 May 2016 the bridge fell. A day earlier it shook. A day later the mayor quit.")
    assert [t.value for t in found] == ["2016-05-03", "2016-05-02", "2016-05-04"]


NO_DATES = [
    "May we come in?",
    "They march in silence, and the second half begins.",
    "The crowd of 2000 people sang for three years.",
    "She reads USA Today and watches The Today Show.",
    "The price rose to $2014 and then to 1,989 dollars.",
    "The sun sat low over the yearslong battle.",
    "The flight lands at 2010 GMT.",
    "The index closed at 2014.",
    "Snow fell on Easter Island.",
    "They dream of a better tomorrow.",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_words_that_only_look_like_dates(text):
    assert timexes(text) == ()


def test_recurring_days_are_listed_without_a_date():
    assert [
        (t.text, t.value, t.date, t.precision) for t in timexes("Every Friday they march; on Sundays they rest.")
    ] == [
        ("Every Friday", None, None, "unknown"),
        ("Sundays", None, None, "unknown"),
    ]


def test_without_a_publication_day_only_absolute_dates_resolve():
    text = "On 3 May 2016 the bridge fell. The next day it was shut. It reopened last week. Traffic rolled on Friday."
    assert [(t.date and t.date.isoformat(), t.precision, t.anchor) for t in timexes(text, published=None)] == [
        ("2016-05-03", "day", "absolute"),
        ("2016-05-04", "day", "narrative"),
        (None, "unknown", "published"),
        (None, "unknown", "published"),
    ]


def test_order_of_day_and_month_follows_the_publisher():
    text = "The bill passed on 2/1/2022."
    assert [t.value for t in timexes(text)] == ["2022-02-01"]
    assert [t.value for t in timexes(text, day_first=True)] == ["2022-01-02"]


def test_the_day_stays_as_the_outlet_states_it():
    found = timexes("The order came at 11:30 p.m. EST on Thursday, or 0430 GMT on Friday.")
    assert [(t.text, t.value) for t in found] == [("Thursday", "2022-02-10"), ("Friday", "2022-02-11")]


def test_offsets_count_into_the_text_even_where_lower_case_is_longer():
    text = "İİİ met on Friday."
    (found,) = timexes(text)
    assert text[found.start : found.end] == found.text == "Friday"


def test_quoted_today_is_the_day_it_was_said():
    text = "“Today we build, tomorrow we rest,” the mayor said on Monday. The town votes today."
    assert [(t.text, t.value) for t in timexes(text)] == [
        ("Today", "2022-02-07"),
        ("tomorrow", "2022-02-08"),
        ("Monday", "2022-02-07"),
        ("today", "2022-02-11"),
    ]


def test_expressions_are_found_once_and_resolved_for_any_day():
    expressions = find_expressions(load_nlp()("Envoys met on Friday, March 4, and will meet again next month."))
    assert [(e.kind, e.tense, e.weekday, e.month, e.day) for e in expressions] == [
        ("month_day", "past", 4, 3, 4),
        ("period", "future", None, None, None),
    ]
    days = {day: [t.value for t in resolve(expressions, day)] for day in (date(2016, 3, 6), date(2022, 3, 6))}
    assert days == {
        date(2016, 3, 6): ["2016-03-04", "2016-04"],
        date(2022, 3, 6): ["2022-03-04", "2022-04"],
    }


@pytest.mark.parametrize("published", [None, date.min, date(2020, 2, 29), date.max])
def test_no_text_breaks_it(published):
    """Date words in senseless order, calendar edges and stray signs: answers stay inside the text and the calendar."""
    pieces = (
        "last Feb. 30 30 day century before 9999 the 31st of this June overnight next 2022-13-45 Easter \u200b \n ago"
    )
    words = pieces.split(" ")
    for shift in range(len(words)):
        text = " ".join(words[shift:] + words[:shift] + words[::-1] + words[shift % 5 :: 3])
        found = timexes(text, published)
        assert all(text[t.start : t.end] == t.text for t in found)
        assert all((t.date is None) == (t.precision == "unknown") for t in found)
        assert all(a.end <= b.start for a, b in pairwise(found))


def test_no_date_lies_far_from_its_key_words():
    """Rules are tried around their key words only; tried on the whole of all the texts above they find no more."""
    texts = [row[0] for row in (*VALUES, *DRAWN, *NARRATIVE)] + NO_DATES
    whole = lowered(f" {'so they say ' * 20}\n".join(texts))
    everywhere = {match.span() for rule in RULES for match in rule.pattern.finditer(whole)}
    found = []

    def seen(_kind, match):
        found.append(match.span())
        return False

    assert list(scan(whole, seen)) == []
    assert set(found) == everywhere


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sales rose in Q1 2008 by a fifth.", [("Q1 2008", None)]),
        ("It had fallen in 2008 Q3 and in H1 2007.", [("2008 Q3", None), ("H1 2007", None)]),
        ("The FY2008 results were late.", [("FY2008", "2008")]),
        ("Markets close during Easter week.", [("Easter week", "2022-W15")]),
        ("It kept its forecast for the full year.", [("the full year", "2022")]),
        ("The loss was larger than the year-earlier one.", [("year-earlier", "2021")]),
    ],
)
def test_business_and_feasts(nlp, text, expected):
    found = find_timexes(nlp(text), date(2022, 2, 17))
    assert [(timex.text, timex.value) for timex in found] == expected
