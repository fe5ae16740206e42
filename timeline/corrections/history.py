"""What editors did to a row, act by act, and going back to how it stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from articles.models import Article
from timeline.models import Actor, Event, Evidence, Participation

from . import actors, articles, events, names
from .redating import NewDate, redate_article
from .values import plain
from .why import Why

SILENT = {"id", "created", "modified", "locked", "day", "last_day", "slug", "dated_by", "extractor", "digest"}


@dataclass(frozen=True)
class Change:
    field: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Act:
    """What one editor changed at one moment; `when` is what `revert` goes back to. `editor` is None for the machine."""

    when: datetime
    editor: Any
    why: str
    changes: list[Change]


def acts(row: Model) -> list[Act]:
    """The newest first; for an event, its actors and sentences too."""
    versions = list(_history(row).order_by("history_date", "history_id").select_related("history_user"))
    parts = _of_event(Participation, row) if isinstance(row, Event) else []
    sentences = _of_event(Evidence, row) if isinstance(row, Event) else []
    signed = {line.history_date: line for line in (*sentences, *parts, *versions)}
    states: list[dict[str, Any]] = []
    known = {version.history_date: _fields(version) for version in versions}
    for moment in sorted(signed):
        fields = known.get(moment) or (states[-1] if states else {})
        states.append(fields | (_shares(row, parts, sentences, moment) if isinstance(row, Event) else {}))
    return [
        Act(moment, signed[moment].history_user, signed[moment].history_change_reason or "", _changes(before, after))
        for moment, before, after in zip(sorted(signed), [{}, *states], states, strict=False)
    ][::-1]


@transaction.atomic
def revert(row: Model, when: datetime, why: Why) -> None:
    """Set the row back to how it stood at that moment: what was an editor's word then is set again, what was the
    machine's follows the machine again. Raises ValidationError for a moment before its history begins."""
    version = _history(row).filter(history_date__lte=when).order_by("-history_date", "-history_id").first()
    if version is None:
        raise ValidationError("There is no record of how it stood then.")
    if isinstance(row, Event):
        _revert_event(row, version, when, why)
    elif isinstance(row, Actor):
        _set_back(row, version, actors.EDITABLE, actors.correct_actor, actors.lift_actor, why)
    elif isinstance(row, Article):
        _set_back(row, version, articles.TEXTS, articles.correct_article, articles.lift_article, why)
        _set_date_back(row, version, why)


def _revert_event(event: Event, version: Any, when: datetime, why: Why) -> None:
    then = _standing(_of_event(Participation, event), event, when)
    if event.status != version.status:
        change_status = {"checked": events.accept, "rejected": events.reject, "unreviewed": events.restore}
        event = change_status[version.status](event, why)
    _set_back(event, version, Event.CORRECTABLE, events.correct, events.lift, why)
    present = [line.actor_id for line in then if line.role == "party" and line.locked != ["absent"]]
    if any(line.locked for line in then) or not event.extracted:
        events.correct(event, {events.PARTIES: list(Actor.objects.filter(pk__in=present).order_by("name"))}, why)
    elif events.is_locked(event, events.PARTIES):
        events.lift(event, [events.PARTIES], why)


def _set_back(row: Any, version: Any, fields: Iterable[str], correct: Any, lift: Any, why: Why) -> None:
    values = {name: _value(version, name) for name in fields}
    freed = [name for name in values if name in row.locked and name not in version.locked and row.extracted]
    if freed:
        lift(row, freed, why)
    correct(row, {name: value for name, value in values.items() if name not in freed and name in version.locked}, why)


def _set_date_back(article: Article, version: Any, why: Why) -> None:
    by_editor = "published" in version.locked
    if by_editor and version.published != article.published:
        redate_article(article, NewDate(version.published, version.published_time), why)
    elif not by_editor and "published" in article.locked:
        redate_article(article, NewDate(by_machine=True), why)


def _value(version: Any, name: str) -> Any:
    if name in ("speaker", "parent"):
        actor = Actor.objects.filter(pk=getattr(version, f"{name}_id")).first()
        return names.survivor(actor) if actor else None
    return getattr(version, name)


def _history(row: Any) -> Any:
    return type(row).history.filter(id=row.pk)


def _of_event(model: Any, event: Event) -> list[Any]:
    """The history of all rows that ever belonged to the event."""
    ids = model.history.filter(event_id=event.pk).values("id")
    lines = model.history.filter(id__in=ids).order_by("history_date", "history_id").select_related("history_user")
    return list(lines)


def _standing(lines: list[Any], event: Event, when: datetime) -> list[Any]:
    """The last line of each row up to that moment, if the row stood and belonged to the event."""
    last = {line.id: line for line in lines if line.history_date <= when}
    return [line for line in last.values() if line.history_type != "-" and line.event_id == event.pk]


def _shares(event: Event, parts: list[Any], sentences: list[Any], moment: datetime) -> dict[str, Any]:
    """Who took part, and on which sentences the event rested."""
    present = [
        line.actor_id
        for line in _standing(parts, event, moment)
        if line.role != Participation.Role.REPRESENTED and line.locked != ["absent"]
    ]
    return {
        "actors": sorted(Actor.objects.filter(pk__in=present).values_list("name", flat=True)),
        "sentences": sorted(line.excerpt for line in _standing(sentences, event, moment)),
    }


def _changes(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """What differs; nothing at the beginning, where there is nothing to compare with."""
    return [Change(name, before[name], after[name]) for name in after if name in before and before[name] != after[name]]


def _fields(version: Any) -> dict[str, Any]:
    return dict(_named(version))


def _named(version: Any) -> Iterator[tuple[str, Any]]:
    for field in version.tracked_fields:
        if field.name not in SILENT:
            related = field.is_relation and getattr(version, field.attname)
            row = field.related_model.objects.filter(pk=related).first() if related else None
            yield field.name, str(row) if row else plain(getattr(version, field.attname))
