"""Titles in the text: which office they name, and the persons they stand beside, who get them as roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from articles.extraction.actors.names import phrase_matcher
from articles.extraction.actors.noun_phrases import FORMER, LOWER_RANK, Phrase, read_phrase
from articles.extraction.actors.roles import Role, Roles, is_person
from articles.extraction.gazetteer import Gazetteer
from articles.extraction.lexicon import read_data, words
from articles.extraction.records import Mention

ATTRIBUTE = frozenset(("ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"))


def find_titles(doc: Doc, gazetteer: Gazetteer) -> list[Span]:
    """All titles and roles of the vocabulary, longest first, plural included."""
    titles = tuple(gazetteer.titles)
    matcher = phrase_matcher(doc.vocab, titles + tuple(f"{title}s" for title in titles))
    return filter_spans(matcher(doc, as_spans=True))


def title_text(head: Span, phrase: Phrase) -> str:
    """The title in lower case with the rank before it ("deputy foreign minister")."""
    rank = next((word for word in reversed(phrase.words) if word in LOWER_RANK), None)
    text = " ".join(head.text.lower().split())
    if is_headship(text):
        text = office_headed(head.doc[phrase.end - 1], phrase) or text
    return f"{rank} {text}" if rank and rank != "acting" and not text.startswith(rank) else text


def is_headship(text: str) -> bool:
    return text.lower() in ("head", "chief", "boss")


@cache
def headed() -> dict[str, str]:
    """What is headed, a noun or an institution's kind -> the office of who heads it."""
    return read_data("titles.toml")["headed"]


def office_headed(last: Token, phrase: Phrase) -> str | None:
    """The office that a headship means: "head of French diplomacy", "head of the Russian Foreign Ministry"."""
    bodies = (office for kind, office in headed().items() for owner in phrase.owners if owner.actor.endswith(kind))
    return headed().get(last.lower_) or next(bodies, None)


def apposed_person(
    doc: Doc, phrase: Phrase, head_end: int, at: list[Mention | None], gazetteer: Gazetteer
) -> Mention | None:
    """The person a title stands beside: right after it, after it and a comma, or before it and a comma."""

    def person(i: int) -> Mention | None:
        mention = at[i] if 0 <= i < len(doc) else None
        return mention if mention and is_person(mention, gazetteer) else None

    for end in (head_end, phrase.end, end_of_attribute(doc, phrase.end)):
        step = past_honorifics(doc, end)
        if person(step):
            return person(step)
        step = past_honorifics(doc, step + 1) if step < len(doc) - 1 and doc[step].text == "," else step
        sure = phrase.definite and end in (head_end, phrase.end)
        if person(step) and (sure or comma_follows(doc, step, at)):
            return person(step)
    if phrase.start > 1 and doc[phrase.start - 1].text == "," and person(phrase.start - 2):
        return person(phrase.start - 2)
    return None


def past_honorifics(doc: Doc, start: int) -> int:
    """The first token from an index on that is no honorific."""
    while start < len(doc) and doc[start].lower_.rstrip(".") in words("honorifics"):
        start += 1
    return start


def end_of_attribute(doc: Doc, start: int) -> int:
    """Where a phrase's attribute ends before a comma ("commander in the Third Regiment,"); the start if it has none."""
    if start >= len(doc) or doc[start].pos_ not in ("ADP", "PART"):
        return start
    end = start
    while end < len(doc) and end - start < 9 and doc[end].pos_ in ATTRIBUTE:
        end += 1
    return end if end < len(doc) and doc[end].text == "," else start


def comma_follows(doc: Doc, start: int, at: list[Mention | None]) -> bool:
    """Whether the mention that covers a token ends before a comma."""
    end = start
    while end < len(doc) and at[end] is at[start]:
        end += 1
    return end < len(doc) and doc[end].text == ","


def find_roles(
    doc: Doc, titles: list[Span], at: list[Mention | None], roles: Roles
) -> Iterator[tuple[Phrase, Span, Mention | None]]:
    """Reads every title phrase; those beside a person fill the table of roles. Yields phrase, title and that person."""
    for head in [*titles, *plain_roles(doc, titles, at)]:
        if at[head.start] is not None:
            continue
        phrase = read_phrase(doc, head, at)
        if is_headship(head.text) and phrase.end < len(doc) and doc[phrase.end].lower_ in headed():
            phrase = replace(phrase, end=phrase.end + 1)
        person = apposed_person(doc, phrase, head.end, at, roles.gazetteer)
        if person is not None:
            owners = [owner for owner in phrase.owners if owner.actor != person.actor]
            of = owners[0].actor if owners else None
            if not FORMER & set(phrase.words):
                role = Role(title_text(head, phrase), of, doc[phrase.start : phrase.end].text)
                roles.add(person.actor, role)
        yield phrase, head, person


def plain_roles(doc: Doc, titles: list[Span], at: list[Mention | None]) -> Iterator[Span]:
    """Nouns outside the vocabulary right before an unknown person's name: "archivist Marlene Okafor"."""
    known = {title.end for title in titles}
    for i in range(1, len(doc)):
        mention = at[i]
        starts = mention is not None and mention.rule == "person" and at[i - 1] is not mention
        if starts and i not in known and doc[i - 1].pos_ == "NOUN" and doc[i - 1].is_alpha:
            yield doc[i - 1 : i]
