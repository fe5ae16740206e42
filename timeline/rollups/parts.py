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
    """Of each of these events that stands, in no order."""
    ids = "SELECT value FROM json_each(%s)" if connection.vendor == "sqlite" else "SELECT unnest(%s::bigint[])"
    given = json.dumps(list(events)) if connection.vendor == "sqlite" else list(events)
    chosen = f"FROM rollup_parts WHERE event IN ({ids}) AND actor"
    days: dict[str, date | None] = {UNDATED: None}
    found: dict[int, Part] = {}
    columns = "event, kind, mark, day, last_day, reports, public_id"
    for event, kind, mark, first, last, reports, public_id in ask(f"SELECT {columns} {chosen} = {ALL}", [given]):
        for day in (first, last):
            if day not in days:
                days[day] = date.fromisoformat(day)
        found[event] = Part(event, kind, mark, days[first], days[last], reports, public_id, [])
    for event, actor, said in ask(f"SELECT event, actor, said {chosen} > {ALL}", [given]):
        found[event].actors.append((actor, bool(said)))
    return list(found.values())
