"""Attributions of a text: direct ones by their marks, then mixed and indirect ones by the grammar of their cues."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc

from ..records import Attribution, Span
from .cues import Lexicon, load_lexicon
from .direct import DirectFinder, Draft
from .frames import Candidate, Range, candidates
from .quotations import Quotation, pair_marks
from .speakers import phrase, subject_of

EDGES = " \t\n\r\xa0,;:.–—-"


def find_attributions(doc: Doc, media: frozenset[str] = frozenset()) -> tuple[Attribution, ...]:
    """Who says what in a parsed text, in text order; speakers as written."""
    lexicon = load_lexicon()
    quotations = pair_marks(doc.text)
    finder = DirectFinder(doc, quotations, lexicon)
    drafts = finder.find()
    drafts += indirect(doc, quotations, drafts, lexicon)
    return tuple(sorted((_record(doc.text, d, quotations) for d in drafts if d.spans), key=lambda a: a.spans))


def indirect(doc: Doc, quotations: tuple[Quotation, ...], direct: list[Draft], lexicon: Lexicon) -> list[Draft]:
    taken = bytearray(len(doc))
    starts = [t.idx for t in doc]
    for draft in direct:
        for start, end in draft.spans:
            for i in range(bisect_left(starts, start), bisect_left(starts, end)):
                taken[i] = 1
    by_cue = {d.at: d for d in direct}
    found: list[Candidate] = []
    for token in doc:
        if taken[token.i] or token.is_space:
            continue
        best = None
        for candidate in candidates(token):
            if candidate.lemma in lexicon.frames.get(candidate.frame, ()):
                best = candidate
                break
        if best:
            found.append(best)
    found.sort(key=lambda c: (_depth(c), c.cue.i))
    drafts = []
    for c in found:
        if taken[c.cue.i]:
            continue
        spans = [s for s in (_span(doc, r, quotations) for r in c.content) if s]
        spans = _join(doc.text, spans)
        if not spans:
            continue
        if all(any(taken[i] for i in range(a, b)) for a, b in c.content):
            continue
        for a, b in c.content:
            for i in range(a, b):
                taken[i] = 1
        head = (
            c.holder
            if c.holder is not None
            else subject_of(c.cue)
            if "noun" not in c.frame and "passive" not in c.frame
            else None
        )
        speaker = phrase(head) if head is not None else None
        if c.cue.i in by_cue:
            d = by_cue[c.cue.i]
            d.spans = sorted(set(d.spans + spans))
            d.speaker = d.speaker or speaker
            continue
        drafts.append(Draft(spans, (c.cue.idx, c.cue.idx + len(c.cue)), c.cue.i, speaker, c.frame))
    return drafts


def _depth(c: Candidate) -> int:
    if c.frame == "according":
        return -1
    n, t = 0, c.cue
    while t.head is not t and n < 50:
        t = t.head
        n += 1
    return n


def _span(doc: Doc, content: Range, quotations: tuple[Quotation, ...]) -> Span | None:
    text = doc.text
    start, end = content
    if start >= end:
        return None
    a, b = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    for q in quotations:
        if q.start >= b:
            break
        if q.end <= a:
            continue
        if a <= q.start < b < q.end:
            b = q.end
    while a < b and text[a] in EDGES:
        a += 1
    while b > a and text[b - 1] in EDGES:
        b -= 1
    return (a, b) if a < b else None


def _join(text: str, spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for a, b in sorted(spans):
        if out and not any(c.isalnum() for c in text[out[-1][1] : a]):
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def _record(text: str, d: Draft, quotations: tuple[Quotation, ...]) -> Attribution:
    inside = total = 0
    spans = []
    for a, b in sorted(d.spans):
        for q in quotations:
            if q.start >= b:
                break
            if q.end > a:
                if a >= q.start and b <= q.end:
                    a, b = max(a, q.inner_start), min(b, q.inner_end)
                inside += min(b, q.end) - max(a, q.start)
        total += b - a
        spans.append((a, b))
    share = inside / total if total else 0
    kind = "direct" if share >= 0.9 else "mixed" if inside else "indirect"
    s = d.speaker
    return Attribution(
        spans=tuple(spans),
        speaker_start=s[0] if s else None,
        speaker_end=s[1] if s else None,
        speaker_text=text[s[0] : s[1]] if s else None,
        cue_start=d.cue[0] if d.cue else None,
        cue_end=d.cue[1] if d.cue else None,
        cue=text[d.cue[0] : d.cue[1]] if d.cue else None,
        kind=kind,
        rule=d.rule,
    )


def find_quotations(doc: Doc) -> tuple[Span, ...]:
    """The inner spans of all quotations that are somebody's words: whole ones, and parts of attributed content."""
    text = doc.text
    attributed = [span for a in find_attributions(doc) for span in a.spans]
    return tuple(q.inner for q in pair_marks(text) if any(s < q.end and q.start < e for s, e in attributed))
