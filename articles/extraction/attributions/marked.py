"""A parsed text with its quotations: what every step of attribution looks up in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from ..offsets import text_of, token_starts
from .quotations import Quotation, is_title, pair_marks

REACH = 40  # tokens between a quotation and its cue at most
FULL = 5  # words from which a quotation stands for itself, without a clause that holds it
SOME = 3  # words from which a quotation is taken for somebody's words, and holds no cue of the reporter's
STOPS = ".?!"


class MarkedText:
    """A doc, its text, its quotations in text order, and where tokens start."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.quotations: tuple[Quotation, ...] = pair_marks(self.text)
        self.starts = token_starts(doc)

    def token_at(self, char: int) -> int:
        return bisect_left(self.starts, char)

    def inner(self, quotation: Quotation) -> str:
        return self.text[quotation.inner_start : quotation.inner_end]

    def words(self, quotation: Quotation) -> int:
        return len(self.inner(quotation).split())

    def is_speech(self, quotation: Quotation) -> bool:
        """Whether a quotation holds words that do not look like a title."""
        return quotation.inner_end > quotation.inner_start and not is_title(self.inner(quotation))

    def is_whole(self, quotation: Quotation) -> bool:
        """Whether a quotation opens with a capital and ends with a stop or a comma."""
        inner = self.inner(quotation)
        return inner[0].isupper() and inner[-1] in ".?!,…" and len(inner.split()) >= 2

    def line_start(self, char: int) -> int:
        return self.text.rfind("\n", 0, char) + 1

    def between(self, start: int, end: int) -> Iterable[Token]:
        return (t for t in self.doc[self.token_at(start) : self.token_at(end)] if not t.is_space)

    def before(self, at: int) -> list[Token]:
        """The words of the sentence that lead up to a quotation, after the one before it; at the start of a line those
        of a line above that ends with a colon."""
        start = self.quotations[at].start
        earlier = (self.quotations[n] for n in range(at - 1, -1, -1))
        last = next((q.end for q in earlier if self.is_speech(q)), 0)
        left = self.line_start(start)
        if last <= left and not self.text[left:start].strip():
            above = self.text[:left].rstrip()
            if not above.endswith(":"):
                return []
            left = self.line_start(len(above))
        sentence: list[Token] = []
        for token in self.between(max(left, last), start):
            if token.text in STOPS:
                sentence = []
            else:
                sentence.append(token)
        return sentence[-REACH:]

    def after(self, at: int) -> list[Token]:
        """The words of the sentence that follow a quotation, up to the next one or the end of the line."""
        end = self.text.find("\n", self.quotations[at].end)
        end = end if end >= 0 else len(self.text)
        if at + 1 < len(self.quotations):
            end = min(end, self.quotations[at + 1].start)
        sentence: list[Token] = []
        for token in self.between(self.quotations[at].end, end):
            if token.text in (*STOPS, ";") or len(sentence) > REACH:
                break
            sentence.append(token)
        return sentence
