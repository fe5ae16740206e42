"""The words of a search, split into terms, and the first events that a question finds through the full text; words that
spell an actor's name stand for that actor."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.text import slugify

from timeline.days import ONE_DAY
from timeline.models import Actor, Alias, Term
from timeline.models.querysets import search_expression
from timeline.rollups import words
from timeline.text import fold

if TYPE_CHECKING:
    from timeline.forms import EventFilter

MOST_HITS = 2_000
LONGEST_NAME = 6
EARLIEST = date(1, 1, 2)
_PARTS = re.compile(r'"([^"]+)"|(\S+)')


def read_terms(text: str) -> tuple[Term, ...]:
    """Split words into terms, the longest known name first: `Joe Biden "no intention"` -> (Joe Biden, no intention)."""
    parts = [part for part in ((phrase or word).strip(' ",;') for phrase, word in _PARTS.findall(text)) if part]
    names = _known_names(parts)
    terms: list[Term] = []
    at = 0
    while at < len(parts):
        lengths = range(min(LONGEST_NAME, len(parts) - at), 0, -1)
        length = next((n for n in lengths if fold(" ".join(parts[at : at + n])) in names), 1)
        text = " ".join(parts[at : at + length])
        terms.append(Term(text, tuple(sorted(names.get(fold(text), ())))))
        at += length
    return tuple(terms)


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """The first events of a question, by their ids; `are_cut`: there are more."""

    ids: list[int]
    are_cut: bool


def first_hits(question: EventFilter, *, anywhere: bool) -> Hits:
    """At most MOST_HITS events of a question, in its order; `anywhere`: whatever its days and kinds. Each is asked for
    once, however often its page needs it."""
    expression = _expression(question, anywhere)
    days = (None, None) if anywhere else (question.first, question.last)
    key = ("hits", expression, question.ids, question.order, *days)
    if key not in question.memory:
        found = _picked(question, anywhere) if question.ids else _found(expression, question.order == "newest", *days)
        question.memory[key] = Hits(found[:MOST_HITS], len(found) > MOST_HITS)
    return question.memory[key]


def _picked(question: EventFilter, anywhere: bool) -> list[int]:
    wide = question.but(kinds=(), first=None, last=None) if anywhere else question
    return list(wide.apply().order_by().values_list("pk", flat=True))


def _found(expression: str, newest: bool, first: date | None, last: date | None) -> list[int]:
    """One more than MOST_HITS at most. Within days, those that begin there come first, then those that may last until
    then: the earlier they begin, the longer they must."""
    if not expression:
        return []
    begin = max(first, EARLIEST) if first else EARLIEST
    asked: list[tuple[str, date | None, date | None, bool]] = [(expression, begin, last, newest)]
    if first:
        edges = [begin, _before(begin, 7), _before(begin, 31), EARLIEST]
        asked += [
            (words.lasting(expression, longer_than), earlier, later - ONE_DAY, True)
            for longer_than, (later, earlier) in zip((1, 7, 31), pairwise(edges), strict=True)
        ]
    elif not last:
        asked.append((expression, None, EARLIEST - ONE_DAY, newest))
    ids: list[int] = []
    for held, start, end, down in asked:
        room = MOST_HITS + 1 - len(ids)
        if room and not (start and end and start > end):
            ids += words.first_holding(held, room, newest=down, first=start, last=end)
    return ids


def _before(day: date, days: int) -> date:
    return day - timedelta(days=days) if day > EARLIEST + timedelta(days=days) else EARLIEST


def _expression(question: EventFilter, anywhere: bool) -> str:
    """What the full text is asked for. Empty where some term is no word, or where nothing is asked for."""
    each = [search_expression(question.terms)] if question.terms else []
    if question.actor_ids:
        mark = words.said_mark if question.role == "said" else words.actor_mark
        marks = [mark(actor_id) for actor_id in question.actor_ids]
        each += [words.any_of(marks)] if question.match == "any" else marks
    if question.publisher:
        each.append(words.outlet_mark(question.publisher))
    if question.status:
        each.append(words.status_mark(question.status))
    if question.kinds and not anywhere:
        each.append(words.any_of(map(words.kind_mark, question.kinds)))
    if not each or not all(each):
        return ""
    return words.all_of(each) if question.status else words.shown(words.all_of(each))


def _known_names(parts: list[str]) -> dict[str, set[int]]:
    """The runs of these words that name actors; the names of a merged actor mean the one it was merged into."""
    starts_ends = [(at, at + n) for at in range(len(parts)) for n in range(1, min(LONGEST_NAME, len(parts) - at) + 1)]
    runs = {fold(" ".join(parts[start:end])) for start, end in starts_ends}
    known: defaultdict[str, set[int]] = defaultdict(set)
    aliases = Alias.objects.filter(folded__in=runs).values_list("folded", "actor_id", "actor__merged_into_id")
    for folded, actor_id, merged_into in aliases:
        known[folded].add(merged_into or actor_id)
    slugs = {slugify(run): run for run in runs if slugify(run)}
    for slug, actor_id, merged_into in Actor.objects.filter(slug__in=slugs).values_list("slug", "pk", "merged_into_id"):
        known[slugs[slug]].add(merged_into or actor_id)
    return known
