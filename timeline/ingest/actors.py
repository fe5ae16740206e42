"""Actors named in readings, as rows: found under the machine's name or a learnt one, made where new, kept current."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from articles.extraction.records import ActorRecord
from timeline.ingest.bulk import update_rows
from timeline.models import Actor, Alias
from timeline.text import fold

DESCRIBED = ("kind", "role", "country", "wikidata")


class Register:
    """The actors that some readings name. `known[name]` is the actor that the machine's name now stands for."""

    def __init__(self, records: Mapping[str, ActorRecord], extractor: str) -> None:
        self.extractor = extractor
        self.known: dict[str, Actor] = {}
        self.by_id: dict[int, Actor] = {}
        self._make_or_update(records)

    def load(self, names: Iterable[str]) -> None:
        """Find the actors of more names; all of them must have been written before."""
        missing = sorted({name for name in names if name} - self.known.keys())
        if not missing:
            return
        found = {actor.name: actor for actor in Actor.objects.filter(name__in=missing)}
        found |= _by_alias([name for name in missing if name not in found])
        self._keep(found)

    def load_ids(self, ids: Iterable[int]) -> None:
        missing = set(ids) - self.by_id.keys()
        if missing:
            self._keep({actor.name: actor for actor in Actor.objects.filter(pk__in=missing)})

    def line(self, actor: Actor) -> list[Actor]:
        """Whom the actor speaks for: the parent, the parent's parent and so on."""
        line: list[Actor] = []
        while actor.parent_id and (actor := self._current(actor.parent_id)) not in line:
            line.append(actor)
        return line

    def root(self, name: str) -> int:
        actor = self.known[name]
        return (self.line(actor) or [actor])[-1].pk

    def former(self) -> dict[int, int]:
        """Actors merged into one of these, by id, with the id that stands for them now."""
        merged = Actor.objects.filter(merged_into__in=self.by_id).values_list("pk", "merged_into_id")
        return {old: new for old, new in merged if new}

    def _current(self, pk: int) -> Actor:
        actor = self.by_id[pk]
        return self._current(actor.merged_into_id) if actor.merged_into_id else actor

    def _keep(self, found: Mapping[str, Actor]) -> None:
        self.by_id.update((actor.pk, actor) for actor in found.values())
        while (
            missing := {pk for actor in self.by_id.values() for pk in (actor.parent_id, actor.merged_into_id) if pk}
            - self.by_id.keys()
        ):
            self.by_id.update(Actor.objects.in_bulk(list(missing)))
        self.known.update((name, self._current(actor.pk)) for name, actor in found.items())

    def _make_or_update(self, records: Mapping[str, ActorRecord]) -> None:
        self.load(records)
        missing = [record for name, record in records.items() if name not in self.known]
        stale = []
        for name, record in records.items():
            if name in self.known and (actor := self.known[name]).extracted.get("name", name) == name:
                described = _described(record, actor.extracted, self.extractor)
                if described != actor.extracted:
                    actor.extracted = described
                    stale.append(actor)
        if missing:
            stale += self._make(missing)
        for actor in stale:
            self._follow_reading(actor)
        if stale:
            update_rows(stale, [*DESCRIBED, "parent", "extracted", "modified"])
            _add_aliases(stale)

    def _make(self, records: list[ActorRecord]) -> list[Actor]:
        slugs = _free_slugs([record.name for record in records])
        made = [
            Actor(name=record.name, slug=slug, kind=record.kind, extracted=_described(record, {}, self.extractor))
            for record, slug in zip(records, slugs, strict=True)
        ]
        Actor.objects.bulk_create(made)
        self._keep({actor.name: actor for actor in made})
        return made

    def _follow_reading(self, actor: Actor) -> None:
        reading = actor.extracted
        for name in DESCRIBED:
            if name not in actor.locked:
                setattr(actor, name, reading[name])
        parent = self.known.get(reading["parent"] or "")
        if "parent" not in actor.locked and parent is not None and actor not in (parent, *self.line(parent)):
            actor.parent = parent
        actor.modified = timezone.now()


def _by_alias(names: list[str]) -> dict[str, Actor]:
    """Actors that learnt these names when editors merged actors, or that editors renamed."""
    by_folded = {fold(name): name for name in names}
    found = {}
    for alias in Alias.objects.filter(folded__in=by_folded).select_related("actor").order_by("learnt", "pk"):
        name = by_folded[alias.folded]
        if alias.learnt or alias.actor.extracted.get("name") == name:
            found[name] = alias.actor
    return found


def _described(record: ActorRecord, before: Mapping[str, Any], extractor: str) -> dict[str, Any]:
    """The reading of an actor. Articles read by one extractor may describe an unknown person differently; the longest
    words are taken then, so that the order of the articles does not matter."""
    now: dict[str, Any] = {**asdict(record), "aliases": sorted(record.aliases), "extractor": extractor}
    if before.get("extractor") != extractor:
        return now
    for name in (*DESCRIBED, "parent", "gender"):
        now[name] = max(before[name] or "", now[name] or "", key=lambda words: (len(words), words))
    now["aliases"] = sorted({*before["aliases"], *now["aliases"]})
    return now


def _add_aliases(actors: Iterable[Actor]) -> None:
    rows = {
        (actor.pk, folded): Alias(actor=actor, name=name[:300], folded=folded[:300])
        for actor in actors
        for name in (actor.extracted["name"], *actor.extracted["aliases"])
        if (folded := fold(name))
    }
    Alias.objects.bulk_create(rows.values(), ignore_conflicts=True)


def _free_slugs(names: list[str]) -> list[str]:
    wanted = [slugify(name)[:110].strip("-") or "actor" for name in names]
    taken = set(Actor.objects.filter(slug__in=wanted).values_list("slug", flat=True))
    free = []
    for slug in wanted:
        number, choice = 1, slug
        while choice in taken or (number > 1 and Actor.objects.filter(slug=choice).exists()):
            number += 1
            choice = f"{slug}-{number}"
        taken.add(choice)
        free.append(choice)
    return free
