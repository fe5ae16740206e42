"""Transcripts: lines that open with the name of whoever speaks in them ("ROE: We will.")."""

from __future__ import annotations

import re
from collections import Counter

from .drafts import Draft
from .marked import MarkedText

LABEL = re.compile(r"^[ \t]*[\"“]?((?:[A-Z][\w.’'-]+)(?: [A-Z][\w.’'-]*){0,3})(:) +(?=\S+ \S+)", re.MULTILINE)
TIMES = 2  # lines under one label from which it is a speaker and no heading


def transcript_drafts(marked: MarkedText) -> list[Draft]:
    """An attribution for each line under a label that opens several lines of the text."""
    labels = list(LABEL.finditer(marked.text))
    counts = Counter(m[1] for m in labels)
    drafts = []
    for label in labels:
        if counts[label[1]] < TIMES:
            continue
        end = marked.text.find("\n", label.end())
        end = end if end >= 0 else len(marked.text)
        content = (label.end(), label.end() + len(marked.text[label.end() : end].rstrip(' \t"”')))
        drafts.append(Draft([content], label.span(2), None, label.span(1), "transcript"))
    return drafts
