"""From characters to tokens: spaCy's own `char_span` walks the whole document at every call."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.attrs import IDX
from spacy.tokens import Doc, Span

STARTS = "token_starts"


def token_starts(doc: Doc) -> list[int]:
    """Where each token starts, in characters; made once per document."""
    starts = doc.user_data.get(STARTS)
    if starts is None:
        starts = doc.user_data[STARTS] = doc.to_array(IDX).tolist()
    return starts


def span_over(doc: Doc, start: int, end: int) -> Span:
    """The tokens that a span of characters touches; empty where it touches none."""
    starts = token_starts(doc)
    first = max(0, bisect_right(starts, start) - 1)
    if starts and starts[first] + len(doc[first]) <= start:
        first += 1
    return doc[first : max(first, bisect_left(starts, end))]
