"""The headline: found among the lines above the article, freed from breadcrumbs and the outlet's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.extraction.clean.lines import PROSE, SHORT, WORD, kind_of
from articles.extraction.clean.shapes import stems
from articles.extraction.masthead.names import agency_in, is_outlet, sections
from articles.extraction.records import Hints, Page

SUFFIX = re.compile(r"\s+(?:[-–—|•·:]+|»|::)\s+(?P<name>[^|–—»]{2,40})$")
LONGEST_LINE = 500  # characters
FEWEST_WORDS, MOST_WORDS = 3, 40
LEAST_SCORE, MARGIN, WIDE_MARGIN = 2.0, 1.5, 3.1
CRUMB = re.compile(r"\s*(?:[»›>/|•·]|::|\s-\s|→)\s*")


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline, and the outlet if it hung at the headline's end."""

    title: str | None
    publisher: str | None = None


def read_headline(page: Page, hints: Hints) -> Headline:
    """The line above the article that reads most like its headline, else the hinted title, else none.

    Signs: the article's opening takes up its words, it comes again on the page or in the metadata, it is no sentence.
    A later line must be clearly better than an earlier one: decks and captions follow the headline.
    """
    lead = stems(" ".join(page.body.split("\n", 3)[:3]))
    hinted = freed(hints.title) if hints.title else Headline(None)
    texts = [" ".join(page.raw[start:end][:LONGEST_LINE].split()) for start, end in page.head]
    texts = [text for text in texts if not is_ticker(text)]
    opening = " ".join(page.body[:1000].split())
    lines = [(freed(text), kind) for text in texts if (kind := kind_of(text)) in (SHORT, PROSE)]
    lines = [(headline, kind) for headline, kind in lines if (headline.title or "") not in opening]
    copies = [headline.title for headline, _ in lines] + [hinted.title] * 2
    best, best_score, margin = None, LEAST_SCORE, 0.0
    for headline, kind in lines:
        words = WORD.findall(headline.title or "")
        if FEWEST_WORDS <= len(words) <= MOST_WORDS:
            score = min(3, len(stems(headline.title) & lead)) + 3 * (copies.count(headline.title) > 1)
            score += 1.5 * (kind == SHORT) + (len(words) >= 5)
            if score >= best_score + margin:
                best, best_score, margin = headline, score, WIDE_MARGIN if len(words) >= 5 else MARGIN
    if best is None:
        return hinted
    publishers = [copy.publisher for copy, _ in lines if copy.title == best.title] + [hinted.publisher]
    return Headline(best.title, next(filter(None, publishers), None))


def is_ticker(text: str) -> bool:
    """Whether a line strings several headlines together."""
    return sum(len(part.split()) >= FEWEST_WORDS for part in re.split(r"\s+[|•·]\s+", text)) >= 3


def freed(text: str) -> Headline:
    """The headline without breadcrumb ("Home » News » …", "HomeNewsWorld…") and outlet ("… | The Daily Star").

    A suffix after a dash is only taken off when it is an outlet's name: "… - Lavrov" names who said it.
    """
    publisher = None
    text = " ".join(text.split())
    while match := SUFFIX.search(text):
        name = match["name"].strip()
        bar = "|" in match.group() or "»" in match.group()
        if is_outlet(name) or agency_in(name):
            publisher = publisher or (name if is_outlet(name) else None)
        elif not (name.casefold() in sections() or (bar and len(name.split()) <= 3)):
            break
        text = text[: match.start()]
    return Headline(without_breadcrumb(text) or None, publisher)


def without_breadcrumb(text: str) -> str:
    """The text without leading section names, set off by marks, glued together, or two and more in a row."""
    parts = CRUMB.split(text)
    while len(parts) > 1 and (parts[0].strip().casefold() in sections() or not parts[0].strip()):
        text = text[len(parts[0]) :]
        text = CRUMB.sub("", text, count=1) if CRUMB.match(text) else text
        parts = CRUMB.split(text)
    names = sorted(sections(), key=len, reverse=True)
    while glued := next(
        (
            n
            for n in names
            if text.casefold().startswith(n)
            and text[len(n) : len(n) + 1].isupper()
            and text[:1].isupper()
            and text[len(n) - 1].islower()
        ),
        None,
    ):
        text = text[len(glued) :]
    return text.strip()
