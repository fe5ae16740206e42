"""Events as their evidence tells them: fields, participations and counts, wherever no editor's word stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from timeline.ingest.actors import Register
from timeline.ingest.bulk import update_rows
from timeline.ingest.placing import Told
from timeline.ingest.reading import Reading, combine
from timeline.ingest.voices import count_voices
from timeline.models import Event, Participation

WRITTEN = (
    *("kind", "date", "date_end", "precision", "dated_by", "date_basis", "reported", "day", "last_day", "headline"),
    *("speaker", "quotes", "confidence", "reports", "voices", "merged_into", "orphaned", "extracted"),
)
_STATE = [f"{name}_id" if name in ("speaker", "merged_into") else name for name in WRITTEN]


def tell(told: Iterable[Told], register: Register, extractor: str) -> tuple[list[Event], list[Event]]:
    """Write the fields of events anew from all their evidence; answers (new events, changed events)."""
    new: list[Event] = []
    changed: list[Event] = []
    read_by_another: list[int] = []
    for each in told:
        event = each.event
        before, extractor_before = _state(event), event.extractor
        _retell(each, register, extractor)
        if event.pk is None:
            new.append(event)
        elif _state(event) != before:
            event.modified = timezone.now()
            changed.append(event)
        if event.extractor != extractor_before and event.pk:
            read_by_another.append(event.pk)
    Event.objects.bulk_create(new)
    update_rows(changed, [*WRITTEN, "modified"])
    if read_by_another:
        Event.objects.filter(pk__in=read_by_another).update(extractor=extractor)
    return new, changed


def take_part(told: Iterable[Told], register: Register, new: Collection[Event]) -> None:
    """Bring the participations of events in step with their speaker, parties and day; editors' decisions stay. `new`
    are the events that have none yet."""
    told = list(told)
    existing: defaultdict[int, dict[int, Participation]] = defaultdict(dict)
    before = {each.event.pk for each in told} - {event.pk for event in new}
    for row in Participation.objects.filter(event__in=before) if before else ():
        existing[row.event_id][row.actor_id] = row
    decided = {actor for parts in existing.values() for actor, part in parts.items() if part.locked}
    register.load_ids(decided | {each.event.speaker_id for each in told if each.event.speaker_id})
    made: list[Participation] = []
    changed: list[Participation] = []
    left: list[int] = []
    for each in told:
        parts = existing[each.event.pk]
        roles = _parts(each.event, register, parts)
        for actor_id, (role, said) in roles.items():
            wanted = (role, said, each.event.day)
            part = parts.get(actor_id)
            if part is None:
                made.append(
                    Participation(event=each.event, actor_id=actor_id, role=role, said=said, day=each.event.day)
                )
            elif (part.role, part.said, part.day) != wanted:
                part.role, part.said, part.day = wanted
                changed.append(part)
        left += [part.pk for actor_id, part in parts.items() if actor_id not in roles]
    if left:
        Participation.objects.filter(pk__in=left).delete()
    Participation.objects.bulk_create(made)
    update_rows(changed, ["role", "said", "day"])


def _state(event: Event) -> list[Any]:
    return [getattr(event, name) for name in _STATE]


def _retell(told: Told, register: Register, extractor: str) -> None:
    event, rows = told.event, told.rows
    articles = {row.article_id: row.article for row in rows}
    if rows:
        event.reported = min((a.published for a in articles.values() if a.published), default=None)
        event.reports = len(articles)
        event.voices = count_voices(articles.values())
        event.orphaned = False
    if any(row.reading for row in rows):
        event.extracted = combine(rows)
        event.extractor = extractor
        _follow_reading(event, event.extracted, register)
    event.set_days()


def _follow_reading(event: Event, reading: Reading, register: Register) -> None:
    for name in ("kind", "precision", "headline", "quotes"):
        if name not in event.locked:
            setattr(event, name, reading[name])
    if "speaker" not in event.locked:
        event.speaker = register.known[reading["speaker"]] if reading["speaker"] else None
    if "date_end" not in event.locked:
        event.date_end = _day(reading["date_end"])
    if "date" not in event.locked:
        event.date, event.dated_by, event.date_basis = _day(reading["date"]), reading["dated_by"], reading["date_basis"]
    event.confidence = reading["confidence"]
    _agree(event)


def _agree(event: Event) -> None:
    """Where an editor set one of date, last day and precision, the machine's others give way if they contradict it."""
    if event.date is None:
        event.precision, event.date_end = Event.Precision.UNKNOWN, None
    elif event.date_end and event.date_end < event.date:
        event.date_end = None
    if event.date and event.precision == Event.Precision.UNKNOWN:
        event.precision = Event.Precision.RANGE if event.date_end else Event.Precision.DAY


def _parts(event: Event, register: Register, existing: dict[int, Participation]) -> dict[int, tuple[str, bool]]:
    """(role, said) by actor: the speaker, the parties, and all for whom these speak or act. Those of whom an editor
    said that they took no part keep their row, which remembers it."""
    decided = {pk: part for pk, part in existing.items() if part.locked}
    absent = {pk: (part.role, part.said) for pk, part in decided.items() if part.locked == ["absent"]}
    added = [register.by_id[pk] for pk, part in decided.items() if pk not in absent and part.role == "party"]
    named = [register.known[name] for name in event.extracted.get("parties", ())]
    parties = [actor for actor in (*named, *added) if actor.pk not in absent]
    speaker = register.by_id[event.speaker_id] if event.speaker_id else None
    spoken_for = [actor.pk for actor in register.line(speaker)] if speaker else []
    roles = {speaker.pk: (str(Participation.Role.SPEAKER), True)} if speaker else {}
    for actor in parties:
        roles.setdefault(actor.pk, (Participation.Role.PARTY, actor.pk in spoken_for))
    for pk in [*spoken_for, *(above.pk for actor in parties for above in register.line(actor))]:
        roles.setdefault(pk, (Participation.Role.REPRESENTED, pk in spoken_for))
    kept = {pk: (part.role, part.said) for pk, part in decided.items() if pk not in roles}
    return {**roles, **kept, **absent}


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
