"""Mixed and indirect attributions: every word that the lexicon knows as a cue in the frame it stands in."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from ..offsets import LEMMA, tokens_where
from ..records import Span
from .beside import joined_speaker
from .channels import credit, medium_of, pass_on
from .content import spans_of
from .cues import Lexicon
from .drafts import Draft
from .frames import Candidate, candidates
from .marked import SOME, MarkedText
from .speakers import phrase, subject_of

PUT_TO = ("asked", "pressed", "questioned", "quizzed")


def indirect_drafts(
    marked: MarkedText, direct: list[Draft], lexicon: Lexicon, media: frozenset[str] = frozenset()
) -> list[Draft]:
    """Attributions by grammar, outermost first: a cue inside the content of another, or inside a quotation, is none."""
    doc, text, quotations, starts = marked.doc, marked.text, marked.quotations, marked.starts
    taken = bytearray(len(doc))
    quoted = bytearray(len(doc))
    for quotation in quotations:
        if text.count(" ", *quotation.inner) >= SOME - 1:
            _mark(quoted, starts, quotation.inner)
    for draft in direct:
        for span in draft.spans:
            _mark(taken, starts, span)
    by_cue = {d.at: d for d in direct}
    words = tokens_where(doc, LEMMA, lambda lemma: lemma.lower() in lexicon.framed)
    found = [c for c in (_best(t, lexicon) for t in words if not (taken[t.i] or quoted[t.i])) if c]
    channels = {c.cue.i: name for c in found if (name := medium_of(c, media))}
    drafts: list[Draft] = []
    for candidate in sorted(found, key=lambda c: (c.cue.i in channels, _depth(c), c.cue.i)):
        medium = channels.get(candidate.cue.i)
        if medium and pass_on(candidate, medium, direct + drafts, marked):
            continue
        same = by_cue.get(candidate.cue.i)
        if taken[candidate.cue.i] or (same and (same.rule in ("quote-cue", "trailing") or candidate.frame != "clause")):
            continue
        spans = spans_of(candidate, doc, text, quotations, lexicon)
        if not spans or all(any(taken[bisect_left(starts, a) : bisect_left(starts, b)]) for a, b in spans):
            continue
        for span in spans:
            _mark(taken, starts, span)
        if same:
            same.spans += spans
            continue
        cue = candidate.cue
        drafts.append(Draft(spans, (cue.idx, cue.idx + len(cue)), cue.i, _speaker(candidate), candidate.frame, medium))
    return credit(drafts, marked)


def _mark(tokens: bytearray, starts: list[int], span: Span) -> None:
    for i in range(bisect_left(starts, span[0]), bisect_left(starts, span[1])):
        tokens[i] = 1


def _best(token: Token, lexicon: Lexicon) -> Candidate | None:
    """The first frame in which the lexicon knows the word; a raising verb gives way to a cue in its infinitive."""
    if token.is_space or token.is_punct:
        return None
    for candidate in candidates(token):
        if candidate.lemma in lexicon.frames.get(candidate.frame, ()) and not _is_time(candidate):
            if candidate.frame == "raising":
                inner = token.doc[slice(*candidate.content[-1])].root
                if inner.i > token.i and inner.pos_ == "VERB" and _best(inner, lexicon):
                    return None
            return candidate
    return None


def is_put_to(token: Token) -> bool:
    """A question put to the speaker, by whom is not told: "Asked whether he would go, Lavrov said"."""
    return (
        token.lower_ in PUT_TO
        and token.dep_ in ("advcl", "acl", "partmod")
        and not any(child.dep_ in ("nsubj", "aux") for child in token.children)
    )


def _is_time(candidate: Candidate) -> bool:
    """Whether the content is nothing but a date: "a statement on Wednesday"."""
    start, end = candidate.content[-1]
    return end - start <= 4 and all(t.ent_type_ in ("DATE", "TIME") for t in candidate.cue.doc[start:end])


def _depth(candidate: Candidate) -> int:
    if candidate.frame == "according":
        return -1
    depth, token = 0, candidate.cue
    while token.head.i != token.i and depth < 60:
        token, depth = token.head, depth + 1
    return depth


def _speaker(candidate: Candidate) -> Span | None:
    """The phrase that the frame names, else the cue's subject; "his" before an object is its verb's subject ("he
    repeated his claim that")."""
    cue, holder = candidate.cue, candidate.holder
    if is_put_to(cue):
        return None
    second = joined_speaker(cue) if holder is None else None
    if second is not None:
        return second
    if holder is not None and not (holder.tag_ == "PRP$" and cue.dep_ == "dobj"):
        return phrase(holder)
    head = (subject_of(cue) if candidate.voiced else None) or holder
    return phrase(head) if head is not None else None
