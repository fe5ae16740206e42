"""An extraction as rows for programs and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from articles.extraction.records import Attribution, EventRecord, Extraction
from timeline.exports.rows import Row, event_columns, rows_of
from timeline.ingest.naming import public_id

NEVER = "1970-01-01 00:00:00"


def as_row(name: str, extraction: Extraction) -> Row:
    """One answer of `explain --format jsonl`; offsets count into the body."""
    masthead = extraction.masthead
    dated = ({**asdict(row), "date": _iso(row.date), "date_end": _iso(row.date_end)} for row in extraction.timexes)
    return {
        "id": name,
        "published": _iso(masthead.published),
        "published_how": masthead.published_how,
        "title": masthead.title,
        "timexes": [_only(row, "start end text value date date_end precision rule") for row in dated],
        "actors": [_only(asdict(mention), "start end text actor") for mention in extraction.mentions],
        "attributions": [
            _only(asdict(row), "spans speaker_start speaker_end speaker_text speaker cue kind via rule")
            for row in extraction.attributions
        ],
        "events": event_rows(name, extraction),
    }


def event_rows(name: str, extraction: Extraction) -> list[Row]:
    """The events as an export shows them right after the text alone went in."""
    ids = _ids(name, extraction)
    return [
        _event_row(name, extraction, event, ids, public) for event, public in zip(extraction.events, ids, strict=True)
    ]


def _ids(name: str, extraction: Extraction) -> list[str]:
    ids: list[str] = []
    for event in extraction.events:
        number = 0
        while (wanted := public_id(name, event.kind, event.speaker, event.evidence[0].excerpt, number)) in ids:
            number += 1
        ids.append(wanted)
    return ids


def _event_row(name: str, extraction: Extraction, event: EventRecord, ids: list[str], public: str) -> Row:
    masthead = extraction.masthead
    told = {
        "article": name,
        "title": masthead.title,
        "publisher": masthead.publisher,
        "published": _iso(masthead.published),
    }
    evidence = [{**told, **_only(asdict(each), "start end excerpt timex cue rule")} for each in event.evidence]
    for each in evidence:
        each.update((key, None) for key, value in list(each.items()) if value == "")
    values = (
        *(public, event.kind, _iso(event.date), _iso(event.date_end), event.precision, event.date_basis),
        *(told["published"], event.headline, 1, 1, event.confidence, "unreviewed", NEVER),
    )
    columns = event_columns(
        [[value] for value in values],
        speakers=[event.speaker],
        others=[sorted(party for party in event.parties if party != event.speaker)],
        quotes=[list(event.quotes)],
        replies=[[ids[number] for number in event.replies_to]],
        locked=[[]],
        evidence=[evidence],
        site="",
    )
    return {**next(rows_of(columns)), "modified": None}


def as_text(name: str, extraction: Extraction) -> Iterator[str]:
    """Lines for people: what was read, at which offset, and by which rule."""
    head = extraction.masthead
    yield f"══ {name}"
    yield f"title      {head.title or '–'}"
    yield f"publisher  {head.publisher or '–'}; agency {head.agency or '–'}; author {head.author or '–'}"
    yield f"published  {head.published or 'unknown'}, {head.published_how}. {head.published_evidence}".rstrip()
    yield f"\n── dates ({len(extraction.timexes)})"
    for timex in extraction.timexes:
        days = f"{timex.date or 'unknown'}{f'..{timex.date_end}' if timex.date_end else ''}"
        yield f"{timex.start:>6}  {timex.text!r} → {days} ({timex.precision}) by {timex.rule}"
    yield f"\n── actors ({len(extraction.mentions)})"
    for mention in extraction.mentions:
        yield f"{mention.start:>6}  {mention.text!r} → {mention.actor} by {mention.rule}"
    yield f"\n── attributions ({len(extraction.attributions)})"
    for attribution in extraction.attributions:
        yield from _attribution_lines(attribution, extraction.page.body)
    yield f"\n── events ({len(extraction.events)})"
    for row in event_rows(name, extraction):
        yield from _event_lines(row)
    yield ""


def _attribution_lines(row: Attribution, body: str) -> Iterator[str]:
    start = min((start for start, _ in row.spans), default=row.cue_start or 0)
    via = f" via {row.via}" if row.via else ""
    yield f"{start:>6}  {row.speaker or row.speaker_text or 'nobody named'}{via}: {row.kind}, {row.cue}, by {row.rule}"
    yield f"        {' … '.join(body[start:end] for start, end in row.spans)}"


def _event_lines(row: Row) -> Iterator[str]:
    when = f"{row['edtf'] or 'date unknown'} ({row['date_basis'] or 'no words of time'})"
    yield f"{row['id']}  {row['kind']}, {when}, confidence {row['confidence']:.2f}"
    yield f"        {row['headline']}"
    yield f"        {', '.join(row['actors'])}"
    for quote in row["quotes"]:
        yield f"        “{quote}”"
    for each in row["evidence"]:
        yield f"{each['start']:>6}  by {each['rule']}: {each['excerpt']}"


def _only(row: dict[str, Any], names: str) -> Row:
    return {name: row[name] for name in names.split()}


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
