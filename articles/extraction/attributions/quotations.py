"""Quotation marks paired into quotations, whatever marks a text uses and however many are missing.

Marks are read line by line (a line is a paragraph). A mark's direction comes from its neighbours, or from its shape
where they do not tell. A quotation left open runs on where the next line
opens with a mark or closes one; else it ends with its line. Single marks count outside double ones only, and
apostrophes are told from closing marks by what stands around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..records import Span

DOUBLE = re.compile(r"``|''|’’|‘‘|[\"“”„‟«»″]")
SINGLE = re.compile(r"[‘’'`‹›]")
OPENING, CLOSING, EITHER = "opening", "closing", "either"
SHAPES = {
    "``": OPENING,
    "‘‘": OPENING,
    "“": OPENING,
    "„": OPENING,
    "«": OPENING,
    "’’": CLOSING,
    "”": CLOSING,
    "»": CLOSING,
}
MARKS = "\"“”„‟«»″‘’'`‹›"
LOST_MARK = re.compile(  # where a quotation never closed must have ended: "..., he said."
    r"[,?!](?=\s+(?:(?:he|she|they|(?:the|Mr|Ms|Mrs|[A-Z])[\w.’'-]*(?:\s+[\w.’'-]+){0,4})\s+)?"
    r"(?:said|says|told|added|mentioned|wrote|asked|stated)\b)"
)
BEFORE_OPENING = set("([{—–-/:*… ") | {""}
AFTER_CLOSING = set(".,;:?!)]}—–-/*… ") | {""}
CLIPPED = re.compile(r"['’](?:\d\ds?|em|til|tis|twas|cause|bout|n)\b", re.IGNORECASE)
NESTED = 4  # characters of other marks that may stand between a mark and the word it opens or closes
LINES_WITHOUT_MARKS = 3  # lines that a quotation left open may run on through before its closing mark


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between marks: text[start:end] with them, text[inner_start:inner_end] without. `continues`: its
    opening mark goes on with the quotation left open a line above. `single`: between single marks."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    continues: bool = False
    closed: bool = True
    single: bool = False

    @property
    def inner(self) -> Span:
        return self.inner_start, self.inner_end


def pair_marks(text: str) -> tuple[Quotation, ...]:
    """All stretches between quotation marks in text order, none inside another."""
    doubles = list(_pair_doubles(text))
    inside = bytearray(len(text))
    for double in doubles:
        inside[double.start : double.end] = b"\1" * (double.end - double.start)
    singles = [q for q in _pair_singles(text) if not any(inside[q.start : q.end])]
    return tuple(sorted(doubles + singles, key=lambda q: q.start))


LITTLE = frozenset("a an and as at but by for from in into of on or the to vs with".split())


def is_title(text: str) -> bool:
    """Whether quoted words look like the title of a work or the name of a thing: two to eight words, each of them with
    a capital or one of the small ones that titles leave small."""
    words = text.strip(" .,;:!?").split()
    large = [w for w in words if w[:1].isupper() or w[:1].isdigit()]
    return 2 <= len(words) <= 8 and len(large) >= 2 and all(w in large or w in LITTLE for w in words)


def direction(text: str, start: int, end: int) -> str:
    """Which way the mark text[start:end] points: by the characters around it, else by its shape ("It is,“ he said)."""
    shape = SHAPES.get(text[start:end], EITHER)
    start -= len(text[max(0, start - NESTED) : start]) - len(text[max(0, start - NESTED) : start].rstrip(MARKS))
    end += len(text[end : end + NESTED]) - len(text[end : end + NESTED].lstrip(MARKS))
    before, after = text[start - 1 : start], text[end : end + 1]
    free_before = before.isspace() or before in BEFORE_OPENING
    free_after = after.isspace() or after in AFTER_CLOSING
    if free_before == free_after:
        return shape
    return OPENING if free_before else CLOSING


def _quotation(text: str, opened: re.Match[str], end: int, closing: re.Match[str] | None, continues: bool) -> Quotation:
    lost = LOST_MARK.search(text, opened.end(), end) if closing is None else None
    end = lost.end() if lost else end
    start, stop = opened.end(), closing.start() if closing else end
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return Quotation(opened.start(), max(end, stop), start, stop, continues, closing is not None)


def _pair_doubles(text: str) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    continues, inner = False, 0
    marks = list(DOUBLE.finditer(text))
    for at, mark in enumerate(marks):
        way = direction(text, *mark.span())
        if opened and "\n" in text[opened.end() : mark.start()]:
            first_in_line = not text[text.rfind("\n", 0, mark.start()) + 1 : mark.start()].strip()
            line_end = text.find("\n", opened.end())
            runs_on = not text[line_end : mark.start()].strip() and first_in_line
            if way == OPENING or first_in_line or _blank_lines(text, line_end, mark.start()):
                yield _quotation(text, opened, line_end, None, continues)
                opened, continues, inner = None, runs_on, 0
        if opened is None:
            if way != CLOSING:
                opened = mark
            continues = continues and opened is mark
        elif way == OPENING and _is_nested(text, marks[at : at + 3]):
            inner += 1
        elif way == CLOSING and inner:
            inner -= 1
        elif way != OPENING:
            yield _quotation(text, opened, mark.end(), mark, continues)
            opened, continues, inner = None, False, 0
        else:
            yield _quotation(text, opened, mark.start(), None, continues)
            opened, continues, inner = mark, False, 0
    if opened:
        line_end = text.find("\n", opened.end())
        yield _quotation(text, opened, line_end if line_end >= 0 else len(text), None, continues)


def _blank_lines(text: str, line_end: int, mark: int) -> bool:
    """Whether too much unmarked text lies between the end of an open quotation's line and the next mark."""
    between = [line for line in text[line_end:mark].split("\n") if line.strip()]
    return len(between) > LINES_WITHOUT_MARKS


def _is_nested(text: str, marks: list[re.Match[str]]) -> bool:
    """Whether a mark that opens inside an open quotation has a closing mark of its own in the same line, followed by
    one more that closes the outer quotation."""
    line_end = text.find("\n", marks[0].end())
    ways = [direction(text, *m.span()) for m in marks[1:3] if line_end < 0 or m.start() < line_end]
    return len(ways) == 2 and OPENING not in ways


def _pair_singles(text: str) -> Iterator[Quotation]:
    end_of_last = 0
    for mark in SINGLE.finditer(text):
        if mark.start() < end_of_last or not _opens_single(text, mark):
            continue
        closing = _closing_single(text, mark)
        if closing:
            quotation = _quotation(text, mark, closing.end(), closing, False)
            end_of_last = quotation.end
            yield Quotation(quotation.start, quotation.end, quotation.inner_start, quotation.inner_end, single=True)


def _opens_single(text: str, mark: re.Match[str]) -> bool:
    if CLIPPED.match(text, mark.start()) or mark.group() in "’›":
        return False
    before, after = text[max(0, mark.start() - 1) : mark.start()], text[mark.end() : mark.end() + 1]
    return (before.isspace() or before in BEFORE_OPENING) and bool(after) and (after.isalnum() or after in "[(.…$£€#@")


def _closing_single(text: str, opened: re.Match[str]) -> re.Match[str] | None:
    """The closing mark of a single quotation: a mark after a word and before none; a plural's apostrophe ("the allies'
    concern") only if no better one comes before the next opening mark or the end of the line."""
    possessive = None
    line_end = text.find("\n", opened.end())
    for mark in SINGLE.finditer(text, opened.end(), line_end if line_end >= 0 else len(text)):
        before, after = text[mark.start() - 1], text[mark.end() : mark.end() + 1]
        if _opens_single(text, mark):
            break
        if before.isspace() or after.isalnum() or mark.group() in "‘`‹":
            continue
        follows = text[mark.end() : mark.end() + 2]
        if before in "sS" and follows[:1] == " " and follows[1:].isalpha():
            possessive = possessive or mark
            continue
        return mark
    return possessive
