"""Pieces from the tables: looked up by the index of what must be equal, never by scanning events."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from articles.models import Article
from timeline.ingest.actors import Register
from timeline.ingest.joining import Piece, Wording
from timeline.models import Evidence

PER_QUERY = 500
LONGEST_WHO = 60
HEAVY = ("raw", "body", "segments", "marks", "extracted")


def evidence_rows(condition: Q) -> list[Evidence]:
    """Evidence with its article, without the article's texts."""
    rows = Evidence.objects.filter(condition).select_related("article")
    return list(rows.defer(*(f"article__{name}" for name in HEAVY)).order_by("pk"))


def rows_at(keys: Iterable[str], article: Article) -> Iterator[Evidence]:
    """The evidence of other articles stored under any of these keys."""
    wanted = sorted(keys)
    for at in range(0, len(wanted), PER_QUERY):
        yield from evidence_rows(Q(join_key__in=wanted[at : at + PER_QUERY]) & ~Q(article=article))


def who(reading: Mapping[str, Any], register: Register) -> str:
    """What must be equal for two readings to be one event: the speaker, or kind and states or bodies of a happening."""
    if reading["kind"] == "statement":
        return f"s{register.known[reading['speaker']].pk}" if reading["speaker"] else "s0"
    roots = ".".join(str(pk) for pk in sorted({register.root(name) for name in reading["parties"]}))
    if len(roots) > LONGEST_WHO:
        roots = hashlib.sha256(roots.encode()).hexdigest()[:40]
    return f"{reading['kind'][0]}{roots}"


def pieces(rows: Iterable[Evidence], register: Register, held: Container[int]) -> list[tuple[Piece, list[Evidence]]]:
    """Evidence rows as pieces: one for each reading of an article, or for each part of it that an editor divided."""
    groups: defaultdict[tuple[Any, ...], list[Evidence]] = defaultdict(list)
    for row in rows:
        if row.reading:
            fixed = row.event_id if row.event_id in held else None
            groups[row.article.origin, row.reading["unit"], fixed].append(row)
    return [(_piece(group, register, fixed), group) for (*_, fixed), group in groups.items()]


def join_key(piece: Piece) -> str:
    return f"{piece.who}|{piece.bucket}"


def join_keys(piece: Piece, former: Mapping[int, int]) -> set[str]:
    """Where pieces that may tell the same event are stored, under former ids of the speaker too."""
    names = [piece.who] + [f"s{old}" for old, new in former.items() if piece.who == f"s{new}"]
    return {f"{name}|{bucket}" for name in names for bucket in piece.buckets()}


def _piece(rows: list[Evidence], register: Register, fixed: int | None) -> Piece:
    rows.sort(key=lambda row: row.start)
    reading, article = rows[0].reading, rows[0].article
    wordings = tuple(_wording(row) for row in rows)
    return Piece(
        rank=(article.origin, rows[0].start, reading["unit"], fixed or 0),
        unit=(article.origin, reading["unit"]),
        who=who(reading, register),
        kind=reading["kind"],
        span=_span(reading["date"], reading["date_end"]),
        exact=reading["precision"] == "day",
        reported=article.published,
        wordings=wordings,
        starts=tuple(row.start for row in rows),
        held_by=fixed,
        words=frozenset().union(*(wording.words for wording in wordings)),
    )


def _span(first: str | None, last: str | None) -> tuple[date, date] | None:
    return (date.fromisoformat(first), date.fromisoformat(last or first)) if first else None


def _wording(row: Evidence) -> Wording:
    return Wording.of(row.excerpt, row.reading["words"], row.reading["names"], row.reading["quotes"])
