"""Whom sentences name: gazetteer names, unknown persons, titles, unnamed speakers, and what is no actor."""

from datetime import date

import pytest

from articles.extraction.actors import find_actors
from articles.extraction.gazetteer import load_gazetteer
from articles.extraction.language import load_nlp

FEBRUARY = date(2022, 2, 15)


def cast_of(text, published=FEBRUARY):
    return find_actors(load_nlp()(text), load_gazetteer(), published)


def named(text):
    """The actors of a text but places and media, in text order, each once."""
    mentions = [m for m in cast_of(text).mentions if m.rule not in ("place", "media")]
    return list(dict.fromkeys(mention.actor for mention in mentions))


NAMES = [
    ("Blinken called Lavrov.", ["Antony Blinken", "Sergey Lavrov"]),
    ("Zelenskyy thanked Biden.", ["Volodymyr Zelensky", "Joe Biden"]),
    ("Alexey Danilov played the danger down.", ["Oleksiy Danilov"]),
    ("Moscow said the drills were over.", ["Russia"]),
    ("Kyiv and Paris agreed on a date.", ["Ukraine", "France"]),
    ("The White House answered the Kremlin.", ["United States", "Russia"]),
    ("The White Home answered.", ["United States"]),
    ("Brussels prepared sanctions.", ["European Union"]),
    ("Russian forces moved west.", ["Russia"]),
    ("The Dutch diplomatic mission was moved.", ["Netherlands"]),
    ("The State Department warned Americans.", ["US State Department", "United States"]),
    ("Russia's Foreign Ministry protested.", ["Russian Foreign Ministry"]),
    ("The Russian defense ministry showed a film.", ["Russian Defence Ministry"]),
    ("The Ministry of Defence of Belarus replied.", ["Belarusian Defence Ministry"]),
    ("Estonia's interior ministry replied.", ["Estonian Interior Ministry"]),
    ("The British defence ministry published a map.", ["UK Ministry of Defence"]),
    ("The State Duma voted on a motion.", ["Russian parliament"]),
    ("The US military sent more men.", ["Pentagon"]),
    ("The North Atlantic Treaty Organization held a meeting.", ["NATO"]),
    ("The US-led bloc refused.", ["NATO"]),
    ("The West has threatened sanctions.", ["Western countries"]),
    ("Ukraine's west is calm.", ["Ukraine"]),
    ("Moscow-backed separatists shelled a school.", ["Russian-backed separatists"]),
    ("They told us to wait.", []),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names(text, expected):
    assert named(text) == expected


TITLES = [
    ("The French President flew home.", "Emmanuel Macron"),
    ("Ukraine's foreign minister asked for arms.", "Dmytro Kuleba"),
    ("The British foreign secretary landed.", "Liz Truss"),
    ("The Polish International Minister landed.", "Zbigniew Rau"),
    ("The German leader hesitated.", "Olaf Scholz"),
    ("The NATO chief spoke to reporters.", "Jens Stoltenberg"),
    ("The EU's foreign policy chief spoke to reporters.", "Josep Borrell"),
    ("The Kremlin spokesman denied it.", "Dmitry Peskov"),
    ("The White House press secretary denied it.", "Jen Psaki"),
    ("Russia's ambassador to the United Nations walked out.", "Vassily Nebenzia"),
    ("The mayor of Kyiv asked people to stay at home.", "Vitali Klitschko"),
]


@pytest.mark.parametrize(("text", "expected"), TITLES)
def test_titles_name_the_holder_of_the_day(text, expected):
    assert [m.actor for m in cast_of(text).mentions if m.rule == "title"] == [expected]


def test_a_former_or_indefinite_holder_is_not_the_holder():
    assert "Emmanuel Macron" not in named("The former French president wrote a book.")
    assert "Sergey Lavrov" not in named("A former Russian foreign minister wrote a book.")


def test_a_counterpart_holds_the_same_office():
    assert named("Lavrov met his German counterpart.") == ["Sergey Lavrov", "Annalena Baerbock"]


UNNAMED = [
    ("US officials doubted it.", "unnamed US officials"),
    ("A senior U.S. official doubted it.", "unnamed US official"),
    ("American officers mentioned doubts.", "unnamed US officials"),
    ("Some Western officers seen it as a ruse.", "unnamed Western officials"),
    ("A senior administration official from the White House doubted it.", "unnamed White House official"),
    ("A source close to the talks doubted it.", "unnamed source"),
    ("French sources doubted it.", "unnamed French sources"),
    ("Biden's aides doubted it.", "unnamed White House officials"),
    ("Biden met his national security advisers.", "unnamed US national security advisers"),
    ("Two Pentagon officials doubted it.", "unnamed Pentagon officials"),
    ("British intelligence officials doubted it.", "unnamed British intelligence officials"),
    ("EU diplomats doubted it.", "unnamed EU diplomats"),
]


@pytest.mark.parametrize(("text", "expected"), UNNAMED)
def test_unnamed(text, expected):
    assert [m.actor for m in cast_of(text).mentions if m.rule == "unnamed"] == [expected]


def test_whose_officials_they_are_is_their_parent_and_no_mention_of_its_own():
    cast = cast_of("French officials doubted it.")
    assert [mention.actor for mention in cast.mentions] == ["unnamed French officials"]
    assert cast.records["unnamed French officials"].parent == "France"


def test_an_unknown_person_gets_the_role_the_text_gives():
    text = "State Department archivist Marlene Okafor resigned. Okafor gave no reason."
    cast = cast_of(text)
    assert [mention.actor for mention in cast.mentions] == ["Marlene Okafor", "Marlene Okafor"]
    assert cast.records["Marlene Okafor"].role == "State Department archivist"
    assert cast.records["Marlene Okafor"].parent == "US State Department"


def test_a_title_after_a_comma_is_a_role():
    text = "A spokesman for the Pentagon, Quentin Abernathy, declined to comment. Abernathy left early."
    record = cast_of(text).records["Quentin Abernathy"]
    assert (record.kind, record.parent, record.country) == ("person", "Pentagon", "US")
    assert "spokesman" in record.role


def test_a_near_spelling_is_the_known_person():
    assert "Volodymyr Zelensky" in named("President Volodymyr Zelenskyj spoke to parliament at noon.")


NOISE = [
    "icon chevron downicon chevron lefticon share",
    "Kharkiv and Luhansk were quiet on the second day.",
    "Secretary of State",
    "Read more Photo Getty Images",
    "He lives in Paris, Texas, and sells hats.",
]


@pytest.mark.parametrize("text", NOISE)
def test_no_noise(text):
    kinds = {cast.records[m.actor].kind for cast in [cast_of(text)] for m in cast.mentions if m.rule != "place"}
    assert kinds <= {"country"}


PLACES = [
    ("He was born in Moscow.", "place"),
    ("They flew to Kyiv on Monday.", "place"),
    ("Shells fell near Kharkiv.", "place"),
    ("Moscow rejected the plan.", "metonym"),
    ("A message from Moscow arrived.", "metonym"),
    ("Talks between Washington and Moscow failed.", "metonym"),
    ("The Moscow Olympics were boycotted.", "place"),
    ("The Moscow government refused.", "metonym"),
]


@pytest.mark.parametrize(("text", "rule"), PLACES)
def test_a_capital_is_a_place_or_a_government(text, rule):
    rules = {m.rule for m in cast_of(text).mentions if m.text in ("Moscow", "Kyiv", "Kharkiv")}
    assert rules == {rule}


def test_an_unknown_spelling_is_told_by_its_office():
    actors = named("Ukrainian President Voludimir Zellinski warned of war. Zellinski was firm.")
    assert actors == ["Volodymyr Zelensky"]


def test_another_holder_of_an_office_is_another_person():
    assert "Volodymyr Zelensky" not in named("Ukrainian President Petro Hrushko was elected in this novel.")


def test_another_bearer_of_a_known_surname_is_another_person():
    actors = named("Teacher Prudence Johnson closed the school. Johnson said it was too dangerous to open.")
    assert actors == ["Prudence Johnson"]


def test_mentions_are_words_of_the_text():
    text = "“We’ll see,” said Biden’s aides — and the U.S. ambassador to Ukraine.\n\nKyiv\xa0agreed…"
    for mention in cast_of(text).mentions:
        assert text[mention.start : mention.end] == mention.text


PHRASES = [
    ("Pentagon spokesman John Kirby said so.", "Pentagon spokesman John Kirby", "John Kirby"),
    ("The US-based Maxar Technologies said so.", "The US-based Maxar Technologies", "Maxar Technologies"),
    ("Jake Sullivan, a US adviser, said so.", "Jake Sullivan, a US adviser,", "Jake Sullivan"),
    ("The Ukrainian authorities said so.", "The Ukrainian authorities", "Ukraine"),
    ("NATO leaders said so.", "NATO leaders", "NATO"),
    ("The Russian delegation said so.", "The Russian delegation", "Russia"),
    ("An aide to the Polish government said so.", "An aide to the Polish government", "unnamed Polish official"),
    ("Nobody said so.", "Nobody", None),
]


@pytest.mark.parametrize(("text", "phrase", "expected"), PHRASES)
def test_phrases_resolve_by_their_head(text, phrase, expected):
    start = text.index(phrase)
    assert cast_of(text).resolve(start, start + len(phrase)) == expected


ODD = [
    "",
    " ",
    "\n\n\n",
    "US",
    "the",
    "’s",
    "said said said",
    "of of of Kyiv",
    "\xa0\xa0",
    "Ukraine's",
    "🙂 Putin 🙂",
    "a" * 999,
]


@pytest.mark.parametrize("text", ODD)
def test_any_text_will_do(text):
    cast = cast_of(text)
    assert cast.resolve(0, len(text)) is None or text.strip()


def test_an_undated_text_means_the_holders_of_early_2022():
    cast = cast_of("The French prime minister resigned.", published=None)
    assert [mention.actor for mention in cast.mentions] == ["Jean Castex"]


OFFICES = [
    ("Macron's office", "Emmanuel Macron"),
    ("Zelensky's government", "Ukraine"),
    ("The Trump administration", "United States"),
    ("Sources in the Ukrainian government", "unnamed Ukrainian sources"),
    ("The head of French diplomacy", "Jean-Yves Le Drian"),
    ("The Pentagon chief", "Lloyd Austin"),
]


@pytest.mark.parametrize(("phrase", "expected"), OFFICES)
def test_offices_and_governments_stand_for_somebody(phrase, expected):
    assert cast_of(f"{phrase} said so.").resolve(0, len(phrase)) == expected
