"""What the counts know of single events, for questions that are answered from a bounded number of these."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db import connection

from .asking import ask
from .schema import ALL, UNDATED


class Part(NamedTuple):
    """An event, and the actors who take part in it with whether they speak."""

    event: int
    kind: str
    mark: str
    day: date | None
    last_day: date | None
    reports: int
    public_id: str
    actors: list[tuple[int, bool]]


def parts_of(events: Sequence[int]) -> list[Part]:
    """Of each of these events that stands, in no order. One row for each, its actors in one text: to fetch a row for
    each actor takes longer than to count."""
    is_sqlite = connection.vendor == "sqlite"
    ids = "SELECT value FROM json_each(%s)" if is_sqlite else "SELECT unnest(%s::bigint[])"
    join = "group_concat(actor * 2 + said)" if is_sqlite else "string_agg(CAST(actor * 2 + said AS text), ',')"
    same = ("kind", "mark", "day", "last_day", "reports", "public_id")  # in all rows of an event
    columns = ", ".join(same if is_sqlite else (f"MIN({name})" for name in same))
    rows = ask(
        f"SELECT event, {columns}, {join} FROM rollup_parts WHERE event IN ({ids}) GROUP BY event",
        [json.dumps(list(events)) if is_sqlite else list(events)],
    )
    days: dict[str, date | None] = {UNDATED: None}
    for row in rows:
        for day in row[3:5]:
            if day not in days:
                days[day] = date.fromisoformat(day)
    return [
        Part(event, kind, mark, days[first], days[last], reports, public_id, _actors(cast))
        for event, kind, mark, first, last, reports, public_id, cast in rows
    ]


def _actors(cast: str) -> list[tuple[int, bool]]:
    return [(one >> 1, bool(one & 1)) for one in map(int, cast.split(",")) if one >> 1 != ALL]
