"""Lines that sign: names of persons and agencies, and how they are told from other words."""

from __future__ import annotations

import re

from articles.extraction.clean.vocabulary import agencies

WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
NAME = re.compile(r"[A-Z][\w’\x27.-]+(?: [A-Z][\w’\x27.-]*){1,3}")
NAME_AND_ROLE = re.compile(
    r"(?P<name>[A-Z][\w’'-]+ (?:(?:[A-Z]\.|de|van|von|al|el|bin) )*[A-Z][\w’'-]+) (?:[A-Z][\w’'-]* ){0,4}"
    r"(?:Reporter|Correspondent|Editor|Writer|Journalist|Columnist|Contributor|Producer|Bureau Chief)"
)
FEWEST_NAMES = 3  # names in a row that make a byline without "by"
MOST_NAME_WORDS = 30
MOST_PLACE_WORDS = 3
ORIGIN = re.compile(r"^(?:news )?source\s*[:–-]\s*", re.IGNORECASE)
BY_NAME = re.compile(r"by[:\s]\s*(.+)", re.IGNORECASE)
PARTICLES = frozenset(
    "and with in of for the de da di del van von der den bin al el la le our staff correspondent reporter writer "
    "editor agencies at".split()
)
BYLINE_OPENING = re.compile(
    r"\W{0,3}(?:(?:written|reported|posted|authored|edited|compiled|published|story|words|text|additional reporting"
    r"|reporting|writing|editing|translated|curated|produced) by\b"
    r"|(?:author|writer|reporter|editor|from|text|words)s?\s*[:|]|(?:with )?(?:agency )?inputs? from\b"
    r"|(?:agencies|staff (?:reporter|writer)|our correspondent|web desk|news desk|staff|admin|editorial team)\W*$)",
    re.IGNORECASE,
)
LONGEST_BYLINE = 240  # characters


def is_byline(text: str) -> bool:
    """Who wrote it: "By …", "(Reporting by …)", "Edited by …", or an agency's name alone."""
    bare = ORIGIN.sub("", text.strip(" ()[]|•·/-–—.*_"))
    if len(text) > LONGEST_BYLINE:
        return False
    signed = BY_NAME.match(bare)
    return (
        bare in agencies()
        or is_name_list(bare)
        or bool(NAME_AND_ROLE.fullmatch(bare))
        or is_agency_and_place(bare)
        or bool(BYLINE_OPENING.match(text))
        or bool(signed and are_names(signed[1]))
    )


def is_name_list(text: str) -> bool:
    """Whether a line is a row of persons' names: a byline without "by"."""
    names = re.split(r",\s*(?:and\s+)?|\s+and\s+", text)
    return len(names) >= FEWEST_NAMES and all(NAME.fullmatch(name) for name in names)


def is_agency_and_place(text: str) -> bool:
    """Whether a line is an agency's name and where it writes from: "Reuters, Istanbul"."""
    agency, _, place = text.partition(", ")
    return agency in agencies() and 0 < len(place.split()) <= MOST_PLACE_WORDS and are_names(place)


def are_names(text: str) -> bool:
    """Whether the words are written as names are: capitals throughout, but for particles."""
    words = WORD.findall(text)
    return 0 < len(words) <= MOST_NAME_WORDS and all(
        not word[0].islower() or word.lower() in PARTICLES for word in words
    )
