"""Author, agency and outlet, from the lines around the article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.extraction.clean.lines import BYLINE, SHORT, STAMP, are_names, kind_of
from articles.extraction.masthead.headlines import Headline, freed
from articles.extraction.masthead.names import agency_in, is_outlet, outlets
from articles.extraction.records import Hints, Page
from articles.extraction.stamps import residue

AUTHOR = re.compile(
    r"^\W*(?:(?:written|reported|words|text|story|posted|authored|produced|analysis)\s+)?by\b[:\s]+(?P<names>.+)$"
    r"|^\W*(?:author|reporter|writer|journalist)s?\s*[:|]\s*(?P<named>.+)$",
    re.IGNORECASE,
)
REPORTING = re.compile(
    r"\breporting by\b[:\s]+(?P<names>[^;()|]+?)(?=[;()|]|\.?\s*(?:writing|editing|additional|compiled)\b|\.?\W*$)",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"(?:,|\s[-–—|])\s*(?:[\w’' ]+ )?"
    r"(?:correspondent|editor|reporter|writer|journalist|bureau chief|producer|columnist)\b.*"
    r"|(?:,|\s[-–—|]|\s)\s*(?:in|for|of)\s+[A-Z].*$",
    re.IGNORECASE,
)
DATELINE = re.compile(
    r"^[^\n]{0,80}?[(/\[](?P<bracketed>[A-Z][\w. -]{1,40}?)(?:/(?P<second>[A-Z][\w ]{1,20}))?[)/\]]"
    r"|^[A-Z][^\n]{2,50}?\d{1,2}\W+(?P<plain>[A-Z][\w.-]*(?: [A-Z][\w.-]*)?)[.:—–-]"
)
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[,\s]*(?:by )?"
    r"(?P<name>[A-Z][\w.&’' -]{1,40}?)(?=[.,|]|\s+(?:all rights|limited|ltd|inc|llc|group)\b|$)",
    re.IGNORECASE,
)
FIRST_ON = re.compile(
    r"\bappeared (?:first )?(?:on|in)\s+(?P<name>[A-Z][\w.&’' -]{1,40}?)\W*$"
    r"|\b(?:story|article|report|piece) (?:was )?(?:first |originally )?published (?:by|on|in|at)\s+"
    r"(?P<other>[A-Z][\w.&’' -]{1,40}?)\W*$"
)
NOBODY = re.compile(
    r"\b(?:staff|desk|team|correspondent|bureau|agenc(?:y|ies)|admin|editor|newsroom|reporter|reporters|online|web|news|editorial|service|contributor|wire|guest)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who signs for the article; each part as the page writes it, or None."""

    author: str | None = None
    agency: str | None = None
    publisher: str | None = None


def read_byline(page: Page, hints: Hints, headline: Headline) -> Byline:
    """The author, agency and outlet a page names in its head, dateline, last line and copyright notice.

    A picture credit or an outlet cited in the text signs for nothing. Who only edited is no author. "Reporting by"
    below an agency story names its authors.
    """
    head = [page.raw[start:end].strip() for start, end in page.head]
    foot = [page.raw[start:end].strip() for start, end in page.foot]
    parts = [part for text in _below(head, headline) for part in _parts(text)]
    lead = page.body.split("\n", 1)[0]
    agency = next(filter(None, map(agency_in, parts)), None) or _dateline(lead) or _signed(foot)
    author = next(filter(None, (_author(part) for part in parts)), None) or _reporting(foot) or _hinted(hints.author)
    publisher = (
        headline.publisher
        or next((part for part in parts if is_outlet(part, known=True) and part != agency), None)
        or _copyright(foot)
        or hints.publisher
    )
    return Byline(author, agency, publisher)


def _below(head: list[str], headline: Headline) -> list[str]:
    """The lines that may sign: bylines, date lines, and short lines that are neither headline nor deck."""
    return [
        text
        for text in head
        if (kind := kind_of(text)) in (BYLINE, STAMP)
        or (kind == SHORT and len(text.split()) <= 6 and freed(text).title != headline.title)
    ]


def _parts(text: str) -> list[str]:
    """A byline cut at its marks, without dates: "Reuters | Washington | Updated: …" -> Reuters, Washington."""
    kept = residue(text) if kind_of(text) == STAMP else text
    prefix = "By " if re.match(r"\W*by\b", text, re.IGNORECASE) and not re.match(r"by\b", kept, re.IGNORECASE) else ""
    pieces = [piece.strip(" ,;()[]") for piece in re.split(r"\s*[|•·\n]\s*|\s+[-–—/]\s+", prefix + kept)]
    return [piece for piece in pieces if piece]


def _author(part: str) -> str | None:
    match = AUTHOR.match(part)
    if match:
        names = (match["names"] or match["named"]).strip(" .,;:|-–—")
        names = ROLE.sub("", re.split(r"\s*[|•·]\s*", names)[0]).strip(" ,")
        kept = [name for name in re.split(r",\s*", names) if not (agency_in(name) or is_outlet(name, known=True))]
        names = ", ".join(kept)
        return names if names and are_names(names) and not NOBODY.search(names) and not agency_in(names) else None
    return None


def _reporting(foot: list[str]) -> str | None:
    for text in foot:
        match = REPORTING.search(text)
        if match:
            return ROLE.sub("", match["names"]).strip(" .,") or None
    return None


def _hinted(author: str | None) -> str | None:
    return author if author and not agency_in(author) and not NOBODY.search(author) else None


def _dateline(lead: str) -> str | None:
    match = DATELINE.match(lead[:160])
    if not match:
        return None
    return next(
        (found for name in ("bracketed", "second", "plain") if match[name] and (found := agency_in(match[name]))), None
    )


def _signed(foot: list[str]) -> str | None:
    return next((found for text in foot[:4] if kind_of(text) == BYLINE and (found := agency_in(text))), None)


def _copyright(foot: list[str]) -> str | None:
    for text in foot:
        for match in (COPYRIGHT.search(text), FIRST_ON.search(text)):
            name = next((value for value in match.groupdict().values() if value), "").strip() if match else ""
            if name and (is_outlet(name)):
                return outlets().get(name.casefold(), name)
    return None
