"""Texts into parsed documents, in batches and long texts in parts, so that memory is bounded however many or long they
are: the parser holds some four kilobytes for each character that it reads at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from .offsets import know_text

BATCH = 12  # texts that are parsed at once
BATCH_CHARACTERS = 40_000  # of all of them together
PART = 30_000  # characters from which a text is cut
MARKS = ("\n", ". ", " ")
T = TypeVar("T")


class Part(NamedTuple):
    """A stretch of a text; `last`: its end is the text's."""

    text: str
    last: bool


def parse(texts: Iterable[tuple[str, T]], nlp: Language) -> Iterator[tuple[Doc, T]]:
    """Each text parsed, with what came with it, in order."""
    pieces: list[Doc] = []
    for batch in _batches(texts):
        docs = nlp.pipe([part.text for part, *_ in batch], batch_size=BATCH)
        for doc, (part, text, about) in zip(docs, batch, strict=True):
            doc.tensor = doc.tensor[:0].copy()  # 384 bytes a token, of no further use
            pieces.append(doc)
            if part.last:
                whole = doc if len(pieces) == 1 else Doc.from_docs(pieces, ensure_whitespace=False)
                assert whole is not None
                know_text(whole, text)
                pieces = []
                yield whole, about


def cut(text: str) -> Iterator[Part]:
    """The text whole, or a long one in parts that end with a paragraph, else with a sentence, a word, or anywhere."""
    start = 0
    while len(text) - start > PART:
        ends = (text.rfind(mark, start, start + PART) + len(mark) for mark in MARKS)
        end = next((end for end in ends if end > start + PART // 2), start + PART)
        yield Part(text[start:end], last=False)
        start = end
    yield Part(text[start:], last=True)


def _batches(texts: Iterable[tuple[str, T]]) -> Iterator[list[tuple[Part, str, T]]]:
    batch: list[tuple[Part, str, T]] = []
    characters = 0
    for text, about in texts:
        for part in cut(text):
            if len(batch) == BATCH or (batch and characters + len(part.text) > BATCH_CHARACTERS):
                yield batch
                batch, characters = [], 0
            batch.append((part, text, about))
            characters += len(part.text)
    if batch:
        yield batch
