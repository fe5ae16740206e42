"""Attributions that close a sentence: "…, London said on Friday." and "…, claimed NATO and the United States."

Read off the words and not off the parse, which takes the closing clause of a long sentence for a part of what is said.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from .channels import medium_name
from .cues import Lexicon
from .drafts import Draft
from .marked import MarkedText

TIME_WORDS = frozenset(("on", "late", "early", "earlier", "in", "a", "statement", "today", "yesterday", "last", "week"))
NAME_WORDS = frozenset(("the", "of", "for", "and", "de", "&", "'s", "’s"))
TAIL = re.compile(r", [^,.\n“”\"]{4,120}\.(?=\s|$)")
STOPS = (". ", "? ", "! ", "\n")
SHORTEST = 6  # words of content, below which a sentence is no report


def trailing_drafts(marked: MarkedText, lexicon: Lexicon, media: frozenset[str]) -> list[Draft]:
    """One draft for each sentence that ends in a comma, a name and a verb of saying, in either order, and a time. What
    a news medium reports is left to the grammar, which knows whose words it passes on."""
    drafts = []
    for tail in TAIL.finditer(marked.text):
        begin = max(marked.text.rfind(stop, 0, tail.start()) for stop in STOPS)
        first, last = marked.token_at(begin + 1), marked.token_at(tail.end() - 1)
        found = closing(marked.doc, first, last, lexicon)
        if found is None:
            continue
        comma, speaker, cue = found
        if medium_name(marked.doc[speaker[1] - 1], media):
            continue
        content = (marked.doc[first].idx, marked.doc[comma].idx)
        if any(content[0] < q.end and q.start < marked.doc[last].idx for q in marked.quotations):
            continue
        names = marked.doc[speaker[0]].idx, marked.doc[speaker[1] - 1].idx + len(marked.doc[speaker[1] - 1])
        verb = marked.doc[cue]
        drafts.append(Draft([content], (verb.idx, verb.idx + len(verb)), cue, names, "trailing"))
    return drafts


def closing(doc: Doc, first: int, last: int, lexicon: Lexicon) -> tuple[int, tuple[int, int], int] | None:
    """(comma, speaker's tokens, cue) of a closing attribution, or None."""
    end = last
    while end > first and is_time(doc[end - 1]):
        end -= 1
    if end <= first or not is_saying(doc[end - 1], lexicon):
        return inverted(doc, first, end, lexicon)
    cue = end - 1
    start = name_start(doc, first, cue)
    if start < cue and doc[start - 1].text == "," and start - 1 - first >= SHORTEST:
        return start - 1, (start, cue), cue
    return inverted(doc, first, cue, lexicon)


def inverted(doc: Doc, first: int, end: int, lexicon: Lexicon) -> tuple[int, tuple[int, int], int] | None:
    start = name_start(doc, first, end)
    cue = start - 1
    if start < end and cue - 1 - first >= SHORTEST and is_saying(doc[cue], lexicon) and doc[cue - 1].text == ",":
        return cue - 1, (start, end), cue
    return None


def name_start(doc: Doc, first: int, end: int) -> int:
    """Where the run of capitalised words that ends before a token begins."""
    start = end
    while start > first and (doc[start - 1].text[:1].isupper() or doc[start - 1].lower_ in NAME_WORDS):
        start -= 1
    return start if any(doc[i].text[:1].isupper() for i in range(start, end)) else end


def is_saying(token: Token, lexicon: Lexicon) -> bool:
    return token.tag_ in ("VBD", "VBZ", "VBP", "VBN") and token.lemma_ in lexicon.frames["before"]


def is_time(token: Token) -> bool:
    return token.lower_ in TIME_WORDS or token.ent_type_ in ("DATE", "TIME")
