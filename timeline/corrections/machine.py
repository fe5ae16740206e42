"""The machine's side of an editor's act: what its readings come to once sentences have moved."""

from __future__ import annotations

import secrets
from base64 import b32encode

from django.db.models import Q

from timeline.ingest.actors import Register
from timeline.ingest.placing import Told, names_in
from timeline.ingest.pool import evidence_rows
from timeline.ingest.telling import tell
from timeline.models import Actor, Event, Participation

from . import parts, rows
from .why import Why

COPIED = (*Event.CORRECTABLE, "dated_by", "date_basis", "reported", "confidence", "status", "extracted", "extractor")


def new_event_like(event: Event) -> Event:
    """An unsaved event that says the same under an id of its own, none of it locked."""
    return Event(public_id=new_public_id(), **{name: getattr(event, name) for name in COPIED})


def new_public_id() -> str:
    """As short as those that ingest makes, and never one of them."""
    return "e" + b32encode(secrets.token_bytes(10)).decode().lower()[:10]


def recombine(event: Event, why: Why) -> None:
    """Tell the event anew from the readings of its sentences; what an editor locked stays."""
    event.refresh_from_db()
    sentences = evidence_rows(Q(event=event))
    register = Register({}, event.extractor)
    register.load(name for sentence in sentences for name in names_in(sentence))
    tell([Told(event, held=True, rows=sentences)], register, event.extractor)
    rows.save(event, why)
    if any(sentence.reading for sentence in sentences):
        named = [register.known[name] for name in event.extracted["parties"]]
        parts.rebuild(event, [*named, *_added(event)], why)


def _added(event: Event) -> list[Actor]:
    by_editor = event.participations.filter(role=Participation.Role.PARTY, locked=parts.PRESENT)
    return [part.actor for part in by_editor.select_related("actor")]
