"""From tables to the rows of events, however many they are.

One query reads the events in order, through a cursor; three more a chunk add who takes part, what is answered and the
evidence. Values come as the text that files hold, since a million dates read only to be written again cost a minute."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.db.models import TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from timeline.exports.readers import CHUNK, Ids, among, articles_by_id, batches
from timeline.exports.rows import (
    EVENT_VALUES,
    EVIDENCE_VALUES,
    Columns,
    Pair,
    Row,
    event_columns,
    evidence_row,
    labels,
    rows_of,
)
from timeline.models import Actor, Event, Evidence, Participation, Reply
from timeline.models.querysets import EventQuerySet

Stored = Sequence[Any]

FIRST_CHUNK = 500  # so that the first rows leave soon
MOST_REMEMBERED = 20_000
_EMPTY, _ABSENT = "[]", '["absent"]'
_AS_TEXT = ("date", "date_end", "reported", "modified", "quotes", "locked")
_COLUMNS = [
    Cast(name, TextField()) if name in _AS_TEXT else name
    for name in ("pk", "speaker_id", "quotes", "locked", *EVENT_VALUES)
]


def event_rows(events: EventQuerySet, site: str) -> Iterator[Pair]:
    """Every event of the queryset, ordered by date (else the reported day), then id; with each of them the articles
    that hold its evidence, in step with it."""
    reader = EventReader(site)
    for chunk in _chunks(events):
        yield from reader.pairs(chunk)


def event_tables(events: EventQuerySet, site: str) -> Iterator[Columns]:
    """The same many at a time, as a table shows them: their evidence names its articles only."""
    reader = EventReader(site, sentences=False)
    return (reader.columns(chunk)[0] for chunk in _chunks(events))


def _chunks(events: EventQuerySet) -> Iterator[Sequence[Stored]]:
    dated = events.filter(day__isnull=False).order_by("day", "public_id")
    undated = events.filter(day__isnull=True).order_by("public_id")
    for part in (dated, undated):  # each of them reads an index in its order
        found = part.values_list(*_COLUMNS).iterator(chunk_size=CHUNK)
        yield from batches(islice(found, FIRST_CHUNK), FIRST_CHUNK)
        yield from batches(found, CHUNK)


class EventReader:
    """Makes rows of what is stored. Remembers actors' names, and articles as long as there are not too many."""

    def __init__(self, site: str, *, sentences: bool = True) -> None:
        self.site = site
        self.sentences = sentences
        self.names: dict[int, str] = {}
        self.articles: dict[int, Row] = {}

    def rows(self, ids: Ids) -> Iterator[Pair]:
        """The events with these ids, in their order."""
        found = Event.objects.filter(pk__in=among(ids)).order_by().values_list(*_COLUMNS)
        stored = {values[0]: values for values in found}
        return self.pairs([stored[pk] for pk in ids if pk in stored])

    def pairs(self, chunk: Sequence[Stored]) -> Iterator[Pair]:
        if chunk:
            columns, articles = self.columns(chunk)
            yield from zip(rows_of(columns), articles, strict=True)

    def columns(self, chunk: Sequence[Stored]) -> tuple[Columns, list[list[Row]]]:
        """Events as columns, and the articles of each."""
        pks, speakers, quotes, locked, *values = zip(*chunk, strict=True)
        ids = among(pks)
        parties, touched = self._parties(ids)
        replies, evidence = _replies(ids), self._evidence(ids)
        self._learn_names(set(speakers).union(*parties.values()))
        names = self.names
        pieces = [evidence.get(pk, ()) for pk in pks]
        articles = [[article for _, article in told] for told in pieces]
        columns = event_columns(
            values,
            speakers=[speaker and names[speaker] for speaker in speakers],
            others=[
                sorted([names[actor] for actor in parties.get(pk, ()) if actor != speaker])
                for pk, speaker in zip(pks, speakers, strict=True)
            ],
            quotes=list(map(_texts, quotes)),
            replies=[replies.get(pk, []) for pk in pks],
            locked=[
                [*_texts(fields), "actors"] if pk in touched else _texts(fields)
                for pk, fields in zip(pks, locked, strict=True)
            ],
            evidence=[[evidence_row(*piece) for piece in told] for told in pieces]
            if self.sentences
            else list(map(labels, articles)),
            site=self.site,
        )
        return columns, articles

    def _parties(self, ids: RawSQL) -> tuple[dict[int, list[int]], set[int]]:
        """Who speaks or takes part, by event; and the events of which an editor said who does."""
        parties = Participation.objects.filter(event__in=ids).exclude(role=Participation.Role.REPRESENTED)
        groups: defaultdict[int, list[int]] = defaultdict(list)
        touched = set()
        for event, actor, lock in parties.values_list("event_id", "actor_id", Cast("locked", TextField())):
            if lock != _EMPTY:
                touched.add(event)
            if lock != _ABSENT:
                groups[event].append(actor)
        return groups, touched

    def _evidence(self, ids: RawSQL) -> dict[int, list[tuple[Stored, Row]]]:
        """Pairs of a sentence's values and its article, by event; in order of publication."""
        found = Evidence.objects.filter(event__in=ids).order_by()
        pieces = list(found.values_list("event_id", "article_id", *(EVIDENCE_VALUES if self.sentences else ("start",))))
        self._learn_articles({piece[1] for piece in pieces})
        articles = self.articles
        groups: defaultdict[int, list[tuple[Stored, Row]]] = defaultdict(list)
        for event, article, *values in pieces:
            if article in articles:
                groups[event].append((values, articles[article]))
        for group in groups.values():
            if len(group) > 1:
                group.sort(key=_in_order_of_publication)
        return groups

    def _learn_articles(self, wanted: set[int]) -> None:
        if len(self.articles) > MOST_REMEMBERED:
            self.articles.clear()
        self.articles |= articles_by_id(list(wanted - self.articles.keys()))

    def _learn_names(self, wanted: set[int | None]) -> None:
        missing = [actor for actor in wanted if actor is not None and actor not in self.names]
        if missing:
            self.names.update(Actor.objects.filter(pk__in=among(missing)).order_by().values_list("pk", "name"))


def _in_order_of_publication(piece: tuple[Stored, Row]) -> tuple[str, int, int]:
    (start, *_), article = piece
    return article["published"] or "9999", article["id"], start


def _texts(stored: str) -> list[str]:
    """A JSON list that came as text; most are empty, and need no parser."""
    return [] if stored == _EMPTY else json.loads(stored)


def _replies(ids: RawSQL) -> dict[int, list[str]]:
    """The public ids that each event answers, but for those merged away or rejected."""
    replies = Reply.objects.filter(event__in=ids, to__merged_into=None).exclude(to__status=Event.Status.REJECTED)
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for event, to in replies.order_by("to__public_id").values_list("event_id", "to__public_id"):
        groups[event].append(to)
    return groups
