"""Keeping the counts: a few changed events settled, or all of them counted from scratch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DatabaseError, connection, transaction

from .schema import ALL, EVENT_BITS, UNDATED

AT_ONCE = 5_000
LOCK = 7_202_202_25
_PARTS_OF = f"""
    SELECT e.id, part.actor, part.said, CASE WHEN e.status = 'rejected' THEN 0 ELSE 1 END, e.kind,
        CASE WHEN e.precision = 'day' THEN 'exact' WHEN e.precision IN ('month', 'year') THEN 'month'
            WHEN e.precision = 'range' AND e.day IS NOT NULL
                THEN CASE WHEN e.kind = 'statement' OR {{length}} <= 1 THEN 'about' ELSE 'several' END
            ELSE 'article' END,
        COALESCE(CAST(e.day AS varchar(10)), '{UNDATED}'), COALESCE(CAST(e.last_day AS varchar(10)), '{UNDATED}'),
        e.reports, e.public_id
    FROM timeline_event e JOIN (
        SELECT id AS event_id, {ALL} AS actor, 0 AS said FROM timeline_event
        UNION ALL SELECT event_id, actor_id, CASE WHEN said THEN 1 ELSE 0 END FROM timeline_participation
            WHERE CAST(locked AS text) <> '["absent"]'
    ) part ON part.event_id = e.id WHERE e.merged_into_id IS NULL"""
_ON_SQLITE = {
    "length": "julianday(e.last_day) - julianday(e.day)",
    "week": ("date({0}, '-6 days', 'weekday 1')", "date({0}, 'weekday 0')"),
    "month": ("date({0}, 'start of month')", "date({0}, 'start of month', '+1 month', '-1 day')"),
}
_ON_POSTGRESQL = {
    "length": "e.last_day - e.day",
    "week": (
        "CAST(CAST(date_trunc('week', CAST({0} AS date)) AS date) AS varchar(10))",
        "CAST(CAST(date_trunc('week', CAST({0} AS date)) AS date) + 6 AS varchar(10))",
    ),
    "month": (
        "CAST(CAST(date_trunc('month', CAST({0} AS date)) AS date) AS varchar(10))",
        "CAST(CAST(date_trunc('month', CAST({0} AS date)) + interval '1 month - 1 day' AS date) AS varchar(10))",
    ),
}
_WORDS_ON_SQLITE = f"""
    INSERT INTO rollup_search (rowid, words)
    SELECT {{rowid}}, e.headline || ' ' || COALESCE((SELECT group_concat(excerpt, ' ') FROM timeline_evidence
            WHERE event_id = e.id), '') || ' ' ||
        (SELECT group_concat('zqactor' || actor || CASE WHEN said = 1 THEN ' zqsaid' || actor ELSE '' END, ' ')
            FROM rollup_parts WHERE event = e.id) || ' zqkind' || e.kind
        || CASE WHEN p.shown = 1 THEN ' zqshown' ELSE '' END
    FROM rollup_parts p JOIN timeline_event e ON e.id = p.event WHERE p.actor = {ALL}"""
_WORDS_ON_POSTGRESQL = f"""
    INSERT INTO rollup_search (event, words)
    SELECT e.id, to_tsvector('simple', regexp_replace(regexp_replace(normalize(lower(
            e.headline || ' ' || COALESCE((SELECT string_agg(left(excerpt, 20000), ' ' ORDER BY id)
                FROM timeline_evidence WHERE event_id = e.id), '')
        ), NFKD), '[\u0300-\u036f]', '', 'g'), '[^[:alnum:]]+', ' ', 'g') || ' ' ||
        (SELECT string_agg('zqactor' || actor || CASE WHEN said = 1 THEN ' zqsaid' || actor ELSE '' END, ' ')
            FROM rollup_parts WHERE event = e.id) || ' zqkind' || e.kind
        || CASE WHEN p.shown = 1 THEN ' zqshown' ELSE '' END)
    FROM rollup_parts p JOIN timeline_event e ON e.id = p.event WHERE p.actor = {ALL}"""


def rowid(event: str, day: str) -> str:
    """FTS5's row id of an event: its day in the high bits, so that hits come in the order of days."""
    return f"((CAST(julianday({day}) AS integer) << {EVENT_BITS}) | {event})"


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
        if not _alone(patient):
            return 0
        changed = sorted({event for (event,) in _ask("DELETE FROM rollup_changes RETURNING event")})
        for start in range(0, len(changed), AT_ONCE):
            _count_anew(changed[start : start + AT_ONCE])
            done += len(changed[start : start + AT_ONCE])
    return done


def rebuild() -> int:
    """Count everything from scratch; answers how many events there are."""
    with transaction.atomic():
        _alone(patient=True)
        for table in ("changes", "parts", "days", "marks", "actors", "search"):
            _do(f"DELETE FROM rollup_{table}")
        _do(f"INSERT INTO rollup_parts {_parts()}")
        for table, columns, rows in _counts("1 = 1", 1):
            _do(f"INSERT INTO {table} {_summed(columns, rows)}")
        _do(_words("1 = 1"))
        if connection.vendor == "sqlite":
            _do("ANALYZE")
    return _ask(f"SELECT COUNT(*) FROM rollup_parts WHERE actor = {ALL}")[0][0]


def verify() -> dict[str, int]:
    """How many rows of each table differ from a recount; all 0 when the counts are right."""
    settle()
    wrong = {"rollup_parts": _differing("SELECT * FROM rollup_parts", _parts())}
    for table, columns, rows in _counts("1 = 1", 1):
        kept = f"SELECT * FROM {table} WHERE {' <> 0 OR '.join(_numbers(columns))} <> 0"
        wrong[table] = _differing(kept, _summed(columns, rows))
    events, found = (_ask(f"SELECT COUNT(*) FROM {table}")[0][0] for table in ("timeline_event", "rollup_search"))
    merged = _ask("SELECT COUNT(*) FROM timeline_event WHERE merged_into_id IS NOT NULL")[0][0]
    return wrong | {"rollup_search": abs(events - merged - found)}


def _differing(one: str, other: str) -> int:
    return sum(
        _ask(f"SELECT COUNT(*) FROM (SELECT * FROM ({a}) a EXCEPT SELECT * FROM ({b}) b) c")[0][0]
        for a, b in ((one, other), (other, one))
    )


def _count_anew(events: Sequence[int]) -> None:
    ids = ", ".join(map(str, events))
    mine = f"p.event IN ({ids})"
    _add(mine, -1)
    if connection.vendor == "sqlite":
        held = f"SELECT {rowid('event', 'day')} FROM rollup_parts WHERE actor = {ALL} AND event IN ({ids})"
        _do(f"DELETE FROM rollup_search WHERE rowid IN ({held})")
    else:
        _do(f"DELETE FROM rollup_search WHERE event IN ({ids})")
    _do(f"DELETE FROM rollup_parts WHERE event IN ({ids})")
    _do(f"INSERT INTO rollup_parts {_parts()} AND e.id IN ({ids})")
    _add(mine, 1)
    _do(_words(mine))


def _add(which: str, sign: int) -> None:
    for table, columns, rows in _counts(which, sign):
        keys = ", ".join(name for name in columns if name not in _numbers(columns))
        sums = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in _numbers(columns))
        _do(f"INSERT INTO {table} {_summed(columns, rows)} ON CONFLICT ({keys}) DO UPDATE SET {sums}")


def _numbers(columns: Sequence[str]) -> list[str]:
    return [name for name in columns if name in ("starts", "vague", "ends", "number")]


def _summed(columns: Sequence[str], rows: str) -> str:
    keys = [name for name in columns if name not in _numbers(columns)]
    sums = [f"SUM({name})" for name in _numbers(columns)]
    return f"SELECT {', '.join((*keys, *sums))} FROM ({rows}) r WHERE 1 = 1 GROUP BY {', '.join(keys)}"


def _counts(which: str, sign: int) -> Iterable[tuple[str, tuple[str, ...], str]]:
    """(table, columns, rows to be summed up) for the parts that `which` selects."""
    shown = f"p.shown = 1 AND {which}"
    vague = f"CASE WHEN p.mark = 'month' THEN {sign} ELSE 0 END"
    single = f"rollup_parts p WHERE {shown}"
    pair = (
        f"rollup_parts p JOIN rollup_parts q ON q.event = p.event AND q.actor > p.actor WHERE p.actor > 0 AND {shown}"
    )
    days = []
    for actor, other, said, where in (
        ("p.actor", "0", "0", single),
        ("p.actor", "0", "1", f"{single} AND p.said = 1"),
        ("p.actor", "q.actor", "0", pair),
    ):
        head = f"SELECT {actor} AS actor, {other} AS other, {said} AS said, p.kind AS kind"
        days.append(f"{head}, p.day AS day, {sign} AS starts, {vague} AS vague, 0 AS ends FROM {where}")
        days.append(f"{head}, p.last_day, 0, 0, {sign} FROM {where}")
    yield (
        "rollup_days",
        ("actor", "other", "said", "kind", "day", "starts", "vague", "ends"),
        " UNION ALL ".join(days),
    )
    marks = []
    vendor = _vendor()
    for unit in ("day", "week", "month"):
        first, last = vendor[unit] if unit != "day" else ("{0}", "{0}")
        for said, also in (("0", ""), ("1", " AND p.said = 1")):
            marks.append(
                f"SELECT p.actor AS actor, {said} AS said, '{unit}' AS unit, p.kind AS kind, p.mark AS mark, "
                f"{first.format('p.day')} AS day, {last.format('p.last_day')} AS last_day, {sign} AS number "
                f"FROM rollup_parts p WHERE p.actor > 0 AND p.day <> '{UNDATED}' AND {shown}{also}"
            )
    columns = ("actor", "said", "unit", "kind", "mark", "day", "last_day", "number")
    yield "rollup_marks", columns, " UNION ALL ".join(marks)
    actors = [
        f"SELECT p.actor AS actor, {said} AS said, {kind} AS kind, {sign} AS number FROM rollup_parts p "
        f"WHERE p.actor > 0 AND {shown}{also}"
        for said, also in (("0", ""), ("1", " AND p.said = 1"))
        for kind in ("p.kind", "''")
    ]
    yield "rollup_actors", ("actor", "said", "kind", "number"), " UNION ALL ".join(actors)


def _vendor() -> dict[str, Any]:
    return _ON_SQLITE if connection.vendor == "sqlite" else _ON_POSTGRESQL


def _parts() -> str:
    return _PARTS_OF.format(length=_vendor()["length"])


def _words(which: str) -> str:
    if connection.vendor == "sqlite":
        return f"{_WORDS_ON_SQLITE.format(rowid=rowid('p.event', 'p.day'))} AND {which} ORDER BY 1"
    return f"{_WORDS_ON_POSTGRESQL} AND {which}"


def _is_changed() -> bool:
    return bool(_ask("SELECT 1 FROM rollup_changes LIMIT 1"))


def _alone(patient: bool) -> bool:
    """One process at a time: SQLite's immediate transactions see to that by themselves."""
    if connection.vendor == "sqlite":
        return True
    if patient:
        _ask("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        return True
    return bool(_ask("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])[0][0])


def _do(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _ask(statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall()
