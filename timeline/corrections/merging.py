"""Events that are one and the same joined, an event that is two taken apart, and both undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from timeline.models import Actor, Correction, Event, Evidence, Reply

from . import machine, parts, rows
from .events import keep_as_it_stood
from .log import record
from .why import Why

MERGED, SPLIT = "merged_into", "split_from"
HERE = ["event"]


@transaction.atomic
def merge(kept: Event, others: Iterable[Event], why: Why) -> list[Correction]:
    """Make one event of several: the evidence of the others moves to `kept`, their addresses redirect to it.

    Raises ValidationError when one of them is merged already, or given twice."""
    kept = rows.locked_row(kept)
    others = [rows.locked_row(other) for other in others]
    if not others or len({kept, *others}) <= len(others):
        raise ValidationError("Choose at least two different events to merge.")
    if any(event.merged_into_id for event in (kept, *others)):
        raise ValidationError("One of these events has been merged already.")
    corrections = [_merge_one(kept, other, why) for other in others]
    machine.recombine(kept, why)
    return corrections


@transaction.atomic
def split(event: Event, sentences: Sequence[Evidence], why: Why) -> Event:
    """Make a new event of some of this one's sentences; a later reading moves no sentence of either half to the other.

    Raises ValidationError unless each half has at least one sentence."""
    event = rows.locked_row(event)
    moving = list(event.evidence.filter(pk__in=[sentence.pk for sentence in sentences]))
    if not moving or len(moving) == event.evidence.count():
        raise ValidationError("Choose some of the sentences, but not all: each of the two events needs one.")
    keep_as_it_stood(event)
    before = _state([event])
    new = machine.new_event_like(event)
    rows.save(new, why)
    _move(moving, new, why)
    parts.rebuild(new, parts.parties(event), why)
    machine.recombine(event, why)
    machine.recombine(new, why)
    record(new, SPLIT, None, str(event), why, undo=before | {"rejoin": [new.pk, event.pk]})
    record(event, "sentences", None, [sentence.excerpt for sentence in event.evidence.all()], why)
    return new


@transaction.atomic
def undo(correction: Correction, why: Why) -> Event:
    """Take a merger or a split back, and answer the event it was about. What was merged stands on its own again; what
    was split off is merged back, for its address has been public.

    Raises ValidationError for what cannot be undone, or has been."""
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if not correction.undo or correction.undone:
        raise ValidationError("This cannot be undone, or has been undone already.")
    state = correction.undo
    concerned = {*map(int, state["events"]), *state.get("rejoin", ()), correction.object_id}
    if Event.objects.filter(pk__in=concerned).count() < len(concerned):
        raise ValidationError("One of the events has been deleted since.")
    events = {event.pk: event for event in Event.objects.filter(pk__in=[int(pk) for pk in state["events"]])}
    for event in events.values():
        keep_as_it_stood(event)
        event.merged_into_id = state["events"][str(event.pk)]
        rows.save(event, why)
    _put_back(state, why)
    for event in events.values():
        parts.rebuild(event, Actor.objects.filter(pk__in=state["parties"][str(event.pk)]), why)
    if "rejoin" in state:
        new, old = (Event.objects.get(pk=pk) for pk in state["rejoin"])
        new.merged_into = old
        rows.save(new, why)
    for event in events.values():
        machine.recombine(event, why)
    Correction.objects.filter(pk=correction.pk).update(undone=timezone.now())
    about = Event.objects.get(pk=correction.object_id)
    record(about, correction.field, correction.new_value, None, why)
    return about


def _merge_one(kept: Event, other: Event, why: Why) -> Correction:
    before = _state([kept, other])
    for event in (kept, other):
        keep_as_it_stood(event)
    held = set(kept.evidence.values_list("article", "start", "end"))
    moving = [part for part in other.evidence.all() if (part.article_id, part.start, part.end) not in held]
    _move(moving, kept, why)
    _move(other.evidence.all(), other, why)
    parts.take_over(kept, other, why)
    _redirect_replies(other, kept)
    other.merged_into = kept
    rows.save(other, why)
    return record(other, MERGED, None, str(kept), why, undo=before)


def _move(sentences: Iterable[Evidence], event: Event, why: Why) -> None:
    """Put sentences with this event, for good."""
    for sentence in sentences:
        sentence.event, sentence.locked = event, HERE
        rows.save(sentence, why)


def _state(events: Sequence[Event]) -> dict[str, Any]:
    """What a merger or a split changes, as it stands."""
    sentences = Evidence.objects.filter(event__in=events)
    replies = Reply.objects.filter(Q(event__in=events) | Q(to__in=events))
    return {
        "events": {str(event.pk): event.merged_into_id for event in events},
        "evidence": {str(sentence.pk): [sentence.event_id, sentence.locked] for sentence in sentences},
        "replies": {str(reply.pk): [reply.event_id, reply.to_id] for reply in replies},
        "parties": {str(event.pk): [actor.pk for actor in parts.parties(event)] for event in events},
    }


def _put_back(state: dict[str, Any], why: Why) -> None:
    for sentence in Evidence.objects.filter(pk__in=[int(pk) for pk in state["evidence"]]):
        sentence.event_id, sentence.locked = state["evidence"][str(sentence.pk)]
        rows.save(sentence, why)
    for reply in Reply.objects.filter(pk__in=[int(pk) for pk in state["replies"]]):
        event, to = state["replies"][str(reply.pk)]
        if not Reply.objects.filter(event=event, to=to).exists():
            Reply.objects.filter(pk=reply.pk).update(event=event, to=to)


def _redirect_replies(other: Event, kept: Event) -> None:
    for reply in Reply.objects.filter(Q(event=other) | Q(to=other)):
        event = kept.pk if reply.event_id == other.pk else reply.event_id
        to = kept.pk if reply.to_id == other.pk else reply.to_id
        if event != to and not Reply.objects.filter(event=event, to=to).exists():
            Reply.objects.filter(pk=reply.pk).update(event=event, to=to)
