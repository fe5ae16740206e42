"""The words of date expressions, read once from vocabulary.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_words = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))

MONTHS: dict[str, int] = {name: i for i, name in enumerate(_words["months"], 1)}
MONTH_ABBREVIATIONS: dict[str, int] = {name[:3]: i for name, i in MONTHS.items()} | _words["month_abbreviations"]
WEEKDAYS: dict[str, int] = {name: i for i, name in enumerate(_words["weekdays"])}
WEEKDAY_ABBREVIATIONS: dict[str, int] = {name[:3]: i for name, i in WEEKDAYS.items()} | _words["weekday_abbreviations"]
ORDINALS: dict[str, int] = {name: i for i, name in enumerate(_words["ordinals"], 1)}
SEASONS: dict[str, list[int]] = _words["seasons"]
HOLIDAY_NAMES: list[str] = list(_words["holidays"])
HOLIDAYS: dict[str, list[int]] = {name.replace("'", ""): rule for name, rule in _words["holidays"].items()}
NAMED_DAYS: dict[str, str] = _words["named_days"]
NAMES: list[str] = _words["names"]
COUNTED = frozenset(_words["counted"])
PLAN = frozenset(_words["tense"]["plan"])
WILL = frozenset(_words["tense"]["will"])
SAY = frozenset(_words["tense"]["say"])
SCHEDULED = frozenset(_words["tense"]["scheduled"])
UNTIL = frozenset(_words["tense"]["until"])
EFFECTIVE = frozenset(_words["tense"]["effective"])
MOVED = frozenset(_words["tense"]["moved"])

_units: dict[str, int] = {name: i for i, name in enumerate(_words["units"], 1)}
_tens: dict[str, int] = {name: 10 * i for i, name in enumerate(_words["tens"], 2)}
NUMBERS: dict[str, int] = {"a": 1, "an": 1, "couple": 2, "dozen": 12} | _units | _tens


def squeeze(words: str) -> str:
    """Lower case, one blank between words, no hyphens: the form in which the tables hold words."""
    return re.sub(r"[\s\u00a0-]+", " ", words.replace("’", "'")).strip().lower()


def number(words: str | None) -> int | None:
    """The number that digits or English words spell ("21", "twenty-one", "a", "a couple of"), None for a vague one."""
    found = squeeze(words or "").removeprefix("a couple").strip() if words else ""
    if words and squeeze(words).startswith("a couple"):
        return 2
    if found.isdigit():
        return int(found)
    parts = found.split()
    if not parts or any(part not in NUMBERS for part in parts):
        return None
    return sum(NUMBERS[part] for part in parts)


def spelled_year(words: str) -> int | None:
    """A year as spoken: "nineteen ninety-seven", "two thousand fourteen", "twenty twenty-two"."""
    text = squeeze(words).replace(" and ", " ")
    if text.startswith("two thousand"):
        rest = text.removeprefix("two thousand").strip()
        return 2000 + (number(rest) or 0)
    century, _, rest = text.partition(" ")
    head, tail = number(century), number(rest)
    return None if head is None or tail is None else 100 * head + tail


def month_number(name: str) -> int:
    """January is 1; abbreviations and a final full stop are understood."""
    word = name.lower().rstrip(".")
    return MONTHS.get(word) or MONTH_ABBREVIATIONS[word]


def weekday_number(name: str) -> int:
    """Monday is 0; abbreviations and a final full stop are understood."""
    word = name.lower().rstrip(".")
    found = WEEKDAYS.get(word)
    return WEEKDAY_ABBREVIATIONS[word] if found is None else found


def ordinal(words: str) -> int:
    """The day of the month that "24", "24th" or "twenty-fourth" names."""
    digits = re.match(r"\d+", words)
    return int(digits.group()) if digits else ORDINALS["-".join(squeeze(words).split())]
