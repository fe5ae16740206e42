"""The actor that a name means today, after renamings and mergers."""

from __future__ import annotations

from timeline.models import Actor, Alias
from timeline.text import fold


def survivor(actor: Actor) -> Actor:
    """The actor itself, or the one it was merged into."""
    while actor.merged_into:
        actor = actor.merged_into
    return actor


def find(name: str) -> Actor | None:
    """The actor of this name, else the only one with this spelling."""
    actor = Actor.objects.filter(name=name).first()
    if actor is None:
        owners = {survivor(alias.actor) for alias in Alias.objects.filter(folded=fold(name)).select_related("actor")}
        actor = owners.pop() if len(owners) == 1 else None
    return survivor(actor) if actor else None
