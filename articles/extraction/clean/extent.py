"""Which lines of a page are the article's own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from articles.extraction.clean import captions
from articles.extraction.clean.beginning import first_line
from articles.extraction.clean.ending import last_line
from articles.extraction.clean.lines import (
    BIO,
    BOX,
    BULLETS,
    BYLINE,
    CAPTION,
    ENTRY,
    NAME,
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

HEAD_KINDS = (SHORT, STAMP, ENTRY, BYLINE, PROSE)
FOOT_KINDS = (STAMP, BYLINE)
LONGEST_HEAD = 80  # lines
LONG = 7  # words: a headline rather than a subheading, a sentence rather than a formula
FEWEST_TEASERS = 2
LONGEST_NAME = 4  # words of an outlet's name
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
    start = first_line(lines)
    above = lines[: len(lines) if start is None else start]
    head = tuple(line.whole for line in above if line.kind in HEAD_KINDS)
    pictures = tuple(line.whole for line in above if line.kind == CAPTION)[-LONGEST_HEAD:]
    if start is None:
        return Extent(head=head[:LONGEST_HEAD], captions=pictures)
    end = last_line(lines, start)
    own = own_lines(lines[start:end])
    kept = [trimmed(line, index == len(own) - 1) for index, line in enumerate(own)]
    cut = [(new.spans[-1][1], old.spans[-1][1]) for old, new in zip(own, kept, strict=True) if new is not old][-1:]
    paragraphs = tuple(line.spans for line in kept)
    return Extent(paragraphs, head[-LONGEST_HEAD:], (*cut, *foot(lines[end:])), pictures)


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
    others = boxed_points(lines)
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


def teaser_lines(lines: list[Line]) -> set[int]:
    """The indexes of paragraphs that are not the article's by what stands above them: a headline with a date line of
    its own, a reader's name and clock time, or a headline if the paragraph breaks off in an ellipsis. In a live blog,
    whose every entry looks so, none of this holds."""
    found = set()
    for index, (first, second) in enumerate(pairwise(lines), start=1):
        if second.kind != PROSE or first.kind not in (SHORT, STAMP):
            continue
        unit = lines[max(0, index - 3) : index]
        headline = any(line.kind == SHORT and len(line.text.split()) >= 4 for line in unit)
        dated = any(line.kind == STAMP for line in unit)
        commented = first.kind == STAMP and CLOCK.search(first.text) and unit[-2:-1] and unit[-2].kind == SHORT
        if commented or (headline and ((dated and not second.apart) or second.text.endswith(("...", "…")))):
            found.add(index)
    return found


def boxed_points(lines: list[Line]) -> set[int]:
    """The indexes of a box's points: headlines of other articles with bullets."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        above = lines[index - 1] if index else None
        in_box = above is not None and (above.kind == BOX or index - 1 in found)
        if in_box and line.text.startswith(BULLETS) and not line.text.endswith((".", "!", "”", '"')):
            found.add(index)
    return found


def closing_teasers(lines: list[Line]) -> set[int]:
    """The indexes of the last paragraphs if they are teasers without a mark: at least two, each alone below a headline
    of its own, after an article without subheadings; or any number if above each headline stands who published it."""
    found: set[int] = set()
    index = len(lines) - 1
    while index > 1 and lines[index].kind == PROSE and is_teased(lines[index - 1]):
        found.add(index)
        index -= 1
        while index > 0 and lines[index].kind != PROSE:
            index -= 1
    labelled = [i for i in found if lines[i - 2].kind == SHORT and len(lines[i - 2].text.split()) <= LONGEST_NAME]
    kinds = [line.kind for line in lines[: index + 1]]
    if len(labelled) == len(found) >= FEWEST_TEASERS and SHORT not in kinds:
        return found
    return found if len(found) >= FEWEST_TEASERS and SHORT not in kinds and kinds.count(PROSE) >= len(found) else set()


def is_teased(line: Line) -> bool:
    return line.kind == SHORT and len(line.text.split()) >= LONG and not line.text.endswith(("?", ":"))


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
