"""Paragraphs between an article's first and last that belong to other articles: teasers, and points that link."""

from __future__ import annotations

from itertools import pairwise

from articles.extraction.clean.lines import BOX, BULLETS, PROSE, SHORT, STAMP, Line
from articles.extraction.stamps import CLOCK

LONG = 7  # words: a headline rather than a subheading
FEWEST_TEASERS = 2
FEWEST_TOLD = 3  # paragraphs that make an article, below which points link to others
LONGEST_NAME = 4  # words of an outlet's name


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
        if in_box and is_point(line):
            found.add(index)
    return found


def closing_points(lines: list[Line]) -> set[int]:
    """The indexes of points without a mark below an article: links to others, unless it consists of points."""
    last = next((i for i in range(len(lines) - 1, -1, -1) if not is_point(lines[i])), -1)
    told = sum(line.kind == PROSE and not line.text.startswith(BULLETS) for line in lines)
    points = set(range(last + 1, len(lines)))
    return points if len(points) >= FEWEST_TEASERS and told >= FEWEST_TOLD else set()


def is_point(line: Line) -> bool:
    return line.text.startswith(BULLETS) and not line.text.endswith((".", "!", "”", '"'))


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
