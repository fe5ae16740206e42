"""Where the grammar's rules match a text: tried around their key words only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from articles.extraction.records import Span

from .grammar import KEYS, RULES, expand

KEY = re.compile(r"(?<!\w)(?:" + "|".join(f"(?P<{kind}>{expand(words)})" for kind, words in KEYS.items()) + ")")
REACH = 80  # characters before and after its key word within which a date expression lies


def lowered(text: str) -> str:
    """Lower case, character for character: offsets stay (letters that grow when lowered, such as İ, are kept)."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def scan(lower: str, accept: Callable[[str, re.Match[str]], bool]) -> Iterator[tuple[str, re.Match[str]]]:
    """Kind and match of what all rules find and `accept` admits, in text order, overlaps settled: the earlier start
    wins, then the longer match."""
    found = [(m.start(), -m.end(), i, m) for i, m in _matches(lower)]
    reached = 0
    for start, minus_end, i, match in sorted(found, key=lambda f: f[:3]):
        kind = RULES[i].kind
        if start >= reached and accept(kind, match):
            reached = -minus_end
            if kind:
                yield kind, match


def _matches(lower: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Every match of every rule with the rule's number. A rule is tried around its key words only: most of a text is
    far from any, and each of these expressions takes a microsecond for every few letters."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for key in KEY.finditer(lower):
        places[key.lastgroup or ""].append(key.start())
    stretches: dict[tuple[str, ...], list[Span]] = {}
    for i, rule in enumerate(RULES):
        if rule.keys not in stretches:
            stretches[rule.keys] = _stretches(sorted(at for key in rule.keys for at in places[key]))
        for stretch in stretches[rule.keys]:
            for match in rule.pattern.finditer(lower, *stretch):
                yield i, match


def _stretches(places: list[int]) -> list[Span]:
    """What lies within REACH of any of these places, in text order and without overlap."""
    found: list[Span] = []
    for at in places:
        start, end = max(0, at - REACH), at + REACH
        if found and start <= found[-1][1]:
            start = found.pop()[0]
        found.append((start, end))
    return found
