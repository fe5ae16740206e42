"""The reference chronology: dated facts of the conflict, against which an undated article is held."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "data" / "chronology.toml"
LITERAL = re.compile(r"[\w |,'-]+")


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated fact. A sentence tells it when it contains every pattern of `words`.

    `lasting` facts are mentioned for years after, so they only bound the article's day; with `ahead` the talk before
    them is recognised, with a later `last` the weeks in which they were going on. `mooted` ones were talked of as
    possible beforehand, so a sentence that only supposes does not tell them. `literals` are the words that are plain,
    lower case, as alternatives: a quick test for a whole text.
    """

    day: date
    last: date
    what: str
    words: tuple[re.Pattern[str], ...]
    literals: tuple[tuple[str, ...], ...]
    lasting: bool = False
    ahead: bool = False
    mooted: bool = False

    def is_told_in(self, sentence: str) -> bool:
        return all(pattern.search(sentence) for pattern in self.words)

    def may_be_told_in(self, lower: str) -> bool:
        return all(any(word in lower for word in alternatives) for alternatives in self.literals)


@dataclass(frozen=True, slots=True)
class Chronology:
    """The facts in order of time, the day the full-scale invasion began, from which texts count days and weeks, and the
    words by which a sentence announces or supposes."""

    facts: tuple[Fact, ...]
    invasion: date
    announced: re.Pattern[str]
    supposed: re.Pattern[str]

    @property
    def years(self) -> range:
        """The years of the facts that are told as news."""
        days = [fact.day for fact in self.facts if not fact.lasting]
        return range(min(days).year, max(days).year + 1)

    def told_in(self, text: str) -> tuple[Fact, ...]:
        """The facts worth seeking in the sentences of a text: their plain key words occur somewhere in it."""
        lower = text.lower()
        return tuple(fact for fact in self.facts if fact.may_be_told_in(lower))

    def is_announcement(self, sentence: str) -> bool:
        """Whether a sentence speaks of what lies ahead."""
        return self.announced.search(sentence) is not None

    def is_supposed(self, sentence: str) -> bool:
        """Whether a sentence speaks of what might be, or of what is not."""
        return self.supposed.search(sentence) is not None


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
            literals=tuple(tuple(word.lower().split("|")) for word in row["words"] if LITERAL.fullmatch(word)),
            lasting=row.get("lasting", False),
            ahead=row.get("ahead", False),
            mooted=row.get("mooted", False),
        )
        for row in table["facts"]
    )
    moods = (re.compile(rf"\b(?:{'|'.join(table[mood])})\b", re.IGNORECASE) for mood in ("announced", "supposed"))
    return Chronology(tuple(sorted(facts, key=lambda fact: fact.day)), table["invasion"], *moods)
