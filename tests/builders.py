"""Small builders for tests: name only what the test is about, the rest gets a plain default."""

from __future__ import annotations

import hashlib
from datetime import date
from itertools import count

from articles.models import Article
from timeline.models import Actor, Event, Evidence, Participation

_numbers = count(1)


def an_actor(name: str = "United States", kind: str = "country", **fields) -> Actor:
    slug = fields.pop("slug", name.lower().replace(" ", "-"))
    actor, _ = Actor.objects.get_or_create(name=name, defaults={"slug": slug, "kind": kind, **fields})
    return actor


def an_article(body: str = "Officials met.", **fields) -> Article:
    number = next(_numbers)
    defaults = {
        "origin": f"page-{number}.txt",
        "digest": hashlib.sha256(f"{number}{body}".encode()).hexdigest(),
        "raw": body,
        "title": f"Article {number}",
        "publisher": "Example Daily",
        "published": date(2022, 2, 16),
        "published_how": "stated",
    }
    return Article.objects.create(body=body, **{**defaults, **fields})


def an_event(
    headline: str = "Officials met",
    *,
    day: date | None = date(2022, 2, 16),
    speaker: Actor | None = None,
    parties: tuple[Actor, ...] = (),
    article: Article | None = None,
    **fields,
) -> Event:
    """An event with its participations and one sentence of evidence."""
    number = next(_numbers)
    article = article or an_article(f"{headline}.")
    defaults = {
        "public_id": f"t{number:07d}",
        "kind": "statement" if speaker else "event",
        "date": day,
        "precision": "day" if day else "unknown",
        "reported": article.published,
        "confidence": 0.9,
    }
    event = Event.objects.create(headline=headline, speaker=speaker, **{**defaults, **fields})
    roles = [(speaker, "speaker")] if speaker else []
    for actor, role in roles + [(party, "party") for party in parties if party != speaker]:
        Participation.objects.create(event=event, actor=actor, role=role, said=role == "speaker", day=event.day)
    Evidence.objects.create(
        event=event, article=article, start=0, end=len(article.body), excerpt=article.body, rule="test"
    )
    return event
