"""Persons by their titles: which office a phrase names, who held it that day, and what roles the text itself gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from articles.extraction.actors.names import phrase_matcher
from articles.extraction.actors.noun_phrases import FORMER, LOWER_RANK, Phrase, read_phrase
from articles.extraction.gazetteer import Gazetteer
from articles.extraction.lexicon import read_data, words
from articles.extraction.records import Mention

ATTRIBUTE = frozenset(("ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"))
PERSON_RULES = frozenset(("person", "fuzzy", "surname"))


@dataclass(frozen=True, slots=True)
class Role:
    """What the text or the gazetteer says a person is: the title, whose it is (an actor), and the text's words."""

    title: str
    of: str | None
    words: str = ""


@dataclass
class Roles:
    """The article's table of titles and roles."""

    gazetteer: Gazetteer
    on: date | None
    by_person: dict[str, list[Role]] = field(default_factory=dict)

    def add(self, person: str, role: Role) -> None:
        self.by_person.setdefault(person, []).append(role)

    def of(self, person: str) -> list[Role]:
        """The roles the text gives, then the offices the gazetteer knows for the day."""
        entry = self.gazetteer.entries.get(person)
        offices = [Role(o.title, o.of) for o in entry.offices if o.held(self.on)] if entry else []
        return self.by_person.get(person, []) + offices

    def bears(self, person: str, title: str, of: str | None) -> bool:
        """Whether the person bears the title, in full or by its head word ("the secretary" of a secretary of state)."""
        group = self.gazetteer.titles.get(title, title)
        for role in self.of(person):
            if of is not None and not self.related(of, role.of):
                continue
            if self.gazetteer.titles.get(role.title, role.title) == group or head_word(role.title) == title:
                return True
        return False

    def related(self, one: str, other: str | None) -> bool:
        """The same actor, or one the parent of the other (a Pentagon spokesman is a US spokesman)."""
        if other is None or one == other:
            return one == other
        entries = self.gazetteer.entries
        return any(name in entries and entries[name].parent == wanted for name, wanted in ((one, other), (other, one)))


def head_word(title: str) -> str:
    """The noun that heads a title: "secretary" of "secretary of state", "minister" of "prime minister"; none for
    "secretary general", whose short form is the whole."""
    words = title.replace("-", " ").split()
    if words[-1] == "general" and len(words) > 1:
        return title
    return words[words.index("of") - 1] if "of" in words[1:] else words[-1]


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


def is_person(mention: Mention, gazetteer: Gazetteer) -> bool:
    if mention.rule in PERSON_RULES:
        return True
    entry = gazetteer.entries.get(mention.actor)
    return mention.rule == "name" and entry is not None and entry.kind == "person"


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


def title_holder(phrase: Phrase, head: Span, roles: Roles, before: list[str]) -> str | None:
    """Whom a title names that stands alone ("the French President", "the secretary").

    First the holder of that office on the day of publication, then the last person of the text before it who bears
    the title; None for former, plural or indefinite ones. `before` are the persons named before, the last first."""
    title = title_text(head, phrase)
    if FORMER & set(phrase.words) or (phrase.words and phrase.words[0] in ("a", "an", "some", "several")):
        return None
    owners = [owner.actor for owner in phrase.owners]
    of = next((actor for actor in owners if actor in roles.gazetteer.entries), None)
    if of is None and owners:
        return None
    if title == "counterpart":
        return counterpart(of, roles, before)
    if of is not None:
        where = {name for owner in phrase.owners for name in (owner.actor, owner.text)} - {of}
        holder = office_holder(title, of, where, roles)
        if holder:
            return holder
    named = next((person for person in before if roles.bears(person, title, of)), None)
    if named or of:
        return named
    default = roles.gazetteer.title_defaults.get(title)
    holders = roles.gazetteer.holders(title, default, roles.on) if default else ()
    return holders[0] if len(holders) == 1 else None


def office_holder(title: str, of: str, where: set[str], roles: Roles) -> str | None:
    """Who alone holds the title of a state or body, or of its parent ("the Pentagon's spokesman"); `where` are the
    posts and towns the phrase names."""
    gazetteer = roles.gazetteer
    leads = gazetteer.titles.get(title) == "leader" or (is_headship(title) and gazetteer.entries[of].kind != "country")
    if leads and not gazetteer.holders(title, of, roles.on, where):
        return next(iter(gazetteer.leaders(of, roles.on)), None)
    for owner in (of, gazetteer.entries[of].parent):
        holders = gazetteer.holders(title, owner, roles.on, where) if owner else ()
        if len(holders) == 1:
            return holders[0]
    return None


def counterpart(of: str | None, roles: Roles, before: list[str]) -> str | None:
    """ "his Russian counterpart": who holds in that state the office of the last person named."""
    for person in before[:2] if of else ():
        for role in roles.of(person):
            holders = roles.gazetteer.holders(role.title, of or "", roles.on)
            if holders and holders[0] != person:
                return holders[0]
    return None
