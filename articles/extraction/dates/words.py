"""A parsed text whose tokens are found by character."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Span, Token

from articles.extraction.offsets import text_of, token_starts

from .scanning import lowered


class Words:
    """The text, its lower-cased twin of equal length, and its tokens."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.lower = lowered(self.text)
        self._starts = token_starts(doc)

    def at(self, offset: int) -> Token | None:
        """The token that holds a character (or the blank after it), None beyond the text."""
        if offset >= len(self.text):
            return None
        return self.doc[bisect_right(self._starts, offset) - 1]

    def span(self, start: int, end: int) -> Span:
        """The tokens that share characters with start:end, which must not be empty."""
        return self.doc[bisect_right(self._starts, start) - 1 : bisect_right(self._starts, end - 1)]
