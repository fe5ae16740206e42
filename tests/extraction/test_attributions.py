"""Who says what: one small text for each rule, and what is found in it."""

from __future__ import annotations

import pytest

from articles.extraction.attributions import find_attributions, find_quotations

MEDIA = frozenset({"The Guardian", "Reuters", "Associated Press", "NBC News"})


@pytest.fixture
def found(nlp):
    """found(text): (speaker, content, cue, kind, via, rule) of each attribution."""

    def find(text: str) -> list[tuple]:
        attributions = find_attributions(nlp(text), MEDIA)
        return [
            (a.speaker_text, [text[start:end] for start, end in a.spans], a.cue, a.kind, a.via, a.rule)
            for a in attributions
        ]

    return find


@pytest.fixture
def who_says_what(found):
    return lambda text: [(speaker, content) for speaker, content, *_ in found(text)]


MARKS = [
    ("“We see nothing yet,” Kirby said.", "We see nothing yet,"),
    ('"We see nothing yet," Kirby said.', "We see nothing yet,"),
    ("‘We don’t see the allies’ plan,’ Kirby said.", "We don’t see the allies’ plan,"),
    ("'We don't see the plan,' Kirby said.", "We don't see the plan,"),
    ("``We see nothing yet,'' Kirby said.", "We see nothing yet,"),
    ("''We see nothing yet,'' Kirby said.", "We see nothing yet,"),
    ("«We see nothing yet», Kirby said.", "We see nothing yet"),
    ("„We see nothing yet“, Kirby said.", "We see nothing yet"),
    ('“We see nothing yet," Kirby said.', "We see nothing yet,"),
    ("“We see nothing yet,“ Kirby said.", "We see nothing yet,"),
    ("“We see nothing yet, Kirby said.", "We see nothing yet,"),
    ("“We see\nnothing yet,” Kirby said.", "We see\nnothing yet,"),
    ("“They say “nothing” to us,” Kirby said.", "They say “nothing” to us,"),
]


@pytest.mark.parametrize(("text", "content"), MARKS)
def test_quotation_in_any_marks(who_says_what, text, content):
    assert who_says_what(text) == [("Kirby", [content])]


PIECES = [
    ("“We look,” Kirby said. “We see nothing.”", [("Kirby", ["We look,", "We see nothing."])]),
    ("“We look,” Kirby said, “and we see nothing.”", [("Kirby", ["We look,", "and we see nothing."])]),
    (
        "“We look,” Kirby said.\n“The skies over the coast are empty.”",
        [("Kirby", ["We look,", "The skies over the coast are empty."])],
    ),
    (
        "Kirby said: “The sea is calm.\n“The skies are empty too.”",
        [("Kirby", ["The sea is calm.", "The skies are empty too."])],
    ),
    ("“We look,” Kirby said. “We see nothing,” Price said.", [("Kirby", ["We look,"]), ("Price", ["We see nothing,"])]),
    ("“We look,” he said. “And wait.” The mayor left.", [("he", ["We look,", "And wait."])]),
]


@pytest.mark.parametrize(("text", "expected"), PIECES)
def test_quotation_in_pieces(who_says_what, text, expected):
    assert who_says_what(text) == expected


DIRECT = [
    ("“We wait,” said Liz Truss.", "Liz Truss", "said", "quote-cue"),
    ("Scholz told reporters: “Nobody wants war.”", "Scholz", "told", "colon"),
    ("Scholz added, “Nobody wants war.”", "Scholz", "added", "cue-quote"),
    ("“Is it war?” asked the mayor.", "the mayor", "asked", "quote-cue"),
    ("“We wait,” the minister mentioned on Friday.", "the minister", "mentioned", "quote-cue"),
    ("As Macron put it, “nobody wants war.”", "Macron", "put", "cue-quote"),
    ("Peskov: “Nobody wants war.”", "Peskov", ":", "colon"),
    ("“Nobody here wants a war.” — Jane Roe", "Jane Roe", "—", "signature"),
]


@pytest.mark.parametrize(("text", "speaker", "cue", "rule"), DIRECT)
def test_cue_of_a_quotation(found, text, speaker, cue, rule):
    [(got_speaker, _, got_cue, kind, _, got_rule)] = found(text)
    assert (got_speaker, got_cue, kind, got_rule) == (speaker, cue, "direct", rule)


INDIRECT = [
    ("Stoltenberg said that the threat was real.", "Stoltenberg", ["that the threat was real"], "clause"),
    ("The minister mentioned the talks had gone well.", "The minister", ["the talks had gone well"], "clause"),
    ("Stoltenberg cautioned that the threat was real.", "Stoltenberg", ["that the threat was real"], "clause"),
    (
        "The spokesman advised reporters the bridge would reopen.",
        "The spokesman",
        ["the bridge would reopen"],
        "clause",
    ),
    (
        "The bridge has been closed, a police officer said.",
        "a police officer",
        ["The bridge has been closed"],
        "before",
    ),
    ("The bridge, he said, has been closed.", "he", ["The bridge", "has been closed"], "inside"),
    ("Three columns crossed the river, according to NATO.", "NATO", ["Three columns crossed the river"], "according"),
    ("According to NATO, three columns crossed the river.", "NATO", ["three columns crossed the river"], "according"),
    ("London vowed to send more troops.", "London", ["to send more troops"], "infinitive"),
    ("Moscow refused to withdraw.", "Moscow", ["to withdraw"], "infinitive"),
    ("Kyiv urged the allies to send weapons.", "Kyiv", ["the allies to send weapons"], "object+infinitive"),
    ("Officials accused Ukraine of shelling a village.", "Officials", ["Ukraine of shelling a village"], "object+of"),
    ("Moscow denied the accusation.", "Moscow", ["the accusation"], "object"),
    ("Moscow's claim that the troops had left was false.", "Moscow's", ["that the troops had left"], "noun+clause"),
    ("The ministry made it clear the talks were over.", "The ministry", ["the talks were over"], "clause"),
    ("Zelensky called for more sanctions.", "Zelensky", ["more sanctions"], "prep:for"),
    ("In a statement, the ministry said the drill was over.", "the ministry", ["the drill was over"], "clause"),
]


@pytest.mark.parametrize(("text", "speaker", "content", "rule"), INDIRECT)
def test_frames_of_indirect_speech(found, text, speaker, content, rule):
    assert [(s, c, k, r) for s, c, _, k, _, r in found(text)] == [(speaker, content, "indirect", rule)]


SPEAKERS = [
    ("He added that the bridge was closed.", "He"),
    ("Biden met the king and said the talks had been useful.", "Biden"),
    ("Johnson, speaking in Warsaw, said the moment was dangerous.", "Johnson"),
    ("Lavrov left the hall, saying Russia threatened nobody.", "Lavrov"),
    ("The ministry issued a statement saying the drill was over.", "The ministry"),
    ("Kuleba, who visited Berlin on Monday, said Ukraine needed weapons.", "Kuleba"),
    ("Pentagon spokesman John Kirby said the talks had failed.", "Pentagon spokesman John Kirby"),
    ("Kirby warned that Moscow could strike, adding that the allies were ready.", "Kirby"),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_speaker_as_written(who_says_what, text, speaker):
    assert {who for who, _ in who_says_what(text)} == {speaker}


def test_relative_pronoun_brings_its_antecedent(who_says_what):
    [(speaker, content)] = who_says_what("They met Kuleba, who said Ukraine needed weapons.")
    assert (speaker, content) == ("Kuleba, who", ["Ukraine needed weapons"])


VIA = [
    ("Blinken said on Friday that talks would go on, The Guardian reported.", "Blinken", "The Guardian"),
    ("The Guardian reported that Blinken had warned that talks would end.", "Blinken", "The Guardian"),
    ("“Talks go on,” Blinken said, according to the Associated Press.", "Blinken", "the Associated Press"),
    ("Blinken told NBC News that talks would go on.", "Blinken", "NBC News"),
    ("The talks had failed, Reuters reported.", "Reuters", "Reuters"),
    ("The talks had failed, Reuters reported, citing a ministry statement.", "a ministry statement", "Reuters"),
]


@pytest.mark.parametrize(("text", "speaker", "via"), VIA)
def test_media_pass_on_words(found, text, speaker, via):
    assert [(s, v) for s, _, _, _, v, _ in found(text)] == [(speaker, via)]


def test_part_between_marks_belongs_to_its_clause(found):
    [(speaker, content, _, kind, _, _)] = found(
        "Moscow said the answers showed “disrespect” and threatened more drills."
    )
    assert (speaker, kind) == ("Moscow", "mixed")
    assert content == ["the answers showed “disrespect” and threatened more drills"]


def test_participle_goes_on_with_the_report(who_says_what):
    assert who_says_what("Blinken said that nobody had left, disputing claims from Moscow that the army was gone.") == [
        ("Blinken", ["that nobody had left"]),
        ("Blinken", ["claims from Moscow that the army was gone"]),
    ]


def test_transcript(who_says_what):
    text = "ROE: We will go on.\nDOE: Until when?\nROE: Until the end of the week.\nDOE: Thank you very much."
    assert who_says_what(text)[0] == ("ROE", ["We will go on."])
    assert [speaker for speaker, _ in who_says_what(text)] == ["ROE", "DOE", "ROE", "DOE"]


QUOTATIONS = [
    ("Biden said there was “no sign” of a retreat.", ["no sign"]),
    ("The so-called “volunteers” crossed the river at night.", []),
    ("She appeared on “Good Morning America” and said little.", []),
    ("Blinken said on “Face the Nation” that it was “very late” for talks.", ["very late"]),
    ("“We look,” he said. “We see nothing.”", ["We look,", "We see nothing."]),
    ("Putin called the plan “dead” and the treaty “a piece of paper.”", ["dead", "a piece of paper."]),
]


@pytest.mark.parametrize(("text", "expected"), QUOTATIONS)
def test_quotations_are_words_of_somebody(nlp, text, expected):
    doc = nlp(text)
    assert [text[start:end] for start, end in find_quotations(doc, find_attributions(doc))] == expected


BROKEN = [
    "",
    "\n",
    "“",
    '"""',
    "'",
    "said",
    "“” said",
    "according to",
    "X: “",
    "“A b c d e f\n" * 5,
    '"' * 99,
    "he said, " * 40,
]


@pytest.mark.parametrize("text", BROKEN)
def test_broken_text_breaks_nothing(nlp, text):
    doc = nlp(text)
    attributions = find_attributions(doc, MEDIA)
    spans = [span for a in attributions for span in a.spans] + list(find_quotations(doc, attributions))
    assert all(0 <= start < end <= len(text) for start, end in spans)
