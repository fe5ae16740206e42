"""Pieces from the tables: looked up by the index of what must be equal, never by scanning events."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from articles.models import Article
from timeline.ingest.actors import Register
from timeline.ingest.joining import Piece, Wording
from timeline.models import Evidence

LONGEST_WHO = 60
HEAVY = ("raw", "body", "segments", "marks", "extracted")


def evidence_rows(condition: Q) -> list[Evidence]:
    """Evidence with its article, without the article's texts; rows of one article share it."""
    rows = list(Evidence.objects.filter(condition).order_by("pk"))
    articles = Article.objects.defer(*HEAVY).in_bulk({row.article_id for row in rows})
    for row in rows:
        row.article = articles[row.article_id]
    return rows


def keys_to_rows(keys: Iterable[str], article: Article) -> list[int]:
    """The evidence (primary keys) of other articles that is stored under any of these keys. All keys are one parameter,
    because there are hundreds of them and few are found."""
    table = connection.ops.quote_name(Evidence._meta.db_table)
    parameter: Any = sorted(keys)
    condition = "= ANY(%s)"
    if connection.vendor != "postgresql":
        condition, parameter = "IN (SELECT value FROM json_each(%s))", json.dumps(parameter)
    with connection.cursor() as cursor:
        query = f"SELECT id FROM {table} WHERE join_key {condition} AND article_id <> %s"  # noqa: S608
        cursor.execute(query, [parameter, article.pk])
        return [pk for (pk,) in cursor.fetchall()]


def who(reading: Mapping[str, Any], register: Register) -> str:
    """What must be equal for two readings to be one event: the speaker, or kind and states or bodies of a happening."""
    if reading["kind"] == "statement":
        return f"s{register.known[reading['speaker']].pk}" if reading["speaker"] else "s0"
    roots = ".".join(str(pk) for pk in sorted({register.root(name) for name in reading["parties"]}))
    if len(roots) > LONGEST_WHO:
        roots = hashlib.sha256(roots.encode()).hexdigest()[:40]
    return f"{reading['kind'][0]}{roots}"


def pieces(
    rows: Iterable[Evidence], part: Callable[[Evidence], int | None], whose: Callable[[Evidence], str]
) -> list[tuple[Piece, list[Evidence]]]:
    """Evidence rows as pieces: one for each reading of an article, or for each `part` of it that events divide. `whose`
    says what must be equal for two rows to be one event."""
    groups: defaultdict[tuple[Any, ...], list[Evidence]] = defaultdict(list)
    for row in rows:
        if row.reading:
            groups[row.article_id, row.reading["unit"], part(row)].append(row)
    return [(_piece(group, whose(group[0])), group) for group in groups.values()]


def join_key(piece: Piece) -> str:
    return f"{piece.who}|{piece.bucket}"


def stored_who(row: Evidence, former: Mapping[int, int]) -> str:
    """The same as `who`, from the key under which the row is stored; a merged speaker counts as who stands now."""
    stored = row.join_key.partition("|")[0]
    if stored[:1] == "s" and (speaker := int(stored[1:])) in former:
        return f"s{former[speaker]}"
    return stored


def join_keys(piece: Piece, former: Mapping[int, int]) -> set[str]:
    """Where pieces that may tell the same event are stored, under former ids of the speaker too."""
    names = [piece.who] + [f"s{old}" for old, new in former.items() if piece.who == f"s{new}"]
    return {f"{name}|{bucket}" for name in names for bucket in piece.buckets()}


def _piece(rows: list[Evidence], who: str) -> Piece:
    rows.sort(key=lambda row: row.start)
    reading, article = rows[0].reading, rows[0].article
    wordings = tuple(_wording(row) for row in rows)
    return Piece(
        rank=(article.origin, rows[0].start, reading["unit"]),
        unit=(article.origin, reading["unit"]),
        who=who,
        kind=reading["kind"],
        span=_span(reading["date"], reading["date_end"]),
        exact=reading["precision"] == "day",
        reported=article.published,
        wordings=wordings,
        starts=tuple(row.start for row in rows),
        words=frozenset().union(*(wording.words for wording in wordings)),
    )


def _span(first: str | None, last: str | None) -> tuple[date, date] | None:
    return (date.fromisoformat(first), date.fromisoformat(last or first)) if first else None


def _wording(row: Evidence) -> Wording:
    return Wording.of(row.excerpt, row.reading["words"], row.reading["names"], row.reading["quotes"])
