"""All events counted from scratch: each table out of the smallest one that holds its numbers already."""

from __future__ import annotations

from django.db import connection, transaction

from .asking import alone, ask, do
from .counted import ARTICLES_COUNTED, DAYS, MARKS, UNITS, days_of, marks_of, parts, summed, widened, words
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
    for table in ("changes", "parts", "days", "marks", "actors", "articles", "search"):
        do(f"DELETE FROM rollup_{table}")
    for name in INDEXES:
        do(f"DROP INDEX IF EXISTS {name}")
    do(f"INSERT INTO rollup_articles {ARTICLES_COUNTED}")
    do(f"INSERT INTO rollup_parts {parts()} ORDER BY 1, 2")
    do(f"INSERT INTO rollup_days {summed(DAYS, days_of('1 = 1', 1))}")
    do(f"INSERT INTO rollup_marks {summed(MARKS, marks_of('1 = 1', 1, 'day'))}")
    for unit in UNITS[1:]:
        do(f"INSERT INTO rollup_marks {_by_unit(unit)}")
    for kind, keys in (("kind", "actor, said, kind"), ("''", "actor, said")):
        counted = f"SELECT actor, said, {kind}, SUM(starts) FROM rollup_days WHERE actor > 0 AND other = 0"
        do(f"INSERT INTO rollup_actors {counted} GROUP BY {keys}")
    do(words("1 = 1"))
    for name, on in INDEXES.items():
        do(f"CREATE INDEX {name} ON {on}")
    if connection.vendor == "sqlite":
        do("ANALYZE")


def _by_unit(unit: str) -> str:
    """The marks of days as those of weeks or months."""
    first, last = widened(unit, "day", "last_day")
    return (
        f"SELECT actor, said, '{unit}', kind, mark, {first} AS first, {last} AS last, SUM(number) FROM rollup_marks "
        f"WHERE unit = 'day' GROUP BY actor, said, kind, mark, {first}, {last}"
    )
