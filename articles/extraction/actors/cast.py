"""The actors of one text, and any phrase of it resolved to one of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from articles.extraction.actors.noun_phrases import DETERMINERS, token_mentions
from articles.extraction.actors.roles import Roles, is_person
from articles.extraction.actors.unnamed import is_group
from articles.extraction.gazetteer import Gazetteer
from articles.extraction.lexicon import words
from articles.extraction.records import ActorRecord, Mention

GOVERNING = ("government", "administration", "cabinet", "regime")
GUESTS = ("embassy", "consulate", "mission", "ambassador")  # "the embassy in Kyiv" is not Ukraine's
CLAUSE_WORDS = frozenset(("who", "which", "that", "whom", "whose", "where", "while", "as", "after", "speaking"))


@dataclass
class Cast:
    """The actors of one text: `mentions` in text order, `records` by name (parents included), the `roles` it gives."""

    doc: Doc
    text: str
    gazetteer: Gazetteer
    roles: Roles
    mentions: tuple[Mention, ...]
    records: dict[str, ActorRecord] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.at = token_mentions(self.doc, list(self.mentions))
        self.sentences = list(self.doc.sents)
        self.sentence_starts = [sentence.start_char for sentence in self.sentences]
        self.mention_starts = [mention.start for mention in self.mentions]

    def resolve(self, start: int, end: int) -> str | None:
        """The actor that a phrase of the body names, by its head: "the Pentagon spokesman", "Kirby", "Moscow".

        None for pronouns, anaphoric nouns ("the official") and what names nobody known."""
        mention = self.head_mention(start, end)
        if mention is None:
            return None
        governs = self.text[start:end].lower().rstrip().endswith(GOVERNING) and is_person(mention, self.gazetteer)
        return (self.gazetteer.state(mention.actor) if governs else None) or mention.actor

    def head_mention(self, start: int, end: int) -> Mention | None:
        """The mention that heads a phrase: a person in or beside it, else what its head noun is or belongs to."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return None
        core = core_of(span)
        last = self.at[core.end - 1] if len(core) else None
        if last is not None and not self.possessive(last):
            return last
        if len(core) and is_group(core[-1].text):
            place = () if core[-1].lower_ in GUESTS else self.within(span)
            return next(iter(self.within(core) or place), None)
        person = self.person_in(core) or self.person_in(span)
        if person is not None:
            return person
        root = self.at[span.root.i]
        if root is not None:
            return root
        return self.body_before(core)

    def body_before(self, core: Span) -> Mention | None:
        """The name before a noun that only says what it names ("the Interfax agency"), or whose office it is ("Macron's
        office")."""
        if not len(core) or core[-1].lower_ not in words("bodies"):
            return None
        owners = [mention for mention in self.within(core) if self.possessive(mention)]
        mention = self.at[core.end - 2] if len(core) > 1 else None
        if core[-1].lower_ == "office" and owners:
            return owners[-1]
        return mention if mention and mention.rule in ("name", "media", "organisation") else None

    def between(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that begin between two offsets."""
        return self.mentions[bisect_left(self.mention_starts, start) : bisect_left(self.mention_starts, end)]

    def person_in(self, span: Span) -> Mention | None:
        """The first person named in the span that owns nothing in it."""
        people = (m for m in self.within(span) if is_person(m, self.gazetteer) or m.rule == "title")
        return next((m for m in people if not self.possessive(m)), None)

    def sentence_number(self, position: int) -> int:
        """Which sentence an offset lies in, or after."""
        return bisect_right(self.sentence_starts, position) - 1

    def within(self, span: Span) -> list[Mention]:
        """Mentions that begin in the span, in text order."""
        return list(dict.fromkeys(mention for mention in self.at[span.start : span.end] if mention is not None))

    def is_subject(self, mention: Mention) -> bool:
        """Whether the mention, or the phrase whose head it modifies or owns, is the subject of a verb."""
        root = self.span_of(mention).root
        if root.dep_ in ("amod", "compound", "poss", "nmod"):
            root = root.head
        while root.dep_ == "conj":
            root = root.head
        return root.dep_ in ("nsubj", "nsubjpass")

    def depth(self, mention: Mention) -> int:
        """How many verbs lie between a subject and the head of its sentence: 0 for the main clause."""
        token = self.span_of(mention).root.head
        depth = 0
        while token.dep_ != "ROOT" and token.head is not token:
            depth += token.pos_ in ("VERB", "AUX") and token.dep_ != "conj"
            token = token.head
        return depth

    def span_of(self, mention: Mention) -> Span:
        """The tokens of a mention; mentions are cut at tokens, so there always are some."""
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        assert span is not None
        return span

    def lineage(self, actor: str) -> list[str]:
        """The actors that an actor speaks for, nearest first."""
        chain: list[str] = []
        record = self.records.get(actor)
        while record and record.parent and record.parent not in chain:
            chain.append(record.parent)
            record = self.records.get(record.parent)
        return chain

    def possessive(self, mention: Mention) -> bool:
        return self.text[mention.end : mention.end + 2] in ("'s", "’s") or (
            mention.text.endswith("s") and self.text[mention.end : mention.end + 1] in ("'", "’")
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
