"""News media pass on what others say: "..., The Guardian reported" around "Blinken said" makes Blinken the speaker and
the outlet `via`. A medium that passes on nobody's words stays the speaker, and is its own channel."""

from __future__ import annotations

from spacy.tokens import Token

from .content import EDGES
from .drafts import Draft
from .frames import Candidate
from .marked import MarkedText
from .speakers import phrase, subject_of

REPORTING = ("clause", "before", "inside", "as", "according", "inverted", "object")
MEDIA_NOUNS = ("newspaper", "broadcaster", "newswire", "tabloid", "daily")
PARTS = ("compound", "amod", "nmod", "det", "poss", "case", "nummod")
LEADING = "the "
CITING = ("cite", "quote")


def normalised(media: frozenset[str]) -> frozenset[str]:
    return frozenset(name.lower().removeprefix(LEADING) for name in media)


def medium_of(candidate: Candidate, media: frozenset[str]) -> str | None:
    """The name of the news medium that a reporting cue belongs to, as written; None for any other speaker."""
    if candidate.frame not in REPORTING:
        return None
    head = candidate.holder if candidate.holder is not None else subject_of(candidate.cue)
    return medium_name(head, media) if head is not None else None


def medium_name(head: Token, media: frozenset[str]) -> str | None:
    """The medium's name that ends with a noun: a name from the list, or a phrase such as "Interfax news agency"."""
    doc, start = head.doc, head.i
    while (
        start > 0
        and doc[start - 1].head.i <= head.i
        and doc[start - 1].dep_ in PARTS
        and doc[start - 1].head.i >= start
    ):
        start -= 1
    for first in range(start, head.i + 1):
        name = doc[first : head.i + 1].text
        if name.lower().removeprefix(LEADING) in media:
            return name
    words = [t.lower_ for t in doc[start : head.i + 1]]
    if words[-1] in MEDIA_NOUNS or words[-2:] == ["news", "agency"]:
        first = start + 1 if words[0] in ("the", "a", "an") else start
        return doc[first : head.i + 1].text
    return None


def told_medium(cue: Token, media: frozenset[str]) -> str | None:
    """The medium that somebody speaks to: "told NBC News"."""
    heard = next((c for c in cue.children if c.dep_ in ("dobj", "dative") and c.i > cue.i), None)
    return medium_name(heard, media) if heard is not None and cue.lemma_ == "tell" else None


def pass_on(candidate: Candidate, medium: str, drafts: list[Draft], marked: MarkedText) -> bool:
    """Lets a medium's report hand on what others say in it: marks the outermost attributions inside its content, or the
    one whose content ends with it, as passed on; False if there are none."""
    cue = candidate.cue
    inner = [d for d in drafts if d.at is not None and any(a <= d.at < b for a, b in candidate.content)]
    heights = {id(d): _height(marked.doc[d.at]) for d in inner if d.at is not None}
    if inner:
        top = min(heights.values())
        inner = [d for d in inner if heights[id(d)] == top and d.speaker]
    holders = [d for d in drafts if d.speaker and any(a <= cue.idx < b for a, b in d.spans)]
    speaker = candidate.holder if candidate.holder is not None else subject_of(cue)
    edge = cue.idx if candidate.holder is not None or speaker is None else min(cue.idx, phrase(speaker)[0])
    for draft in inner or holders:
        draft.via = medium
        draft.spans = [
            (a, a + len(marked.text[a:edge].rstrip(EDGES))) if a < edge <= cue.idx < b else (a, b)
            for a, b in draft.spans
        ]
    return bool(inner or holders)


def credit(drafts: list[Draft], marked: MarkedText) -> list[Draft]:
    """A medium that reports "citing a ministry statement" passes on the ministry's words: what is cited becomes the
    speaker of what is reported in the same sentence."""
    cited, reports = {}, {}
    for draft in drafts:
        token = marked.doc[draft.at] if draft.at is not None else None
        if token is not None and token.tag_ == "VBG" and token.lemma_ in CITING:
            cited[token.sent.start] = draft
        elif (
            token is not None and draft.via and draft.speaker and marked.text[slice(*draft.speaker)].endswith(draft.via)
        ):
            reports[token.sent.start] = draft
    both = cited.keys() & reports.keys()
    for sentence in both:
        reports[sentence].speaker = cited[sentence].spans[0]
    credited = [cited[sentence] for sentence in both]
    return [d for d in drafts if d not in credited]


def _height(token: Token) -> int:
    height = 0
    while token.head.i != token.i and height < 60:
        token, height = token.head, height + 1
    return height
