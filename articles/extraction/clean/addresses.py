"""Paragraphs at the edges of an article that speak to the reader of the site and of nothing the article is about."""

from __future__ import annotations

import re

from articles.extraction.clean.lines import PROSE, Line
from articles.extraction.clean.names import WORD

READER = re.compile(r"\b(?:you|your|our|us)\b", re.IGNORECASE)
QUOTED = re.compile('["“”«»]')
TELLING = 6  # letters from which a word tells a subject
MOST_ADDRESSES = 12  # paragraphs
FEWEST_BESIDE = 3  # paragraphs beside which one can be told to be of another subject


def without_addresses(lines: list[Line]) -> list[Line]:
    """The lines without addresses to the reader before the article's first and after its last paragraph."""
    first, last = 0, len(lines)
    lowest = max(FEWEST_BESIDE, last - MOST_ADDRESSES)
    while last > lowest and is_address(lines[last - 1], lines[: last - 1]):
        last -= 1
    highest = min(last - FEWEST_BESIDE, MOST_ADDRESSES)
    while first < highest and is_address(lines[first], lines[first + 1 : last]):
        first += 1
    return lines[first:last]


def is_address(line: Line, others: list[Line]) -> bool:
    """Whether a paragraph addresses the reader, quotes nobody, and shares no telling word with the others."""
    if line.kind != PROSE or not READER.search(line.text) or QUOTED.search(line.text):
        return False
    return not subjects(line.text) & set().union(*(subjects(other.text) for other in others))


def subjects(text: str) -> set[str]:
    """The longer words and the names of a text, cut so that inflections meet."""
    return {word.lower()[:5] for word in WORD.findall(text) if len(word) >= TELLING}
