"""The reference chronology: dated facts of the conflict, against which an undated article is held."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "data" / "chronology.toml"


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated fact. A sentence tells it when it contains every pattern of `words`. `lasting` facts are mentioned for
    years after, so they only bound the article's day; with `ahead` the talk before them is recognised."""

    day: date
    last: date
    what: str
    words: tuple[re.Pattern[str], ...]
    lasting: bool = False
    ahead: bool = False

    def is_told_in(self, sentence: str) -> bool:
        return all(pattern.search(sentence) for pattern in self.words)


@dataclass(frozen=True, slots=True)
class Chronology:
    """The facts in order of time, and the day the full-scale invasion began, from which texts count days and weeks."""

    facts: tuple[Fact, ...]
    invasion: date


@cache
def load_chronology() -> Chronology:
    """The chronology of data/chronology.toml."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    facts = tuple(
        Fact(
            day=row["day"],
            last=row.get("until", row["day"]),
            what=row["what"],
            words=tuple(re.compile(rf"\b(?:{word})", re.IGNORECASE) for word in row["words"]),
            lasting=row.get("lasting", False),
            ahead=row.get("ahead", False),
        )
        for row in table["facts"]
    )
    return Chronology(tuple(sorted(facts, key=lambda fact: fact.day)), table["invasion"])
