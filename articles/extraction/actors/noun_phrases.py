"""Noun phrases around a title or a role: whose it is, how it is determined, whom it names.

Read from the words, not from the parse: apposed titles and machine-respun English break the parser, not the order."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from articles.extraction.offsets import tokens_over
from articles.extraction.records import Mention

OWNED_BY = frozenset("of from at for with in to".split())
DETERMINERS = frozenset(
    "the a an his her its their our my some several many this that these those two three both all".split()
)
PRONOUNS = frozenset("his her its their our my".split())
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
MODIFIERS = frozenset(("ADJ", "NOUN", "PROPN", "NUM"))
FORMER = frozenset(("former", "ex", "then", "late"))
LOWER_RANK = frozenset(("deputy", "vice", "assistant", "under", "acting"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase by token indexes: `start` to `end`, its head from `head` on; `owners` are the mentions it belongs
    to ("Pentagon spokesman", "the president of France"), `words` what else stands before the head."""

    start: int
    head: int
    end: int
    owners: tuple[Mention, ...]
    words: tuple[str, ...]

    @property
    def definite(self) -> bool:
        return bool(self.words) and self.words[0] in ("the", "his", "her", "its", "their", "this", "that")


def mention_of(span: Span, actor: str, rule: str) -> Mention:
    """The span as a mention of an actor."""
    return Mention(span.start_char, span.end_char, span.text, actor, rule)


def token_mentions(doc: Doc, mentions: list[Mention]) -> list[Mention | None]:
    """For each token the mention that covers it."""
    table: list[Mention | None] = [None] * len(doc)
    for mention in mentions:
        for i in tokens_over(doc, mention.start, mention.end):
            table[i] = mention
    return table


def read_phrase(doc: Doc, head: Span, at: list[Mention | None]) -> Phrase:
    """The phrase whose head is the given title or noun."""
    start = leftmost(doc, head.start, at)
    owners = [mention for mention in at[start : head.start] if mention is not None]
    owner, end = owner_after(doc, head.end, at, owned=bool(owners) or doc[start].lower_ in PRONOUNS)
    words = tuple(
        token.lower_
        for token in doc[start : head.start]
        if at[token.i] is None and not token.is_space and token.lower_ not in POSSESSIVE
    )
    return Phrase(start, head.start, end, tuple(dict.fromkeys([*owners, owner] if owner else owners)), words)


def owner_after(doc: Doc, end: int, at: list[Mention | None], *, owned: bool) -> tuple[Mention | None, int]:
    """Whose a head is by what follows it ("of France", "from the White House"), and where that ends; "in Moscow" only
    tells whose it is if nothing before it does (`owned`)."""
    if end >= len(doc) - 1 or doc[end].lower_ not in OWNED_BY:
        return None, end
    inner = end + 1
    while inner < len(doc) - 1 and doc[inner].lower_ in DETERMINERS | {"office", "department"}:
        inner += 1
    owner = at[inner]
    if owner is None or (doc[end].lower_ == "in" and (owned or owner.rule not in ("metonym", "place", "demonym"))):
        return None, end
    while inner < len(doc) and at[inner] is owner:
        inner += 1
    return owner, inner


def leftmost(doc: Doc, head: int, at: list[Mention | None]) -> int:
    """Where the phrase of the head begins: back over modifiers, owners and their possessive mark, one determiner."""
    i = head
    while i > 0:
        token = doc[i - 1]
        mention = at[i - 1]
        if token.lower_ in DETERMINERS:
            return i - 1
        if mention is not None:
            if mention.rule in ("unnamed", "title", "media") or not owns(doc, i, mention):
                return i
            while i > 0 and at[i - 1] is mention:
                i -= 1
        elif modifies(token):
            i -= 1
        else:
            return i
    return i


def owns(doc: Doc, after: int, mention: Mention) -> bool:
    """A mention right before a head owns it; a person does so only with a possessive mark."""
    if mention.rule in ("person", "fuzzy", "surname") or (" " in mention.text and mention.rule == "name"):
        return after < len(doc) and (
            doc[after].lower_ in POSSESSIVE or (mention.rule == "name" and doc[after].text.isalpha())
        )
    return True


def modifies(token: Token) -> bool:
    """Whether a word can stand inside a noun phrase before its head."""
    if token.lower_ in POSSESSIVE or token.text == "-":
        return True
    if token.is_space:
        return "\n" not in token.text
    if token.is_punct:
        return False
    return (
        token.pos_ in MODIFIERS
        or token.lower_ in LOWER_RANK | FORMER
        or (token.tag_ == "VBN" and follows_hyphen(token))
    )


def follows_hyphen(token: Token) -> bool:
    return token.i > 0 and token.doc[token.i - 1].text == "-"
