"""The two men, both sides, either country: phrases that take up the two actors of a kind named last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from articles.extraction.lexicon import words
from articles.extraction.records import Mention
from articles.extraction.resolution.pronouns import BODIES, Discourse, paragraph_start


@cache
def pair_pattern() -> re.Pattern[str]:
    """ "the two", both, either or each, at most one word, and a noun of words.toml."""
    nouns = "|".join(sorted(words("pair_people") | words("pair_bodies")))
    pattern = rf"\b(?:(?:the|these|those) )?(?:two|2|both|either|each) (?:[\w-]+ )?({nouns})\b"
    return re.compile(pattern, re.IGNORECASE)


def find_pairs(discourse: Discourse) -> Iterator[Mention]:
    """Two mentions (rule "pair") for each such phrase of the text that has two fitting actors before it."""
    for match in pair_pattern().finditer(discourse.cast.text):
        for actor in pair_before(match.start(), match[1], discourse):
            yield Mention(match.start(), match.end(), match[0], actor, "pair")


def pair_before(position: int, noun: str, discourse: Discourse) -> tuple[str, ...]:
    """The two persons (men, leaders), or states and bodies (sides, countries), that a text names last before a place,
    in text order and at most two paragraphs back: those who spoke or are subjects, else any; empty if not two."""
    people = noun.lower() in words("pair_people")
    cast = discourse.cast
    kinds = ("person",) if people else BODIES
    near = cast.between(paragraph_start(cast.text, position, 2), position)
    spoken = {actor for at, actor, _ in discourse.turns if at < position}
    fitting = [m for m in near if cast.records[m.actor].kind in kinds and m.rule not in ("media", "place")]
    acting = [m for m in fitting if m.actor in spoken or (cast.is_subject(m) and cast.depth(m) == 0)]
    for mentions in (acting, fitting):
        last = list(dict.fromkeys(mention.actor for mention in reversed(mentions)))[:2]
        if len(last) == 2:
            return (last[1], last[0])
    return ()


def pair_named(phrase: str, position: int, discourse: Discourse) -> tuple[str, ...]:
    """The same for a whole phrase that is to be such a one."""
    match = pair_pattern().fullmatch(phrase.strip(" ,"))
    return pair_before(position, match[1], discourse) if match else ()
