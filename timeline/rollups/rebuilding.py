"""All events counted from scratch: each table out of the smallest one that holds its numbers already."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, transaction

from .asking import alone, ask, do
from .counted import (
    ARTICLES_COUNTED,
    DAYS,
    LANES,
    SPANS,
    UNITS,
    days_of,
    lanes_of,
    parts,
    spans_of,
    summed,
    widened,
    words,
)
from .schema import ALL, INDEXES

MUCH, USUAL = -400_000, -32_000  # kilobytes of pages that SQLite keeps in memory


def rebuild() -> int:
    """Count everything from scratch; answers how many events there are."""
    if connection.vendor == "sqlite":
        do(f"PRAGMA cache_size = {MUCH}")
    try:
        with transaction.atomic():
            alone(patient=True)
            _rebuild()
    finally:
        if connection.vendor == "sqlite":
            do(f"PRAGMA cache_size = {USUAL}")
    return ask(f"SELECT COUNT(*) FROM rollup_parts WHERE actor = {ALL}")[0][0]


def _rebuild() -> None:
    for table in ("changes", "parts", "days", "lanes", "spans", "actors", "articles", "search"):
        do(f"DELETE FROM rollup_{table}")
    for name in INDEXES:
        do(f"DROP INDEX IF EXISTS {name}")
    do(f"INSERT INTO rollup_articles {ARTICLES_COUNTED}")
    do(f"INSERT INTO rollup_parts {parts()} ORDER BY 1, 2")
    do(f"INSERT INTO rollup_days {summed(DAYS, days_of('1 = 1', 1))}")
    do(f"INSERT INTO rollup_lanes {summed(LANES, lanes_of('1 = 1', 1, 'day'))}")
    do(f"INSERT INTO rollup_spans {summed(SPANS, spans_of('1 = 1', 1, 'day'))}")
    for unit in UNITS[1:]:
        do(f"INSERT INTO rollup_lanes {summed(LANES, _by_unit('rollup_lanes', unit, LANES))}")
        do(f"INSERT INTO rollup_spans {summed(SPANS, _by_unit('rollup_spans', unit, SPANS))}")
    for kind, keys in (("kind", "actor, said, kind"), ("''", "actor, said")):
        counted = f"SELECT actor, said, {kind}, SUM(starts) FROM rollup_days WHERE actor > 0 AND other = 0"
        do(f"INSERT INTO rollup_actors {counted} GROUP BY {keys}")
    do(words("1 = 1"))
    for name, on in INDEXES.items():
        do(f"CREATE INDEX {name} ON {on}")
    if connection.vendor == "sqlite":
        do("ANALYZE")


def _by_unit(table: str, unit: str, columns: Sequence[str]) -> str:
    """Rows of a table, counted by day, as those of weeks or months."""
    first, last = widened(unit, "day", "last_day")
    changed = {"unit": f"'{unit}'", "day": first, "last_day": last}
    chosen = ", ".join(f"{changed.get(name, name)} AS {name}" for name in columns)
    return f"SELECT {chosen} FROM {table} WHERE unit = 'day'"
