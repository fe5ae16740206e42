"""What the earlier steps found in one article, with the look-ups that the event rules share."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from ..offsets import span_over, text_of, tokens_over
from ..records import ActorRecord, Attribution, Mention, Span, Timex


@dataclass(frozen=True)
class Context:
    """One article's parse and records, all in text order; sentences do not overlap, nor do quotations."""

    doc: Doc
    sentences: tuple[Span, ...]
    timexes: tuple[Timex, ...]
    mentions: tuple[Mention, ...]
    actors: dict[str, ActorRecord]
    attributions: tuple[Attribution, ...]
    quotations: tuple[Span, ...]
    published: dt.date | None
    text: str = field(init=False)
    starts: list[int] = field(init=False)
    mentioned: tuple[tuple[Mention, Token], ...] = field(init=False)
    headed: dict[int, list[tuple[Mention, Token]]] = field(init=False)
    named: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        """Look-ups made once."""
        object.__setattr__(self, "text", text_of(self.doc))
        object.__setattr__(self, "starts", [start for start, _ in self.sentences])
        names = (tokens_over(self.doc, m.start, m.end) for m in self.mentions)
        object.__setattr__(self, "named", frozenset(i for name in names for i in name))
        heads = ((mention, self.token_at(mention.start, mention.end)) for mention in self.mentions)
        object.__setattr__(self, "mentioned", tuple((mention, head) for mention, head in heads if head is not None))
        headed: defaultdict[int, list[tuple[Mention, Token]]] = defaultdict(list)
        for mention, head in self.mentioned:
            headed[head.i].append((mention, head))
        object.__setattr__(self, "headed", headed)

    def sentence_at(self, offset: int) -> Span | None:
        at = bisect_right(self.starts, offset) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at][1] else None

    def sentences_over(self, spans: Sequence[Span]) -> list[Span]:
        """The sentences that hold a word of any of the spans."""
        found = set()
        for start, end in spans:
            for sentence in self.sentences[max(0, self.number(start) - 1) : bisect_left(self.starts, end)]:
                common = self.text[max(start, sentence[0]) : min(end, sentence[1])]
                if any(char.isalnum() for char in common):
                    found.add(sentence)
        return sorted(found)

    def mentions_from(self, first: int, last: int) -> tuple[Mention, ...]:
        """The mentions that begin between two offsets."""
        start, end = (bisect_left(self.mentions, at, key=lambda mention: mention.start) for at in (first, last))
        return self.mentions[start:end]

    def quotations_over(self, start: int, end: int) -> tuple[Span, ...]:
        """The quotations of which a part lies in a span."""
        first = bisect_right(self.quotations, start, key=lambda quotation: quotation[1])
        return self.quotations[first : bisect_left(self.quotations, end, key=lambda quotation: quotation[0])]

    def is_quoted(self, token: Token) -> bool:
        """Whether a word stands between quotation marks."""
        start, end = token.idx, token.idx + len(token)
        return any(s <= start and end <= e for s, e in self.quotations_over(start, end))

    def number(self, offset: int) -> int:
        """How many sentences begin before or at an offset."""
        return bisect_right(self.starts, offset)

    def distance(self, one: Span, other: Span) -> int:
        """How many sentences `other` stands after `one`."""
        return self.number(other[0]) - self.number(one[0])

    def token_at(self, start: int, end: int) -> Token | None:
        """The head word of a span of characters."""
        span = span_over(self.doc, start, end)
        return span.root if len(span) else None

    def first_token(self, offset: int) -> int:
        """The index of the token that begins at or holds a character."""
        return span_over(self.doc, offset, offset + 1).start

    def lineage(self, name: str | None) -> list[str]:
        """An actor and those it speaks for, nearest first."""
        names: list[str] = []
        while name and name not in names:
            names.append(name)
            record = self.actors.get(name)
            name = record.parent if record else None
        return names

    def are_related(self, one: str | None, other: str | None) -> bool:
        """Whether one speaks for the other."""
        return bool(one and other) and (one in self.lineage(other) or other in self.lineage(one))


@dataclass(frozen=True, slots=True)
class When:
    """The day or days of an item; `dated_by` and `basis` say what they hang on, `words` are the text's own."""

    date: dt.date | None = None
    date_end: dt.date | None = None
    precision: str = "unknown"
    dated_by: str = "none"
    basis: str = ""
    words: str = ""

    @property
    def known(self) -> bool:
        return self.date is not None

    @property
    def days(self) -> tuple[dt.date | None, dt.date | None, str]:
        return self.date, self.date_end, self.precision


UNDATED = When()


def spanning(first: Timex, last: Timex) -> When:
    """The days from one timex to another ("between Thursday and Saturday")."""
    words = f"{first.text} … {last.text}"
    return When(first.date, last.date_end or last.date, "range", first.anchor, f"the text says “{words}”", words)


def stated(timex: Timex) -> When:
    """The day that the text's own words name."""
    basis = f"the text says “{timex.text}”"
    return When(timex.date, timex.date_end, timex.precision, timex.anchor, basis, timex.text)


def carried(when: When, basis: str) -> When:
    """A day taken over from elsewhere in the text."""
    return replace(when, dated_by="occasion", basis=basis, words="")


@dataclass(slots=True)
class Item:
    """One thing that one sentence tells. `head` is the token index of the cue or of the clause's verb."""

    kind: str
    sentence: Span
    head: int
    rule: str
    speaker: str | None = None
    speaker_mention: Span | None = None
    parties: tuple[str, ...] = ()
    cue: str = ""
    quotes: tuple[str, ...] = ()
    content: tuple[Span, ...] = ()
    when: When = UNDATED
    group: str = ""
    nested: bool = False
