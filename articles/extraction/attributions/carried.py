"""Quotations without a cue of their own: they go on with the attribution before them."""

from __future__ import annotations

from bisect import bisect_left

from .drafts import Draft, overlaps
from .marked import FULL, MarkedText

LONGEST_GAP = 400  # characters of the reporter's own words, within the line, over which a quotation is carried on
OPENERS = '.?!:,;—–-”"’»'


def carry_on(marked: MarkedText, drafts: list[Draft]) -> None:
    """Adds every quotation that is a sentence of its own and that no draft holds to the draft that ends last before it:
    in the same line, or, where it opens a line, in the line above. "A," he said. "B." is one attribution, and a line of
    nothing but a quotation after X's is X's."""
    order = sorted((d for d in drafts if d.spans), key=_end)
    ends = [_end(d) for d in order]
    held = [span for d in drafts for span in d.spans]
    for at, quotation in enumerate(marked.quotations):
        if not marked.is_speech(quotation) or not _stands_alone(marked, at) or overlaps(held, quotation.inner):
            continue
        n = bisect_left(ends, quotation.start + 1)
        if not n:
            continue
        between = marked.text[ends[n - 1] : quotation.start]
        if len(between) > LONGEST_GAP or any(line.strip() for line in between.split("\n")[1:]):
            continue
        last = order[n - 1]
        last.spans.append(quotation.inner)
        order.insert(n, last)
        ends.insert(n, quotation.end)


def _end(draft: Draft) -> int:
    return max(*(end for _, end in draft.spans), draft.cue[1] if draft.cue else 0)


def _stands_alone(marked: MarkedText, at: int) -> bool:
    """Whether a quotation is a sentence of its own: after a stop or at the start of a line, and long or closed by a stop
    itself."""
    quotation = marked.quotations[at]
    left = marked.text[marked.line_start(quotation.start) : quotation.start].rstrip()
    if left and left[-1] not in OPENERS:
        return False
    return marked.words(quotation) >= FULL or marked.is_whole(quotation)
