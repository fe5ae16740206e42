"""Pieces of several articles into events: by likeness, never over days, speakers or what editors hold apart."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.ingest.joining import Piece, Wording, clusters, compatible, linked

MONDAY, TUESDAY = date(2022, 1, 24), date(2022, 1, 25)


def a_piece(article: str, *sentences: str, who: str = "s1", day: date | None = MONDAY, quotes=(), **fields) -> Piece:
    wordings = tuple(_wording(sentence, quotes) for sentence in sentences)
    defaults = {
        "rank": (article, 0, 0, 0),
        "unit": (article, 0),
        "kind": "statement" if who.startswith("s") else "event",
        "span": (day, day) if day else None,
        "exact": True,
        "reported": TUESDAY,
        "starts": tuple(range(len(sentences))),
        "words": frozenset().union(*(wording.words for wording in wordings)),
    }
    return Piece(who=who, wordings=wordings, **{**defaults, **fields})


def _wording(sentence: str, quotes) -> Wording:
    words = [word.strip(".,") for word in sentence.split()]
    names = [word for word in words[1:] if word[0].isupper() or word[0].isdigit()]
    return Wording.of(sentence, [word.lower() for word in words], [name.lower() for name in names], quotes)


def told(pieces) -> set[frozenset[str]]:
    return {frozenset(piece.rank[0] for piece in cluster) for cluster in clusters(pieces)}


WARNS = "The minister warned that the pipeline would stay shut for the winter."
WARNS_TOO = "The minister warned that the pipeline will stay shut for the winter"
ELSEWHERE = "The minister welcomed a new trade mission from the south."


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (a_piece("a", WARNS), a_piece("b", WARNS_TOO), True),
        (a_piece("a", WARNS), a_piece("b", ELSEWHERE), False),
        (a_piece("a", WARNS), a_piece("b", WARNS_TOO, day=TUESDAY), False),
        (a_piece("a", WARNS), a_piece("b", WARNS_TOO, who="s2"), False),
        (a_piece("a", WARNS), a_piece("a", WARNS_TOO), False),
        (a_piece("a", WARNS), a_piece("b", WARNS_TOO, day=None), True),
        (a_piece("a", WARNS), a_piece("b", WARNS_TOO, day=None, reported=date(2022, 3, 1)), False),
        (a_piece("a", WARNS), a_piece("b", WARNS_TOO, span=(date(2022, 1, 17), MONDAY), exact=False), True),
        (
            a_piece("a", "He said it.", quotes=["we will not sign a paper that nobody has read"]),
            a_piece("b", "Asked twice, he replied.", quotes=["not sign a paper that nobody has read"]),
            True,
        ),
        (
            a_piece("a", "Troops took 300 lorries over the bridge.", who="e1"),
            a_piece("b", "Some 300 lorries went over a bridge with troops.", who="e1"),
            True,
        ),
        (
            a_piece("a", "Shells hit the market of Northtown.", who="e1"),
            a_piece("b", "Shells hit the market of Southtown.", who="e1"),
            False,
        ),
    ],
)
def test_two_articles_tell_one_event(a, b, same):
    assert bool(linked(a, b)) == same
    assert bool(linked(b, a)) == same


def test_a_third_article_bridges_two():
    first = a_piece("a", WARNS)
    second = a_piece("b", ELSEWHERE)
    third = a_piece("c", WARNS_TOO, ELSEWHERE)
    assert told([first, second]) == {frozenset("a"), frozenset("b")}
    for order in permutations([first, second, third]):
        assert told(order) == {frozenset("abc")}


def test_an_undated_report_never_joins_two_days():
    pieces = [
        a_piece("a", WARNS),
        a_piece("b", WARNS_TOO, day=TUESDAY),
        a_piece("c", WARNS, day=None),
        a_piece("d", WARNS_TOO, day=None),
    ]
    results = {frozenset(told(order)) for order in permutations(pieces)}
    assert results == {frozenset({frozenset("ac"), frozenset("bd")})} or len(results) == 1
    for cluster in next(iter(results)):
        assert not cluster >= set("ab")


def test_events_that_editors_hold_stay_apart():
    pieces = [
        a_piece("a", WARNS, held_by=1),
        a_piece("b", WARNS, held_by=2),
        a_piece("c", WARNS),
        a_piece("d", WARNS_TOO),
    ]
    results = {frozenset(told(order)) for order in permutations(pieces)}
    assert len(results) == 1
    assert all(not cluster >= set("ab") for cluster in next(iter(results)))


def test_parts_of_a_divided_reading_stay_apart():
    whole = a_piece("a", WARNS, ELSEWHERE)
    part = replace(whole, rank=("a", 9, 0, 7), held_by=7, starts=(9,))
    copy = a_piece("b", WARNS, ELSEWHERE)
    groups = clusters([whole, part, copy])
    assert all(not (whole in group and part in group) for group in groups)


DAYS = st.integers(0, 130).map(lambda number: date.fromordinal(MONDAY.toordinal() + number))
SPANS = st.none() | st.tuples(DAYS, st.sampled_from([0, 0, 6, 30, 31, 32, 70])).map(
    lambda pair: (pair[0], date.fromordinal(pair[0].toordinal() + pair[1]))
)


@settings(deadline=None, max_examples=500)
@given(SPANS, SPANS, st.none() | DAYS, st.none() | DAYS, st.sampled_from(["statement", "event", "plan", "background"]))
def test_whatever_is_compatible_is_looked_up(one, other, reported, also, kind):
    a = a_piece("a", WARNS, kind=kind, span=one, reported=reported, exact=bool(one) and one[0] == one[1])
    b = a_piece("b", WARNS, kind=kind, span=other, reported=also, exact=bool(other) and other[0] == other[1])
    assert compatible(a, b) == compatible(b, a)
    if compatible(a, b):
        assert b.bucket in a.buckets()
        assert a.bucket in b.buckets()
