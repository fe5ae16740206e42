"""From tables to rows, however many they are.

A file may hold a million rows. So the ids are read first, in order, eight bytes each, and then the rows chunk by chunk,
as tuples, with a fixed number of queries a chunk. Each row comes exactly once, whatever is written meanwhile."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import F, QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from articles.models import Article
from timeline.exports.rows import (
    ARTICLE_VALUES,
    EVENT_VALUES,
    EVIDENCE_VALUES,
    Pair,
    Row,
    article_row,
    event_row,
    evidence_row,
    moment,
)
from timeline.models import Actor, Alias, Correction, Event, Evidence, Participation, Reply
from timeline.models.querysets import EventQuerySet

Ids = Sequence[int]

CHUNK = 2000
FEW_BODIES = 50
MOST_REMEMBERED = 20_000
_EMPTY, _ABSENT = "[]", '["absent"]'
_LISTS = (Cast("quotes", TextField()), Cast("locked", TextField()))


class EventReader:
    """Reads the rows of events. Remembers actors' names, and articles as long as there are not too many. Without
    `sentences`, evidence only names its articles, which is all that a table shows of it."""

    def __init__(self, site: str, *, sentences: bool = True) -> None:
        self.site = site
        self.evidence_values = EVIDENCE_VALUES if sentences else EVIDENCE_VALUES[:2]
        self.names: dict[int, str] = {}
        self.articles: dict[int, Row] = {}

    def rows(self, ids: Ids) -> Iterator[Pair]:
        """Each event's row and the articles that hold its evidence, in step with it; in the order of the ids."""
        among = _among(ids)
        found = Event.objects.filter(pk__in=among).order_by().values_list("pk", "speaker_id", *_LISTS, *EVENT_VALUES)
        events = {pk: values for pk, *values in found}
        parties = self._parties(among)
        replies = _replies(among)
        evidence = self._evidence(among)
        self._learn_names({values[0] for values in events.values()}, parties)
        for pk in ids:
            if (values := events.get(pk)) is not None:
                pieces = evidence.get(pk, ())
                row = self._row(values, parties.get(pk, ()), replies.get(pk, []))
                row["evidence"] = [piece for piece, _ in pieces]
                yield row, [article for _, article in pieces]

    def _row(self, values: list[Any], parties: Sequence[tuple[int, str]], replies: list[str]) -> Row:
        speaker, quotes, locked = values[0], _texts(values[1]), _texts(values[2])
        names = self.names
        others = [names[actor] for actor, lock in parties if actor != speaker and lock != _ABSENT]
        others.sort()
        if any(lock != _EMPTY for _, lock in parties):
            locked.append("actors")
        return event_row(
            values[3:],
            speaker=names[speaker] if speaker else None,
            others=others,
            quotes=quotes,
            replies=sorted(replies),
            locked=locked,
            site=self.site,
        )

    def _parties(self, among: RawSQL) -> dict[int, list[tuple[int, str]]]:
        parties = Participation.objects.filter(event__in=among).exclude(role=Participation.Role.REPRESENTED)
        groups: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        for event, actor, lock in parties.values_list("event_id", "actor_id", Cast("locked", TextField())):
            groups[event].append((actor, lock))
        return groups

    def _evidence(self, among: RawSQL) -> dict[int, list[tuple[Row, Row]]]:
        """Pairs of a sentence and its article by event, in order of publication."""
        found = Evidence.objects.filter(event__in=among).order_by("article_id", "start")
        pieces = list(found.values_list(*self.evidence_values))
        self._learn_articles({piece[1] for piece in pieces})
        groups: defaultdict[int, list[tuple[Row, Row]]] = defaultdict(list)
        for event, article_id, *values in pieces:
            if article := self.articles.get(article_id):
                groups[event].append((evidence_row(values, article), article))
        for group in groups.values():
            if len(group) > 1:
                group.sort(key=lambda pair: pair[0]["published"] or "9999")
        return groups

    def _learn_articles(self, wanted: set[int]) -> None:
        if len(self.articles) > MOST_REMEMBERED:
            self.articles.clear()
        self.articles |= _articles(list(wanted - self.articles.keys()))

    def _learn_names(self, speakers: set[int | None], parties: dict[int, list[tuple[int, str]]]) -> None:
        wanted = speakers.union(actor for group in parties.values() for actor, _ in group)
        missing = [actor for actor in wanted if actor is not None and actor not in self.names]
        if missing:
            self.names.update(Actor.objects.filter(pk__in=_among(missing)).order_by().values_list("pk", "name"))


def _texts(stored: str) -> list[str]:
    """A JSON list that came as text; most are empty, and need no parser."""
    return [] if stored == _EMPTY else json.loads(stored)


def event_rows(events: EventQuerySet, site: str, *, sentences: bool = True) -> Iterator[Pair]:
    """Every event of the queryset, ordered by date (else the reported day), then id."""
    reader = EventReader(site, sentences=sentences)
    for ids in chunks(keys(events.in_order("oldest"))):
        yield from reader.rows(ids)


def _replies(among: RawSQL) -> dict[int, list[str]]:
    """The public ids that each event answers, but for those merged away or rejected."""
    replies = Reply.objects.filter(event__in=among, to__merged_into=None).exclude(to__status=Event.Status.REJECTED)
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for event, to in replies.values_list("event_id", "to__public_id"):
        groups[event].append(to)
    return groups


def cited_articles(events: EventQuerySet | None) -> QuerySet[Article]:
    """The articles on which these events rest, by publication; all articles where no events are named."""
    articles = Article.objects.all()
    if events is not None:
        articles = articles.filter(pk__in=Evidence.objects.filter(event__in=events.values("pk")).values("article"))
    return articles.order_by(F("published").asc(nulls_last=True), "origin")


def cited_rows(articles: QuerySet[Article]) -> Iterator[Row]:
    """Each article's row without its body, and whether it is a sample."""
    for ids in chunks(keys(articles)):
        found = _articles(ids)
        yield from (found[pk] for pk in ids if pk in found)


def article_rows(articles: QuerySet[Article], *, bodies: bool) -> Iterator[Row]:
    for ids in chunks(keys(articles), FEW_BODIES if bodies else CHUNK):
        yield from articles_of(ids, bodies=bodies)


def articles_of(ids: Ids, *, bodies: bool) -> Iterator[Row]:
    """Each article's row as exported; `body` is None where bodies may not be given."""
    texts = dict(Article.objects.filter(pk__in=ids).values_list("pk", "body")) if bodies else {}
    found = _articles(ids)
    for row in (found[pk] for pk in ids if pk in found):
        del row["sample"]
        yield row | {"body": texts.get(row["id"])}


def _articles(ids: Ids) -> dict[int, Row]:
    if not ids:
        return {}
    found = Article.objects.filter(pk__in=_among(ids)).order_by().values_list(*ARTICLE_VALUES)
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
                "evidence_url": correction.evidence_url or None,
                "when": moment(correction.when),
            }


def keys(rows: QuerySet[Any]) -> array[int]:
    """The primary keys in the queryset's order, eight bytes each."""
    return array("q", rows.values_list("pk", flat=True).iterator(chunk_size=10_000))


def chunks(ids: Ids, size: int = CHUNK) -> Iterator[Ids]:
    return (ids[at : at + size] for at in range(0, len(ids), size))


def _among(ids: Ids) -> RawSQL:
    """A list of ids for `__in`. Written out, since binding thousands of parameters takes longer than the query; whole
    numbers cannot carry SQL."""
    return RawSQL(",".join(map(str, map(int, ids))) or "NULL", ())  # noqa: S611
