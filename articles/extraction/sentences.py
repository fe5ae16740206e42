"""The sentences an event can rest on: the parser's, mended where it cuts what a reader would not."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from .offsets import text_of
from .records import Span

SHORT_WORDS = 3
OPENS = "“‘«\"'([„"
CLOSES = "”’»\"')]"
ENDS = re.compile(rf"[.!?…:][{re.escape(CLOSES)}]*$")


def find_sentences(doc: Doc) -> tuple[Span, ...]:
    """The sentences of a parsed body as (start, end), without outer white space, in text order.

    The parser's boundaries stand, except that a piece joins the one before it when it starts in the middle of a
    sentence (a lower-case word, a closing mark, or after a piece without a final mark in the same paragraph), and a
    very short piece of speech ("We'll see.") joins the piece after it in the same quotation.
    """
    text = text_of(doc)
    pieces: list[list[int]] = []
    for sent in doc.sents:
        start, end = trim(text, max(sent.start_char, pieces[-1][1] if pieces else 0), sent.end_char)
        if start >= end:
            continue
        if text[end : end + 1] == '"' and text.count('"', start, end) % 2:
            end += 1  # the parser gives the mark that closes a quotation to the next sentence
        if pieces and continues(text, pieces[-1], start):
            pieces[-1][1] = end
        else:
            pieces.append([start, end])
    return tuple((start, end) for start, end in join_short_speech(text, pieces))


def trim(text: str, start: int, end: int) -> Span:
    """The span without white space at either end."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def continues(text: str, before: list[int], start: int) -> bool:
    """Whether what begins at `start` belongs to the sentence `before`."""
    if "\n" in text[before[1] : start]:
        return False
    first = text[start]
    if first.islower() or first in ",;.!?)]”’»":
        return True
    return not ENDS.search(text[before[0] : before[1]])


def join_short_speech(text: str, pieces: list[list[int]]) -> list[list[int]]:
    joined: list[list[int]] = []
    for piece in pieces:
        if joined and is_short_speech(text, joined[-1]) and "\n" not in text[joined[-1][1] : piece[0]]:
            joined[-1][1] = piece[1]
        else:
            joined.append(piece)
    return joined


def is_short_speech(text: str, piece: list[int]) -> bool:
    """A quotation that opens, is not closed, and has at most three words so far."""
    words = text[piece[0] : piece[1]]
    return words[0] in '“"«' and words[-1] not in '”"»' and len(words.split()) <= SHORT_WORDS
