"""Attributions of a text: direct ones by their marks, then mixed and indirect ones by the grammar of their cues."""

from __future__ import annotations

from spacy.tokens import Doc

from ..records import Attribution, Span
from .cues import load_lexicon
from .direct import DirectFinder
from .drafts import record
from .indirect import indirect_drafts
from .quotations import pair_marks


def find_attributions(doc: Doc, media: frozenset[str] = frozenset()) -> tuple[Attribution, ...]:  # noqa: ARG001
    """Who says what in a parsed text, in text order; speakers as written, unresolved."""
    text = doc.text
    lexicon = load_lexicon()
    quotations = pair_marks(text)
    finder = DirectFinder(doc, text, quotations, lexicon)
    drafts = finder.find()
    drafts += indirect_drafts(doc, text, quotations, drafts, lexicon)
    drafts += finder.carry_on(drafts)
    records = (record(text, d, quotations) for d in drafts)
    return tuple(sorted((a for a in records if a.spans), key=lambda a: a.spans))


def find_quotations(doc: Doc) -> tuple[Span, ...]:
    """The inner spans of all quotations that are somebody's words: whole ones, and parts of attributed content."""
    attributed = [span for a in find_attributions(doc) for span in a.spans]
    return tuple(q.inner for q in pair_marks(doc.text) if any(s < q.end and q.start < e for s, e in attributed))
