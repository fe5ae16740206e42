"""From tables to the rows of articles, actors and corrections, however many they are.

The ids are read first, in order, eight bytes each, and then the rows chunk by chunk, with a fixed number of queries a
chunk. Each row comes exactly once, whatever is written meanwhile."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.expressions import RawSQL

from articles.models import Article
from timeline.exports.rows import ARTICLE_VALUES, Row, article_row, moment
from timeline.exports.texts import web_address
from timeline.models import Actor, Alias, Correction, Event, Evidence, Participation
from timeline.models.querysets import EventQuerySet

Ids = Sequence[int]

CHUNK = 2000
FEW_BODIES = 50


def cited_articles(events: EventQuerySet | None) -> QuerySet[Article]:
    """The articles on which these events rest, by publication; all articles where no events are named."""
    articles = Article.objects.all()
    if events is not None:
        articles = articles.filter(pk__in=Evidence.objects.filter(event__in=events.values("pk")).values("article"))
    return articles.order_by(F("published").asc(nulls_last=True), "origin")


def cited_rows(articles: QuerySet[Article]) -> Iterator[Row]:
    """Each article's row without its body, and whether it is a sample."""
    for ids in chunks(keys(articles)):
        found = articles_by_id(ids)
        yield from (found[pk] for pk in ids if pk in found)


def article_rows(articles: QuerySet[Article], *, bodies: bool) -> Iterator[Row]:
    for ids in chunks(keys(articles), FEW_BODIES if bodies else CHUNK):
        yield from articles_of(ids, bodies=bodies)


def articles_of(ids: Ids, *, bodies: bool) -> Iterator[Row]:
    """Each article's row as exported; `body` is None where bodies may not be given."""
    texts = dict(Article.objects.filter(pk__in=ids).values_list("pk", "body")) if bodies else {}
    found = articles_by_id(ids)
    for row in (found[pk] for pk in ids if pk in found):
        del row["sample"], row["label"]
        yield row | {"body": texts.get(row["id"])}


def articles_by_id(ids: Ids) -> dict[int, Row]:
    """Each article's row without its body; see `article_row`."""
    if not ids:
        return {}
    found = Article.objects.filter(pk__in=among(ids)).order_by().values_list(*ARTICLE_VALUES)
    return {values[0]: article_row(values) for values in found}


def acting(events: EventQuerySet | None) -> QuerySet[Actor]:
    """The actors of these events, represented ones included; all who take part in any where no events are named."""
    events = Event.objects.public() if events is None else events
    parts = Participation.objects.present().filter(event__in=events.values("pk"))
    return Actor.objects.listed().filter(pk__in=parts.values("actor")).order_by("name")


def actor_rows(actors: QuerySet[Actor], site: str) -> Iterator[Row]:
    for ids in chunks(keys(actors)):
        yield from actors_of(ids, site)


def actors_of(ids: Ids, site: str) -> Iterator[Row]:
    """Each actor's row."""
    aliases: defaultdict[int, list[str]] = defaultdict(list)
    for actor_id, name in Alias.objects.filter(actor__in=ids).order_by("name").values_list("actor_id", "name"):
        aliases[actor_id].append(name)
    found = Actor.objects.select_related("parent").in_bulk(list(ids))
    for actor in (found[pk] for pk in ids if pk in found):
        yield {
            "id": actor.slug,
            "url": f"{site}/actors/{actor.slug}/",
            "name": actor.name,
            "kind": actor.kind,
            "parent": actor.parent.name if actor.parent else None,
            "role": actor.role or None,
            "country": actor.country or None,
            "wikidata": actor.wikidata or None,
            "aliases": [name for name in aliases[actor.pk] if name != actor.name],
        }


def actor_kinds() -> dict[str, tuple[str, str]]:
    """Name -> (kind, Wikidata id) of every actor."""
    return {name: (kind, wikidata) for name, kind, wikidata in Actor.objects.values_list("name", "kind", "wikidata")}


def public_corrections(events: EventQuerySet | None) -> QuerySet[Correction]:
    """What editors changed in these events, or everywhere, newest first; never what concerns rejected or deleted
    events."""
    corrections = Correction.objects.exclude(event__status=Event.Status.REJECTED)
    corrections = corrections.exclude(content_type__model="event", event__isnull=True)
    if events is not None:
        corrections = corrections.filter(event__in=events.values("pk"))
    return corrections.order_by("-when", "-pk")


def correction_rows(corrections: QuerySet[Correction], site: str) -> Iterator[Row]:
    for ids in chunks(keys(corrections)):
        found = Correction.objects.select_related("event").in_bulk(list(ids))
        for correction in (found[pk] for pk in ids if pk in found):
            event = correction.event
            yield {
                "id": correction.pk,
                "event": event.public_id if event else None,
                "url": f"{site}{event.get_absolute_url()}" if event else None,
                "label": correction.label,
                "field": correction.field,
                "machine_value": correction.machine_value,
                "old_value": correction.old_value,
                "new_value": correction.new_value,
                "reason": correction.reason,
                "words": correction.words or None,
                "evidence_url": web_address(correction.evidence_url),
                "when": moment(correction.when),
            }


def keys(rows: QuerySet[Any]) -> array[int]:
    """The primary keys in the queryset's order, eight bytes each."""
    return array("q", rows.values_list("pk", flat=True).iterator(chunk_size=10_000))


def chunks(ids: Ids, size: int = CHUNK) -> Iterator[Ids]:
    return (ids[at : at + size] for at in range(0, len(ids), size))


def batches(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch


def among(ids: Ids) -> RawSQL:
    """A list of ids for `__in`. Written out, since binding thousands of parameters takes longer than the query; whole
    numbers cannot carry SQL."""
    return RawSQL(",".join(map(str, map(int, ids))) or "NULL", ())  # noqa: S611
