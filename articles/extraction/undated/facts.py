"""Facts of the reference chronology as witnesses: a fact told as news lies a few days behind the article."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from spacy.tokens import Doc

from articles.extraction.dates import Expression
from articles.extraction.undated.chronology import Chronology, Fact
from articles.extraction.undated.witness import DAY_KINDS, REACH, RECALLED, REFUTED, RELATIVE_KINDS, Witness, spans

ELSEWHERE = 0.1  # a day named in the sentence that tells the fact is mostly, not always, the fact's
UNNAMED = 0.03  # how much rarer a bare weekday stands beside a fact told long after than beside a fresh one
RECALLED_TOO = 0.4  # who looks back on one fact looks back on others
RESUMED = 0.3  # what was under way for weeks may be so again
SEASON = timedelta(days=110)  # for so long the war was feared before it came


def fact_witnesses(doc: Doc, expressions: tuple[Expression, ...], chronology: Chronology) -> Iterator[Witness]:
    """Facts of the chronology that a sentence refers to; each testifies once, best by a sentence that names a day."""
    found: dict[Fact, tuple[tuple[Expression, ...], bool]] = {}
    told: Counter[Fact] = Counter()
    facts = chronology.told_in(doc.text)
    for sentence in doc.sents if facts else ():
        text = sentence.text
        inside = range(sentence.start_char, sentence.end_char)
        near = tuple(e for e in expressions if e.kind in DAY_KINDS and e.start in inside)
        for fact in facts:
            if fact.is_told_in(text) and not (fact.mooted and chronology.is_supposed(text)):
                told[fact] += 1
                if fact not in found or (near and not found[fact][0]):
                    found[fact] = near, chronology.is_announcement(text)
    first = True
    for fact, (near, ahead) in found.items():
        if fact.lasting:
            yield lasting_witness(fact, told[fact])
        else:
            yield fact_witness(fact, near, ahead, RECALLED if first else RECALLED_TOO)
            first = False


def lasting_witness(fact: Fact, told: int) -> Witness:
    """A fact spoken of for years, feared for months, or under way for weeks: the article lies after it, before it, or
    in it. It weighs more the more sentences tell it."""
    if fact.ahead:
        first, last, how = fact.day - SEASON, fact.day - timedelta(days=1), "still only feared"
    elif fact.last > fact.day:
        first, last, how = fact.day, fact.last, "going on"
    else:
        first, last, how = fact.day, date.max, "past"
    bounded = last < date.max
    return Witness(
        lambda day: 1.0 if first <= day <= last else REFUTED,
        ((first, last),) if bounded else (),
        f"{fact.what.rstrip('.')} is {how}",
        weight=1 + math.log(told),
        later=REFUTED if fact.ahead else RESUMED if bounded else 1.0,
        anchors=bounded,
    )


def fact_witness(fact: Fact, near: tuple[Expression, ...], ahead: bool, recalled: float) -> Witness:
    """A fact told lies a few days behind the article, one announced ahead; a day named with it must be its day. A bare
    weekday or "yesterday" beside it says that it is fresh; `recalled` is how likely it is told much later."""

    def likelihood(day: date) -> float:
        distance = (fact.day - day).days if ahead else (day - fact.last).days
        if (day > fact.last) if ahead else (day < fact.day):
            return REFUTED
        agreed = not near or any(first <= fact.last and fact.day <= last for first, last in spans(near, day))
        return RECALLED + (1 - RECALLED) * (1.0 if agreed else ELSEWHERE) / (1 + max(0, distance) / 2)

    when = f"{fact.day.day} {fact.day:%B %Y}"
    words = f"{fact.what.rstrip('.')} ({when}) {'lies ahead' if ahead else 'has happened'}"
    window = (fact.day - REACH, fact.last) if ahead else (fact.day, fact.last + REACH)
    fresh = any(e.kind in RELATIVE_KINDS and not e.modifier for e in near)
    return Witness(likelihood, (window,), words, later=recalled * (UNNAMED if fresh else 1), anchors=True)
