"""Correcting, lifting, accepting, rejecting: the editor's word on one event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from timeline.models import Actor, Correction, Event

from . import names, parts, rows
from .log import record
from .values import machine_value, same, with_lock, without_lock
from .why import Why

DATE_FIELDS = ("date", "date_end", "precision")
PARTIES = "parties"
EDITABLE = (*Event.CORRECTABLE, PARTIES)
BY_EDITOR = "editor"


@transaction.atomic
def correct(event: Event, changes: Mapping[str, Any], why: Why) -> list[Correction]:
    """Set these fields to the editor's values and lock them; `parties` is a list of actors.

    What equals the published value already is left alone. The three fields of a date are one word and are locked
    together. Raises ValidationError by field."""
    event = rows.locked_row(event)
    wanted = made_to_fit(event, changes)
    changed = {name: value for name, value in wanted.items() if not same(current(event, name), value)}
    if not changed:
        return []
    before = {name: current(event, name) for name in changed}
    keep_as_it_stood(event)
    for name in set(changed) - {PARTIES}:
        setattr(event, name, changed[name])
    event.locked = with_lock(event, *_locks(set(changed) - {PARTIES}))
    if set(changed) & set(DATE_FIELDS):
        event.dated_by, event.date_basis = BY_EDITOR, f"Set by an editor: {why}"[:300]
    check(event)
    rows.save(event, why)
    if PARTIES in changed:
        parts.set_parties(event, list(changed[PARTIES]), why)
    else:
        parts.rebuild(event, _remaining_parties(event, before), why)
    return [record(event, name, before[name], changed[name], why) for name in EDITABLE if name in changed]


@transaction.atomic
def lift(event: Event, fields: Iterable[str], why: Why) -> list[Correction]:
    """Take the machine's reading again for these fields. Raises ValidationError where the machine has none."""
    event = rows.locked_row(event)
    fields = _locks(fields)
    if not event.extracted:
        raise ValidationError("The machine has no reading of this event: it was added by hand.")
    keep_as_it_stood(event)
    lifted = {name: current(event, name) for name in EDITABLE if name in fields and is_locked(event, name)}
    for name in set(lifted) - {PARTIES}:
        setattr(event, name, _machine_says(event, name))
    event.locked = without_lock(event, *fields)
    if set(lifted) & set(DATE_FIELDS):
        event.dated_by = event.extracted.get("dated_by", "")
        event.date_basis = event.extracted.get("date_basis", "")
    check(event)
    rows.save(event, why)
    if PARTIES in lifted:
        _forget_parties(event, why)
    else:
        parts.rebuild(event, _remaining_parties(event, lifted), why)
    told = {name: old for name, old in lifted.items() if name not in DATE_FIELDS[1:] or old != current(event, name)}
    return [record(event, name, old, current(event, name), why) for name, old in told.items()]


def accept(event: Event, why: Why) -> Event:
    """Mark as checked. That is no correction and stands in the history only."""
    return _set_status(event, Event.Status.CHECKED, why)


def reject(event: Event, why: Why) -> Event:
    """Take off the public pages, for good: no later reading brings it back."""
    return _set_status(event, Event.Status.REJECTED, why, logged=True)


def restore(event: Event, why: Why) -> Event:
    """Put a rejected or checked event back among those to review."""
    return _set_status(event, Event.Status.UNREVIEWED, why, logged=event.status == Event.Status.REJECTED)


def current(event: Event, field: str) -> Any:
    """The published value of a field; the parties by name."""
    return [actor.name for actor in parts.parties(event)] if field == PARTIES else getattr(event, field)


def is_locked(event: Event, field: str) -> bool:
    if field == PARTIES:
        return event.participations.exclude(locked=[]).exists()
    return field in event.locked


def keep_as_it_stood(event: Event) -> None:
    before = event.modified
    rows.keep_as_it_stood([event, *event.participations.all(), *event.evidence.all()], before)


@transaction.atomic
def _set_status(event: Event, status: str, why: Why, *, logged: bool = False) -> Event:
    event = rows.locked_row(event)
    if event.status == status:
        return event
    keep_as_it_stood(event)
    old, event.status = event.status, status
    rows.save(event, why)
    if logged:
        record(event, "status", old, status, why)
    return event


def made_to_fit(event: Event, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes, with the parts of a date made to fit: without a day there is neither end nor precision.

    Raises ValidationError for fields that are not editable."""
    unknown = set(changes) - set(EDITABLE)
    if unknown:
        raise ValidationError(f"Not editable: {', '.join(sorted(unknown))}.")
    wanted = dict(changes)
    if not set(wanted) & set(DATE_FIELDS):
        return wanted
    day, end, precision = (wanted.get(name, getattr(event, name)) for name in DATE_FIELDS)
    if day is None:
        end, precision = None, Event.Precision.UNKNOWN
    elif precision == Event.Precision.UNKNOWN:
        precision = Event.Precision.RANGE if end and end != day else Event.Precision.DAY
    if precision == Event.Precision.DAY:
        end = wanted.get("date_end") if wanted.get("date_end") != day else None
    if end and precision == Event.Precision.DAY:
        raise ValidationError({"date_end": "An exact day has no last day; choose “several days”."})
    return wanted | dict(zip(DATE_FIELDS, (day, end, precision), strict=True))


def check(event: Event) -> None:
    """Raise ValidationError by field for what an event cannot say."""
    if event.precision not in (Event.Precision.DAY, Event.Precision.UNKNOWN) and not event.date_end:
        raise ValidationError({"date_end": "Say the last day too, for several days, a month or a year."})
    if event.date and event.date_end and event.date_end < event.date:
        raise ValidationError({"date_end": "The last day lies before the first."})
    if not isinstance(event.quotes, list) or not all(isinstance(quote, str) for quote in event.quotes):
        raise ValidationError({"quotes": "Quotations are a list of texts."})
    event.clean_fields(exclude=["speaker", "merged_into", "extracted", "quotes", "locked"])


def _locks(fields: Iterable[str]) -> set[str]:
    fields = set(fields)
    return fields | set(DATE_FIELDS) if fields & set(DATE_FIELDS) else fields


def _machine_says(event: Event, field: str) -> Any:
    value = machine_value(event, field)
    if field == "speaker":
        return names.find(value) if value else None
    column: Any = Event._meta.get_field(field)
    return column.to_python(value) if value is not None else _nothing(field)


def _nothing(field: str) -> Any:
    return {"quotes": [], "headline": "", "precision": Event.Precision.UNKNOWN}.get(field)


def _remaining_parties(event: Event, before: Mapping[str, Any]) -> list[Actor]:
    """The parties once the speaker has changed: who turns out to speak is no party besides; who spoke before is one
    again where the machine says so."""
    silent = before.get("speaker")
    remaining = [actor for actor in parts.parties(event) if actor != event.speaker]
    return [*remaining, silent] if silent and silent.name in event.extracted.get(PARTIES, []) else remaining


def _forget_parties(event: Event, why: Why) -> None:
    for part in event.participations.exclude(locked=[]):
        part.locked = []
        rows.save(part, why)
    found = [names.find(name) for name in event.extracted.get("parties", [])]
    parts.rebuild(event, [actor for actor in found if actor], why)
