"""Attributions of a text: direct ones by their marks, then mixed and indirect ones by the grammar of their cues."""

from __future__ import annotations

from spacy.tokens import Doc

from ..records import Attribution, Span
from .absolutes import absolute_drafts
from .carried import carry_on
from .channels import normalised, told_medium
from .cues import load_lexicon
from .direct import direct_drafts
from .drafts import covered, record
from .indirect import indirect_drafts
from .marked import MarkedText
from .trailing import trailing_drafts
from .transcripts import transcript_drafts


def find_attributions(doc: Doc, media: frozenset[str] = frozenset()) -> tuple[Attribution, ...]:
    """Who says what in a parsed text, in text order; speakers as written, unresolved. `media`: names of news
    media, which pass on what others say."""
    marked, lexicon = MarkedText(doc), load_lexicon()
    names = normalised(media)
    drafts = transcript_drafts(marked)
    drafts += direct_drafts(marked, lexicon, drafts)
    drafts += trailing_drafts(marked, lexicon, names)
    drafts += absolute_drafts(marked, lexicon, drafts)
    drafts += indirect_drafts(marked, drafts, lexicon, names)
    carry_on(marked, drafts, lexicon)
    for draft in drafts:
        if draft.at is not None and not draft.via:
            draft.via = told_medium(doc[draft.at], names)
    records = (record(marked.text, d, marked.quotations) for d in drafts)
    return tuple(sorted((a for a in records if a.spans), key=lambda a: a.spans))


def find_quotations(doc: Doc, attributions: tuple[Attribution, ...]) -> tuple[Span, ...]:
    """The inner spans of all quotations that are somebody's words, whole ones and parts of attributed content; neither
    titles nor the reporter's own quotation marks."""
    marked = MarkedText(doc)
    held = covered(marked.text, (span for attribution in attributions for span in attribution.spans))
    return tuple(q.inner for q in marked.quotations if marked.is_speech(q) and any(held[slice(*q.inner)]))
