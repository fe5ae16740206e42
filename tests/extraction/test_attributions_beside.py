"""Second speakers of a sentence, and partial quotations that complete a verb."""

from __future__ import annotations

import pytest

from articles.extraction.attributions import find_attributions

SECOND = [
    (
        "The bloc kept its staff, with foreign affairs chief Jan Bond confirming that nobody would leave.",
        "confirming",
        "foreign affairs chief Jan Bond",
        "that nobody would leave",
    ),
    (
        "The capital stayed calm, with President Jan Bond telling reporters on Friday he was convinced of peace.",
        "telling",
        "President Jan Bond",
        "he was convinced of peace",
    ),
    (
        "Jane Roe warned of a swift response if tanks crossed the river near the border and Foreign Minister Jan Bond "
        "said the capital was still waiting for a reply.",
        "said",
        "Foreign Minister Jan Bond",
        "the capital was still waiting for a reply",
    ),
    (
        "While Berlin says 200 guards and volunteers are estimated to be posted near the bridge, Paris denied it.",
        "says",
        "Berlin",
        "200 guards and volunteers are estimated to be posted near the bridge",
    ),
    (
        "Jan Bond, the ambassador, said that while the town was under his control, “not a single soul was hurt.” "
        "Repeating what the ministry has contended for days, he left the room.",
        "said",
        "Jan Bond",
        "that while the town was under his control, “not a single soul was hurt.",
    ),
    ("Jane Roe called the talks “frank and useful” and left.", "called", "Jane Roe", "the talks “frank and useful”"),
    ("Jane Roe called the order “rushed.”", "called", "Jane Roe", "the order “rushed.”"),
    (
        "Jan Bond left the room, calling it “a hasty step that does not help us.”",
        "calling",
        "Jan Bond",
        "it “a hasty step that does not help us.”",
    ),
    (
        "What they are saying: “I live here and I know the details better than most,” Roe told reporters.",
        "told",
        "Roe",
        "I live here and I know the details better than most,",
    ),
    (
        "“Let us be clear: nobody threatens anybody; such threats would be folly,” Roe said.",
        "said",
        "Roe",
        "Let us be clear: nobody threatens anybody; such threats would be folly,",
    ),
]


@pytest.mark.parametrize(("text", "cue", "speaker", "content"), SECOND)
def test_who_says_what(nlp, text, cue, speaker, content):
    found = {a.cue: (a.speaker_text, " … ".join(text[s:e] for s, e in a.spans)) for a in find_attributions(nlp(text))}
    assert found[cue][0].startswith(speaker)
    assert found[cue][1].rstrip(" .”").endswith(content.rstrip(" .”"))


def test_somebody_asked_says_nothing_by_being_asked(nlp):
    found = find_attributions(nlp("When asked about the length of the talks, Roe said they were short."))
    assert [a.cue for a in found] == ["said"]


def test_a_time_right_after_a_cue_dates_the_statement(read):
    events = read(
        "Russia denies all plans, with President Joe Biden telling reporters Friday he was convinced of the attack."
    ).events
    assert [str(event.date) for event in events if event.speaker == "Joe Biden"] == ["2022-02-11"]


ASTRAY = [
    ("Jane Roe assured reporters that the bridge would hold.", "assured", "that the bridge would hold"),
    ("Jane Roe called on the villagers to leave the valley.", "called", "the villagers to leave the valley"),
    ("Jane Roe said after the talks that the bridge would hold.", "said", "that the bridge would hold"),
]


@pytest.mark.parametrize(("text", "cue", "content"), ASTRAY)
def test_content_that_the_parse_hangs_elsewhere(nlp, text, cue, content):
    found = {a.cue: [text[s:e] for s, e in a.spans] for a in find_attributions(nlp(text))}
    assert found[cue][-1].endswith(content)
