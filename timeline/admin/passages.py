"""The sentences on which an event rests, with their date, speaker and quotations marked, in their context."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from articles.models import Article
from timeline.models import Event, Evidence

SHOWN = 12
CONTEXT = 2
REACH = 900
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-ZÀ-ÞА-Я0-9])|\n+")
Span = tuple[int, int]


@dataclass(frozen=True)
class Passage:
    """`pieces` are runs of the sentence with the names of their marks (date, speaker, quote, cue)."""

    evidence: Evidence
    article: Article
    before: str
    pieces: list[tuple[str, str]]
    after: str


def passages(event: Event) -> list[Passage]:
    """At most 12, the surest reading first."""
    sentences = event.evidence.select_related("article").defer(
        "article__raw", "article__segments", "article__sketch", "article__extracted"
    )
    surest = sorted(sentences[:200], key=lambda sentence: -sentence.reading.get("confidence", 0))
    spellings = _spellings(event)
    return [_passage(event, sentence, spellings) for sentence in surest[:SHOWN]]


def _passage(event: Event, evidence: Evidence, spellings: list[str]) -> Passage:
    body, start, end = evidence.article.body, evidence.start, evidence.end
    if body[start:end] != evidence.excerpt:
        return Passage(
            evidence, evidence.article, "", _pieces(evidence.excerpt, _marks(event, evidence, spellings)), ""
        )
    before = _SENTENCE_END.split(body[max(0, start - REACH) : start].strip())[-CONTEXT:]
    after = _SENTENCE_END.split(body[end : end + REACH].strip())[:CONTEXT]
    pieces = _pieces(evidence.excerpt, _marks(event, evidence, spellings))
    return Passage(evidence, evidence.article, " ".join(before), pieces, " ".join(after))


def _marks(event: Event, evidence: Evidence, spellings: list[str]) -> dict[str, list[Span]]:
    text = evidence.excerpt
    quotes = [*event.quotes, *evidence.reading.get("quotes", [])]
    return {
        "quote": [span for quote in quotes for span in _places(text, quote)],
        "date": list(_places(text, evidence.timex)),
        "cue": list(_places(text, evidence.cue))[:1],
        "speaker": _mentions(evidence)
        or next((found for name in spellings if (found := list(_places(text, name)))), []),
    }


def _mentions(evidence: Evidence) -> list[Span]:
    """Where the machine read the speaker's name or a word that stands for it."""
    speaker = evidence.reading.get("speaker")
    attributions = evidence.article.marks.get("attributions", [])
    return [
        (made["speaker_start"] - evidence.start, made["speaker_end"] - evidence.start)
        for made in attributions
        if speaker and made["speaker"] == speaker and made["speaker_start"] is not None
        if evidence.start <= made["speaker_start"] and made["speaker_end"] <= evidence.end
    ]


def _spellings(event: Event) -> list[str]:
    """How the speaker may be written, longest first; a surname by itself as well."""
    if event.speaker is None:
        return []
    names = {event.speaker.name, *event.speaker.aliases.values_list("name", flat=True)[:100]}
    if event.speaker.kind == "person":
        names |= {name.split()[-1] for name in names if name.strip()}
    return sorted(names, key=lambda name: (-len(name), name))


def _places(text: str, words: str) -> Iterator[Span]:
    """Every place of these words, as whole words."""
    if words.strip():
        for match in re.finditer(rf"(?<!\w){re.escape(words.strip())}(?!\w)", text):
            yield match.span()


def _pieces(text: str, marks: dict[str, list[Span]]) -> list[tuple[str, str]]:
    """The text cut where marks begin and end."""
    spans = [(start, end, name) for name, found in marks.items() for start, end in found]
    edges = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    return [(text[left:right], " ".join(_names(spans, left, right))) for left, right in pairwise(edges)]


def _names(spans: Iterable[tuple[int, int, str]], left: int, right: int) -> list[str]:
    return sorted({name for start, end, name in spans if start <= left and right <= end})
