"""The words of a search, split into terms; words that spell an actor's name stand for that actor."""

from __future__ import annotations

import re
from collections import defaultdict

from django.utils.text import slugify

from timeline.models import Actor, Alias, Term
from timeline.text import fold

LONGEST_NAME = 6
_PARTS = re.compile(r'"([^"]+)"|(\S+)')


def read_terms(words: str) -> tuple[Term, ...]:
    """Split words into terms, the longest known name first: `Joe Biden "no intention"` -> (Joe Biden, no intention)."""
    parts = [part for part in ((phrase or word).strip(' ",;') for phrase, word in _PARTS.findall(words)) if part]
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
