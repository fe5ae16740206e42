"""Known persons under spellings the gazetteer lacks, told by the office the text gives them."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import fuzz

from articles.extraction.actors.holders import office_holder
from articles.extraction.actors.roles import Roles
from articles.extraction.lexicon import fold
from articles.extraction.records import Mention

ALIKE = 60  # of 100: "Voludimir Zellinski" ~ "Volodymyr Zelensky" is 71, other holders' names stay below 45


def respelled(names: list[Mention], roles: Roles) -> list[Mention]:
    """The mentions, unknown persons replaced by who holds the office the text gives them if the names are alike:
    "Ukrainian President Voludimir Zellinski" is Volodymyr Zelensky (rule "fuzzy")."""
    known = {person: holder for person in roles.by_person if (holder := alike_holder(person, roles))}
    return [
        replace(name, actor=known[name.actor], rule="fuzzy" if name.rule == "person" else name.rule)
        if name.actor in known
        else name
        for name in names
    ]


def alike_holder(person: str, roles: Roles) -> str | None:
    """Who holds an office that the text gives an unknown person and has a name like his."""
    entries = roles.gazetteer.entries
    for role in roles.by_person[person] if person not in entries else ():
        holder = office_holder(role.title, role.of, set(), roles) if role.of in entries else None
        if holder and fuzz.ratio(fold(person), fold(holder)) >= ALIKE:
            return holder
    return None
