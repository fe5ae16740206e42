"""What editors decided, as gold annotations: a file for each article, to hold the machine's readings against."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.text import slugify

from articles.models import Article
from timeline.models import Correction, Event, Evidence, Participation
from timeline.models.querysets import EventQuerySet

EDGE = 60
MADE_FROM = "corrections"
_ARTICLE = ("title", "publisher", "agency", "author", "published", "published_how", "published_evidence")


def gold_bytes(events: EventQuerySet | None) -> Iterator[bytes]:
    """A ZIP of one JSON file for each article of which an editor judged something."""
    packed = io.BytesIO()
    used: Counter[str] = Counter()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for article in judged_articles(events).iterator(chunk_size=50):
            name = PurePosixPath(article.origin).stem
            stem = slugify(name) or "article"
            used[stem] += 1
            file = f"{stem}.json" if used[stem] == 1 else f"{stem}-{used[stem]}.json"
            archive.writestr(file, json.dumps(annotation(article), ensure_ascii=False, indent=1))
    yield packed.getvalue()


def judged_articles(events: EventQuerySet | None) -> QuerySet[Article]:
    """Articles with an event that was checked, rejected or corrected; of these events only, where they are given."""
    judged: Any = (Event.objects.all() if events is None else events).filter(_judged())
    evidence = Evidence.objects.filter(event__in=judged.values("pk"))
    return Article.objects.filter(pk__in=evidence.values("article")).order_by("origin")


def annotation(article: Article) -> dict[str, Any]:
    """The article in the scheme of the gold annotations. What nobody has looked at may be found and may be missed; what
    was rejected is left out, so that finding it counts as wrong."""
    events = (
        Event.objects.public()
        .select_related("speaker")
        .annotate(judged=Exists(Event.objects.filter(_judged(), pk=OuterRef("pk"))))
        .prefetch_related(Prefetch("participations", Participation.objects.present().select_related("actor")))
    )
    sentences = Evidence.objects.filter(article=article, event__in=events).order_by("start", "pk")
    rows = sentences.prefetch_related(Prefetch("event", events))
    body = article.body
    return {
        "article": PurePosixPath(article.origin).stem,
        "made_from": MADE_FROM,
        **{name: _plain(getattr(article, name)) for name in _ARTICLE},
        "body_starts": body[:EDGE],
        "body_ends": body[-EDGE:],
        "events": [_item(sentence) for sentence in rows],
    }


def _judged() -> Q:
    touched = Exists(Correction.objects.filter(event=OuterRef("pk")))
    return Q(touched) | ~Q(status=Event.Status.UNREVIEWED)


def _item(sentence: Evidence) -> dict[str, Any]:
    event: Any = sentence.event
    parts = [part for part in event.participations.all() if part.role != Participation.Role.REPRESENTED]
    actors = [event.speaker.name] if event.speaker else []
    actors += sorted(part.actor.name for part in parts if part.actor_id != event.speaker_id)
    return {
        "anchor": sentence.excerpt,
        "kind": event.kind,
        "date": _plain(event.date),
        "date_end": _plain(event.date_end),
        "precision": event.precision,
        "date_expression": sentence.timex or None,
        "speaker": event.speaker.name if event.speaker else None,
        "actors": actors,
        "actors_allowed": actors,
        "quotes": [quote for quote in event.quotes if quote in sentence.excerpt],
        "required": event.judged,
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value or None
