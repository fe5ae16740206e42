"""The words of a search, split into terms, and the events that hold them; words that spell an actor's name stand for
that actor."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import slugify

from timeline.models import Actor, Alias, Term
from timeline.models.querysets import search_expression
from timeline.rollups import words
from timeline.text import fold

if TYPE_CHECKING:
    from timeline.forms import EventFilter

MOST_HITS = 2_000
LONGEST_NAME = 6
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


@dataclass(frozen=True, slots=True)
class Hits:
    """The first events that a question in words finds; `are_cut`: there are more."""

    ids: list[int]
    are_cut: bool


def first_hits(question: EventFilter) -> Hits:
    """At most MOST_HITS events of a question with words, in its order, by its words, actors, kinds and last day; its
    other conditions are not looked at. Each is asked for once, however often its page needs it."""
    each = [search_expression(question.terms)]
    if question.status not in ("rejected",):
        each.append(words.SHOWN)
    if question.actor_ids:
        mark = words.said_mark if question.role == "said" else words.actor_mark
        marks = [mark(actor_id) for actor_id in question.actor_ids]
        each += [words.any_of(marks)] if question.match == "any" else marks
    if question.kinds:
        each.append(words.any_of(map(words.kind_mark, question.kinds)))
    expression, newest = words.all_of(each) if each[0] else "", question.order == "newest"
    key = (expression, newest, question.last)
    if key not in question.memory:
        found = words.first_holding(expression, MOST_HITS + 1, newest=newest, until=question.last) if expression else []
        question.memory[key] = Hits(found[:MOST_HITS], len(found) > MOST_HITS)
    return question.memory[key]


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
