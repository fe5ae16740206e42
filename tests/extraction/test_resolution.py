"""Whose words they are: pronouns, anaphoric nouns, metonyms and joint speakers, resolved in text order."""

from datetime import date

import pytest

from articles.extraction.actors import find_actors
from articles.extraction.gazetteer import load_gazetteer
from articles.extraction.language import load_nlp
from articles.extraction.records import Attribution
from articles.extraction.resolution import resolve_references, resolve_speakers


def attribution(text, speaker, content, kind="direct", nth=0):
    """An attribution of `content` to the words `speaker`, the nth time they stand in the text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(speaker, start + 1)
    at = text.index(content)
    return Attribution(((at, at + len(content)),), start, start + len(speaker), speaker, None, None, None, kind, "test")


def speakers(text, *rows):
    doc = load_nlp()(text)
    cast = find_actors(doc, load_gazetteer(), date(2022, 2, 15))
    resolved = resolve_speakers(doc, tuple(attribution(text, *row) for row in rows), cast)
    return [one.speaker for one in resolved]


def test_he_is_the_last_speaker():
    text = "Kirby met Putin's envoy. Kirby said it rains. “Take a coat,” he added."
    assert speakers(text, ("Kirby", "it rains", "indirect", 1), ("he", "Take a coat,")) == ["John Kirby", "John Kirby"]


def test_he_is_the_subject_of_the_sentence_before_rather_than_whom_he_met():
    text = "Blinken met Lavrov in Geneva. “We talked,” he said."
    assert speakers(text, ("he", "We talked,")) == ["Antony Blinken"]


def test_she_is_a_woman():
    text = "Psaki took questions after Biden left. “No decision was made,” she said."
    assert speakers(text, ("she", "No decision was made,")) == ["Jen Psaki"]


def test_a_named_possessor_can_be_he():
    text = "Scholz's plane landed late. “I am sorry,” he said."
    assert speakers(text, ("he", "I am sorry,")) == ["Olaf Scholz"]


def test_he_reaches_back_over_a_paragraph_of_background():
    text = "Ned Price spoke on Friday.\nThe group has four members.\n“It is united,” he said."
    assert speakers(text, ("he", "It is united,")) == ["Ned Price"]


def test_it_is_the_last_body():
    text = "The Pentagon moved troops. It said more would follow."
    assert speakers(text, ("It", "more would follow", "indirect")) == ["Pentagon"]


def test_the_official_is_the_unnamed_one_who_spoke():
    text = "A US official warned of war. Putin laughed. “It may come soon,” the official said."
    rows = (("A US official", "war", "indirect"), ("the official", "It may come soon,"))
    assert speakers(text, *rows) == ["unnamed US official"] * 2


def test_the_official_may_be_a_named_one():
    text = "US officials doubted it. Kirby said it rains. The official said so twice."
    rows = (("US officials", "it"), ("Kirby", "it rains", "indirect"), ("The official", "so twice", "indirect"))
    assert speakers(text, *rows)[2] == "John Kirby"


def test_the_ministry_is_the_last_one_named():
    text = "Russia's Foreign Ministry was silent. The ministry said nothing for days."
    assert speakers(text, ("The ministry", "nothing for days", "indirect")) == ["Russian Foreign Ministry"]


def test_the_alliance_is_nato():
    text = "NATO ministers met. Russia was not invited. The alliance said the door stays open."
    assert speakers(text, ("The alliance", "the door stays open", "indirect")) == ["NATO"]


def test_the_agency_that_reports_is_itself():
    text = "Interfax news agency reported a call. The agency added nothing else."
    rows = (("Interfax news agency", "a call", "indirect"), ("The agency", "nothing else", "indirect"))
    assert speakers(text, *rows) == ["Interfax", "Interfax"]


JOINT = [
    ("Paris and Kyiv", ["France", "Ukraine"]),
    ("The EU and NATO", ["European Union", "NATO"]),
    ("Russian and Ukrainian teams", ["Russia", "Ukraine"]),
    ("US and British officials", ["unnamed US officials", "unnamed British officials"]),
    ("Macron, Scholz and Duda", ["Emmanuel Macron", "Olaf Scholz", "Andrzej Duda"]),
]


@pytest.mark.parametrize(("phrase", "expected"), JOINT)
def test_joint_speakers_are_one_each(phrase, expected):
    text = f"{phrase} said the talks were hard."
    assert speakers(text, (phrase, "the talks were hard", "indirect")) == expected


def test_they_are_those_joined_before():
    text = "The EU and NATO sent letters, which they said were final."
    assert speakers(text, ("they", "were final", "indirect")) == ["European Union", "NATO"]


def test_both_sides_are_the_two_named_last():
    text = "Russia and Ukraine sent envoys. Both sides said the talks were hard."
    assert speakers(text, ("Both sides", "the talks were hard", "indirect")) == ["Russia", "Ukraine"]


def test_the_two_men_become_mentions():
    text = "Macron called Putin. The two men spoke for an hour."
    doc = load_nlp()(text)
    _, found = resolve_references(doc, (), find_actors(doc, load_gazetteer(), None))
    assert [(m.text, m.actor, m.rule) for m in found] == [
        ("The two men", "Emmanuel Macron", "pair"),
        ("The two men", "Vladimir Putin", "pair"),
    ]


def test_the_two_men_are_those_who_spoke():
    text = "Stoltenberg and Johnson met. Johnson said Putin lies. The two men agreed on aid."
    doc = load_nlp()(text)
    rows = (attribution(text, "Johnson", "Putin lies", "indirect", 1),)
    _, found = resolve_references(doc, rows, find_actors(doc, load_gazetteer(), None))
    assert {m.actor for m in found if m.rule == "pair"} == {"Jens Stoltenberg", "Boris Johnson"}


def test_the_ministers_are_those_mentioned_before():
    text = "The Quad foreign ministers met. Russia objected. The ministers said it was useful."
    assert speakers(text, ("The ministers", "it was useful", "indirect")) == ["Quad"]


def test_a_body_speaks_through_its_statement():
    text = "A Russian defence ministry statement said the drills were over."
    phrase = "A Russian defence ministry statement"
    assert speakers(text, (phrase, "the drills were over", "indirect")) == ["Russian Defence Ministry"]


def test_i_and_we_inside_a_quotation_are_its_speaker():
    text = "“We think we agreed,” Truss said."
    rows = (("Truss", "We think we agreed,"), ("We", "we agreed", "indirect"))
    assert speakers(text, *rows) == ["Liz Truss", "Liz Truss"]


def test_who_is_the_noun_before():
    text = "Macron, who said it rains, went home."
    assert speakers(text, ("who", "it rains", "indirect")) == ["Emmanuel Macron"]


def test_a_person_nobody_knows_keeps_the_name_as_written():
    text = "Local baker Ludmila Petrenko said bread was short."
    assert speakers(text, ("Local baker Ludmila Petrenko", "bread was short", "indirect")) == ["Ludmila Petrenko"]


def test_people_without_a_name_are_unnamed():
    text = "Residents said the water was off."
    assert speakers(text, ("Residents", "the water was off", "indirect")) == ["unnamed residents"]


def test_what_cannot_be_resolved_stays_open():
    assert speakers("Nothing said much.", ("Nothing", "much", "indirect")) == [None]


def test_pronouns_become_mentions():
    text = "Biden went to Warsaw. He met Duda. “They will not stop,” Biden said of Russia."
    doc = load_nlp()(text)
    cast = find_actors(doc, load_gazetteer(), None)
    rows = (attribution(text, "Biden", "They will not stop,", "direct", 1),)
    _, pronouns = resolve_references(doc, rows, cast)
    assert [(mention.text, mention.actor) for mention in pronouns][:1] == [("He", "Joe Biden")]


def test_quoted_they_are_the_other_side():
    text = "Russia denied it. “They are massing troops,” Kirby said."
    doc = load_nlp()(text)
    cast = find_actors(doc, load_gazetteer(), None)
    _, pronouns = resolve_references(doc, (attribution(text, "Kirby", "They are massing troops,"),), cast)
    assert [(mention.text, mention.actor) for mention in pronouns] == [("They", "Russia")]


def test_both_are_the_two_who_spoke_last(read):
    text = (
        "Antony Blinken warned of a swift response and Sergey Lavrov said Moscow was waiting for a letter.\n"
        "But both said they were open to a further round."
    )
    last = [a.speaker for a in read(text).attributions if text[a.cue_start :].startswith("said they")]
    assert last == ["Antony Blinken", "Sergey Lavrov"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The head of Norway's military intelligence has warned of an attack.", "Norwegian military intelligence"),
        (
            "Ben Wallace said the army was ready. Boris Johnson flew to Poland. "
            "The government confirmed that new rules were in force.",
            "United Kingdom",
        ),
        (
            "Russia's deputy defence minister said that troops would leave.\nAlexander Fomin said it would take days.",
            "Alexander Fomin",
        ),
    ],
)
def test_speakers_by_office(read, text, speaker):
    assert speaker in [a.speaker for a in read(text).attributions]
