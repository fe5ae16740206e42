"""Picture captions that carry no credit of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from articles.extraction.clean.lines import CAPTION, PROSE, SHORT, Line
from articles.extraction.clean.shapes import ANCHORED, sentences
from articles.extraction.clean.vocabulary import furniture
from articles.extraction.stamps import find_stamps

LONGEST_CREDIT = 8  # words
LONGEST_CAPTION = 400  # characters
YEAR = re.compile(r"20\d\d")
SAID = re.compile(r"\b(?:said|says|told|according)\b")


def marked(lines: list[Line]) -> list[Line]:
    """The lines with every caption marked: a scene in the present tense with its full date, the line a bare credit
    hangs on, and each copy of a caption."""
    result = [
        replace(line, kind=CAPTION) if line.kind in (PROSE, SHORT) and is_caption(line, following) else line
        for line, following in zip_longest(lines, lines[1:])
    ]
    texts = [line.text for line in result if line.kind == CAPTION and len(line.text.split()) > 4]
    return [
        replace(line, kind=CAPTION)
        if line.kind in (PROSE, SHORT)
        and len(line.text.split()) > 4
        and any(line.text.rstrip(".") in text for text in texts)
        else line
        for line in result
    ]


def is_caption(line: Line, following: Line | None) -> bool:
    """Whether the line describes a picture, judged by its words and by the line below it."""
    if len(line.text) > LONGEST_CAPTION or len(line.text.split()) < 5 or sentences(line.text) > 2:
        return False
    dated = line.kind == PROSE and bool(YEAR.search(line.text[-60:]))
    dated = dated and any(stamp.day_stated for stamp in find_stamps(line.text[-60:]))
    credited = following is not None and following.kind == CAPTION and len(following.text.split()) <= LONGEST_CREDIT
    if not dated and not credited:
        return False
    opening = " ".join(line.text.split()[:16])
    scene = furniture()["scenes"].is_in(opening)
    if scene and dated:
        return True
    attached = credited and following is not None and not following.apart and not SAID.search(line.text)
    if line.kind == SHORT:
        return attached and scene
    return (credited and scene and not ANCHORED.search(opening)) or (attached and (dated or scene))
