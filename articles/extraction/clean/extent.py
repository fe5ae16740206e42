"""Which lines of a page are the article's own."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from articles.extraction.clean import captions
from articles.extraction.clean.beginning import first_line
from articles.extraction.clean.ending import last_line
from articles.extraction.clean.lines import (
    BIO,
    BOX,
    BYLINE,
    CAPTION,
    ENTRY,
    PROMPT,
    PROSE,
    SHORT,
    STAMP,
    STOP,
    Line,
)
from articles.extraction.clean.shapes import introduces
from articles.extraction.clean.vocabulary import agencies
from articles.extraction.records import Span
from articles.extraction.stamps import CLOCK

HEAD_KINDS = (SHORT, STAMP, ENTRY, BYLINE, PROSE, CAPTION)
FOOT_KINDS = (STAMP, BYLINE)
LONGEST_HEAD = 80  # lines
FEWEST_ENTRIES = 3  # clock-stamped entries that make a page a live blog
TRAILER = re.compile(r"(?<=[.!?\"”’])\s*(?:[-–—/]+\s*|[(\[]\s*)(?P<name>[A-Z][\w. -]{1,28}?)\s*[)\]/]?\.?$")
TWEETED = re.compile(
    r"\s*(?:pic\.twitter\.com/\w+\s*|https?://t\.co/\w+\s*)*[—–-]\s*[^.!?]{1,60}\(@\w+\).{0,30}$"
    r"|\s*pic\.twitter\.com/\w+\s*$"
)


def article_lines(lines: list[Line]) -> tuple[tuple[Span, ...], list[list[Span]], tuple[Span, ...]]:
    """The spans of the head, the article's paragraphs (each one or more spans), the spans of the foot."""
    lines = clocked(continued(captions.marked(lines)))
    start = first_line(lines)
    if start is None:
        return tuple(line.whole for line in lines if line.kind in HEAD_KINDS)[:LONGEST_HEAD], [], ()
    end = last_line(lines, start)
    head = tuple(line.whole for line in lines[:start] if line.kind in HEAD_KINDS)[-LONGEST_HEAD:]
    return head, [list(line.spans) for line in own_lines(lines[start:end])], foot(lines[end:])


def foot(below: list[Line]) -> tuple[Span, ...]:
    """The lines that still belong to the article: signatures and dates up to the next box, and notices anywhere."""
    stop = next((i for i, line in enumerate(below) if line.kind in (STOP, BOX)), len(below))
    return tuple(
        line.whole for i, line in enumerate(below) if line.kind == PROMPT or (i < stop and line.kind in FOOT_KINDS)
    )


def continued(lines: list[Line]) -> list[Line]:
    """Put a sentence together that a notice or an inserted line cut in two: it breaks off without a mark and goes on in
    lower case."""
    result: list[Line] = []
    for line in lines:
        near = range(len(result) - 1, max(-1, len(result) - 4), -1)
        back = next((i for i in near if result[i].kind in (PROSE, SHORT)), None)
        if back is not None and goes_on(result[back], line):
            before = result[back]
            text = f"{before.text} {line.text}"
            result[back] = replace(before, spans=before.spans + line.spans, text=text, kind=PROSE)
        else:
            result.append(line)
    return result


def goes_on(first: Line, second: Line) -> bool:
    """Whether the second line continues the first one's sentence."""
    return (
        second.text[0].islower()
        and second.kind in (PROSE, SHORT)
        and PROSE in (first.kind, second.kind)
        and len(second.text.split()) >= 3
        and len(first.text.split()) >= 4
        and not re.search(r"[.!?…:][\"”’]?$", first.text)
    )


def clocked(lines: list[Line]) -> list[Line]:
    """In a live blog the clock stamps, each above running text, belong to the text."""
    entries = {
        index
        for index, line in enumerate(lines)
        if line.kind in (STAMP, SHORT)
        and CLOCK.search(line.text)
        and any(after.kind == PROSE for after in lines[index + 1 : index + 3])
    }
    if len(entries) < FEWEST_ENTRIES:
        return lines
    return [replace(line, kind=ENTRY) if index in entries else line for index, line in enumerate(lines)]


def own_lines(lines: list[Line]) -> list[Line]:
    """The article's own lines between its first and last: running text but no teasers, and clock stamps of entries."""
    teasers = teaser_lines(lines)
    last = len(lines) - 1
    own = [
        line
        for index, line in enumerate(lines)
        if index not in teasers
        and (line.kind in (PROSE, ENTRY, BIO) or (line.kind == SHORT and (introduces(line) or index == last)))
    ]
    return [trimmed(line, index == len(own) - 1) for index, line in enumerate(own)]


def teaser_lines(lines: list[Line]) -> set[int]:
    """The indexes of paragraphs that summarise another article: below a headline with a date line of its own or broken
    off by an ellipsis, unless the page is a live blog, whose every entry looks so."""
    if any(line.kind == ENTRY for line in lines):
        return set()
    found = set()
    for index, (first, second) in enumerate(pairwise(lines), start=1):
        if second.kind != PROSE or first.kind not in (SHORT, STAMP):
            continue
        unit = lines[max(0, index - 3) : index]
        headline = any(line.kind == SHORT and len(line.text.split()) >= 4 for line in unit)
        dated = any(line.kind == STAMP for line in unit)
        if headline and ((dated and not second.apart) or second.text.endswith(("...", "…"))):
            found.add(index)
    return found


def trimmed(line: Line, last: bool) -> Line:
    """The line without what hangs at its end: an embedded tweet's signature, or an agency's sign below the article."""
    start, end = line.spans[-1]
    text = line.text[-(end - start) :]
    match = TWEETED.search(text)
    if not match and last:
        match = TRAILER.search(text)
        match = match if match and match["name"].strip() in agencies() else None
    if not match or match.start() == 0:
        return line
    kept = (*line.spans[:-1], (start, start + match.start()))
    return replace(line, spans=kept, text=line.text[: len(line.text) - len(text) + match.start()])
