"""Attributions hung on a sentence by "with": "…, with the minister telling reporters on Friday he was convinced".

Read off the words: where the addressee or a time stands between, the parse gives the content to another verb.
"""

from __future__ import annotations

from spacy.tokens import Token

from .beside import joined_speaker
from .cues import Lexicon
from .drafts import Draft
from .marked import STOPS, MarkedText

BETWEEN = ("dobj", "dative", "npadvmod")


def absolute_drafts(marked: MarkedText, lexicon: Lexicon, known: list[Draft]) -> list[Draft]:
    """A draft for each participle of saying after "with" and a noun, up to the end of its sentence."""
    cues = {draft.at for draft in known}
    drafts = []
    for cue in marked.doc:
        if cue.tag_ != "VBG" or cue.lemma_ not in lexicon.frames["before"] or cue.i in cues:
            continue
        speaker = joined_speaker(cue)
        start, end = content_of(cue)
        if speaker is None or start >= end or any(child.dep_ in ("ccomp", "xcomp") for child in cue.children):
            continue
        first, last = marked.doc[start], marked.doc[end - 1]
        span = (first.idx, last.idx + len(last))
        drafts.append(Draft([span], (cue.idx, cue.idx + len(cue)), cue.i, speaker, "with"))
    return drafts


def content_of(cue: Token) -> tuple[int, int]:
    """The tokens from the cue, its addressee and its time to the stop."""
    between = [child.right_edge.i + 1 for child in cue.rights if child.dep_ in BETWEEN and child.pos_ != "VERB"]
    start = max(between, default=cue.i + 1) if between and min(between) - cue.i <= 4 else cue.i + 1
    while start < cue.sent.end and cue.doc[start].ent_type_ in ("DATE", "TIME"):
        start += 1
    end = start
    while end < len(cue.doc) and cue.doc[end].text not in (*STOPS, ";") and "\n" not in cue.doc[end].text:
        end += 1
    return start, end
