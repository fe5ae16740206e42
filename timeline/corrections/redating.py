"""An article's publication date set right: read again with the new date, whatever was dated from the old one moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from articles.models import Article
from timeline.models import Event

from . import rows
from .articles import DATES
from .events import keep_as_it_stood
from .log import record
from .rehearsal import rehearse
from .rereading import DATED, read_again, write_again
from .values import with_lock, without_lock
from .why import Why


@dataclass(frozen=True)
class NewDate:
    """The publication date an editor gives; `by_machine` takes the machine's reading again instead."""

    published: date | None = None
    published_time: time | None = None
    by_machine: bool = False

    def __post_init__(self) -> None:
        if not self.published and not self.by_machine:
            raise ValidationError({"published": "Give the day, or take the machine’s reading again."})


@dataclass(frozen=True)
class Move:
    """An event of the article before and after. `what`: moves, stays (an editor's date), appears, or goes."""

    headline: str
    public_id: str
    what: str
    before: str
    after: str


def preview_redating(article: Article, new: NewDate, why: Why) -> tuple[Any, list[Move]]:
    """What would move, and what was read for it: hand that to `redate_article`, so that the page is read only once."""
    extraction = _read(article, new)
    return extraction, rehearse(lambda: _moves(article, new, extraction, why))


def redate_article(article: Article, new: NewDate, why: Why, extraction: Any = None) -> None:
    """Set and lock the publication date, or lift it, and let the events of the article follow."""
    extraction = extraction or _read(article, new)
    with transaction.atomic():
        _write(article, new, extraction, why)


def _read(article: Article, new: NewDate) -> Any:
    return read_again(article, None if new.by_machine else new.published)


def _write(article: Article, new: NewDate, extraction: Any, why: Why) -> None:
    article = rows.locked_row(article)
    rows.keep_as_it_stood([article], article.modified)
    before = _events(article)
    for event in before:
        keep_as_it_stood(event)
    was = {name: getattr(article, name) for name in DATES}
    machine = {name: read for name, read in article.extracted.items() if name in DATED}
    Article.objects.filter(pk=article.pk).update(locked=without_lock(article, *DATES))
    write_again(article, extraction)
    article.refresh_from_db()
    if not new.by_machine:
        article.published, article.published_time = new.published, new.published_time
        article.published_how = Article.PublishedHow.EDITOR
        article.published_evidence = f"Set by an editor: {why}"
        article.locked = with_lock(article, *DATES)
        article.extracted |= machine
    rows.save(article, why)
    for event in {*before, *_events(article)}:
        if Event.objects.filter(pk=event.pk).exists():
            event.refresh_from_db()
            rows.sign_off([event, *event.participations.all(), *event.evidence.all()], why)
    for name in DATES:
        if was[name] != getattr(article, name):
            record(article, name, was[name], getattr(article, name), why)


def _moves(article: Article, new: NewDate, extraction: Any, why: Why) -> list[Move]:
    before = {event.pk: (event, _dated(event), event.extracted.get("date")) for event in _events(article)}
    _write(article, new, extraction, why)
    after = {event.pk: event for event in _events(article)}
    moves = []
    for pk in [*before, *(pk for pk in after if pk not in before)]:
        old, was, read = before.get(pk, (None, "", None))
        event = after.get(pk)
        now = _dated(event) if event else ""
        if old is None or event is None:
            what = "appears" if event else "goes"
        elif was != now:
            what = "moves"
        elif "date" in event.locked and read != event.extracted.get("date"):
            what = "stays"
        else:
            continue
        told: Any = event or old
        moves.append(Move(told.headline, told.public_id, what, was, now))
    return moves


def _events(article: Article) -> list[Event]:
    return list(Event.objects.standing().filter(evidence__article=article).distinct().order_by("day", "pk"))


def _dated(event: Event) -> str:
    if event.date is None:
        return f"undated (reported {event.reported})" if event.reported else "undated"
    end = f" to {event.date_end}" if event.date_end and event.date_end != event.date else ""
    return f"{event.date}{end}"
