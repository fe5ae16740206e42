"""Speakers without a name: "US officials", "a source familiar with the meeting", "Biden's aides"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from articles.extraction.actors.noun_phrases import Phrase, mention_of, read_phrase
from articles.extraction.gazetteer import Gazetteer
from articles.extraction.lexicon import read_data
from articles.extraction.offsets import LOWER, tokens_where
from articles.extraction.records import Mention


@cache
def vocabulary() -> dict[str, Any]:
    """The tables of unnamed.toml, `heads` with plurals added."""
    data = read_data("unnamed.toml")
    heads = data["heads"]
    groups = frozenset(data["groups"]["nouns"])
    plurals = {plural(noun): plural(head) for noun, head in heads.items() if plural(noun) not in groups}
    return data | {
        "heads": heads | plurals,
        "peoples": frozenset(data["peoples"]["nouns"]),
        "crowds": frozenset(data["crowds"]["nouns"]),
        "groups": groups,
        "dropped": frozenset(data["modifiers"]["dropped"]),
        "kept": frozenset(data["kept"]["words"]),
    }


def plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-3] + "men"
    return noun + ("es" if noun.endswith("ss") else "s")


def find_unnamed(
    doc: Doc, at: list[Mention | None], gazetteer: Gazetteer, apposed: set[int]
) -> Iterator[tuple[Mention, str | None]]:
    """Mentions of unnamed speakers, each with the actor it belongs to; `apposed` are indexes of tokens that belong to a
    named person's title. Anaphoric ones ("the official", "the sources") are left to the resolution."""
    heads = vocabulary()["heads"]
    for token in tokens_where(doc, LOWER, heads.__contains__):
        if at[token.i] is not None or token.i in apposed or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            continue
        phrase = read_phrase(doc, doc[token.i : token.i + 1], at)
        if not phrase.owners and phrase.words[:1] in (("his",), ("her",)):
            phrase = replace(phrase, owners=last_person(token, at, gazetteer))
        anaphoric = phrase.definite and phrase.words[-1] in ("the", "this", "that")
        if not phrase.owners and (anaphoric or (token.lower_ in vocabulary()["crowds"] and not speaks(token))):
            continue
        whose = " ".join(word.text for word in doc[phrase.start : token.i] if word.pos_ == "PROPN" and word.ent_type_)
        name = unnamed_name(token.lower_, phrase, gazetteer, whose)
        owner = next((owner.actor for owner in phrase.owners), None)
        yield mention_of(doc[phrase.start : phrase.end], name, "unnamed"), owner


def speaks(token: Token) -> bool:
    """Whether a noun is the subject of a verb, as far as the parser tells."""
    return token.dep_ in ("nsubj", "nsubjpass")


def last_person(token: Token, at: list[Mention | None], gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The person named last before a token in its sentence, for "his advisers"."""
    for i in range(token.i - 1, token.sent.start - 1, -1):
        mention = at[i]
        entry = gazetteer.entries.get(mention.actor) if mention else None
        if mention and entry and entry.kind == "person":
            return (mention,)
    return ()


def plural_of(head: str) -> str:
    return head if head.endswith("s") else plural(head)


def unnamed_name(head: str, phrase: Phrase, gazetteer: Gazetteer, whose: str = "") -> str:
    """ "unnamed", whose they are (`whose` if no mention tells), what they deal with, and the noun: "unnamed US
    intelligence officials"."""
    words = vocabulary()
    whose = next((owner_label(owner, head, gazetteer) for owner in phrase.owners), whose)
    kept = [word for word in phrase.words if word in words["kept"]]
    noun = head if "police" in kept else words["heads"][head]
    people = plural_of(head) in words["peoples"] and any(owner.rule == "demonym" for owner in phrase.owners)
    prefix = "" if people else "unnamed"
    return " ".join(filter(None, (prefix, whose, *kept, noun)))


def owner_label(owner: Mention, head: str, gazetteer: Gazetteer) -> str:
    """How the owner stands before officials: "French", "NATO", "White House"; a person lends his state's label, a
    president of the United States that of his house to his aides."""
    labels = vocabulary()["labels"]
    if owner.text in labels:
        return labels[owner.text]
    entry = gazetteer.entries.get(owner.actor)
    if entry is None:
        return owner.actor
    if entry.kind != "person":
        return gazetteer.label(owner.actor)
    if head.startswith(("aide", "staff")) and any(
        office.title == "president" and office.of == "United States" for office in entry.offices
    ):
        return labels["White House"]
    return gazetteer.label(gazetteer.state(owner.actor) or entry.parent or "")


def is_group(token_text: str) -> bool:
    """Whether a noun stands for the state or alliance whose it is: "the Ukrainian authorities"."""
    return token_text.lower() in vocabulary()["groups"]


def unnamed_noun(noun: str) -> bool:
    """Whether unnamed speakers go by this noun."""
    return noun.lower() in vocabulary()["heads"]
