"""Lists of public events out of indexes that are in their order already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from .asking import ask
from .keeping import settle
from .reading import Choice, actor_numbers, of_kinds
from .schema import ALL, UNDATED

Listed = tuple[str, str, int]


def first_ids(choice: Choice, order: str, limit: int) -> list[int]:
    """The first events in an order (newest or oldest first; undated last), by their ids."""
    settle(patient=False)
    down = "" if order == "oldest" else " DESC"
    dated = f" AND p.day > '{UNDATED}'"
    if choice.first:
        dated += f" AND p.last_day >= '{choice.first}'"
    if choice.last:
        dated += f" AND p.day <= '{choice.last}'"
    ids = _merged(choice, dated, f"p.day{down}, p.public_id{down}", limit, newest=order != "oldest")
    if len(ids) < limit and not (choice.first or choice.last):
        undated = f" AND p.day = '{UNDATED}'"
        ids += _merged(choice, undated, f"p.public_id{down}", limit - len(ids), newest=order != "oldest")
    return ids


def leading_ids(choice: Choice, days: Iterable[date], most: int) -> list[int]:
    """The most reported events of each of these days, at most so many a day."""
    found: list[int] = []
    statements = [
        f"SELECT * FROM (SELECT '{day}' AS on_day, p.reports AS reports, p.public_id AS public_id, p.event AS event "
        f"{rows} AND p.day = '{day}' ORDER BY p.reports DESC, p.public_id LIMIT {most}) d{number}_{at}"
        for number, day in enumerate(days)
        for at, rows in enumerate(_rows(choice))
    ]
    by_day: defaultdict[str, set[tuple[int, str, int]]] = defaultdict(set)
    for start in range(0, len(statements), 300):
        for day, reports, public_id, event in ask(" UNION ALL ".join(statements[start : start + 300])):
            by_day[day].add((-reports, public_id, event))
    for leading in by_day.values():
        found += [event for _, _, event in sorted(leading)[:most]]
    return found


def _merged(choice: Choice, days: str, order: str, limit: int, *, newest: bool) -> list[int]:
    """The first of several lists that are each in order already."""
    found: set[Listed] = set()
    for rows in _rows(choice):
        found.update(ask(f"SELECT p.day, p.public_id, p.event {rows}{days} ORDER BY {order} LIMIT {limit}"))
    return [event for _, _, event in sorted(found, reverse=newest)[:limit]]


def _rows(choice: Choice) -> list[str]:
    """FROM … WHERE … of the events chosen: one for each actor if any will do; if all must, the rarest leads."""
    said = " AND {}.said = 1" if choice.said else ""
    shown = f"p.shown = 1{of_kinds(choice.kinds, 'p.kind')}"
    if len(choice.actors) < 2 or choice.match == "any":
        return [
            f"FROM rollup_parts p WHERE p.actor = {actor} AND {shown}{said.format('p') if choice.actors else ''}"
            for actor in choice.actors or (ALL,)
        ]
    rarest, *others = _rarest_first(choice.actors)
    joins = "".join(
        f" JOIN rollup_parts q{n} ON q{n}.event = p.event AND q{n}.actor = {actor}{said.format(f'q{n}')}"
        for n, actor in enumerate(others)
    )
    return [f"FROM rollup_parts p{joins} WHERE p.actor = {rarest} AND {shown}{said.format('p')}"]


def _rarest_first(actors: Sequence[int]) -> list[int]:
    numbers = actor_numbers(Choice(), actors, len(actors))
    return sorted(actors, key=lambda actor: numbers.get(actor, 0))
