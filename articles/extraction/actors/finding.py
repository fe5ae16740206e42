"""Whom a text names: mentions with their canonical actors, one step after the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import accumulate
from operator import attrgetter

from spacy.tokens import Doc, Span

from articles.extraction.actors.cast import Cast
from articles.extraction.actors.descriptions import actor_records
from articles.extraction.actors.holders import title_holder
from articles.extraction.actors.institutions import find_institutions
from articles.extraction.actors.names import find_names
from articles.extraction.actors.noun_phrases import Phrase, mention_of, token_mentions
from articles.extraction.actors.organisations import find_organisations
from articles.extraction.actors.persons import find_persons
from articles.extraction.actors.respellings import respelled
from articles.extraction.actors.roles import Roles, is_person
from articles.extraction.actors.titles import find_roles, find_titles
from articles.extraction.actors.unnamed import find_unnamed
from articles.extraction.gazetteer import Gazetteer
from articles.extraction.offsets import text_of
from articles.extraction.records import Mention

FIELD = date(2022, 3, 1)  # whose holders of offices an undated text means: the gazetteer's field is early 2022


def find_actors(doc: Doc, gazetteer: Gazetteer, published: date | None) -> Cast:
    """All mentions of actors in the text: gazetteer names first, then unknown persons and organisations, then phrases.

    Rules of a mention: name, metonym, place, demonym, surname, fuzzy, person, organisation, media, title, unnamed.
    A name that only says whose official or minister somebody is ("Russian" in "Russian officials") is no mention of its
    own: the person or the unnamed speaker stands for it, and the actor's parent leads back to it."""
    text = text_of(doc)
    names = find_names(doc, gazetteer)
    titles = find_titles(doc, gazetteer)
    title_tokens = {token.i for title in titles for token in title}
    names = with_persons(names, find_persons(doc, text, gazetteer, covered(doc, names), titles))
    parents: dict[str, str | None] = {}
    names = with_phrases(names, find_institutions(doc, token_mentions(doc, names), gazetteer), parents)
    names += find_organisations(doc, text, covered(doc, names) | title_tokens)
    names.sort(key=lambda mention: mention.start)
    roles = Roles(gazetteer, published or FIELD)
    standing, names, apposed = read_titles(doc, titles, names, roles)
    names = respelled(names, roles)
    names = with_phrases(names, find_title_holders(doc, standing, names, roles), parents)
    names = with_phrases(names, find_unnamed(doc, token_mentions(doc, names), gazetteer, apposed), parents)
    mentions = tuple(sorted((m for m in names if not is_region(m, gazetteer)), key=lambda mention: mention.start))
    return Cast(doc, text, gazetteer, roles, mentions, actor_records(mentions, roles, parents, text))


def covered(doc: Doc, mentions: list[Mention]) -> set[int]:
    """Indexes of the tokens that belong to mentions."""
    return {i for i, mention in enumerate(token_mentions(doc, mentions)) if mention is not None}


def with_persons(names: list[Mention], persons: list[Mention]) -> list[Mention]:
    """The names with unknown persons added. A known surname is theirs once they were named with it in full, unless the
    text has the full name of the known bearer too."""
    full = {name.actor for name in names if name.rule == "name"}
    newcomers = {person.text.split()[-1]: person for person in reversed(persons) if person.rule == "person"}
    corrected = []
    for name in names:
        person = newcomers.get(name.text)
        theirs = name.rule == "surname" and name.actor not in full and person is not None and person.start < name.start
        corrected.append(replace(name, actor=person.actor) if theirs and person else name)
    return corrected + persons


def with_phrases(
    names: list[Mention], phrases: Iterable[tuple[Mention, str | None]], parents: dict[str, str | None]
) -> list[Mention]:
    """The names with phrases added; names inside a phrase go, and whose the phrase is enters `parents`."""
    added = []
    for mention, parent in phrases:
        added.append(mention)
        if parent != mention.actor:
            parents.setdefault(mention.actor, parent)
    return outside(names, added) + added


def read_titles(
    doc: Doc, titles: list[Span], names: list[Mention], roles: Roles
) -> tuple[list[tuple[Phrase, Span]], list[Mention], set[int]]:
    """Fills the table of roles. Returns the titles that stand alone, the names without those that only say whose a
    named person's title is, and the indexes of the tokens of such titles."""
    standing: list[tuple[Phrase, Span]] = []
    absorbed: set[Mention] = set()
    apposed: set[int] = set()
    for phrase, head, person in find_roles(doc, titles, token_mentions(doc, names), roles):
        if person is None:
            standing.append((phrase, head))
        else:
            absorbed.update(owner for owner in phrase.owners if owner.actor != person.actor)
            apposed.update(range(phrase.start, phrase.end))
    return standing, [name for name in names if name not in absorbed], apposed


def find_title_holders(
    doc: Doc, standing: list[tuple[Phrase, Span]], names: list[Mention], roles: Roles
) -> Iterator[tuple[Mention, str | None]]:
    """Mentions of persons by title alone: "the French President"."""
    by_start = attrgetter("start")
    people = sorted((mention for mention in names if is_person(mention, roles.gazetteer)), key=by_start)
    for phrase, head in standing:
        span = doc[phrase.start : phrase.end]
        at = bisect_left(people, span.start_char, key=by_start)
        before = [m.actor for m in reversed(people[:at]) if m.end <= span.start_char]
        after = dict.fromkeys(m.actor for m in people[at:] if m.start >= span.end_char)
        holder = title_holder(phrase, head, roles, before, list(after))
        if holder is not None:
            mention = mention_of(span, holder, "title")
            insort(people, mention, key=by_start)
            yield mention, None


def is_region(mention: Mention, gazetteer: Gazetteer) -> bool:
    """Whether the mention is an adjective like Western or European, which alone names no actor."""
    return mention.rule == "demonym" and gazetteer.entries[mention.actor].kind == "organisation"


def outside(names: list[Mention], phrases: Iterable[Mention]) -> list[Mention]:
    """The names that lie in none of the phrases."""
    spans = sorted((phrase.start, phrase.end) for phrase in phrases)
    starts = [start for start, _ in spans]
    reached = [0, *accumulate((end for _, end in spans), max)]
    return [name for name in names if reached[bisect_right(starts, name.start)] < name.end]
