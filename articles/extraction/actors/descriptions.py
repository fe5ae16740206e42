"""What is known of each actor a text names: from the gazetteer, else from the text's own titles and roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from articles.extraction.actors.persons import first_names
from articles.extraction.actors.roles import Roles
from articles.extraction.gazetteer import Gazetteer
from articles.extraction.lexicon import words
from articles.extraction.records import ActorRecord, Mention


def actor_records(
    mentions: Iterable[Mention], roles: Roles, parents: dict[str, str | None], text: str
) -> dict[str, ActorRecord]:
    """A record for every actor mentioned, and for its parents as far as the gazetteer knows them."""
    by_actor: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_actor[mention.actor].append(mention)
    records = {name: describe(name, found, roles, parents.get(name), text) for name, found in by_actor.items()}
    for record in list(records.values()):
        parent = record.parent
        while parent and parent not in records and parent in roles.gazetteer.entries:
            records[parent] = roles.gazetteer.record(parent, roles.on)
            parent = records[parent].parent
    return records


def describe(name: str, mentions: list[Mention], roles: Roles, parent: str | None, text: str) -> ActorRecord:
    """The record of one actor; a person's parent is whom the title in the text belongs to."""
    gazetteer = roles.gazetteer
    if name in gazetteer.entries:
        return gazetteer.record(name, roles.on)
    rules = {mention.rule for mention in mentions}
    if rules & {"person", "surname"}:
        role = next(iter(roles.of(name)), None)
        parent = role.of if role else None
        gender = gender_of(name, mentions, text, gazetteer)
        return ActorRecord(name, "person", parent, role.words if role else "", gazetteer.country(parent), gender=gender)
    kind = next((kind for kind in ("unnamed", "institution") if kind in rules), "organisation")
    return ActorRecord(name, kind, parent, country=gazetteer.country(parent))


def gender_of(name: str, mentions: list[Mention], text: str, gazetteer: Gazetteer) -> str:
    """m or f by the word before the name (Mr, spokeswoman) or by the first name as borne in the gazetteer; else ""."""
    for mention in mentions:
        before = text[max(mention.start - 20, 0) : mention.start].lower().replace(".", "").split()[-1:]
        for gender, kind in (("m", "male"), ("f", "female")):
            if before and before[0] in words(kind):
                return gender
    return first_names(gazetteer).get(name.split()[0], "")
