"""Which lines of a page are the article's own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from articles.extraction.clean import captions
from articles.extraction.clean.addresses import without_addresses
from articles.extraction.clean.beginning import first_line
from articles.extraction.clean.ending import last_line
from articles.extraction.clean.lines import (
    BIO,
    BOX,
    BULLETS,
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
from articles.extraction.clean.names import NAME
from articles.extraction.clean.shapes import introduces
from articles.extraction.clean.teasers import boxed_points, closing_points, closing_teasers, teaser_lines
from articles.extraction.clean.vocabulary import agencies
from articles.extraction.records import Span
from articles.extraction.stamps import CLOCK

HEAD_KINDS = (SHORT, STAMP, ENTRY, BYLINE, PROSE)
FOOT_KINDS = (STAMP, BYLINE)
LONGEST_HEAD = 80  # lines
MOST_NOTICES = 5
LONGEST_NOTICE = 2  # paragraphs
OUTWEIGHS = 3  # times as long as a notice is the article below it
FEWEST_IN_RUN = 4  # paragraphs
LONG = 7  # words: a headline rather than a subheading, a sentence rather than a formula
FEWEST_ENTRIES = 3  # clock-stamped entries that make a page a live blog
TRAILER = re.compile(r"(?<=[.!?\"”’])\s*(?:[-–—/]+\s*|[(\[]\s*)(?P<name>[A-Z][\w. -]{1,28}?)\s*[)\]/]?\.?$")
REPORTED = re.compile(
    r"\s*\((?:(?:additional )?(?:reporting|writing|editing|compiled) by [^()]{3,300}"
    r"|(?:source|courtesy)\s*:[^()]{2,60}|with inputs? from [^()]{2,60})\)\W*$",
    re.IGNORECASE,
)
TWEETED = re.compile(
    r"\s*(?:pic\.twitter\.com/\w+\s*|https?://t\.co/\w+\s*)*[—–-]\s*[^.!?]{1,60}\(@\w+\).{0,30}$"
    r"|\s*(?:pic\.twitter\.com|https?://t\.co)/\w+\s*$"
)


@dataclass(frozen=True, slots=True)
class Extent:
    """What the lines of a page are, as spans of the raw page: the article's paragraphs (each one or more spans), the
    lines above and below that say who published it and when, and the captions above."""

    paragraphs: tuple[tuple[Span, ...], ...] = ()
    head: tuple[Span, ...] = ()
    foot: tuple[Span, ...] = ()
    captions: tuple[Span, ...] = ()


def article_extent(lines: list[Line]) -> Extent:
    """Tell the article's own lines from all others."""
    lines = clocked(continued(signed_twice(captions.marked(lines))))
    start, end = bounds(lines)
    above = lines[: len(lines) if start is None else start]
    head = tuple(line.whole for line in above if line.kind in HEAD_KINDS)
    pictures = tuple(line.whole for line in above if line.kind == CAPTION)[-LONGEST_HEAD:]
    if start is None:
        return Extent(head=head[:LONGEST_HEAD], captions=pictures)
    own = without_addresses(own_lines(lines[start:end]))
    kept = [trimmed(line, index == len(own) - 1) for index, line in enumerate(own)]
    cut = [(new.spans[-1][1], old.spans[-1][1]) for old, new in zip(own, kept, strict=True) if new is not old][-1:]
    paragraphs = tuple(line.spans for line in kept)
    return Extent(paragraphs, head[-LONGEST_HEAD:], (*cut, *foot(lines[end:])), pictures)


def bounds(lines: list[Line]) -> tuple[int | None, int]:
    """The first line of the article and one past its last. What lies between must not be a mere notice beside a text
    further down: then the article is sought below it."""
    start, end = None, 0
    for _ in range(MOST_NOTICES):
        found = first_line(lines[end:])
        if found is None:
            break
        start = end + found
        end = start + last_line(lines[start:], 0)
        own = [line for line in lines[start:end] if line.kind == PROSE and not line.text.startswith(BULLETS)]
        if len(own) > LONGEST_NOTICE or longest_run(lines[end:]) < OUTWEIGHS * sum(len(line.text) for line in own):
            break
    return start, end


def longest_run(lines: list[Line]) -> int:
    """The length in characters of the longest run of paragraphs that no headline parts."""
    runs = (list(group) for prose, group in groupby(lines, key=lambda line: line.kind == PROSE) if prose)
    return max((sum(len(line.text) for line in run) for run in runs if len(run) >= FEWEST_IN_RUN), default=0)


def foot(below: list[Line]) -> tuple[Span, ...]:
    """The lines that still belong to the article: signatures and dates up to the next box, and notices anywhere."""
    stop = next((i for i, line in enumerate(below) if line.kind in (STOP, BOX)), len(below))
    return tuple(
        line.whole for i, line in enumerate(below) if line.kind == PROMPT or (i < stop and line.kind in FOOT_KINDS)
    )


def signed_twice(lines: list[Line]) -> list[Line]:
    """A name on two lines on end signs."""
    twice = {a.text for a, b in pairwise(lines) if a.text == b.text and a.kind == SHORT and NAME.fullmatch(a.text)}
    return [replace(line, kind=BYLINE) if line.text in twice else line for line in lines]


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
    """The article's own lines between its first and last: running text but no teasers, nothing twice, and clock stamps
    of entries."""
    others = boxed_points(lines) | closing_points(lines)
    if not any(line.kind == ENTRY for line in lines):
        others |= teaser_lines(lines) | closing_teasers(lines)
    own: dict[str, Line] = {}
    for index, line in enumerate(lines):
        running = line.kind in (PROSE, ENTRY, BIO)
        announcing = line.kind == SHORT and (introduces(line) or index == len(lines) - 1)
        if index not in others and (running or announcing):
            long = len(line.text.split()) >= LONG
            own.setdefault(line.text if long else f"{index} {line.text}", line)
    return list(own.values())


def trimmed(line: Line, last: bool) -> Line:
    """The line without what hangs at its end: an embedded tweet's signature and, below the article, an agency's sign or
    who reported and edited."""
    start, end = line.spans[-1]
    text = line.text[-(end - start) :]
    match = TWEETED.search(text) or REPORTED.search(text)
    if not match and last:
        match = TRAILER.search(text)
        match = match if match and match["name"].strip() in agencies() else None
    if not match or match.start() == 0:
        return line
    kept = (*line.spans[:-1], (start, start + match.start()))
    return replace(line, spans=kept, text=line.text[: len(line.text) - len(text) + match.start()])
