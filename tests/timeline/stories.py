"""Hand-made extractions: what an article tells, without the trouble of extracting it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from articles.extraction.records import ActorRecord, EventRecord, EvidenceRecord, Extraction, Masthead, Page, Segment
from timeline.ingest.readers import RawPage
from timeline.ingest.writing import Outcome, write
from timeline.models import Event, Evidence, Participation, Reply

MONDAY, TUESDAY, WEDNESDAY = date(2022, 1, 24), date(2022, 1, 25), date(2022, 1, 26)
ACTORS = {
    "Freedonia": ActorRecord("Freedonia", "country", aliases=("Freedonians",)),
    "Freedonian Foreign Ministry": ActorRecord("Freedonian Foreign Ministry", "institution", parent="Freedonia"),
    "Rufus Firefly": ActorRecord("Rufus Firefly", "person", "Freedonian Foreign Ministry", role="minister"),
    "Sylvania": ActorRecord("Sylvania", "country"),
    "Trentino": ActorRecord("Trentino", "person", parent="Sylvania", role="ambassador"),
}


@dataclass(frozen=True)
class Tells:
    """An event as an article tells it: its sentences, and fields of the record that differ from a plain statement."""

    sentences: tuple[str, ...]
    fields: dict[str, Any]


def tells(*sentences: str, **fields: Any) -> Tells:
    return Tells(sentences, fields)


def an_extraction(*events: Tells, published: date | None = TUESDAY, **masthead: Any) -> Extraction:
    """A page whose body is the sentences of its events, one a line."""
    sentences = list(dict.fromkeys(sentence for event in events for sentence in event.sentences))
    body = "\n".join(sentences)
    records = tuple(_record(event, body) for event in events)
    named = {name for record in records for name in (record.speaker, *record.parties) if name}
    while parents := {ACTORS[name].parent for name in named if name in ACTORS} - named - {None}:
        named |= parents
    return Extraction(
        page=Page(raw=body, body=body, segments=(Segment(0, len(body), 0),)),
        masthead=Masthead(**{"title": "A title", "published": published, "published_how": "stated", **masthead}),
        events=records,
        actors={name: ACTORS.get(name, ActorRecord(name, "person")) for name in named},
    )


def _record(event: Tells, body: str) -> EventRecord:
    quotes = event.fields.get("quotes", ())
    evidence = tuple(
        EvidenceRecord(start, start + len(sentence), sentence, rule="test", quotes=quotes if number == 0 else ())
        for number, sentence in enumerate(event.sentences)
        for start in [body.index(sentence)]
    )
    defaults = {
        "kind": "statement",
        "date": MONDAY,
        "date_end": None,
        "precision": "day",
        "dated_by": "published",
        "date_basis": "the text says “Monday”",
        "headline": event.sentences[0].rstrip("."),
        "speaker": "Rufus Firefly",
        "parties": (),
        "quotes": (),
        "confidence": 0.8,
    }
    fields = {**defaults, **event.fields}
    if fields["date"] is None:
        fields["precision"] = "unknown"
    return EventRecord(evidence=evidence, **fields)


def ingest(origin: str, *events: Tells, extractor: str = "1", around: str = "", **about: Any) -> Outcome:
    """Write an article that tells these events; `around` is what else stands on its page."""
    extraction = an_extraction(*events, **about)
    return write(RawPage(origin, around + extraction.page.raw), extraction, extractor)


def chronology(*, ids: bool = False) -> list[Any]:
    """All that stands in the tables about standing events, without keys, times and (unless asked for) public ids."""
    told = []
    for event in Event.objects.standing():
        told.append(
            (
                *((event.public_id,) if ids else ()),
                *(event.kind, event.date, event.date_end, event.precision, event.headline, event.status),
                event.speaker.name if event.speaker else None,
                *(event.day, event.last_day, event.reported, event.reports, event.voices, event.orphaned),
                tuple(event.quotes),
                round(event.confidence, 3),
                _evidence(event),
                _parts(event),
                tuple(sorted(reply.to.headline for reply in Reply.objects.filter(event=event))),
            )
        )
    return sorted(told, key=repr)


def _evidence(event: Event) -> tuple[Any, ...]:
    rows = Evidence.objects.filter(event=event).select_related("article")
    assert all(row.article.body[row.start : row.end] == row.excerpt for row in rows)
    return tuple(sorted((row.article.origin, row.start, row.end, row.excerpt, row.join_key != "") for row in rows))


def _parts(event: Event) -> tuple[Any, ...]:
    rows = Participation.objects.filter(event=event).select_related("actor")
    return tuple(sorted((row.actor.name, row.role, row.said, str(row.day)) for row in rows))


def the_event(words: str) -> Event:
    """The event that rests on a sentence with these words."""
    return Event.objects.distinct().get(evidence__excerpt__contains=words)
