"""An article's text with what was read in it marked in place: dates, speakers, quotations, and the sentences that
entries rest on. Pure computing: text, offsets and names in, escaped pieces out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

Span = tuple[int, int]
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-ZÀ-ÞА-Я0-9])")
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Resting:
    """An entry that rests on a sentence."""

    public_id: str
    headline: str
    link: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its marks; `anchors` are the entries that are met here first, `entries` all that rest on it."""

    html: SafeString
    entries: tuple[Resting, ...] = ()
    anchors: tuple[str, ...] = ()
    is_left_out: bool = False


@dataclass(slots=True)
class Paragraph:
    sentences: list[Sentence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Marking:
    """One thing to mark: `kind` is timex, mention, quoted or cue; `words` say more, `link` leads on."""

    start: int
    end: int
    kind: str
    words: str = ""
    link: str = ""


def markings(marks: Mapping[str, Sequence[Mapping[str, Any]]], actor_links: Mapping[str, str]) -> list[Marking]:
    """The stored marks of an article as things to mark; `actor_links` are the addresses of actors by name."""
    found = []
    for timex in marks.get("timexes", ()):
        words = f"{timex.get('value') or 'no calendar value'} (rule: {timex.get('rule', '')})"
        found.append(Marking(timex["start"], timex["end"], "timex", words))
    for mention in marks.get("mentions", ()):
        name = mention["actor"]
        found.append(Marking(mention["start"], mention["end"], "mention", name, actor_links.get(name, "")))
    for attribution in marks.get("attributions", ()):
        speaker = attribution.get("speaker") or "speaker not named"
        if attribution["kind"] != "indirect":
            found += [Marking(start, end, "quoted", f"said by {speaker}") for start, end in attribution["spans"]]
        if attribution.get("cue_start") is not None:
            found.append(Marking(attribution["cue_start"], attribution["cue_end"], "cue", f"said by {speaker}"))
    return found


def annotate(
    body: str, evidence: Mapping[Span, Sequence[Resting]], marked: Sequence[Marking], *, whole: bool
) -> list[Paragraph]:
    """The text by paragraphs and sentences. Unless whole, only sentences of evidence and one neighbour either side
    are told; what lies between is left out."""
    paragraphs = [list(_sentence_spans(body, match.span(), evidence)) for match in _PARAGRAPH.finditer(body)]
    spans = [span for paragraph in paragraphs for span in paragraph]
    told = set(spans) if whole else _with_neighbours(spans, evidence)
    anchored: set[str] = set()
    annotated, was_left_out = [], False
    for paragraph in paragraphs:
        sentences = []
        for span in paragraph:
            if span not in told:
                if not was_left_out:
                    sentences.append(Sentence(mark_safe("…"), is_left_out=True))
                was_left_out = True
                continue
            was_left_out = False
            entries = tuple(evidence.get(span, ()))
            anchors = tuple(e.public_id for e in entries if e.public_id not in anchored)
            anchored.update(anchors)
            sentences.append(Sentence(mark_up(body, span, marked), entries, anchors))
        if sentences:
            annotated.append(Paragraph(sentences))
    return annotated


def mark_up(body: str, span: Span, marked: Iterable[Marking]) -> SafeString:
    """A stretch of text, escaped, with its marks. They may overlap: a piece between two ends carries all of its own."""
    start, end = span
    inside = [mark for mark in marked if mark.start < end and mark.end > start]
    cuts = sorted({start, end, *(cut for mark in inside for cut in (mark.start, mark.end) if start < cut < end)})
    pieces = (
        _piece(body[left:right], [mark for mark in inside if mark.start <= left and mark.end >= right])
        for left, right in pairwise(cuts)
    )
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def furniture(raw: str, segments: Sequence[Sequence[int]]) -> list[str]:
    """The stretches of the raw page that did not become text."""
    stretches, at = [], 0
    for raw_start, raw_end, _ in segments:
        stretches.append(raw[at:raw_start].strip())
        at = raw_end
    stretches.append(raw[at:].strip())
    return [stretch for stretch in stretches if stretch]


def _piece(text: str, marks: Sequence[Marking]) -> SafeString:
    html = format_html("{}", text)
    if not marks:
        return html
    link = next((mark.link for mark in marks if mark.link), "")
    kinds = " ".join(sorted({mark.kind for mark in marks}))
    words = "; ".join(dict.fromkeys(mark.words for mark in marks if mark.words))
    if link:
        return format_html('<a class="{}" title="{}" href="{}">{}</a>', kinds, words, link, html)
    return format_html('<span class="{}" title="{}">{}</span>', kinds, words, html)


def _sentence_spans(body: str, paragraph: Span, evidence: Mapping[Span, object]) -> Iterable[Span]:
    """Sentences of evidence as they were read, and what lies between them cut at full stops."""
    at, end = paragraph
    for start, stop in sorted(span for span in evidence if span[0] >= at and span[1] <= end):
        if start < at:
            continue
        yield from _cut(body, at, start)
        yield start, stop
        at = stop
    yield from _cut(body, at, end)


def _cut(body: str, start: int, end: int) -> Iterable[Span]:
    at = start + len(body[start:end]) - len(body[start:end].lstrip())
    for match in _SENTENCE_END.finditer(body, at, end):
        yield at, match.end()
        at = match.end()
    if body[at:end].strip():
        yield at, end


def _with_neighbours(spans: Sequence[Span], evidence: Mapping[Span, object]) -> set[Span]:
    told: set[Span] = set()
    for number, span in enumerate(spans):
        if span in evidence:
            told.update(spans[max(number - 1, 0) : number + 2])
    return told
