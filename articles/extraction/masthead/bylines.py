"""Author, agency and outlet, from the lines around the article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from articles.extraction.clean.lines import BYLINE, SHORT, STAMP, kind_of
from articles.extraction.clean.names import NAME_AND_ROLE, are_names, is_name_list
from articles.extraction.masthead.headlines import Headline, freed
from articles.extraction.masthead.names import NOBODY, agency_in, is_outlet, is_person, outlets
from articles.extraction.records import Hints, Page
from articles.extraction.stamps import MACHINE, find_stamps, residue

AUTHOR = re.compile(
    r"^\W*(?:(?:written|reported|words|text|story|posted|authored|produced|analysis)\s+)?by\b[:\s]+(?P<names>.+)$"
    r"|^\W*(?:author|reporter|writer|journalist|from|text|words)s?\s*[:|]\s*(?P<named>.+)$",
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
SIGNED = re.compile(r"\bby\s+(?P<name>[A-Z].{2,60})", re.IGNORECASE)
DATELINE = re.compile(
    r"^[^\n(\[]{0,80}(?:\((?P<round>[^()\n]{2,60})\)|\[(?P<square>[^\[\]\n]{2,60})\])"
    r"|^[^\n/]{0,80}/(?P<slashed>[^/\n]{2,30})/"
    r"|^[A-Z][^\n]{2,50}?\d{1,2}\W+(?P<plain>[A-Z][\w.-]*(?: [A-Z][\w.-]*)?)[.:—–-]"
)
WORD = r"[A-Z][\w&’'-]*(?:\.\w+)*"
NAME = rf"{WORD}(?: (?:{WORD}|of|the|and|&)){{0,4}}"
YEARS = r"(?:\d{4}(?:\s*[-–]\s*\d{4})?)?"
IMPRINT = re.compile(
    rf"(?:©|\([cC]\)|[Cc]opyright|COPYRIGHT)\s*(?:©|\([cC]\))?\s*{YEARS}[,\s]*(?:by )?(?P<name>{NAME})"
    rf"|(?P<whose>{NAME})[’'](?:s )? ?[A-Z][^.\n]{{3,80}} contributed to this (?:report|story)"
    rf"|\bappeared (?:first )?(?:on|in)\s+(?P<first>{NAME})"
    r"|\b(?:[Ss]ubscribe to|[Ff]ollow|[Dd]ownload|[Ss]upport|[Ss]ign up for|[Jj]oin|edited by|moderated by|[Aa]bout"
    r"|[Ww]atch)\s+"
    rf"(?P<other>{NAME}?)(?=[’']s? |\s+(?:on|staff|app|newsletters?|live|for|today|now|desk|editorial)\b|\s*[\n.,!]|$)"
)
OPENING = re.compile(r"^\((?P<author>[^(),]{5,40}), (?P<outlet>[A-Z][\w .&’'-]{2,40})\)\s")
DOUBLED = re.compile(r"^(.{5,40}?)\s*\1$")
LONGEST_DATELINE = 160  # characters
LONGEST_LINE = 300  # characters of a line that are read for names
LONGEST_FURNITURE = 20_000  # characters between paragraphs that are searched for an imprint


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
    head = [page.raw[start:end].strip()[:LONGEST_LINE] for start, end in page.head]
    foot = [page.raw[start:end].strip()[:LONGEST_LINE] for start, end in page.foot]
    signing = _signing(head, headline)
    parts = [part for text in signing for part in _parts(text)]
    lead = page.body.split("\n", 1)[0][:LONGEST_DATELINE]
    dateline = _dateline(lead)
    opening = OPENING.match(lead)
    if opening and is_person(opening["author"]):
        parts, dateline = [*parts, opening["author"]], [opening["outlet"]]
    names = [name for part in parts for name in (part, *re.split(r"\s*[,()]\s*|\s+with\s+|\s+and\s+", part))]
    agency = next(filter(None, map(agency_in, (*names, *dateline))), None) or _signed(foot)
    author = next(filter(None, map(_author, parts)), None) or _reporting(foot) or _hinted(hints.author)
    names = [re.sub(r"^by\s+", "", name, flags=re.IGNORECASE) for name in (*names, *dateline)]
    named = [name for name in names if not agency or agency_in(name) != agency]
    publisher = (
        headline.publisher
        or next((part for part in named if is_outlet(part, known=True)), None)
        or next((name for name in dateline if not agency_in(name)), None)
        or _below_byline(head)
        or next(
            (part for text in signing if kind_of(text) == BYLINE for part in _parts(text)[1:] if is_outlet(part)), None
        )
        or _imprint(page)
        or hints.publisher
    )
    return Byline(author, agency, publisher)


def _signing(head: list[str], headline: Headline) -> list[str]:
    """The lines that may sign: bylines, date lines, and short lines beside them that are neither headline nor deck."""
    kinds = [kind_of(text) for text in head]
    signs = [
        (kind in (BYLINE, STAMP) and not MACHINE.match(text))
        or (kind == SHORT and head.count(text) > 1 and is_person(text))
        for text, kind in zip(head, kinds, strict=True)
    ]
    titles = [index for index, text in enumerate(head) if headline.title and freed(text).title == headline.title]
    below = titles[0] if titles else -1
    return [
        text
        for index, (text, kind) in enumerate(zip(head, kinds, strict=True))
        if signs[index]
        or (
            kind == SHORT
            and len(text.split()) <= 6
            and index not in titles
            and ((index > below and any(signs[max(0, index - 2) : index + 3])) or is_outlet(text, known=True))
        )
    ]


def _parts(text: str) -> list[str]:
    """A line cut at its marks, without dates: "Reuters | Rome | Updated: …" -> Reuters, Rome; "by" stays."""
    kept = residue(text) if kind_of(text) == STAMP else text
    pieces = [piece.strip(" ,;()[]") for piece in re.split(r"\s*[|•·\n]\s*|\s+[-–—/]\s+", kept)]
    pieces = [piece for piece in pieces if piece]
    signed = SIGNED.search(text)
    return [f"By {piece}" if signed and signed["name"].startswith(piece) else piece for piece in pieces]


def _author(part: str) -> str | None:
    part = DOUBLED.sub(r"\1", part)
    match = AUTHOR.match(part)
    titled = NAME_AND_ROLE.fullmatch(part)
    if titled and is_person(titled["name"]):
        return titled["name"]
    if not match:
        return part if is_person(part) or is_name_list(part) or is_pair(part) else None
    names = (match["names"] or match["named"]).strip(" .,;:|-–—")
    names = ROLE.sub("", names).strip(" ,")
    kept = [
        name
        for name in re.split(r"\s*,\s*|\s+with\s+", names)
        if name and not (agency_in(name) or is_outlet(name, known=True))
    ]
    names = ", ".join(kept)
    return names if names and are_names(names) and not NOBODY.search(names) else None


def is_pair(part: str) -> bool:
    """Whether a line is two persons' names."""
    first, mark, second = part.partition(" and ")
    return bool(mark) and is_person(first) and is_person(second)


def _below_byline(head: list[str]) -> str | None:
    """A line right below an author's that sounds like an outlet."""
    pairs = ((text, below) for text, below in pairwise(head) if AUTHOR.match(text) and len(below.split()) <= 5)
    return next((below for _, below in pairs if kind_of(below) == SHORT and is_outlet(below)), None)


def _reporting(foot: list[str]) -> str | None:
    matches = filter(None, map(REPORTING.search, foot))
    return next((ROLE.sub("", match["names"]).strip(" .,") for match in matches), None)


def _hinted(author: str | None) -> str | None:
    return author if author and not agency_in(author) and not NOBODY.search(author) else None


def _dateline(lead: str) -> list[str]:
    """The names a dateline signs with: "MOSCOW (Outlet / Agency - 20th January)" -> Outlet, Agency."""
    match = DATELINE.match(lead)
    names = re.split(r"\s*[/–—-]\s*", next(filter(None, match.groups()))) if match else []
    names = [name.strip() for name in names if not find_stamps(name)]
    beside_agency = len(names) == 2 and agency_in(names[1]) and len(names[0].split()) <= 4
    return [name for name in names if beside_agency or is_outlet(name, known=True) or agency_in(name)]


def _signed(foot: list[str]) -> str | None:
    return next((found for text in foot[:4] if kind_of(text) == BYLINE and (found := agency_in(text))), None)


def _imprint(page: Page) -> str | None:
    """The outlet that the page's furniture names: copyright notice, subscription, "first appeared on"."""
    starts = [0, *(segment.raw_end for segment in page.segments)]
    ends = [*(segment.raw_start for segment in page.segments), len(page.raw)]
    for start, end in zip(starts, ends, strict=True):
        for match in IMPRINT.finditer(page.raw[start : min(end, start + LONGEST_FURNITURE)]):
            name = next(filter(None, match.groups())).strip()
            if is_outlet(name, known=match.lastgroup != "name"):
                return outlets().get(name.casefold(), name)
    return None
