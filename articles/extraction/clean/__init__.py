"""From a raw page to the article's own text: furniture off, paragraphs kept, every offset traceable to the raw page."""

from __future__ import annotations

import re

from articles.extraction.clean.extent import article_extent
from articles.extraction.clean.lines import read_lines
from articles.extraction.records import Page, Segment

__all__ = ["clean"]

BULLET = re.compile(r"(?:[•*▪●·]|-(?= ))[ \t\xa0]*")


def clean(raw: str) -> Page:
    """Take a raw page apart: any text will do, an empty one gives an empty body; nothing raised, nothing reworded.

    `body` holds the article's paragraphs joined by one newline (the lines of a hard-wrapped paragraph by one blank),
    each a verbatim run of `raw` described by one segment, without the bullet of a list's item. Furniture is judged by
    the shape of lines, their order and the categories of data/furniture.toml, never by an outlet's layout.
    """
    extent = article_extent(read_lines(raw))
    pieces: list[str] = []
    segments: list[Segment] = []
    length = 0
    for paragraph in extent.paragraphs:
        for index, (start, end) in enumerate(paragraph):
            bullet = BULLET.match(raw, start, end)
            start = bullet.end() if bullet and not index else start
            if segments:
                pieces.append(" " if index else "\n")
                length += 1
            segments.append(Segment(start, end, length))
            pieces.append(raw[start:end])
            length += end - start
    return Page(raw, "".join(pieces), tuple(segments), extent.head, extent.foot, extent.captions)
