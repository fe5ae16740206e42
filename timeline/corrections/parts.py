"""Who takes part in an event, by an editor's word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from timeline.models import Actor, Event, Participation

from . import rows
from .why import Why

PRESENT, ABSENT = ["present"], ["absent"]
Part = tuple[str, bool]


def parties(event: Event) -> list[Actor]:
    """The actors besides the speaker, as published."""
    taking_part = event.participations.present().filter(role=Participation.Role.PARTY)
    return [part.actor for part in taking_part.select_related("actor").order_by("actor__name")]


def parts_of(speaker: Actor | None, others: Iterable[Actor]) -> dict[Actor, Part]:
    """Each actor's role, and whether they speak; those whom they speak for are `represented`."""
    others = list(others)
    parts: dict[Actor, Part] = {speaker: (Participation.Role.SPEAKER, True)} if speaker else {}
    for actor in others:
        parts.setdefault(actor, (Participation.Role.PARTY, False))
    if speaker:
        for actor in _ancestors(speaker):
            parts[actor] = (parts[actor][0] if actor in parts else Participation.Role.REPRESENTED, True)
    for other in others:
        for actor in _ancestors(other):
            parts.setdefault(actor, (Participation.Role.REPRESENTED, False))
    return parts


def set_parties(event: Event, chosen: Sequence[Actor], why: Why) -> None:
    """Make exactly these actors the parties: who is added stays present, who is removed stays absent."""
    before = {part.actor: part for part in event.participations.select_related("actor")}
    present = {actor for actor, part in before.items() if part.role == "party" and part.locked != ABSENT}
    for actor in present - set(chosen):
        part = before[actor]
        if part.locked == PRESENT and actor.name not in event.extracted.get("parties", []):
            rows.delete(part, why)
        else:
            part.locked = ABSENT
            rows.save(part, why)
    for actor in chosen:
        if actor not in present and actor != event.speaker:
            part = before.get(actor) or Participation(event=event, actor=actor, day=event.day)
            part.role, part.locked = Participation.Role.PARTY, PRESENT
            rows.save(part, why)
    rebuild(event, chosen, why)


def take_over(event: Event, other: Event, why: Why) -> None:
    """Add the parties of another event; those that an editor put there stay for good."""
    rebuild(event, [*parties(event), *parties(other)], why)
    added = other.participations.filter(locked=PRESENT).values("actor")
    for part in event.participations.filter(actor__in=added, role=Participation.Role.PARTY, locked=[]):
        part.locked = PRESENT
        rows.save(part, why)


def rebuild(event: Event, others: Iterable[Actor], why: Why) -> None:
    """Bring the rows in line with the event's speaker, parties and day; what an editor locked stays."""
    wanted = parts_of(event.speaker, others)
    for part in event.participations.select_related("actor"):
        if part.actor not in wanted:
            if part.locked != ABSENT:
                rows.delete(part, why)
            continue
        role, said = wanted.pop(part.actor)
        if part.locked == ABSENT and role != Participation.Role.SPEAKER:
            continue
        locked = [] if part.locked == ABSENT else part.locked
        if (part.role, part.said, part.day, part.locked) != (role, said, event.day, locked):
            part.role, part.said, part.day, part.locked = role, said, event.day, locked
            rows.save(part, why)
    for actor, (role, said) in wanted.items():
        rows.save(Participation(event=event, actor=actor, role=role, said=said, day=event.day), why)


def _ancestors(actor: Actor) -> list[Actor]:
    found: list[Actor] = []
    while actor.parent and actor.parent not in found:
        actor = actor.parent
        found.append(actor)
    return found
