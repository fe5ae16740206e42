"""Speakers that a noun takes up ("the official", "the ministry") or only describes ("residents")."""

from __future__ import annotations

import re

from spacy.tokens import Span

from articles.extraction.actors.cast import core_of
from articles.extraction.actors.holders import office_holder
from articles.extraction.actors.unnamed import is_group, unnamed_noun
from articles.extraction.lexicon import words
from articles.extraction.resolution.pronouns import BODIES, Discourse, actors_of_pronoun


def anaphoric_noun(span: Span, discourse: Discourse) -> str | None:
    """Whom a definite noun that names nobody takes up: the last speaker called so ("the official"), else for people
    the last person who spoke, for bodies ("the ministry", "the alliance") the last one that the noun fits."""
    core = core_of(span)
    if not len(core):
        return None
    noun = core[-1].lower_
    definite = span[0].lower_ in ("the", "this", "that", "these", "those", "same")
    if not definite:
        return None
    if noun in words("messages"):
        return next((actor for _, actor, _ in reversed(discourse.turns)), None)
    called = last_called(noun, span.start_char, discourse)
    if called or not unnamed_noun(noun):
        return called or body_called(noun, span.start_char, discourse)
    return discourse.nearest(span.start_char, lambda record: record.kind in ("person", "unnamed"))


def owned(span: Span, discourse: Discourse) -> str | None:
    """Whom "his ministry", "its defence minister" mean: of the one that the pronoun means, and those for whom that one
    acts, the body so called or the holder of the office."""
    core = core_of(span)
    if not len(core) or span[0].tag_ != "PRP$":
        return None
    cast, called = discourse.cast, " ".join(token.lower_ for token in core if token.tag_ != "PRP$")
    for owner in actors_of_pronoun(span[0], span[0].lower_, discourse)[:1]:
        for name in (owner, *cast.lineage(owner)):
            entry = cast.gazetteer.entries.get(name)
            if name != owner and (called in name.lower().split() or (entry and called in entry.called)):
                return name
            if entry and entry.kind != "person" and (holder := office_holder(called, name, set(), cast.roles)):
                return holder
    return None


def last_called(noun: str, position: int, discourse: Discourse) -> str | None:
    """The last speaker whose words had the noun, in the same number; else the last one mentioned by it unnamed."""
    turns = reversed(discourse.turns)
    spoken = (actor for _, actor, phrase in turns if noun in re.findall(r"\w+", heading(phrase)))
    before = reversed(discourse.cast.between(0, position))
    mentioned = (m.actor for m in before if m.rule == "unnamed" and m.text.lower().split()[-1] == noun)
    return next(spoken, None) or next(mentioned, None)


def heading(phrase: str) -> str:
    """A speaker phrase up to what only tells more of its head: "A US official", not "who spoke to the agency"."""
    return re.split(r",| (?:of|for|from|at|in|who|that|with|familiar) ", phrase.lower())[0]


def body_called(noun: str, position: int, discourse: Discourse) -> str | None:
    """The body that a noun like ministry or alliance means: one that the noun followed ("Quad ministers"), whose name
    holds it or that by the gazetteer is called so; else, for nouns of bodies, the nearest body that speaks or acts."""
    cast = discourse.cast
    owned = re.compile(rf"(?:['’]s)? (?:[\w-]+ ){{0,2}}{re.escape(noun)}\b", re.IGNORECASE)
    for mention in reversed(cast.between(0, position)):
        if owned.match(cast.text, mention.end):
            return mention.actor
        for actor in (mention.actor, *cast.lineage(mention.actor)):
            entry = cast.gazetteer.entries.get(actor)
            if noun in f"{actor} {mention.text}".lower().split() or (entry and noun in entry.called):
                return actor
    if noun == "government":
        state = state_speaking(discourse)
        if state:
            return state
    if is_group(noun) or noun in words("bodies"):
        return discourse.nearest(position, lambda record: record.kind in BODIES)
    return None


def state_speaking(discourse: Discourse) -> str | None:
    """The state whose people spoke last: "the government" of an article on a minister's words is his."""
    records = discourse.cast.records
    for _, actor, _ in reversed(discourse.turns):
        for name in (actor, *discourse.cast.lineage(actor)):
            if name in records and records[name].kind == "country":
                return name
    return None


def plain_noun(span: Span) -> str | None:
    """A speaker nobody knows more of: its proper name as written, or "unnamed" and the noun ("unnamed residents")."""
    core = core_of(span)
    if not len(core):
        return None
    head = core[-1]
    proper = [token for token in core if token.pos_ == "PROPN"]
    if head.pos_ == "PROPN" and head.text[:1].isupper() and (len(proper) > 1 or head.ent_type_):
        return " ".join(token.text for token in core if not token.is_space)
    return f"unnamed {head.lower_}" if head.lower_ in words("speaking_nouns") else None
