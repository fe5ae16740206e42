"""Institutions every state has, named by the state and a noun: "Russia's Foreign Ministry", "the Polish parliament"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc
from spacy.util import filter_spans

from articles.extraction.actors.names import phrase_matcher
from articles.extraction.actors.noun_phrases import mention_of, read_phrase
from articles.extraction.gazetteer import Gazetteer
from articles.extraction.lexicon import read_data
from articles.extraction.records import Mention


@cache
def composed_nouns() -> dict[str, str]:
    """Way to write -> second part of the canonical name, from composed.toml."""
    table = read_data("composed.toml")
    return {spelling: noun for noun, spellings in table.items() for spelling in spellings}


def find_institutions(doc: Doc, at: list[Mention | None], gazetteer: Gazetteer) -> Iterator[tuple[Mention, str | None]]:
    """Mentions of composed institutions, each with the actor it belongs to.

    Without an owner ("the ministry of defence") the last one of that kind in the text is meant; the first of its kind
    without an owner is left out."""
    nouns = composed_nouns()
    last: dict[str, tuple[str, str | None]] = {}
    for head in filter_spans(phrase_matcher(doc.vocab, tuple(nouns))(doc, as_spans=True)):
        if at[head.start] is not None:
            continue
        noun = nouns[" ".join(head.text.lower().split())]
        phrase = read_phrase(doc, head, at)
        owner = next(
            (o.actor for o in phrase.owners if getattr(gazetteer.entries.get(o.actor), "kind", "") == "country"), None
        )
        if owner is not None:
            last[noun] = composed_name(owner, noun, gazetteer), owner
        if noun in last:
            name, parent = last[noun]
            yield mention_of(doc[phrase.start : phrase.end], name, "institution"), parent


def composed_name(owner: str, noun: str, gazetteer: Gazetteer) -> str:
    """The canonical name: "Russian Foreign Ministry", or the own name the gazetteer has for that spelling."""
    name = f"{gazetteer.label(owner)} {noun}"
    sense = gazetteer.senses.get(name)
    return sense.actor if sense else name
