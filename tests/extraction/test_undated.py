"""Undated articles are dated by what they say, or not at all."""

import tomllib
from datetime import date

import pytest

from articles.extraction.clean import clean
from articles.extraction.dates import find_expressions
from articles.extraction.language import load_nlp
from articles.extraction.undated import infer_published, load_chronology
from articles.extraction.undated.ages import find_ages
from articles.extraction.undated.chronology import FILE


def infer(text: str):
    page = clean(text)
    doc = load_nlp()(page.body)
    return infer_published(doc, find_expressions(doc), load_chronology(), page)


SCHOLZ_IN_MOSCOW = """Chancellor Olaf Scholz told reporters in Moscow on Tuesday that war must be avoided, \
after hours of talks with Putin.

It was his first trip to the Kremlin. On Monday Scholz had seen President Zelensky in Kyiv and promised more credit.

Lawmakers of the State Duma asked the president on Tuesday \
to recognise Donetsk and Luhansk, a step Berlin rejected.

Russia denies planning to invade its neighbour. The Munich Security Conference \
will open on Friday without its diplomats.
"""
FIRST_SHOTS = """Three people were killed in the city of Chernihiv on Thursday, the mayor said.

Ukraine's second round of talks with Russia ended on Thursday with a promise of corridors for civilians.

The war has entered its second week. Kherson fell to Russian forces on Wednesday, and its mayor pleaded for food.
"""
NOTHING_TO_GO_BY = """The minister said on Tuesday that the bridge would be repaired.

Engineers found cracks on Monday. The town council will vote on money for new piers.
"""
YEARS_LATER = """Crimea, annexed by Russia in 2014, has no direct flights to Europe.

A museum in Berlin opened a show about the peninsula on Thursday. Its director said that she had worked on it for years.
"""


def test_a_vote_of_facts_and_weekdays_finds_the_day():
    inference = infer(SCHOLZ_IN_MOSCOW)
    assert inference.date == date(2022, 2, 15)
    assert inference.confidence >= 0.5
    assert "Olaf Scholz meets Vladimir Putin in Moscow (15 February 2022)" in inference.evidence


def test_the_age_of_the_war_counts():
    assert infer(FIRST_SHOTS).date == date(2022, 3, 3)


@pytest.mark.parametrize("text", [NOTHING_TO_GO_BY, YEARS_LATER, "", "Home\nLogin\n"])
def test_without_a_clear_winner_there_is_no_date(text):
    assert infer(text) is None


FRESH_NEWS = """Delegations from Moscow and Kyiv sat down in Istanbul on Tuesday for the first talks in weeks.

The host told both sides that the world was watching.
"""
LOOKING_BACK = """The court of honour will hear three charges. The first concerns Kherson, seized by Russian forces.

The second concerns the bodies of civilians found in Bucha. A third one is about the theatre in Mariupol.

Sergey Lavrov and Dmytro Kuleba, who met in Antalya, are not called as witnesses.
"""
BEFORE_A_MEETING = """The alliance sees no pullback of Russian troops from the border, its chief said on Tuesday \
(15 February 2022) ahead of a meeting of ministers on Wednesday.

An attack could come without warning, and Moscow could invade with what it has in place, he said.
"""


def test_a_weekday_beside_a_fact_makes_it_news():
    assert infer(FRESH_NEWS).date == date(2022, 3, 29)


def test_a_text_that_looks_back_on_many_facts_is_not_dated():
    assert infer(LOOKING_BACK) is None


def test_a_weekday_that_a_meeting_lies_ahead_of_is_not_the_newest():
    assert infer(BEFORE_A_MEETING).date == date(2022, 2, 15)


def test_a_date_without_a_year_does_not_make_one():
    text = """RIGA, 8 February (Agency) – The bridge will be repaired, the council said on 8 February.

Drivers had complained on Tuesday.
"""
    assert infer(text) is None


def test_days_told_after_a_year_are_of_that_year():
    text = """In 2014 the peninsula was seized. On March 16 a vote was held and on March 18 a treaty was signed.

The museum shows it all, its director said on Thursday.
"""
    assert infer(text) is None


def test_a_dateline_without_a_year_and_a_fact_make_a_day():
    text = """Ministers call the talks useful

GENEVA, January 21. /Agency/. Blinken and Lavrov met in Geneva on Friday and promised to go on talking.

Washington will send its answer next week, Blinken said on Friday.
"""
    assert infer(text).date == date(2022, 1, 21)


def test_a_prefix_may_name_the_month_only():
    text = """ date 2022-03 Biden and Xi spoke on a video call on Friday about the war, the White House said.

The call lasted for two hours. Beijing said on Friday that conflict serves nobody.
"""
    assert infer(text).date == date(2022, 3, 18)


def test_the_date_of_a_picture_is_a_witness():
    text = """Families told to leave

People walk past the embassy in central Kyiv, Ukraine, January 24, 2022. (Photo: Example Agency/Getty Images)

Diplomats' families were told on Monday to leave the country. The embassy stays open, officials said on Monday.

The Pentagon put 8,500 soldiers on alert the same day.
"""
    assert infer(text).date == date(2022, 1, 24)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("It was the monthlong invasion that he cursed.", 24, 45),
        ("The war entered its third week.", 14, 20),
        ("now nearly two weeks into the war", 11, 17),
        ("entering the 12th day of the invasion", 11, 11),
        ("On day 30 of the war", 29, 29),
        ("its invasion of the neighbour, now in its fourth week", 21, 27),
        ("some three and a half weeks after the invasion", 21, 27),
        ("launched their invasion more than a month ago", 24, 45),
    ],
)
def test_ages_of_the_war(text, least, most):
    (age,) = find_ages(text)
    assert (age.least, age.most) == (least, most)


@pytest.mark.parametrize("text", ["on the first day of the war", "a war of three days", "two weeks after the wedding"])
def test_what_is_recalled_is_no_age(text):
    assert list(find_ages(text)) == []


def test_every_fact_was_checked_in_two_places():
    facts = tomllib.loads(FILE.read_text(encoding="utf-8"))["facts"]
    assert 60 <= len(facts) <= 100
    for fact in facts:
        places = {place.split(",")[0].split(" (")[0] for place in fact["checked"]}
        assert len(places) == 2, fact["what"]
        assert fact["what"].endswith(".")
        assert date(2013, 11, 1) <= fact["day"] <= date(2022, 12, 31)
