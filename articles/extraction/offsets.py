"""From characters and from words to tokens, by tables made once per document.

spaCy joins `doc.text` anew at every call, and makes an object of every token and a string of each of its attributes,
where most rules concern few words of a text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from spacy.attrs import IDX, LEMMA, LENGTH, LOWER, ORTH
from spacy.tokens import Doc, Span, Token

__all__ = [
    "LEMMA",
    "LOWER",
    "ORTH",
    "know_text",
    "span_over",
    "text_of",
    "token_starts",
    "tokens_over",
    "tokens_where",
]


def know_text(doc: Doc, text: str) -> None:
    """Keep the text that was parsed with the document."""
    doc.user_data["text"] = text


def text_of(doc: Doc) -> str:
    """The document's text."""
    return _once(doc, "text", lambda: doc.text)


def token_starts(doc: Doc) -> list[int]:
    """Where each token starts, in characters."""
    return _edges(doc)[0]


def tokens_over(doc: Doc, start: int, end: int) -> range:
    """The indexes of the tokens that a span of characters touches; empty where it touches none."""
    starts, ends = _edges(doc)
    first = bisect_right(ends, start)
    return range(first, max(first, bisect_left(starts, end)))


def span_over(doc: Doc, start: int, end: int) -> Span:
    """The tokens that a span of characters touches; empty where it touches none."""
    touched = tokens_over(doc, start, end)
    return doc[touched.start : touched.stop]


def tokens_where(doc: Doc, attribute: int, holds: Callable[[str], object]) -> list[Token]:
    """The tokens, in text order, whose LEMMA, LOWER or ORTH passes the test, which is put once to each word of the
    text."""
    places = _once(doc, ("places", attribute), lambda: _places(doc, attribute))
    return [doc[i] for i in sorted(i for word, found in places.items() if holds(word) for i in found)]


def _edges(doc: Doc) -> tuple[list[int], list[int]]:
    return _once(doc, "edges", lambda: _starts_and_ends(doc))


def _starts_and_ends(doc: Doc) -> tuple[list[int], list[int]]:
    starts = doc.to_array(IDX)
    return starts.tolist(), (starts + doc.to_array(LENGTH)).tolist()


def _places(doc: Doc, attribute: int) -> dict[str, list[int]]:
    places: defaultdict[int, list[int]] = defaultdict(list)
    for i, word in enumerate(doc.to_array(attribute).tolist()):
        places[word].append(i)
    return {doc.vocab.strings[word]: found for word, found in places.items()}


def _once(doc: Doc, name: Any, make: Callable[[], Any]) -> Any:
    if name not in doc.user_data:
        doc.user_data[name] = make()
    return doc.user_data[name]
