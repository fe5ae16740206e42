"""The words of the event rules, read from the data beside the extraction modules."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`verbs` and `nouns` map a word to its group of happenings; `says` are the cues that make a statement."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    states: frozenset[str]
    plans: frozenset[str]
    says: frozenset[str]
    saying_nouns: frozenset[str]
    handed_on_by: frozenset[str]
    repeated: frozenset[str]
    disputes: frozenset[str]
    answered: frozenset[str]
    retorts: frozenset[str]
    acts: frozenset[str]
    raised: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    happenings = tomllib.loads((DATA / "happenings.toml").read_text(encoding="utf-8"))
    statements = tomllib.loads((DATA / "statements.toml").read_text(encoding="utf-8"))
    return Vocabulary(
        verbs=by_word(happenings["verbs"]),
        nouns=by_word(happenings["nouns"]),
        states=frozenset(happenings["state"]["verbs"]),
        plans=frozenset(happenings["plan"]["verbs"]),
        says=frozenset(statements["verbs"]),
        saying_nouns=frozenset(statements["nouns"]),
        handed_on_by=frozenset(statements["handed_on_by"]),
        repeated=frozenset(statements["repeated"]),
        disputes=frozenset(statements["disputes"]),
        answered=frozenset(statements["answered"]),
        retorts=frozenset(statements["retorts"]),
        acts=frozenset(statements["acts"]),
        raised=frozenset(statements["raised"]),
    )


def by_word(groups: dict[str, list[str]]) -> dict[str, str]:
    """{group: words} turned round; a word's first group counts."""
    found: dict[str, str] = {}
    for group, words in groups.items():
        for word in words:
            found.setdefault(word, group)
    return found
