"""The headline: found among the lines above the article, freed from breadcrumbs and the outlet's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.extraction.clean.extent import stems
from articles.extraction.clean.lines import BYLINE, ENTRY, PROSE, SHORT, STAMP, WORD, kind_of
from articles.extraction.masthead.names import agency_in, is_outlet, sections
from articles.extraction.records import Hints, Page
from articles.extraction.stamps import MACHINE

SUFFIX = re.compile(r"\s+(?:[-–—|•·:]+|»|::)\s+(?P<name>[^|–—»]{2,40})$")
CRUMB = re.compile(r"\s*(?:[»›>/|•·]|::|\s-\s|→)\s*")


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline, and the outlet if it hung at the headline's end."""

    title: str | None
    publisher: str | None = None


def read_headline(page: Page, hints: Hints) -> Headline:
    """The line above the article that reads most like its headline, else the hinted title, else none.

    Signs: it stands first, it comes again on the page, the article's opening takes up its words, and it is no byline.
    """
    lead = stems(" ".join(page.body.split("\n", 3)[:3]))
    hinted = freed(hints.title) if hints.title else None
    texts = [page.raw[start:end].strip() for start, end in page.head]
    best, best_score = None, 0.0
    signed = False
    for order, text in enumerate(texts):
        text = " ".join(MACHINE.sub("", text).split())
        kind = kind_of(text) if text else STAMP
        signed = signed or (kind in (BYLINE, STAMP) and order > 2)
        if kind not in (SHORT, PROSE, ENTRY):
            continue
        headline = freed(text)
        words = WORD.findall(headline.title or "")
        if not 3 <= len(words) <= 40:
            continue
        score = (
            min(3.0, len(stems(headline.title or "") & lead))
            + (3.0 if sum(freed(other).title == headline.title for other in texts) > 1 else 0.0)
            + (4.0 if hinted and hinted.title and _alike(hinted.title, headline.title or "") else 0.0)
            + (1.5 if kind == SHORT else 0.0)
            + (1.0 if len(words) >= 5 else 0.0)
            - 0.9 * sum(1 for _ in filter(None, [best]))
            - (1.0 if signed else 0.0)
        )
        if score > best_score:
            best, best_score = headline, score
    if best and best_score >= 2:
        return Headline(best.title, best.publisher or (hinted.publisher if hinted else None))
    return hinted or Headline(None)


def _alike(first: str, second: str) -> bool:
    return first.casefold() == second.casefold() or first.casefold().startswith(second.casefold())


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
