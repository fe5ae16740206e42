"""Whom a pronoun means: the nearest sentence with a fitting actor decides, and within it who speaks or is subject."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Span, Token

from articles.extraction.actors.cast import Cast
from articles.extraction.attributions.drafts import covered
from articles.extraction.records import ActorRecord, Mention
from articles.extraction.records import Span as Offsets

HE = frozenset(("he", "him", "his", "himself"))
SHE = frozenset(("she", "her", "hers", "herself"))
IT = frozenset(("it", "its", "itself"))
THEY = frozenset(("they", "them", "their", "themselves", "both", "some", "others", "many", "several"))
RELATIVE = frozenset(("who", "which", "that", "whom"))
SELF = frozenset(("i", "we", "me", "us", "my", "our"))
BODIES = ("country", "institution", "organisation")
JOINED = re.compile(r"(,|(?:, ?)?and|,? ?as well as|,? ?along with)(?: the)?(?: (?:[A-Z][\w.’'-]*|of|to))*")


@dataclass
class Discourse:
    """What was read so far: the cast, who spoke where (in text order), and the stretches that are quoted."""

    cast: Cast
    quoted: tuple[Offsets, ...] = ()
    turns: list[tuple[int, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._quoted = covered(self.cast.text, self.quoted)
        self._turns_in: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)

    def add(self, position: int, actor: str, words: str) -> None:
        self.turns.append((position, actor, words))
        self._turns_in[self.cast.sentence_number(position)].append((position, actor))

    def is_quoted(self, position: int) -> bool:
        return position < len(self._quoted) and bool(self._quoted[position])

    def sentences_back(self, position: int, paragraphs: int) -> Iterator[Span]:
        """The sentence at a position and those before it, back over so many paragraphs."""
        begin = paragraph_start(self.cast.text, position, paragraphs)
        for i in range(self.cast.sentence_number(position), -1, -1):
            if self.cast.sentences[i].end_char <= begin:
                return
            yield self.cast.sentences[i]

    def nearest(self, position: int, fits: Callable[[ActorRecord], bool], paragraphs: int = 2) -> str | None:
        """The fitting actor of the nearest sentence before a position: its last speaker, else the subject nearest its
        main verb; if no sentence has one, whoever is named last in them, else who spoke last at all."""
        named: str | None = None
        for sentence in self.sentences_back(position, paragraphs):
            end = min(position, sentence.end_char)
            spoken = self._turns_in[self.cast.sentence_number(sentence.start_char)]
            turns = [actor for at, actor in spoken if at < end and self.fitting(actor, fits)]
            if turns:
                return turns[-1]
            mentions = [m for m in self.unquoted(sentence.start_char, end) if self.fitting(m.actor, fits)]
            subject = min((m for m in mentions if self.cast.is_subject(m)), key=self.cast.depth, default=None)
            if subject:
                return subject.actor
            named = named or next((m.actor for m in reversed(mentions)), None)
        return named or next((actor for _, actor, _ in reversed(self.turns) if self.fitting(actor, fits)), None)

    def fitting(self, actor: str, fits: Callable[[ActorRecord], bool]) -> bool:
        record = self.cast.records.get(actor)
        return record is not None and fits(record)

    def unquoted(self, start: int, end: int) -> list[Mention]:
        """Mentions between two offsets that stand outside quotations and are no place or news medium."""
        return [
            mention
            for mention in self.cast.between(start, end)
            if mention.rule not in ("place", "media") and not self.is_quoted(mention.start)
        ]

    def joined(self, start: int, end: int) -> tuple[str, ...]:
        """Two or more actors joined by "and" between two offsets, the last such run."""
        found: tuple[str, ...] = ()
        run: tuple[str, ...] = ()
        for one, other in pairwise(self.unquoted(start, end)):
            link = JOINED.fullmatch(self.cast.text[one.end : other.start].strip())
            run = ((*run, other.actor) if run else (one.actor, other.actor)) if link else ()
            found = run if link and link[1] != "," else found
        return found


def paragraph_start(text: str, at: int, back: int = 0) -> int:
    """Where the paragraph that holds an offset begins, or the one `back` paragraphs before it."""
    for _ in range(back + 1):
        at = len(text[:at].rstrip("\n")) if at and text[at - 1] == "\n" else at
        at = text.rfind("\n", 0, at)
        if at < 0:
            return 0
    return at + 1


def actors_of_pronoun(token: Token, word: str, discourse: Discourse) -> tuple[str, ...]:
    """The actors that a pronoun (`word`, in lower case) means: joint ones for "they", none when none is near.

    he/she: a person, or one unnamed speaker, of that or unknown gender. it: a state or body. they: actors joined by
    "and", else a plural unnamed speaker, a group or a body. who/which: the noun right before."""
    position = token.idx
    if word in RELATIVE:
        return antecedent(token, discourse)
    if word in HE | SHE:
        return one(discourse.nearest(position, person_of("m" if word in HE else "f")))
    if word in IT and token.dep_ != "expl":
        return one(discourse.nearest(position, lambda record: record.kind in BODIES))
    if word == "both":
        return both(token, discourse) or they(token, discourse)
    return they(token, discourse) if word in THEY else ()


def one(actor: str | None) -> tuple[str, ...]:
    return (actor,) if actor else ()


def person_of(gender: str) -> Callable[[ActorRecord], bool]:
    """Whether a record can be he (m) or she (f)."""

    def fits(record: ActorRecord) -> bool:
        if record.kind == "unnamed":
            return not record.name.endswith("s")
        return record.kind == "person" and record.gender in ("", gender)

    return fits


def plural(record: ActorRecord) -> bool:
    return record.kind in ("unnamed", "organisation") and record.name.endswith("s")


def they(token: Token, discourse: Discourse) -> tuple[str, ...]:
    """Joint speakers of the sentence, then actors joined by "and" just before, then a group, then a body."""
    speaking = [turn for turn in discourse.turns if token.sent.start_char <= turn[0] < token.idx]
    together = tuple(actor for at, actor, _ in speaking if at == speaking[-1][0])
    if len(together) > 1:
        return together
    for sentence in list(discourse.sentences_back(token.idx, 1))[:2]:
        joined = discourse.joined(sentence.start_char, min(token.idx, sentence.end_char))
        if joined:
            return joined
    group = discourse.nearest(token.idx, plural)
    return one(group or discourse.nearest(token.idx, lambda record: record.kind in BODIES))


def both(token: Token, discourse: Discourse) -> tuple[str, ...]:
    """The two who spoke last, in this paragraph or the one before, where exactly two did."""
    begin = paragraph_start(discourse.cast.text, token.idx, 1)
    spoke = dict.fromkeys(actor for at, actor, _ in discourse.turns if begin <= at < token.idx)
    return tuple(spoke) if len(spoke) == 2 else ()


def antecedent(token: Token, discourse: Discourse) -> tuple[str, ...]:
    """The mention before a relative pronoun, with nothing but a comma or a few words between."""
    for i in range(token.i - 1, max(token.i - 12, -1), -1):
        mention = discourse.cast.at[i]
        if mention is not None:
            return (mention.actor,)
        if token.doc[i].pos_ in ("VERB", "AUX"):
            break
    return ()
