"""Who a text is about: mentions with their canonical actors, and any phrase resolved to one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc, Span

from articles.extraction.gazetteer import Gazetteer
from articles.extraction.institutions import find_institutions
from articles.extraction.names import find_names
from articles.extraction.noun_phrases import DETERMINERS, POSSESSIVE, Phrase, read_phrase, token_mentions
from articles.extraction.persons import find_organisations, find_persons
from articles.extraction.records import ActorRecord, Mention
from articles.extraction.titles import Roles, find_roles, find_titles, is_person, title_holder
from articles.extraction.unnamed import find_unnamed, is_group

CLAUSE_WORDS = frozenset(("who", "which", "that", "whom", "whose", "where", "while", "as", "after", "speaking"))


@dataclass
class Cast:
    """The actors of one text: `mentions` in text order, `records` by name (parents included), and the roles it gives them."""

    doc: Doc
    gazetteer: Gazetteer
    roles: Roles
    mentions: tuple[Mention, ...]
    records: dict[str, ActorRecord] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.at = token_mentions(self.doc, list(self.mentions))

    def resolve(self, start: int, end: int) -> str | None:
        """The actor that a phrase of the body names, by its head: "the Pentagon spokesman", "Kirby", "Moscow".

        None for pronouns, anaphoric nouns ("the official") and what names nobody known."""
        mention = self.head_mention(start, end)
        return mention.actor if mention else None

    def head_mention(self, start: int, end: int) -> Mention | None:
        """The mention that heads a phrase: a person in or beside it, else what its head noun is or belongs to."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return None
        core = core_of(span)
        last = self.at[core.end - 1] if len(core) else None
        if last is not None and not self.possessive(last):
            return last
        person = self.person_in(core) or self.person_in(span)
        if person is not None:
            return person
        if len(core) and is_group(core[-1].text):
            return next((m for m in self.within(core)), None)
        root = self.at[span.root.i]
        if root is not None:
            return root
        inside = [
            m for m in self.within(core) if not self.possessive(m) and m.rule in ("name", "metonym", "unnamed", "title")
        ]
        return inside[-1] if inside and len(core) <= 3 else None

    def person_in(self, span: Span) -> Mention | None:
        """The first person named in the span that owns nothing in it."""
        people = (m for m in self.within(span) if is_person(m, self.gazetteer) or m.rule == "title")
        return next((m for m in people if not self.possessive(m)), None)

    def within(self, span: Span) -> list[Mention]:
        """Mentions that begin in the span, in text order."""
        return list(dict.fromkeys(self.at[token.i] for token in span if self.at[token.i] is not None))

    def possessive(self, mention: Mention) -> bool:
        return self.doc.text[mention.end : mention.end + 2] in ("'s", "’s") or (
            mention.text.endswith("s") and self.doc.text[mention.end : mention.end + 1] in ("'", "’")
        )


def core_of(span: Span) -> Span:
    """The phrase up to its first comma, clause or preposition, without its determiner."""
    start = span.start
    while start < span.end and (span.doc[start].lower_ in DETERMINERS or span.doc[start].is_punct):
        start += 1
    end = start
    while end < span.end:
        token = span.doc[end]
        if token.text in ",;:—–(" or token.lower_ in CLAUSE_WORDS or (token.pos_ == "ADP" and end > start):
            break
        end += 1
    return span.doc[start:end]


def find_actors(doc: Doc, gazetteer: Gazetteer, published: date | None) -> Cast:
    """All mentions of actors in the text: gazetteer names first, then unknown persons and organisations, then phrases.

    Rules of a mention: name, metonym, place, demonym, surname, fuzzy, person, organisation, media, title, unnamed.
    A name that only says whose official or minister somebody is ("Russian" in "Russian officials") is no mention of its
    own: the person or the unnamed speaker stands for it, and the actor's parent leads back to it."""
    names = find_names(doc, gazetteer)
    titles = find_titles(doc, gazetteer)
    title_tokens = {token.i for title in titles for token in title}
    names += find_persons(doc, gazetteer, covered(doc, names), titles)
    parents: dict[str, str | None] = {}
    names = with_phrases(names, find_institutions(doc, token_mentions(doc, names), gazetteer), parents)
    names += find_organisations(doc, covered(doc, names) | title_tokens)
    names.sort(key=lambda mention: mention.start)
    roles = Roles(gazetteer, published)
    standing, names, apposed = read_titles(doc, titles, names, roles)
    at = token_mentions(doc, names)
    names = with_phrases(names, find_title_holders(doc, standing, names, roles), parents)
    at = token_mentions(doc, names)
    names = with_phrases(names, find_unnamed(doc, at, gazetteer, apposed), parents)
    mentions = tuple(sorted(names, key=lambda mention: mention.start))
    return Cast(doc, gazetteer, roles, mentions, actor_records(mentions, roles, parents))


def covered(doc: Doc, mentions: list[Mention]) -> set[int]:
    """Indexes of the tokens that belong to mentions."""
    return {i for i, mention in enumerate(token_mentions(doc, mentions)) if mention is not None}


def with_phrases(
    names: list[Mention], phrases: Iterable[tuple[Mention, str | None]], parents: dict[str, str | None]
) -> list[Mention]:
    """The names with phrases added; names inside a phrase go, and whose the phrase is enters `parents`."""
    added = []
    for mention, parent in phrases:
        added.append(mention)
        if parent != mention.actor:
            parents.setdefault(mention.actor, parent)
    return [name for name in names if not inside(name, added)] + added


def read_titles(
    doc: Doc, titles: list[Span], names: list[Mention], roles: Roles
) -> tuple[list[tuple[Phrase, Span]], list[Mention], set[int]]:
    """Fills the table of roles. Returns the titles that stand alone, the names without those that only say whose a named
    person's title is, and the indexes of the tokens of such titles."""
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
    for phrase, head in standing:
        start, end = doc[phrase.start].idx, doc[phrase.end - 1].idx + len(doc[phrase.end - 1])
        before = [m.actor for m in reversed(names) if m.end <= start and is_person(m, roles.gazetteer)]
        holder = title_holder(doc, phrase, head, roles, before)
        if holder is not None:
            yield Mention(start, end, doc.text[start:end], holder, "title"), None


def inside(mention: Mention, phrases: Iterable[Mention]) -> bool:
    return any(phrase.start <= mention.start and mention.end <= phrase.end for phrase in phrases)


def actor_records(mentions: Iterable[Mention], roles: Roles, parents: dict[str, str | None]) -> dict[str, ActorRecord]:
    """A record for every actor mentioned, and for its parents."""
    records: dict[str, ActorRecord] = {}
    for mention in mentions:
        if mention.actor not in records:
            records[mention.actor] = describe(mention, roles, parents.get(mention.actor))
    for record in list(records.values()):
        parent = record.parent
        while parent and parent not in records and parent in roles.gazetteer.entries:
            records[parent] = roles.gazetteer.record(parent, roles.on)
            parent = records[parent].parent
    return records


def describe(mention: Mention, roles: Roles, parent: str | None) -> ActorRecord:
    """What is known of an actor: from the gazetteer, or from the roles that the text gives."""
    gazetteer = roles.gazetteer
    name = mention.actor
    if name in gazetteer.entries:
        return gazetteer.record(name, roles.on)
    if mention.rule in ("person", "surname", "title"):
        role = next(iter(roles.of(name)), None)
        parent = role.of if role else None
        return ActorRecord(name, "person", parent, role.words if role else "", gazetteer.country(parent))
    kind = {"unnamed": "unnamed", "institution": "institution"}.get(mention.rule, "organisation")
    return ActorRecord(name, kind, parent, country=gazetteer.country(parent))
