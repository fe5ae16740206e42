"""Picture captions that carry no credit of their own."""

from __future__ import annotations

import re
from dataclasses import replace

from articles.extraction.clean.lines import BULLETS, BYLINE, CAPTION, PROSE, SHORT, Line
from articles.extraction.clean.shapes import ANCHORED, sentences
from articles.extraction.clean.vocabulary import furniture
from articles.extraction.stamps import find_stamps

LONGEST_CREDIT = 8  # words
TAIL = 40  # characters by which a copy of a caption is known
LONGEST_CAPTION = 400  # characters
YEAR = re.compile(r"20\d\d")
SIGNED = re.compile(
    r"[(\[](?:File ?[/:] ?|[A-Z][\w.'’-]+ (?:[A-Z][\w.'’-]+ ?)?/ ?)?"
    r"(?:AFP|AP|Reuters|EPA|PA|Getty Images|TASS|Sputnik|Xinhua|AN Photo|Anadolu(?: Agency)?|Supplied|File)"
    r"(?: Photo)?[)\]]\W*$"
)
OWNED = re.compile(r"©\s*(?:[A-Z][\w.'’-]*(?:\s*/\s*|\s+)?){1,5}$")
SAID = re.compile(r"\b(?:said|says|told|according)\b")


def marked(lines: list[Line]) -> list[Line]:
    """The lines with every caption marked: a scene in the present tense with its full date, the line a bare credit
    hangs on, and each copy of a caption."""
    around = zip([None, *lines], lines, [*lines[1:], None], strict=False)
    result = [
        replace(line, kind=CAPTION) if line.kind in (PROSE, SHORT) and is_caption(line, before, after) else line
        for before, line, after in around
    ]
    texts = [line.text for line in result if line.kind == CAPTION and len(line.text.split()) > 4]
    return [
        replace(line, kind=CAPTION)
        if line.kind in (PROSE, SHORT)
        and len(line.text.split()) > 4
        and any(line.text.rstrip(".") in text or (text[-TAIL:] in line.text and len(text) >= TAIL) for text in texts)
        else line
        for line in result
    ]


def is_caption(line: Line, before: Line | None, after: Line | None) -> bool:
    """Whether the line describes a picture, judged by its words and by the credit above or below it."""
    if (
        SIGNED.search(line.text[-30:])
        and after is not None
        and (after.kind not in (PROSE, BYLINE) or after.text.startswith(BULLETS))
        and sentences(line.text) == 1
    ):
        return True
    if OWNED.search(line.text[-60:]) and sentences(line.text) <= 2 and len(line.text) <= LONGEST_CAPTION:
        return True
    if len(line.text) > LONGEST_CAPTION or len(line.text.split()) < 5 or sentences(line.text) > 3:
        return False
    credited = is_credit(after) or is_credit(before)
    dated = line.kind == PROSE and has_full_date(line.text if is_credit(before) else line.text[-60:])
    if not dated and not credited:
        return False
    opening = " ".join(line.text.split()[:16])
    scene = furniture()["scenes"].is_in(opening)
    if scene and dated:
        return True
    attached = is_credit(after) and after is not None and not after.apart and not SAID.search(line.text)
    if line.kind == SHORT:
        return attached and scene
    told = sentences(line.text) > 2 or ANCHORED.search(opening) or SAID.search(line.text)
    return is_credit(after) and ((scene and not told) or (attached and (dated or scene)))


def is_credit(line: Line | None) -> bool:
    """Whether a line holds no more than who made the picture."""
    return line is not None and line.kind == CAPTION and len(line.text.split()) <= LONGEST_CREDIT


def has_full_date(text: str) -> bool:
    return bool(YEAR.search(text)) and any(stamp.day_stated for stamp in find_stamps(text))
