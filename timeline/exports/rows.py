"""From the tables to rows: the one function that turns an event into its row, and the readers that feed it.

A file may hold a million rows. So the ids are read first, in order, eight bytes each, and then the rows chunk by chunk,
as tuples, with a fixed number of queries a chunk. Each event comes exactly once, whatever is written meanwhile."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db.models import F, QuerySet

from articles.models import Article
from timeline.exports.edtf import edtf
from timeline.exports.texts import web_address
from timeline.models import Actor, Alias, Correction, Event, Evidence, Participation, Reply
from timeline.models.querysets import EventQuerySet

Row = dict[str, Any]
Pair = tuple[Row, list[Row]]
Ids = Sequence[int]

CHUNK = 1000
ABSENT = ["absent"]
FEW_BODIES = 50
_EVENT = (
    *("pk", "public_id", "kind", "date", "date_end", "precision", "date_basis", "reported", "headline", "speaker_id"),
    *("quotes", "reports", "voices", "confidence", "status", "locked", "modified"),
)
_EVIDENCE = ("event_id", "article_id", "start", "end", "excerpt", "timex", "cue", "rule")
_ARTICLE = (
    *("pk", "origin", "url", "title", "publisher", "agency", "author", "published", "published_time", "published_how"),
    *("published_evidence", "language", "is_sample"),
)


def event_row(
    event: tuple[Any, ...], parties: list[tuple[int, list[str]]], names: dict[int, str], replies: list[str], site: str
) -> Row:
    """An event's row, its evidence still empty. `event` holds the columns of `_EVENT`, `parties` pairs of an actor's id
    and what an editor locked there, `names` the actors' names."""
    (_, public_id, kind, first, last, precision, date_basis, reported, headline, speaker_id) = event[:10]
    quotes, reports, voices, confidence, status, locked, modified = event[10:]
    speaker = names[speaker_id] if speaker_id else None
    others = sorted(names[actor] for actor, lock in parties if actor != speaker_id and lock != ABSENT)
    return {
        "id": public_id,
        "url": f"{site}/events/{public_id}/",
        "kind": kind,
        "date": first and first.isoformat(),
        "date_end": last and last.isoformat(),
        "precision": precision,
        "date_basis": date_basis or None,
        "edtf": edtf(first, last, precision),
        "reported": reported and reported.isoformat(),
        "headline": headline,
        "speaker": speaker,
        "actors": [speaker, *others] if speaker else others,
        "quotes": quotes,
        "replies_to": replies,
        "reports": reports,
        "voices": voices,
        "confidence": round(confidence, 3),
        "status": status,
        "corrected": [*locked, "actors"] if any(lock for _, lock in parties) else locked,
        "modified": moment(modified),
        "evidence": [],
    }


def event_rows(events: EventQuerySet, site: str) -> Iterator[Pair]:
    """Each event's row, ordered by date (else the reported day), then id, with the articles that hold its evidence
    (rows of articles without bodies, in step with the row's evidence). `site` begins every address."""
    names: dict[int, str] = {}
    for ids in chunks(keys(events.in_order("oldest"))):
        yield from rows_of(ids, site, names)


def rows_of(ids: Ids, site: str, names: dict[int, str] | None = None) -> Iterator[Pair]:
    """The same for these events, in the order of their ids. `names` remembers actors' names between calls."""
    names = {} if names is None else names
    events = {event[0]: event for event in Event.objects.filter(pk__in=ids).values_list(*_EVENT)}
    parties = _grouped(
        Participation.objects.filter(event__in=ids)
        .exclude(role=Participation.Role.REPRESENTED)
        .values_list("event_id", "actor_id", "locked")
    )
    _learn(names, {event[9] for event in events.values()} | {actor for group in parties.values() for actor, _ in group})
    replies = _grouped(
        Reply.objects.filter(event__in=ids, to__in=Event.objects.public())
        .order_by("to__public_id")
        .values_list("event_id", "to__public_id")
    )
    evidence = _grouped(Evidence.objects.filter(event__in=ids).order_by("article", "start").values_list(*_EVIDENCE))
    held_in = {sentence[0] for sentences in evidence.values() for sentence in sentences}
    articles = {row["id"]: row for row in _article_chunk(tuple(held_in))}
    for pk in ids:
        if pk in events:
            row = event_row(events[pk], parties[pk], names, [to for (to,) in replies[pk]], site)
            sentences = sorted(evidence[pk], key=lambda sentence: articles[sentence[0]]["published"] or "9999")
            row["evidence"] = [_evidence_row(sentence, articles[sentence[0]]) for sentence in sentences]
            yield row, [articles[sentence[0]] for sentence in sentences]


def _learn(names: dict[int, str], actor_ids: set[int | None]) -> None:
    missing = [actor_id for actor_id in actor_ids if actor_id is not None and actor_id not in names]
    names.update(Actor.objects.filter(pk__in=missing).values_list("pk", "name"))


def _evidence_row(sentence: tuple[Any, ...], article: Row) -> Row:
    _, start, end, excerpt, timex, cue, rule = sentence
    return {
        "article": article["origin"],
        "title": article["title"],
        "publisher": article["publisher"],
        "published": article["published"],
        "start": start,
        "end": end,
        "excerpt": excerpt,
        "timex": timex or None,
        "cue": cue or None,
        "rule": rule or None,
    }


def sources_of(event: Row, articles: list[Row]) -> Iterator[Row]:
    """One row for each sentence on which the event rests."""
    for sentence, article in zip(event["evidence"], articles, strict=True):
        yield {
            "event": event["id"],
            "date": event["date"],
            "headline": event["headline"],
            **article,
            **sentence,
            "sample": "yes" if article["sample"] else None,
        }


def cited_articles(events: EventQuerySet | None) -> QuerySet[Article]:
    """The articles on which these events rest, by publication; all articles where no events are named."""
    articles = Article.objects.all()
    if events is not None:
        articles = articles.filter(pk__in=Evidence.objects.filter(event__in=events.values("pk")).values("article"))
    return articles.order_by(F("published").asc(nulls_last=True), "origin")


def cited_rows(articles: QuerySet[Article]) -> Iterator[Row]:
    """Each article's row without its body, and whether it is a sample."""
    for ids in chunks(keys(articles)):
        rows = {row["id"]: row for row in _article_chunk(ids)}
        yield from (rows[pk] for pk in ids if pk in rows)


def article_rows(articles: QuerySet[Article], *, bodies: bool) -> Iterator[Row]:
    for ids in chunks(keys(articles), FEW_BODIES if bodies else CHUNK):
        yield from articles_of(ids, bodies=bodies)


def articles_of(ids: Ids, *, bodies: bool) -> Iterator[Row]:
    """Each article's row as exported; `body` is None where bodies may not be given."""
    texts = dict(Article.objects.filter(pk__in=ids).values_list("pk", "body")) if bodies else {}
    rows = {row["id"]: row for row in _article_chunk(ids)}
    for row in (rows[pk] for pk in ids if pk in rows):
        del row["sample"]
        yield row | {"body": texts.get(row["id"])}


def _article_chunk(ids: Ids) -> Iterator[Row]:
    for values in Article.objects.filter(pk__in=ids).values_list(*_ARTICLE):
        row = dict(zip(("id", *_ARTICLE[1:-1], "sample"), values, strict=True))
        row["url"] = web_address(row["url"])
        for name in ("title", "publisher", "agency", "author", "published_evidence"):
            row[name] = row[name] or None
        row["published"] = row["published"] and row["published"].isoformat()
        row["published_time"] = row["published_time"] and row["published_time"].isoformat("minutes")
        yield row


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
    aliases = _grouped(Alias.objects.filter(actor__in=ids).order_by("name").values_list("actor_id", "name"))
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
            "aliases": [name for (name,) in aliases[actor.pk] if name != actor.name],
        }


def actor_kinds() -> dict[str, tuple[str, str]]:
    """Name -> (kind, Wikidata id) of every actor."""
    return {name: (kind, wikidata) for name, kind, wikidata in Actor.objects.values_list("name", "kind", "wikidata")}


def public_corrections(events: EventQuerySet | None) -> QuerySet[Correction]:
    """What editors changed in these events, or everywhere; never what concerns rejected or deleted events. Newest
    first."""
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


def moment(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _grouped(rows: Iterable[tuple[Any, ...]]) -> defaultdict[int, list[tuple[Any, ...]]]:
    """Tuples by their first value, which is left out."""
    groups: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *rest in rows:
        groups[key].append(tuple(rest))
    return groups
