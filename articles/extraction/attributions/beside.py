"""A second speaker in the sentence of the first, whom the parse gives away: read off the words before the cue.

"…, with the minister Jan Bond telling reporters that", "… near its border and Minister Jan Bond said that".
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from ..records import Span
from .cues import Lexicon

FINITE = ("VBD", "VBZ")
JOINING = ("and", "but", "while")
NAMING = ("PROPN", "NOUN", "ADJ", "DET", "NUM", "PART")
LONGEST = 10  # words of a speaker's phrase


def joined_speaker(cue: Token) -> Span | None:
    """The characters of the phrase right before a cue that names its speaker, if a word leads up to it."""
    lead = lead_of(cue)
    if lead is None:
        return None
    last = cue.nbor(-1)
    return lead.nbor().idx, last.idx + len(last)


def lead_of(cue: Token) -> Token | None:
    """The word by which the second speaker's clause begins: "with" before a participle, "and" before a full name and a
    finite verb to which the parse gives no subject."""
    if cue.i == 0 or cue.tag_ not in ("VBG", *FINITE) or cue.nbor(-1).pos_ not in ("PROPN", "NOUN"):
        return None
    if cue.dep_ in ("amod", "compound"):
        return None
    if cue.tag_ in FINITE and any(child.dep_ in ("nsubj", "nsubjpass") for child in cue.children):
        return None
    doc, at = cue.doc, cue.i - 1
    while at > 0 and cue.i - at < LONGEST and doc[at].pos_ in NAMING:
        at -= 1
    lead = doc[at]
    if cue.tag_ == "VBG":
        return lead if lead.lower_ == "with" else None
    full = doc[cue.i - 1].pos_ == doc[cue.i - 2].pos_ == "PROPN"
    return lead if full and lead.lower_ in JOINING else None


def before_next_speaker(doc: Doc, start: int, end: int, lexicon: Lexicon) -> int:
    """Where the content from `start` to `end` stops because a second speaker's clause begins; at its start if it is
    that clause."""
    for cue in doc[start:end]:
        if cue.tag_ in ("VBG", *FINITE) and cue.lemma_ in lexicon.frames["before"]:
            lead = lead_of(cue)
            if lead is not None and (lead.i > start or cue.i == start):
                return max(lead.i, start)
    return end
