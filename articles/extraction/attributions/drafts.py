"""Attributions in the making, and the records they become."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from ..records import Attribution, Span
from .quotations import Quotation

DIRECT_SHARE = 0.9  # of the content's characters between marks, from which it counts as direct


@dataclass(slots=True)
class Draft:
    """`cue` and `speaker` are character spans, `at` the cue's token."""

    spans: list[Span]
    cue: Span | None
    at: int | None
    speaker: Span | None
    rule: str
    via: str | None = None


def covered(text: str, spans: Iterable[Span]) -> bytearray:
    """A byte for each character of the text, 1 where one of the spans holds it."""
    held = bytearray(len(text))
    for start, end in spans:
        held[start:end] = b"\1" * (end - start)
    return held


def record(text: str, draft: Draft, quotations: tuple[Quotation, ...]) -> Attribution:
    """The finished attribution: spans in text order, without outer marks, and the kind that the marks say."""
    inside = 0
    spans = []
    for start, end in sorted(draft.spans):
        at = max(0, bisect_left(quotations, start, key=lambda q: q.start) - 1)
        for n in range(at, len(quotations)):
            quotation = quotations[n]
            if quotation.start >= end:
                break
            if quotation.end <= start:
                continue
            if quotation.start <= start and end <= quotation.end:
                start, end = max(start, quotation.inner_start), min(end, quotation.inner_end)
            inside += max(0, min(end, quotation.end) - max(start, quotation.start))
        if start < end:
            spans.append((start, end))
    share = inside / (sum(end - start for start, end in spans) or 1)
    speaker, cue = draft.speaker, draft.cue
    return Attribution(
        spans=tuple(spans),
        speaker_start=speaker[0] if speaker else None,
        speaker_end=speaker[1] if speaker else None,
        speaker_text=text[slice(*speaker)] if speaker else None,
        cue_start=cue[0] if cue else None,
        cue_end=cue[1] if cue else None,
        cue=text[slice(*cue)] if cue else None,
        kind="direct" if share >= DIRECT_SHARE else "mixed" if inside else "indirect",
        rule=draft.rule,
        via=draft.via,
    )
