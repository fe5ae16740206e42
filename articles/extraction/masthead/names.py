"""Names of outlets, agencies and sections, and how they are told from other words."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from articles.extraction.clean.vocabulary import DATA, agencies

PERSON = re.compile(r"[A-Z][\w’'.-]+(?: (?:[A-Z][\w’'.-]*|de|da|van|von|bin|al|el)){1,3}")
NOBODY = re.compile(
    r"\b(?:staff|desk|team|correspondent|bureau|agenc(?:y|ies)|admin|editor|newsroom|reporters?|online|web|news|editorial"
    r"|service|contributor|wire|guest|time|conversation|update|report|world|live|politics|today"
    r"|ukraine|ukrainian|russian?|crisis|war|tensions?|conflict|nato|kremlin|published|posted|image|photo|video|government)\b",
    re.IGNORECASE,
)


DOMAIN = re.compile(r"(?:www\.)?[\w-]{3,}(?:\.\w{2,3})?\.(?:com|org|net|news|info|ru|ua|uk|in|eu|tv|ie)")


@cache
def _tables() -> dict[str, list[str]]:
    return tomllib.loads((DATA / "outlets.toml").read_text(encoding="utf-8"))


@cache
def outlets() -> dict[str, str]:
    """Known outlets: folded name -> name."""
    return {name.casefold(): name for name in _tables()["names"]}


@cache
def sections() -> frozenset[str]:
    """Folded names of sections as they stand in breadcrumbs."""
    return frozenset(name.casefold() for name in _tables()["sections"])


@cache
def places() -> frozenset[str]:
    """Folded names of places that look like persons' names."""
    return frozenset(name.casefold() for name in _tables()["places"])


@cache
def _outlet_words() -> re.Pattern[str]:
    words = "|".join(map(re.escape, _tables()["words"]))
    return re.compile(rf"\b(?:{words})\b|\.(?:com|org|net|co\.uk|ru|ua|in|tv|info|eu|news|ie)\b")


def is_outlet(name: str, *, known: bool = False) -> bool:
    """Whether a short name is an outlet's: a known one or, unless `known` asks for that, one that says so (Times)."""
    name = name.strip()
    if name.casefold() in outlets() or DOMAIN.fullmatch(name):
        return True
    words = name.split()
    return (
        not known
        and len(words) + name.count(".") > 1
        and len(words) <= 5
        and name[0].isupper()
        and bool(_outlet_words().search(name))
        and name.casefold() not in sections()
    )


def is_person(name: str) -> bool:
    """Whether a byline part alone is a person's name: two to four capitals, no outlet, agency, section or place."""
    return (
        bool(PERSON.fullmatch(name))
        and not name.startswith("The ")
        and not (name.isupper() and re.search(r"\b(?:AND|OF|THE|FOR|IN|ON)\b", name))
        and name.casefold() not in sections() | places()
        and not (is_outlet(name) or agency_in(name) or agency_in(name.split()[0]) or NOBODY.search(name))
    )


def agency_in(name: str) -> str | None:
    """The agency that a byline part names ("Reuters", "AFP News", "the Associated Press"), as it is written there."""
    name = re.sub(r"\s+(?:Staff|Staff Writer|Staff Reporter)$", "", name)
    bare = re.sub(
        r"^(?:by|from|source|via|with|the)\b[:\s]+", "", name.strip(" ()[]./|-–—*•"), flags=re.IGNORECASE
    ).strip()
    if bare in agencies() or f"The {bare}" in agencies():
        return bare
    if len(bare.split()) == 2 and bare.split()[0] in agencies() and bare.split()[1].casefold() in sections():
        return bare.split()[0]
    first = re.sub(r"\s+(?:Staff|News|News Agency|news agency|correspondent|reporters?|Reporters?|Agency)$", "", bare)
    return first if first in agencies() else None
