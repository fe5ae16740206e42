"""Keeping the counts: changed events taken out of them as they were, and counted in as they are."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import DatabaseError, connection, transaction

from .asking import alone, ask, do
from .counted import ARTICLES_COUNTED, counts, numbers, parts, rowid, summed, words
from .schema import ALL

AT_ONCE = 5_000


def settle(patient: bool = True) -> int:
    """Bring the counts in line with all changes; answers how many events were counted anew. Without patience (for a
    reader), nothing is done while another process writes, or where nothing can be written at all."""
    if not _is_changed():
        return 0
    try:
        if not patient and connection.vendor == "sqlite" and not connection.in_atomic_block:
            return _at_once_or_not()
        return _settle(patient)
    except DatabaseError:
        if patient or connection.in_atomic_block:
            raise
        return 0


def _at_once_or_not() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 0")
    try:
        return _settle(patient=False)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 30000")


def _settle(patient: bool) -> int:
    done = 0
    with transaction.atomic():
        if not alone(patient):
            return 0
        changed = sorted({event for (event,) in ask("DELETE FROM rollup_changes RETURNING event")})
        for start in range(0, len(changed), AT_ONCE):
            _count_anew(changed[start : start + AT_ONCE])
            done += len(changed[start : start + AT_ONCE])
        _sum_up_articles()
    return done


def verify() -> dict[str, int]:
    """How many rows of each table differ from a recount; all 0 when the counts are right."""
    settle()
    wrong = {"rollup_parts": _differing("SELECT * FROM rollup_parts", parts())}
    for table, columns, rows in counts("1 = 1", 1):
        kept = f"SELECT * FROM {table} WHERE {' <> 0 OR '.join(numbers(columns))} <> 0"
        wrong[table] = _differing(kept, summed(columns, rows))
    numbered = "COALESCE(SUM(number), 0), COALESCE(SUM(samples), 0)"
    wrong["rollup_articles"] = _differing(f"SELECT {numbered} FROM rollup_articles", ARTICLES_COUNTED)
    events, found = (ask(f"SELECT COUNT(*) FROM {table}")[0][0] for table in ("timeline_event", "rollup_search"))
    merged = ask("SELECT COUNT(*) FROM timeline_event WHERE merged_into_id IS NOT NULL")[0][0]
    return wrong | {"rollup_search": abs(events - merged - found)}


def _sum_up_articles() -> None:
    changes = ask("DELETE FROM rollup_articles RETURNING number, samples")
    number, samples = (sum(column) for column in zip(*changes, strict=True)) if changes else (0, 0)
    do(f"INSERT INTO rollup_articles VALUES ({number}, {samples})")


def _differing(one: str, other: str) -> int:
    return sum(
        ask(f"SELECT COUNT(*) FROM (SELECT * FROM ({a}) a EXCEPT SELECT * FROM ({b}) b) c")[0][0]
        for a, b in ((one, other), (other, one))
    )


def _count_anew(events: Sequence[int]) -> None:
    ids = ", ".join(map(str, events))
    mine = f"p.event IN ({ids})"
    _add(mine, -1)
    if connection.vendor == "sqlite":
        held = f"SELECT {rowid('event', 'day')} FROM rollup_parts WHERE actor = {ALL} AND event IN ({ids})"
        do(f"DELETE FROM rollup_search WHERE rowid IN ({held})")
    else:
        do(f"DELETE FROM rollup_search WHERE event IN ({ids})")
    do(f"DELETE FROM rollup_parts WHERE event IN ({ids})")
    do(f"INSERT INTO rollup_parts {parts()} AND e.id IN ({ids})")
    _add(mine, 1)
    do(words(mine))


def _add(which: str, sign: int) -> None:
    for table, columns, rows in counts(which, sign):
        keys = ", ".join(name for name in columns if name not in numbers(columns))
        sums = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in numbers(columns))
        do(f"INSERT INTO {table} {summed(columns, rows)} ON CONFLICT ({keys}) DO UPDATE SET {sums}")


def _is_changed() -> bool:
    return bool(ask("SELECT 1 FROM rollup_changes LIMIT 1"))
