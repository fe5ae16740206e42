"""How old the war is by the text's own words: "the monthlong invasion", "the war entered its third week", "day 12"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
UNITS = {"day": 1, "week": 7, "month": 30}
EARLY = {1: 1, 7: 3, 30: 6}  # days by which a text rounds an age up
_COUNT = rf"(?P<count>\d{{1,3}}|an?|{'|'.join(NUMBERS + ORDINALS)})"
_UNIT = r"(?P<unit>day|week|month)"
_HALF = "(?P<half> and a half)?"
_ABOUT = "(?:now|nearly|almost|about|some|roughly|more than|over)"
_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WAR = r"(?:war|invasion|offensive|assault|hostilities|conflict)"
_ENTERING = r"(?:enter(?:s|ed|ing)?|in|into)"
_NTH = rf"{_COUNT}(?:st|nd|rd|th)?"
_MEMBER = rf"(?:its|the|a|his) {_NTH} {_UNIT}"
RUNNING = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_WAR}\b[^.,]{{0,30}}(?:, now)? {_ENTERING} {_MEMBER}\b",
        rf"\b(?:on|as) (?P<unit>day) {_COUNT} of (?:\w+.s |the |its )?(?:\w+ )?{_WAR}",
        rf"\b(?:today|now|{_WEEKDAY},?)(?: is| was)? (?:on )?the {_NTH} {_UNIT} of (?:\w+.s |the |a )?(?:\w+ )?{_WAR}",
        rf"\b{_ENTERING} {_MEMBER} of (?:\w+.s |the |its )?(?:\w+ )?{_WAR}",
    )
)
ELAPSED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:{_COUNT}[- ])?{_UNIT}s?[- ]?(?:long|old) (?:\w+ ){{0,2}}{_WAR}",
        rf"\b{_ABOUT} {_COUNT}{_HALF} {_UNIT}s? (?:into|after) [^.,]{{0,30}}{_WAR}",
        rf"\b{_WAR}\b[^.,]{{0,40}} {_ABOUT} {_COUNT}{_HALF} {_UNIT}s? ago\b",
    )
)


@dataclass(frozen=True, slots=True)
class Age:
    """The age of the war in days, at least and at most, and the words that tell it."""

    least: int
    most: int
    words: str


def find_ages(text: str) -> Iterator[Age]:
    """The ages of the war a text tells as its own present; what it recalls ("on the first day of the war") is none."""
    for pattern in RUNNING:
        for match in pattern.finditer(text):
            count, unit = _number(match["count"]), UNITS[match["unit"].lower()]
            yield Age((count - 1) * unit, count * unit - 1, match.group())
    for pattern in ELAPSED:
        for match in pattern.finditer(text):
            count, unit = _number(match["count"] or "one"), UNITS[match["unit"].lower()]
            more = unit // 2 if match.groupdict().get("half") else 0
            yield Age(count * unit + more - EARLY[unit], count * unit + more + unit // 2, match.group())


def _number(word: str) -> int:
    word = word.lower()
    if word.isdigit():
        return int(word)
    for words in (NUMBERS, ORDINALS):
        if word in words:
            return words.index(word) + 1
    return 1
