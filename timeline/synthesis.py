"""Made-up chronologies for benchmarks: seeded, with a few actors that are everywhere and a long tail that hardly is."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import accumulate

from django.db import transaction

from articles.models import Article
from timeline import rollups
from timeline.models import Actor, Event, Evidence, Participation

FIRST_DAY = date(2021, 7, 1)
DAYS = 730
EVENTS_AN_ARTICLE = 40
BATCH = 4_000
PREFIX = "synthetic/"
WORDS = 4_000
KINDS = ("statement", "event", "plan", "background")
KIND_WEIGHTS = (70, 22, 6, 2)
PRECISIONS = ("day", "range", "month", "unknown")
PRECISION_WEIGHTS = (72, 12, 2, 14)


class HoldsRealArticles(Exception):
    """The database holds articles that were not made up; it is left alone."""


def synthesize(
    events: int, *, actors: int = 5_000, seed: int = 1, progress: Callable[[int], None] | None = None
) -> int:
    """Fill an empty database with made-up events over two years, told by made-up articles.

    Actors follow Zipf's law (the n-th is named 1/n as often as the first), as do the words of headlines. The same seed
    gives the same chronology. `progress` is called with the number of events written so far. Returns that number in
    the end. Raises HoldsRealArticles where an article is not of this kind.
    """
    if Article.objects.exclude(origin__startswith=PREFIX).exists() or Event.objects.exists():
        raise HoldsRealArticles(
            "The database holds articles or events already; made-up ones go into an empty one only."
        )
    rollups.unwatch()
    draw = random.Random(seed)  # noqa: S311 (no secret: a benchmark that can be repeated)
    cast = make_actors(actors)
    telling = make_articles(max(1, events // EVENTS_AN_ARTICLE), draw)
    done = 0
    for first in range(0, events, BATCH):
        numbers = range(first, min(first + BATCH, events))
        with transaction.atomic():
            write(numbers, cast, telling, draw)
        done += len(numbers)
        if progress:
            progress(done)
    rollups.rebuild()
    rollups.watch()
    return done


def make_actors(number: int) -> list[Actor]:
    kinds = [kind for kind, _ in Actor.Kind.choices]
    return Actor.objects.bulk_create(
        (
            Actor(name=f"Actor {n:04}", slug=f"actor-{n:04}", kind=kinds[n % len(kinds)], country="")
            for n in range(1, number + 1)
        ),
        batch_size=BATCH,
    )


def make_articles(number: int, draw: random.Random) -> list[Article]:
    def article(n: int) -> Article:
        raw = f"Made-up article {n}."
        return Article(
            origin=f"{PREFIX}{n}",
            digest=hashlib.sha256(raw.encode()).hexdigest(),
            raw=raw,
            body=raw,
            title=f"Made-up article {n}",
            publisher=f"Outlet {n % 60:02}",
            published=FIRST_DAY + timedelta(days=draw.randrange(DAYS)),
            published_how="stated",
            is_sample=True,
        )

    return Article.objects.bulk_create((article(n) for n in range(number)), batch_size=BATCH)


def write(numbers: range, cast: list[Actor], telling: list[Article], draw: random.Random) -> None:
    """One batch of events with their sentences and those who took part."""
    articles = [telling[number % len(telling)] for number in numbers]
    weights = list(accumulate(1 / rank for rank in range(1, len(cast) + 1)))
    casts = [list(dict.fromkeys(draw.choices(cast, cum_weights=weights, k=draw.choice((1, 2, 2, 3))))) for _ in numbers]
    events = Event.objects.bulk_create(
        make_event(number, article, actors[0], draw)
        for number, article, actors in zip(numbers, articles, casts, strict=True)
    )
    Participation.objects.bulk_create(
        Participation(
            event_id=event.pk,
            actor_id=actor.pk,
            role="speaker" if actor.pk == event.speaker_id else "party",
            said=actor.pk == event.speaker_id,
            day=event.day,
        )
        for event, actors in zip(events, casts, strict=True)
        for actor in actors
    )
    Evidence.objects.bulk_create(
        Evidence(
            event_id=event.pk,
            article_id=article.pk,
            start=0,
            end=len(event.headline),
            excerpt=event.headline,
            rule="synthetic",
            timex="on the day" if event.date else "",
        )
        for event, article in zip(events, articles, strict=True)
    )


def make_event(number: int, article: Article, first: Actor, draw: random.Random) -> Event:
    precision = draw.choices(PRECISIONS, PRECISION_WEIGHTS)[0]
    reported = article.published or FIRST_DAY
    day = None if precision == "unknown" else reported - timedelta(days=draw.choice((0, 0, 0, 1, 1, 2, 3, 5)))
    lasting = {"range": draw.randrange(1, 7), "month": 27}.get(precision)
    kind = draw.choices(KINDS, KIND_WEIGHTS)[0]
    event = Event(
        public_id=f"s{number:07}",
        kind=kind,
        speaker_id=first.pk if kind == "statement" else None,
        date=day,
        date_end=day + timedelta(days=lasting) if day and lasting else None,
        precision=precision,
        dated_by="published" if day else "none",
        reported=reported,
        headline=" ".join(zipf_words(draw)).capitalize(),
        confidence=draw.randrange(30, 100) / 100,
        status="checked" if draw.random() < 0.1 else "unreviewed",
        reports=draw.choices((1, 2, 3, 5), (80, 12, 6, 2))[0],
    )
    event.set_days()
    return event


def zipf_words(draw: random.Random) -> Iterator[str]:
    """Eight words of a made-up language, the frequent ones frequent: rank drawn from a Zipf-like curve."""
    for _ in range(8):
        yield f"word{int(WORDS ** draw.random()):04}"
