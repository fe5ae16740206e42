"""Dates in news text: find the expressions once, resolve them against any publication day.

find_expressions(doc) -> expressions; resolve(expressions, published) -> timexes; find_timexes does both.
"""

from __future__ import annotations

from datetime import date

from spacy.tokens import Doc

from articles.extraction.records import Timex

from .expression import Expression
from .finding import find_expressions
from .resolution import resolve

__all__ = ["Expression", "find_expressions", "find_timexes", "resolve"]


def find_timexes(doc: Doc, published: date | None, *, day_first: bool = False) -> tuple[Timex, ...]:
    """The date expressions of a text, resolved against its publication day."""
    return resolve(find_expressions(doc), published, day_first=day_first)
