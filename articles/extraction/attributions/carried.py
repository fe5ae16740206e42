"""Quotations without a cue of their own: they go on with the attribution before them."""

from __future__ import annotations

from bisect import bisect_left

from .cues import Lexicon
from .direct import is_cue, speaker_beside
from .drafts import Draft, covered
from .marked import FULL, SOME, MarkedText
from .speakers import FINITE

LONGEST_GAP = 400  # characters of the reporter's own words, within the line, over which a quotation is carried on
CLOSE = 3  # words between two quotations of one sentence that belong to one attribution
OPENERS = '.?!:,;—–-”"’»'


def carry_on(marked: MarkedText, drafts: list[Draft], lexicon: Lexicon) -> None:
    """Adds every quotation that no draft holds to one that it goes on with, or else to a cue ahead in its sentence.

    A quotation that is a sentence of its own, or follows close on another, goes on with the draft that ends last before
    it in the same line or, where it opens a line, in the line above: "A," he said. "B." is one attribution, and a line
    of nothing but a quotation after X's is X's."""
    order = sorted((d for d in drafts if d.spans), key=_end)
    ends = [_end(d) for d in order]
    held = covered(marked.text, (span for d in drafts for span in d.spans))
    for at, quotation in enumerate(marked.quotations):
        if not marked.is_speech(quotation) or any(held[slice(*quotation.inner)]):
            continue
        n = bisect_left(ends, quotation.start + 1)
        goes_on = (
            n and _goes_on(marked, at, ends[n - 1]) and not _has_cue(marked, lexicon, ends[n - 1], quotation.start)
        )
        draft = order[n - 1] if goes_on else _ahead(marked, drafts, lexicon, at)
        if draft is None:
            continue
        draft.spans.append(quotation.inner)
        order.insert(n, draft)
        ends.insert(n, quotation.end)


def _goes_on(marked: MarkedText, at: int, end: int) -> bool:
    """Whether a quotation goes on with the attribution that ends before it."""
    quotation = marked.quotations[at]
    between = marked.text[end : quotation.start]
    if len(between) > LONGEST_GAP or any(line.strip() for line in between.split("\n")[1:]):
        return False
    words = between.split()
    return _stands_alone(marked, at) or (len(words) <= CLOSE and not any(s in between for s in "\n.?!;"))


def _has_cue(marked: MarkedText, lexicon: Lexicon, start: int, end: int) -> bool:
    """Whether somebody else's cue stands between: "…," according to Roe, who said the bridge “will hold”."""
    return any(is_cue(token, lexicon) and token.tag_ in FINITE for token in marked.between(start, end))


def _ahead(marked: MarkedText, drafts: list[Draft], lexicon: Lexicon, at: int) -> Draft | None:
    """The draft of the last cue before a quotation of some words in its sentence; made if there is none."""
    if marked.words(marked.quotations[at]) < SOME:
        return None
    before = marked.before(at)
    cue = next((t for t in reversed(before) if is_cue(t, lexicon)), None)
    if cue is None:
        return None
    draft = next((d for d in drafts if d.at == cue.i), None)
    if draft is None:
        draft = Draft([], (cue.idx, cue.idx + len(cue)), cue.i, speaker_beside(cue, before), "cue-part")
        drafts.append(draft)
    return draft


def _end(draft: Draft) -> int:
    return max(*(end for _, end in draft.spans), draft.cue[1] if draft.cue else 0)


def _stands_alone(marked: MarkedText, at: int) -> bool:
    """Whether a quotation is a sentence of its own: after a stop or at the start of a line, and long or with a stop at
    its end."""
    quotation = marked.quotations[at]
    left = marked.text[marked.line_start(quotation.start) : quotation.start].rstrip()
    if left and left[-1] not in OPENERS:
        return False
    return marked.words(quotation) >= FULL or marked.is_whole(quotation)
