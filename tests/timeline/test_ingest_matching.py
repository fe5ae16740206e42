"""Which sentence of a new version is which of the old one."""

from dataclasses import dataclass

import pytest

from timeline.ingest.matching import match


@dataclass(frozen=True)
class Line:
    start: int
    excerpt: str
    kind: str = "statement"
    speaker: str | None = "Ann Example"


TALKS = "The two sides met for three hours and agreed on nothing at all."
TALKS_CHANGED = "The two sides met for four hours and agreed on nothing at all."
REPLY = "She answered that no invitation had reached her office."


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ([Line(0, TALKS), Line(70, REPLY)], [Line(9, TALKS), Line(90, REPLY)], {0: 0, 1: 1}),
        ([Line(0, TALKS)], [Line(0, TALKS_CHANGED)], {0: 0}),
        ([Line(0, TALKS)], [Line(0, REPLY)], {}),
        ([Line(0, TALKS), Line(70, TALKS)], [Line(5, TALKS), Line(75, TALKS)], {0: 0, 1: 1}),
        ([Line(0, TALKS), Line(70, REPLY)], [Line(0, REPLY), Line(70, TALKS)], {0: 1, 1: 0}),
        (
            [Line(0, TALKS, speaker="A"), Line(0, TALKS, speaker="B")],
            [Line(0, TALKS, speaker="B"), Line(0, TALKS, speaker="A")],
            {0: 1, 1: 0},
        ),
        (
            [Line(0, TALKS, "event", None), Line(0, TALKS, "statement", "A")],
            [Line(0, TALKS, "statement", "C"), Line(0, TALKS, "event", None)],
            {0: 1, 1: 0},
        ),
        ([Line(0, TALKS)], [Line(0, TALKS), Line(0, TALKS, speaker="B")], {0: 0}),
        ([Line(0, TALKS), Line(70, TALKS_CHANGED)], [Line(0, TALKS_CHANGED)], {0: 1}),
    ],
)
def test_match(old, new, pairs):
    assert match(old, new) == pairs


def test_many_sentences_are_matched_in_bounded_time():
    old = [Line(at * 80, f"Sentence number {at} speaks of matter {at * 7919 % 4001}.") for at in range(4000)]
    new = [Line(line.start, line.excerpt.replace("speaks", "tells")) for line in old]
    assert len(match(old, new)) > 3900
