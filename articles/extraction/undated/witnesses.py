"""The witnesses of an undated article: what in its text makes one day of publication likelier than another."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from spacy.tokens import Doc

from articles.extraction.dates import Expression
from articles.extraction.offsets import text_of
from articles.extraction.records import Page
from articles.extraction.undated.ages import find_ages
from articles.extraction.undated.chronology import Chronology
from articles.extraction.undated.days import coming_witnesses, date_witnesses, weekday_witnesses, year_witnesses
from articles.extraction.undated.facts import fact_witnesses
from articles.extraction.undated.head import head_witnesses
from articles.extraction.undated.witness import REFUTED, Witness


def witnesses(
    doc: Doc, expressions: tuple[Expression, ...], chronology: Chronology, page: Page | None
) -> Iterator[Witness]:
    """All witnesses of an article."""
    yield from fact_witnesses(doc, expressions, chronology)
    yield from weekday_witnesses(text_of(doc), expressions)
    yield from coming_witnesses(expressions)
    yield from year_witnesses(expressions)
    yield from date_witnesses(expressions, chronology.years)
    yield from age_witnesses(text_of(doc), chronology.invasion)
    if page:
        yield from head_witnesses(page, chronology.years)


def age_witnesses(text: str, invasion: date) -> Iterator[Witness]:
    """How old the full-scale war is: “monthlong invasion”, “the war's third week”."""
    for age in find_ages(text):
        first, last = invasion + timedelta(age.least), invasion + timedelta(age.most)
        yield Witness(
            partial(age_likelihood, first, last),
            ((first, last),),
            f"“{age.words}”, counted from {invasion.day} {invasion:%B %Y}",
            later=REFUTED,
            anchors=True,
        )


def age_likelihood(first: date, last: date, day: date) -> float:
    """Falls off by a third of a unit a day outside the days that an age allows: ages are rounded."""
    return math.exp(-max((first - day).days, (day - last).days, 0) / 3)
