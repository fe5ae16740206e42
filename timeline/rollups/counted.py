"""What is counted, as SQL on both databases: the parts of events, and the rows that the counts sum up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from .schema import ALL, EVENT_BITS, UNDATED

JULIAN = 1_721_424  # julianday() of a day, less its number in Python
UNITS = ("day", "week", "month")
DAYS = ("actor", "other", "said", "kind", "day", "starts", "vague", "ends")
LANES = ("actor", "said", "unit", "day", "kind", "exact", "article", "others")
SPANS = ("actor", "said", "unit", "day", "mark", "last_day", "kind", "number")
ACTORS = ("actor", "said", "kind", "number")
_NUMBERS = ("starts", "vague", "ends", "number", "exact", "article", "others")
_SAID = (("0", ""), ("1", " AND p.said = 1"))
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
_MARKS = """(SELECT {join}('zqactor' || actor || CASE WHEN said = 1 THEN ' zqsaid' || actor ELSE '' END, ' ')
            FROM rollup_parts WHERE event = e.id) || ' zqkind' || e.kind || ' zqstatus' || e.status
        || CASE WHEN p.shown = 1 THEN '' ELSE ' zqhidden' END
        || CASE WHEN {length} > 31 THEN ' zqlasting zqlong zqlongest' WHEN {length} > 7 THEN ' zqlasting zqlong'
            WHEN {length} > 0 THEN ' zqlasting' ELSE '' END || ' ' || COALESCE({outlets}, '')"""
_TOLD_BY = "FROM timeline_evidence s JOIN articles_article a ON a.id = s.article_id WHERE s.event_id = e.id"
_MARKS_ON_SQLITE = _MARKS.format(
    join="group_concat",
    length=_ON_SQLITE["length"],
    outlets=f"(SELECT group_concat(DISTINCT 'zqoutlet' || hex(a.publisher)) {_TOLD_BY})",
)
_MARKS_ON_POSTGRESQL = _MARKS.format(
    join="string_agg",
    length=_ON_POSTGRESQL["length"],
    outlets="(SELECT string_agg(DISTINCT 'zqoutlet' || encode(convert_to(a.publisher, 'UTF8'), 'hex'), ' ') "
    f"{_TOLD_BY})",
)
ARTICLES_COUNTED = "SELECT COUNT(*), COALESCE(SUM(CASE WHEN is_sample THEN 1 ELSE 0 END), 0) FROM articles_article"
_WORDS_ON_SQLITE = f"""
    INSERT INTO rollup_search (rowid, words)
    SELECT {{rowid}}, e.headline || ' ' || COALESCE((SELECT group_concat(excerpt, ' ') FROM timeline_evidence
            WHERE event_id = e.id), '') || ' ' || {_MARKS_ON_SQLITE}
    FROM rollup_parts p JOIN timeline_event e ON e.id = p.event WHERE p.actor = {ALL}"""
_WORDS_ON_POSTGRESQL = f"""
    INSERT INTO rollup_search (event, words)
    SELECT e.id, to_tsvector('simple', regexp_replace(regexp_replace(normalize(lower(
            e.headline || ' ' || COALESCE((SELECT string_agg(left(excerpt, 20000), ' ' ORDER BY id)
                FROM timeline_evidence WHERE event_id = e.id), '')
        ), NFKD), '[\u0300-\u036f]', '', 'g'), '[^[:alnum:]]+', ' ', 'g') || ' ' || {_MARKS_ON_POSTGRESQL})
    FROM rollup_parts p JOIN timeline_event e ON e.id = p.event WHERE p.actor = {ALL}"""


def rowid(event: str, day: str) -> str:
    """FTS5's row id of an event: its day in the high bits, so that hits come in the order of days."""
    return f"((CAST(julianday({day}) AS integer) << {EVENT_BITS}) | {event})"


def rowid_of(ordinal: int) -> int:
    """The lowest row id of a day, by its number."""
    return (ordinal + JULIAN) << EVENT_BITS


def numbers(columns: Sequence[str]) -> list[str]:
    return [name for name in columns if name in _NUMBERS]


def summed(columns: Sequence[str], rows: str) -> str:
    keys = [name for name in columns if name not in numbers(columns)]
    sums = [f"SUM({name})" for name in numbers(columns)]
    return f"SELECT {', '.join((*keys, *sums))} FROM ({rows}) r WHERE 1 = 1 GROUP BY {', '.join(keys)}"


def counts(which: str, sign: int) -> Iterable[tuple[str, tuple[str, ...], str]]:
    """(table, columns, rows to be summed up) for the parts that `which` selects."""
    yield "rollup_days", DAYS, days_of(which, sign)
    yield "rollup_lanes", LANES, " UNION ALL ".join(lanes_of(which, sign, unit) for unit in UNITS)
    yield "rollup_spans", SPANS, " UNION ALL ".join(spans_of(which, sign, unit) for unit in UNITS)
    yield "rollup_actors", ACTORS, actors_of(which, sign)


def days_of(which: str, sign: int) -> str:
    shown = f"p.shown = 1 AND {which}"
    vague = f"CASE WHEN p.mark = 'month' THEN {sign} ELSE 0 END"
    single = f"rollup_parts p WHERE {shown}"
    pair = (
        f"rollup_parts p JOIN rollup_parts q ON q.event = p.event AND q.actor > p.actor WHERE p.actor > 0 AND {shown}"
    )
    rows = []
    for actor, other, said, where in (
        ("p.actor", "0", "0", single),
        ("p.actor", "0", "1", f"{single} AND p.said = 1"),
        ("p.actor", "q.actor", "0", pair),
    ):
        head = f"SELECT {actor} AS actor, {other} AS other, {said} AS said, p.kind AS kind"
        rows.append(f"{head}, p.day AS day, {sign} AS starts, {vague} AS vague, 0 AS ends FROM {where}")
        rows.append(f"{head}, p.last_day, 0, 0, {sign} FROM {where}")
    return " UNION ALL ".join(rows)


def lanes_of(which: str, sign: int, unit: str) -> str:
    first, _ = widened(unit, "p.day", "p.last_day")
    exact, article = (f"CASE WHEN p.mark = '{mark}' THEN {sign} ELSE 0 END" for mark in ("exact", "article"))
    others = f"CASE WHEN p.mark IN ('about', 'several') THEN {sign} ELSE 0 END"
    return " UNION ALL ".join(
        f"SELECT p.actor AS actor, {said} AS said, '{unit}' AS unit, {first} AS day, p.kind AS kind, "
        f"{exact} AS exact, {article} AS article, {others} AS others "
        f"FROM rollup_parts p WHERE p.mark <> 'month' AND {_dated(which, also)}"
        for said, also in _SAID
    )


def spans_of(which: str, sign: int, unit: str) -> str:
    first, last = widened(unit, "p.day", "p.last_day")
    return " UNION ALL ".join(
        f"SELECT p.actor AS actor, {said} AS said, '{unit}' AS unit, {first} AS day, p.mark AS mark, "
        f"{last} AS last_day, p.kind AS kind, {sign} AS number FROM rollup_parts p "
        f"WHERE p.mark IN ('about', 'several', 'month') AND {_dated(which, also)}"
        for said, also in _SAID
    )


def _dated(which: str, also: str) -> str:
    return f"p.actor > 0 AND p.day <> '{UNDATED}' AND p.shown = 1 AND {which}{also}"


def actors_of(which: str, sign: int) -> str:
    return " UNION ALL ".join(
        f"SELECT p.actor AS actor, {said} AS said, {kind} AS kind, {sign} AS number FROM rollup_parts p "
        f"WHERE p.actor > 0 AND p.shown = 1 AND {which}{also}"
        for said, also in _SAID
        for kind in ("p.kind", "''")
    )


def widened(unit: str, first: str, last: str) -> tuple[str, str]:
    """The first day of the unit in which one day lies, and the last day of that of another."""
    start, end = ("{0}", "{0}") if unit == "day" else _vendor()[unit]
    return start.format(first), end.format(last)


def _vendor() -> dict[str, Any]:
    return _ON_SQLITE if connection.vendor == "sqlite" else _ON_POSTGRESQL


def parts() -> str:
    return _PARTS_OF.format(length=_vendor()["length"])


def words(which: str) -> str:
    if connection.vendor == "sqlite":
        return f"{_WORDS_ON_SQLITE.format(rowid=rowid('p.event', 'p.day'))} AND {which} ORDER BY 1"
    return f"{_WORDS_ON_POSTGRESQL} AND {which}"
