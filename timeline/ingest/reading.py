"""Extractions into readings: what was read in each sentence, and what the sentences of an event say together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from articles.extraction.records import EventRecord, EvidenceRecord, Extraction, Span
from timeline.models import Evidence
from timeline.text import fold

Reading = dict[str, Any]

_WORD = re.compile(r"\d[\d.,]*\d|\w[\w'’]*", re.UNICODE)
_PRECISIONS = ("day", "range", "month", "year", "unknown")
_EMPTY = frozenset(
    "a an the and or but of to in on at by for from with as is are was were be been being has have had will would "
    "could should may might can do does did not no that this these those it its it he his him she her they their them "
    "we our us i you your who which what when where while after before also said says say told tell added adding than "
    "then there into "
    "over about more most some any all".split()
)


@dataclass(frozen=True, slots=True)
class Read:
    """One sentence of evidence as just read. `reading["unit"]` numbers the extraction's event that it belongs to."""

    start: int
    end: int
    excerpt: str
    timex: str
    cue: str
    rule: str
    reading: Reading

    @property
    def kind(self) -> str:
        return self.reading["kind"]

    @property
    def speaker(self) -> str | None:
        return self.reading["speaker"]


def read(extraction: Extraction) -> list[Read]:
    """A Read for each sentence of each event, in the extraction's order."""
    left_out = sorted(
        [(mention.start, mention.end) for mention in extraction.mentions]
        + [(timex.start, timex.end) for timex in extraction.timexes]
    )
    return [
        Read(
            evidence.start,
            evidence.end,
            evidence.excerpt,
            evidence.timex[:200],
            evidence.cue[:100],
            evidence.rule[:100],
            _reading(event, evidence, unit, number == 0, left_out),
        )
        for unit, event in enumerate(extraction.events)
        for number, evidence in enumerate(event.evidence)
    ]


def _reading(event: EventRecord, evidence: EvidenceRecord, unit: int, first: bool, left_out: list[Span]) -> Reading:
    words, names = telling_words(evidence, left_out)
    none_found = not any(sentence.quotes for sentence in event.evidence)
    return {
        "unit": unit,
        "kind": event.kind,
        "date": event.date and event.date.isoformat(),
        "date_end": event.date_end and event.date_end.isoformat(),
        "precision": event.precision,
        "dated_by": event.dated_by,
        "date_basis": event.date_basis[:300],
        "headline": shortened(event.headline, 200),
        "speaker": event.speaker,
        "parties": list(event.parties),
        "quotes": list(event.quotes if none_found and first else evidence.quotes),
        "confidence": round(event.confidence, 4),
        "replies_to": list(event.replies_to) if first else [],
        "words": sorted(words),
        "names": sorted(names),
    }


def telling_words(evidence: EvidenceRecord, left_out: list[Span]) -> tuple[set[str], set[str]]:
    """The words that tell one happening from another, folded: (all, those that are names or figures). Names of known
    actors and words of time are left out, because actors and days are compared by themselves."""
    covered = {
        at
        for start, end in left_out
        if start < evidence.end and evidence.start < end
        for at in range(start - evidence.start, end - evidence.start)
    }
    words, names = set(), set()
    for match in _WORD.finditer(evidence.excerpt):
        word = folded(match[0]).removesuffix("s") if match[0][0].isalpha() else match[0].replace(",", "")
        if match.start() in covered or word in _EMPTY or len(word) < 2:
            continue
        words.add(word)
        if match[0][0].isdigit() or (match[0][0].isupper() and evidence.excerpt[: match.start()].rstrip(" \"'“‘")):
            names.add(word)
    return words, names


@lru_cache(50_000)
def folded(word: str) -> str:
    return fold(word)


def combine(evidence: Iterable[Evidence]) -> Reading:
    """What an event's sentences say together, whatever the order in which they came: date and kind from the most exact
    reading, headline from the surest, quotations and parties from all. What an editor moved here comes after what was
    here before."""
    rows = sorted((row for row in evidence if row.reading), key=_text_order)
    dated = min(rows, key=lambda row: (bool(row.locked), _PRECISIONS.index(row.reading["precision"]), -_sure(row)))
    surest = min(rows, key=lambda row: (bool(row.locked), -_sure(row)))
    fields = ("kind", "date", "date_end", "precision", "dated_by", "date_basis", "speaker")
    return {
        **{name: dated.reading[name] for name in fields},
        "headline": surest.reading["headline"],
        "quotes": distinct(quote for row in rows for quote in row.reading["quotes"]),
        "parties": list(dict.fromkeys(party for row in rows for party in row.reading["parties"])),
        "confidence": max(_sure(row) for row in rows),
    }


def distinct(quotes: Iterable[str]) -> list[str]:
    """Without quotations that only repeat another, or part of it."""
    kept: dict[str, str] = {}
    for quote in quotes:
        folded = " ".join(_WORD.findall(fold(quote)))
        if any(f" {folded} " in f" {other} " for other in kept):
            continue
        kept = {other: words for other, words in kept.items() if f" {other} " not in f" {folded} "}
        kept[folded] = quote
    return list(kept.values())


def shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rsplit(' ', 1)[0]}…"


def _text_order(row: Evidence) -> tuple[str, str, int, int]:
    published = row.article.published
    return published.isoformat() if published else "9999", row.article.origin, row.start, row.reading["unit"]


def _sure(row: Evidence) -> float:
    return row.reading["confidence"]
