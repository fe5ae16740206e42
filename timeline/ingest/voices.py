"""Copies of one wire story, so that many prints of one voice count as one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b

from articles.models import Article
from timeline.text import fold

SLOTS = 32
BAND = 4
SHINGLE = 5
LIKE = 0.5

Sketch = list[int]


def sketch(body: str) -> Sketch:
    """What stays of a text for comparing it: the least hash of its five-word runs in each of 32 slots (one permutation
    MinHash, Li, Owen and Zhang 2012), 0 for an empty slot; one pass over the text."""
    words = re.findall(r"\w+", fold(body))
    least = [0] * SLOTS
    for at in range(len(words) - SHINGLE + 1):
        hashed = int.from_bytes(blake2b(" ".join(words[at : at + SHINGLE]).encode(), digest_size=6).digest(), "big")
        slot, value = hashed % SLOTS, hashed // SLOTS + 1
        if not least[slot] or value < least[slot]:
            least[slot] = value
    return least


def count_voices(articles: Iterable[Article]) -> int:
    """How many independent reports these articles are: those that credit one agency, and those whose sketches agree in
    half of the slots, count once. Sketches are compared only where a band of four slots is equal, so that the cost
    grows with the number of articles, not with that of pairs."""
    rows = {article.pk: article for article in sorted(articles, key=lambda article: article.origin)}
    voice = {pk: pk for pk in rows}
    first: dict[object, int] = {}
    for pk, article in rows.items():
        for mark in _marks(article):
            other = first.setdefault(mark, pk)
            if isinstance(mark, str) or alike(article.sketch, rows[other].sketch):
                voice[_head(voice, pk)] = _head(voice, other)
    return len({_head(voice, pk) for pk in rows})


def alike(a: Sketch, b: Sketch) -> bool:
    used = [(x, y) for x, y in zip(a, b, strict=True) if x or y]
    return bool(used) and sum(x == y for x, y in used) >= LIKE * len(used)


def _marks(article: Article) -> list[object]:
    bands = [(at, *article.sketch[at : at + BAND]) for at in range(0, len(article.sketch), BAND)]
    return [band for band in bands if all(band[1:])] + ([fold(article.agency)] if article.agency else [])


def _head(voice: dict[int, int], pk: int) -> int:
    while voice[pk] != pk:
        pk = voice[pk]
    return pk
