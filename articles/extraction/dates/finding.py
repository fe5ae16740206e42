"""Find the date expressions of a parsed text: grammar, then what only the context can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import zip_longest

from spacy.tokens import Doc

from .context import goes_on, plausible
from .expression import Expression
from .grammar import AFTER, BEFORE, CONNECTOR
from .reading import Reading, read
from .scanning import scan
from .speech import with_occasions
from .tense import governing_tense
from .vocabulary import MOVED
from .words import Words

DAYS = frozenset("weekday month_day date numeric today yesterday tomorrow ordinal_day nth_weekday holiday that".split())
YEARLY = frozenset(("month", "month_day", "holiday", "nth_weekday"))


def find_expressions(doc: Doc) -> tuple[Expression, ...]:
    """All date expressions of a text in text order, with the tense that governs each, resolved to no day yet."""
    words = Words(doc)
    found: list[Expression] = []
    for kind, match in scan(words.lower, partial(plausible, words)):
        for reading in read(kind, match):
            start, end, parts = _settled(words, reading, found[-1].end if found else 0)
            phrase = words.span(start, end)
            tense = governing_tense(phrase, yearly=parts["kind"] in YEARLY)
            sentence = phrase.sent.start_char
            found.append(Expression(start, end, words.text[start:end], tense=tense, sentence=sentence, **parts))
    return with_occasions(words, tuple(_join(words, found)))


def _settled(words: Words, reading: Reading, floor: int) -> Reading:
    """The reading as its surroundings complete it."""
    start, end, parts = reading
    if parts["kind"] == "offset" and parts["words"] in ("before", "after", "prior") and goes_on(words, end):
        parts = parts | {"modifier": "onward"}
    if parts["kind"] in DAYS:
        start, end = _widened(words.lower, start, end, floor)
    return start, end, parts


def _widened(lower: str, start: int, end: int, floor: int) -> tuple[int, int]:
    """Take in what tells the time of the day: "late Monday", "10 p.m. EST Friday", "Sunday night"."""
    lead = max(floor, start - 30)
    before = BEFORE.search(lower, lead, start)
    if before and (before.start() == 0 or not lower[before.start() - 1].isalnum()):
        start = before.start()
    after = AFTER.match(lower, end)
    if after:
        end = after.end()
    if "(" in lower[start:end] and lower[end : end + 1] == ")":
        end += 1
    return start, end


def _join(words: Words, found: list[Expression]) -> Iterator[Expression]:
    """Link neighbours that make one range: between Thursday and Saturday, from Monday to Wednesday, 9 and 10 May."""
    for first, second in zip_longest(found, found[1:]):
        link = first.link or (second and _link(words, first, second)) or ""
        if link in ("range", "list") and second and second.year and first.month and not first.year and not first.unit:
            first = replace(first, year=second.year - (_in_year(first) > _in_year(second)))
        yield replace(first, link=link) if link else first


def _in_year(expression: Expression) -> tuple[int, int]:
    return expression.month or 0, expression.day or 0


def _link(words: Words, first: Expression, second: Expression) -> str:
    lower = words.lower
    if first.kind == "offset" and first.words in ("before", "after"):
        return "anchor" if not lower[first.end : second.start].strip() else ""
    same = first.kind == second.kind or (first.kind in DAYS and second.kind in DAYS)
    if not same or first.kind not in DAYS | {"month", "year"}:
        return ""
    joint = CONNECTOR.fullmatch(lower, first.end, second.start)
    lead = lower[max(0, first.start - 9) : first.start].split()
    led = lead[-1] if lead else ""
    if joint:
        token = words.at(first.start)
        moved = token is not None and any(a.lemma_ in MOVED for a in token.ancestors)
        ends = joint["dash"] or led == "from" or joint["word"] in ("to", "through")
        return "range" if ends and not moved else ""
    if re.fullmatch(r"\s+and\s+(?:(?:on|in)\s+)?", lower[first.end : second.start]):
        return "range" if led == "between" else "list"
    return ""
