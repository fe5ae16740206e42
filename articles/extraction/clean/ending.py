"""Where the article ends: at its sign-off, at the comments, at a box of other articles it does not resume after."""

from __future__ import annotations

import re

from articles.extraction.clean.lines import BOX, CAPTION, LABEL, PROSE, SHORT, STOP, Line
from articles.extraction.clean.names import WORD
from articles.extraction.clean.shapes import introduces, lower_share, stems
from articles.extraction.stamps import CLOCK

SIGN_OFF = re.compile(r"^\W{0,3}(?:additional )?(?:reporting|writing|editing) by\b", re.IGNORECASE)
LONGEST_HEADLINE = 16  # words
LONGEST_BOX = 8  # lines


def last_line(lines: list[Line], start: int) -> int:
    """One past the index of the article's last line."""
    end = next((i for i in range(start + 1, len(lines)) if closes(lines, i)), len(lines))
    while end > start + 1 and lines[end - 1].kind != PROSE:
        end -= 1
    return end + 1 if is_cut_short(lines, end) else end


def closes(lines: list[Line], index: int) -> bool:
    """Whether nothing of the article follows this line."""
    line = lines[index]
    return line.kind == STOP or bool(SIGN_OFF.search(line.text)) or (line.kind == BOX and not resumes(lines, index))


def is_cut_short(lines: list[Line], end: int) -> bool:
    """Whether the page's very last line is a sentence broken off."""
    if end != len(lines) - 1 or lines[end].kind != SHORT:
        return False
    words = len(WORD.findall(lines[end].text))
    if words >= 6 and CLOCK.match(lines[end].text):
        return True
    return introduces(lines[end]) or (words >= 6 and lower_share(lines[end].text) >= 0.5) or words >= LONGEST_HEADLINE


def resumes(lines: list[Line], box: int) -> bool:
    """Whether the article goes on below a box of other articles: running text at once or after tags or an advert, or
    two paragraphs on end after the box's headlines. A headline with one paragraph each is a list of teasers."""
    rest = [line for line in lines[box + 1 :] if line.kind not in (CAPTION, BOX)]
    rest = rest[: next((i for i, line in enumerate(rest) if line.kind == STOP), len(rest))]
    first = next((i for i, line in enumerate(rest) if line.kind == PROSE), None)
    if first is None or first > LONGEST_BOX or rest[first].text.endswith(("...", "…")):
        return False
    if first == 0 or rest[first - 1].kind == LABEL or is_tag(rest[first - 1]):
        return True
    if is_strange(rest[first], rest[:first]) and rest[first].apart and not rest[0].apart:
        return True
    return first + 1 < len(rest) and rest[first + 1].kind == PROSE


def is_strange(paragraph: Line, headlines: list[Line]) -> bool:
    """Whether a paragraph takes up no word of the headlines above it, as a teaser would."""
    return not stems(paragraph.text) & set().union(*(stems(line.text) for line in headlines))


def is_tag(line: Line) -> bool:
    return line.kind == SHORT and len(line.text.split()) < 4
