"""The headline: found among the lines above the article, freed from breadcrumbs and the outlet's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.extraction.clean.lines import BYLINE, PROSE, SHORT, STAMP, kind_of
from articles.extraction.clean.names import WORD
from articles.extraction.clean.shapes import stems
from articles.extraction.clean.vocabulary import agencies
from articles.extraction.masthead.names import is_outlet, sections
from articles.extraction.records import Hints, Page
from articles.extraction.stamps import find_stamps

SUFFIX = re.compile(r"\s+(?:[-–—|•·:]+|»|::)\s+(?P<name>[^|–—»]{2,40})$")
LONGEST_LINE = 500  # characters
LONGEST_BODY = 20_000  # characters in which a line that the article repeats is sought
FEWEST_WORDS, LONG, MOST_WORDS = 3, 5, 40
LEAST_SCORE, MARGIN, WIDE_MARGIN = 2.0, 1.5, 3.0
GLUED_SUFFIX = re.compile(r"(?<=[a-z])-(?P<name>[A-Z][\w.]+)$")
OPENED = re.compile(r"(?:Home|Main|News|Latest(?: News)?) (?P<section>[A-Z][\w-]+) (?=[A-Z“‘\"'])")
CRUMB = re.compile(r"\s*(?:[»›>/|•·]|::|\s-\s|→)\s*")


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline, and the outlet if it hung at the headline's end."""

    title: str | None
    publisher: str | None = None


def read_headline(page: Page, hints: Hints) -> Headline:
    """The line above the article that reads most like its headline; the hinted title if that is another or none."""
    hinted = freed(hints.title, metadata=True) if hints.title else Headline(None)
    lines = candidates(page)
    copies = [headline.title for headline, *_ in lines] + [hinted.title] * 2
    best = likeliest(lines, copies, stems(" ".join(page.body.split("\n", 3)[:3])))
    if best is None or (hinted.title and best.title != hinted.title):
        return hinted
    publishers = [headline.publisher for headline, *_ in lines if headline.title == best.title] + [hinted.publisher]
    return Headline(best.title, next(filter(None, publishers), None))


Candidate = tuple[Headline, bool, int]


def candidates(page: Page) -> list[Candidate]:
    """The lines that could be the headline, each with whether it is a full sentence and how many signatures (bylines,
    date lines) stand above it. A line that the article repeats word for word is its deck; tickers are left out."""
    opening = " ".join(page.body[:LONGEST_BODY].split())
    found, signatures = [], 0
    for start, end in page.head:
        text = " ".join(page.raw[start:end][:LONGEST_LINE].split())
        kind = kind_of(text)
        signatures += kind in (BYLINE, STAMP)
        headline = freed(text)
        title = headline.title or ""
        words = len(WORD.findall(title))
        if kind in (SHORT, PROSE) and FEWEST_WORDS <= words <= MOST_WORDS and title not in opening:
            found += [] if is_ticker(text) else [(headline, kind == PROSE, signatures)]
    return found


def likeliest(lines: list[Candidate], copies: list[str | None], lead: set[str]) -> Headline | None:
    """The best of the candidates: its words are taken up by the lead, it comes again (`copies`), it is no sentence. A
    later line must be clearly better than an earlier one, the more so below a signature: decks and entries follow."""
    best, best_score, best_signatures, margin = None, LEAST_SCORE, 0, 0.0
    for headline, sentence, signatures in lines:
        title = headline.title or ""
        long = len(WORD.findall(title)) >= LONG
        taken_up = len(stems(title) & lead)
        score = float(min(3, taken_up) + 3 * (copies.count(title) > 1 and (long or taken_up > 0)))
        score += 1.5 * (not sentence) + long + 0.5 * (title[0] in "‘“'\"")
        if score >= best_score + margin + 0.5 * (best is not None and signatures > best_signatures):
            best, best_score, best_signatures = headline, score, signatures
            margin = WIDE_MARGIN if long else MARGIN
    return best


def is_ticker(text: str) -> bool:
    """Whether a line strings several headlines together."""
    return sum(len(part.split()) >= FEWEST_WORDS for part in re.split(r"\s+[|•·]\s+", text)) >= 3


def freed(text: str, *, metadata: bool = False) -> Headline:
    """The headline without breadcrumb ("Home » News » …", "HomeNewsWorld…") and outlet ("… | The Daily Star").

    After a dash only a known outlet is taken off: "… - Lavrov" and "… - TASS" name who said it. In the
    metadata a dash mostly parts the outlet, so one that merely sounds so goes too.
    """
    publisher = None
    text = " ".join(text.split())
    while match := SUFFIX.search(text):
        name = match["name"].strip()
        if any(stamp.month for stamp in find_stamps(name)):
            break
        bar = "|" in match.group() or "»" in match.group()
        if is_outlet(name, known=not bar and not metadata):
            publisher = publisher or name
        elif not (name == "Reuters" or (bar and (name.casefold() in sections() or len(name.split()) <= 3))):
            break
        text = text[: match.start()]
    glued = GLUED_SUFFIX.search(text)
    if glued and (is_outlet(glued["name"], known=True) or glued["name"] in agencies()):
        text = text[: glued.start()]
    return Headline(without_breadcrumb(text) or None, publisher)


def without_breadcrumb(text: str) -> str:
    """The text without leading section names, set off by marks, glued together, or two in a row."""
    opened = OPENED.match(text)
    if opened and opened["section"].casefold() in sections():
        text = text[opened.end() :]
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
