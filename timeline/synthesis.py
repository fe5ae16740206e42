"""Made-up chronologies for benchmarks: seeded, with a few actors that are everywhere and a long tail that hardly is."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from articles.models import Article
from timeline import rollups
from timeline.models import Actor, Event, Evidence, Participation

FIRST_DAY = date(2021, 7, 1)
WRITTEN = datetime(2023, 7, 1, tzinfo=UTC)
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
            write(numbers, cast, telling, draw, first_id=1)
        done += len(numbers)
        if progress:
            progress(done)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Event]):
            cursor.execute(statement)
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


def write(numbers: range, cast: list[Actor], telling: list[Article], draw: random.Random, first_id: int) -> None:
    """One batch of events with their sentences and those who took part, as plain rows: objects cost minutes."""
    ranks = range(len(cast))
    weights = list(accumulate(1 / (rank + 1) for rank in ranks))
    events, parts, sentences = [], [], []
    for number in numbers:
        article, event_id = telling[number % len(telling)], first_id + number
        ids = dict.fromkeys(cast[at].pk for at in draw.choices(ranks, cum_weights=weights, k=draw.choice((1, 2, 2, 3))))
        event = make_event(number, article, next(iter(ids)), draw)
        events.append((event_id, *event.values()))
        parts += [
            (
                event_id,
                actor_id,
                "speaker" if actor_id == event["speaker_id"] else "party",
                actor_id == event["speaker_id"],
                event["day"],
                "[]",
            )
            for actor_id in ids
        ]
        headline, timex = event["headline"], "on the day" if event["date"] else ""
        sentences.append((event_id, article.pk, 0, len(headline), headline, timex, "", "synthetic", "{}", "", "[]"))
    insert(Event, ["id", *event], events)
    insert(Participation, ["event_id", "actor_id", "role", "said", "day", "locked"], parts)
    columns = "event_id article_id start end excerpt timex cue rule reading join_key locked".split()
    insert(Evidence, columns, sentences)


def insert(model: type[Model], columns: list[str], rows: list[tuple]) -> None:
    quoted = ", ".join(connection.ops.quote_name(name) for name in columns)
    values = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {model._meta.db_table} ({quoted}) VALUES ({values})", rows)  # noqa: S608


def make_event(number: int, article: Article, first: int, draw: random.Random) -> dict[str, Any]:
    """The values of an event, as the table holds them; `first` is the id of the actor who speaks, if anyone does."""
    precision = draw.choices(PRECISIONS, PRECISION_WEIGHTS)[0]
    reported = article.published or FIRST_DAY
    day = None if precision == "unknown" else reported - timedelta(days=draw.choice((0, 0, 0, 1, 1, 2, 3, 5)))
    lasting = {"range": draw.randrange(1, 7), "month": 27}.get(precision)
    end = day + timedelta(days=lasting) if day and lasting else None
    kind = draw.choices(KINDS, KIND_WEIGHTS)[0]
    values = {
        "public_id": f"s{number:07}",
        "kind": kind,
        "speaker_id": first if kind == "statement" else None,
        "date": day,
        "date_end": end,
        "precision": precision,
        "dated_by": "published" if day else "none",
        "date_basis": "",
        "reported": reported,
        "day": day or reported,
        "last_day": end or day or reported,
        "headline": " ".join(zipf_words(draw)).capitalize(),
        "quotes": "[]",
        "confidence": draw.randrange(30, 100) / 100,
        "status": "checked" if draw.random() < 0.1 else "unreviewed",
        "reports": draw.choices((1, 2, 3, 5), (80, 12, 6, 2))[0],
        "voices": 1,
        "orphaned": False,
        "locked": "[]",
        "extracted": "{}",
        "extractor": "",
        "created": WRITTEN,
        "modified": WRITTEN,
    }
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def zipf_words(draw: random.Random) -> Iterator[str]:
    """Eight words of a made-up language, the frequent ones frequent: rank drawn from a Zipf-like curve."""
    for _ in range(8):
        yield f"word{int(WORDS ** draw.random()):04}"
