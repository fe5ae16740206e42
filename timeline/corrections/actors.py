"""Correcting actors, and making one of two that are the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from timeline.models import Actor, Alias, Correction, Event, Participation
from timeline.text import fold

from . import parts, rows
from .log import record
from .values import machine_value, same, with_lock, without_lock
from .why import Why

EDITABLE = ("name", "kind", "parent", "role", "country", "wikidata")
MERGED = "merged_into"
BATCH = 500


@transaction.atomic
def correct_actor(actor: Actor, changes: Mapping[str, Any], why: Why) -> list[Correction]:
    """Set these fields to the editor's values and lock them. A new name keeps the old one as a spelling, so that the
    machine finds the actor under both. Raises ValidationError by field."""
    actor = rows.locked_row(actor)
    if unknown := set(changes) - set(EDITABLE):
        raise ValidationError(f"Not editable: {', '.join(sorted(unknown))}.")
    changed = {name: value for name, value in changes.items() if not same(getattr(actor, name), value)}
    if not changed:
        return []
    rows.keep_as_it_stood([actor], actor.modified)
    before = {name: getattr(actor, name) for name in changed}
    for name, value in changed.items():
        setattr(actor, name, value)
    actor.locked = with_lock(actor, *changed)
    _check(actor)
    rows.save(actor, why)
    if "name" in changed:
        learn(actor, [before["name"]])
    if "parent" in changed:
        _rebuild_events(actor, why)
    return [record(actor, name, before[name], value, why) for name, value in changed.items()]


@transaction.atomic
def lift_actor(actor: Actor, fields: Iterable[str], why: Why) -> list[Correction]:
    """Take the machine's reading again for these fields."""
    actor = rows.locked_row(actor)
    lifted = {name: getattr(actor, name) for name in EDITABLE if name in set(fields) & set(actor.locked)}
    rows.keep_as_it_stood([actor], actor.modified)
    for name in lifted:
        setattr(actor, name, _machine_says(actor, name))
    actor.locked = without_lock(actor, *lifted)
    _check(actor)
    rows.save(actor, why)
    if "parent" in lifted:
        _rebuild_events(actor, why)
    return [record(actor, name, old, getattr(actor, name), why) for name, old in lifted.items()]


@transaction.atomic
def merge_actors(kept: Actor, others: Iterable[Actor], why: Why) -> list[Correction]:
    """Make one actor of several: their events, members and spellings become those of `kept`; the next reading of
    any of their names means `kept`. Raises ValidationError when one of them is merged already, or given twice."""
    kept = rows.locked_row(kept)
    others = [rows.locked_row(other) for other in others]
    if not others or len({kept, *others}) <= len(others):
        raise ValidationError("Choose at least two different actors to merge.")
    if any(actor.merged_into_id for actor in (kept, *others)):
        raise ValidationError("One of these actors has been merged already.")
    return [_merge_one(kept, other, why) for other in others]


@transaction.atomic
def undo_actors(correction: Correction, why: Why) -> Actor:
    """Take a merger of actors back. Raises ValidationError if it has been taken back already."""
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if not correction.undo or correction.undone:
        raise ValidationError("This cannot be undone, or has been undone already.")
    state, found = correction.undo, Actor.objects.in_bulk([correction.object_id, correction.undo["kept"]])
    if len(found) < 2:
        raise ValidationError("One of the actors has been deleted since.")
    other, kept = found[correction.object_id], found[state["kept"]]
    rows.keep_as_it_stood([other], other.modified)
    other.merged_into = None
    rows.save(other, why)
    Alias.objects.filter(pk__in=state["aliases"]).delete()
    Actor.objects.filter(pk__in=state["members"], parent=kept).update(parent=other)
    Event.objects.filter(pk__in=state["spoke"], speaker=kept).update(speaker=other)
    for event in _events(state["took_part"]):
        parties = set(parts.parties(event))
        back = {other} if event.pk in state["party"] else set()
        gone = {kept} if event.pk not in state["kept_party"] else set()
        parts.rebuild(event, sorted((parties | back) - gone - {event.speaker}, key=str), why)
    Correction.objects.filter(pk=correction.pk).update(undone=timezone.now())
    record(other, MERGED, str(kept), None, why)
    return other


def _merge_one(kept: Actor, other: Actor, why: Why) -> Correction:
    rows.keep_as_it_stood([kept, other], max(kept.modified, other.modified))
    taking_part = Participation.objects.filter(actor=other)
    state: dict[str, Any] = {
        "kept": kept.pk,
        "aliases": learn(kept, [other.name, *other.aliases.values_list("name", flat=True)]),
        "members": list(other.members.values_list("pk", flat=True)),
        "spoke": list(other.statements.values_list("pk", flat=True)),
        "took_part": list(taking_part.values_list("event", flat=True)),
        "party": list(taking_part.filter(role="party").values_list("event", flat=True)),
        "kept_party": list(kept.participations.filter(role="party").values_list("event", flat=True)),
    }
    other.members.exclude(pk=kept.pk).update(parent=kept)
    if kept.parent_id == other.pk:
        kept.parent = other.parent if other.parent_id != kept.pk else None
        rows.save(kept, why)
    other.statements.update(speaker=kept)
    other.merged_into = kept
    rows.save(other, why)
    for event in _events(state["took_part"]):
        parties = {kept if actor == other else actor for actor in parts.parties(event)}
        parts.rebuild(event, sorted(parties - {event.speaker}, key=str), why)
    return record(other, MERGED, None, str(kept), why, undo=state)


def _events(pks: list[int]) -> Iterable[Event]:
    for at in range(0, len(pks), BATCH):
        yield from Event.objects.filter(pk__in=pks[at : at + BATCH]).select_related("speaker__parent__parent")


def _rebuild_events(actor: Actor, why: Why) -> None:
    for event in _events(list(actor.participations.values_list("event", flat=True))):
        parts.rebuild(event, parts.parties(event), why)


def learn(actor: Actor, names: Iterable[str]) -> list[int]:
    """Add spellings that outlast every later reading; answers the keys of those that are new."""
    new = []
    for name in names:
        alias, created = Alias.objects.get_or_create(
            actor=actor, folded=fold(name), defaults={"name": name, "learnt": True}
        )
        if created:
            new.append(alias.pk)
        elif not alias.learnt:
            alias.learnt = True
            alias.save(update_fields=["learnt"])
    return new


def _machine_says(actor: Actor, field: str) -> Any:
    value = machine_value(actor, field)
    if field == "parent":
        return Actor.objects.filter(name=value).first() if value else None
    if value is None and field in ("name", "kind"):
        raise ValidationError("The machine has no reading of this actor: it was added by hand.")
    return value or ""


def _check(actor: Actor) -> None:
    actor.clean_fields(exclude=["slug", "merged_into", "extracted", "locked"])
    actor.validate_unique()
    ancestor = actor.parent
    while ancestor:
        if ancestor == actor:
            raise ValidationError({"parent": "Nobody speaks for themselves by way of others."})
        ancestor = ancestor.parent
