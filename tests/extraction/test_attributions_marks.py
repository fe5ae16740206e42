"""Pairing of quotation marks, without a parse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.attributions.quotations import is_title, pair_marks

PAIRS = [
    ("“A,” he said. “B.”", ["A,", "B."]),
    ("“A.\n“B.”", ["A.", "B."]),
    ("“A b\nc d,” he said", ["A b\nc d,"]),
    ("“A b.\nHe left.\n“C.” d", ["A b.", "C."]),
    ("“A, he said. “B.”", ["A,", "B."]),
    ("the allies' plan and the Russians' plan", []),
    ("back in the '90s, they 'waited' for 'em", ["waited"]),
    ("a 'red line' and «more»", ["red line", "more"]),
    ('position." They left', []),
    ("»A b«", ["A b"]),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_pair_marks(text, expected):
    assert [text[start:end] for start, end in (q.inner for q in pair_marks(text))] == expected


def test_a_line_that_opens_with_a_mark_continues_the_one_left_open():
    first, second = pair_marks("“The sea is calm.\n“The skies are empty.”")
    assert (first.closed, first.continues) == (False, False)
    assert (second.closed, second.continues) == (True, True)


@given(st.text(alphabet="\"'“”‘’«»`\n .,aB", max_size=60))
def test_quotations_lie_in_order_within_the_text(text):
    last = 0
    for quotation in pair_marks(text):
        assert last <= quotation.start <= quotation.inner_start <= quotation.inner_end <= quotation.end <= len(text)
        last = quotation.end


@pytest.mark.parametrize(
    ("words", "title"),
    [("Good Morning America", True), ("Face the Nation,", True), ("We will not go", False), ("red line", False)],
)
def test_is_title(words, title):
    assert is_title(words) is title
