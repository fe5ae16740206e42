"""What the counts answer: questions by actors, kinds and days about public events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from .keeping import settle
from .schema import ALL, UNDATED

Day = date | None
Listed = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which events: of any or all of these actors (everyone's, if none), of these kinds, overlapping these days."""

    actors: tuple[int, ...] = ()
    match: str = "any"
    said: bool = False
    kinds: tuple[str, ...] = ()
    first: Day = None
    last: Day = None

    @property
    def is_counted(self) -> bool:
        """Whether day counts hold it: everyone's events, one actor's, or those in which two are involved."""
        return len(self.actors) < 2 or (len(self.actors) == 2 and not self.said)


def day_counts(choice: Choice) -> list[tuple[Day, str, int, int, int]]:
    """(day, kind, events that begin, of these known by month only, events that end), whatever kinds and days are
    chosen. The choice must be counted."""
    settle(patient=False)
    rows = _ask(
        f"SELECT day, kind, SUM(starts * n), SUM(vague * n), SUM(ends * n) FROM {_counted(choice)} GROUP BY day, kind"
    )
    return [(_day(day), kind, starts, vague, ends) for day, kind, starts, vague, ends in rows if starts or ends]


def actor_numbers(choice: Choice, among: Sequence[int] | None, most: int) -> dict[int, int]:
    """Events by actor, most first; of these actors only, if given, else the leading ones of all days."""
    settle(patient=False)
    said = int(choice.said)
    if among is None or not (choice.actors or choice.first or choice.last):
        kinds = _kinds(choice, "kind") if choice.kinds else " AND kind = ''"
        chosen = f" AND actor IN ({_list(among)})" if among is not None else ""
        rows = _ask(
            f"SELECT actor, SUM(number) AS numbers FROM rollup_actors WHERE said = {said}{kinds}{chosen} "
            f"GROUP BY actor HAVING SUM(number) > 0 ORDER BY numbers DESC, actor LIMIT {len(among) if among else most}"
        )
    elif choice.actors:
        rows = _together(choice, among)
    else:
        ends = f"- CASE WHEN day < '{choice.first}' THEN ends ELSE 0 END" if choice.first else ""
        starts = f"CASE WHEN day <= '{choice.last}' THEN starts ELSE 0 END" if choice.last else "starts"
        rows = _ask(
            f"SELECT actor, SUM({starts} {ends}) AS numbers FROM rollup_days WHERE actor IN ({_list(among)}) "
            f"AND other = 0 AND said = {said}{_kinds(choice, 'kind')} AND day > '{UNDATED}' GROUP BY actor"
        )
    return dict(sorted(((actor, number) for actor, number in rows if number), key=lambda row: (-row[1], row[0])))


def marks(actors: Sequence[int], unit: str, *, said: bool, kinds: Sequence[str]) -> dict[int, list[tuple]]:
    """(mark, first, last, number) by actor: events between two days, weeks (Monday to Sunday) or months."""
    settle(patient=False)
    found: defaultdict[int, list[tuple]] = defaultdict(list)
    chosen = _kinds(Choice(kinds=tuple(kinds)), "kind")
    rows = _ask(
        "SELECT actor, mark, day, last_day, SUM(number) FROM rollup_marks "
        f"WHERE actor IN ({_list(actors)}) AND said = {int(said)} AND unit = %s{chosen} "
        "GROUP BY actor, mark, day, last_day HAVING SUM(number) > 0",
        [unit],
    )
    for actor, mark, first, last, number in rows:
        found[actor].append((mark, date.fromisoformat(first), date.fromisoformat(last), number))
    return found


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
        for day, reports, public_id, event in _ask(" UNION ALL ".join(statements[start : start + 300])):
            by_day[day].add((-reports, public_id, event))
    for leading in by_day.values():
        found += [event for _, _, event in sorted(leading)[:most]]
    return found


def _merged(choice: Choice, days: str, order: str, limit: int, *, newest: bool) -> list[int]:
    """The first of several lists that are each in order already."""
    found: set[Listed] = set()
    for rows in _rows(choice):
        found.update(_ask(f"SELECT p.day, p.public_id, p.event {rows}{days} ORDER BY {order} LIMIT {limit}"))
    return [event for _, _, event in sorted(found, reverse=newest)[:limit]]


def _rows(choice: Choice) -> list[str]:
    """FROM … WHERE … of the events chosen: one for each actor if any will do; if all must, the rarest leads."""
    said = " AND {}.said = 1" if choice.said else ""
    shown = f"p.shown = 1{_kinds(choice, 'p.kind')}"
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


def _together(choice: Choice, among: Sequence[int]) -> list[tuple[int, int]]:
    """Events in which each of these takes part together with all the actors chosen."""
    if len(choice.actors) == 1 and not choice.said and not (choice.first or choice.last):
        return _beside(choice, among)
    days = f" AND p.last_day >= '{choice.first}'" if choice.first else ""
    days += f" AND p.day <= '{choice.last}'" if choice.last else ""
    dated = f"{days} AND p.day > '{UNDATED}'" if days else ""
    rows = _rows(Choice(choice.actors, "all", choice.said, choice.kinds))[0]
    start, where = rows.split(" WHERE ", 1)
    said = " AND r.said = 1" if choice.said else ""
    return _ask(
        f"SELECT r.actor, COUNT(*) {start} JOIN rollup_parts r ON r.event = p.event "
        f"WHERE {where}{dated} AND r.actor IN ({_list(among)}){said} GROUP BY r.actor"
    )


def _beside(choice: Choice, among: Sequence[int]) -> list[tuple[int, int]]:
    (one,) = choice.actors
    pairs = ", ".join(f"({min(one, other)}, {max(one, other)})" for other in among if other != one) or "(0, 0)"
    rows = _ask(
        f"SELECT CASE WHEN actor = {one} THEN other ELSE actor END, SUM(starts) FROM rollup_days "
        f"WHERE (actor, other) IN (VALUES {pairs}) AND said = 0{_kinds(choice, 'kind')} GROUP BY actor, other"
    )
    alone = actor_numbers(Choice(kinds=choice.kinds), [one], 1) if one in among else {}
    return [*rows, *alone.items()]


def _counted(choice: Choice) -> str:
    """Rows of rollup_days, each with the number of times it counts: of two actors, the events of both count once."""
    said = int(choice.said)

    def rows(actor: int, other: int, n: int) -> str:
        where = f"actor = {actor} AND other = {other} AND said = {said if actor != ALL else 0}"
        return f"SELECT day, kind, starts, vague, ends, {n} AS n FROM rollup_days WHERE {where}"

    if len(choice.actors) < 2:
        chosen = [rows(choice.actors[0] if choice.actors else ALL, 0, 1)]
    else:
        one, other = sorted(choice.actors)
        chosen = [rows(one, other, 1 if choice.match == "all" else -1)]
        if choice.match == "any":
            chosen += [rows(one, 0, 1), rows(other, 0, 1)]
    return f"({' UNION ALL '.join(chosen)}) c"


def _rarest_first(actors: Sequence[int]) -> list[int]:
    numbers = actor_numbers(Choice(), actors, len(actors))
    return sorted(actors, key=lambda actor: numbers.get(actor, 0))


def _kinds(choice: Choice, column: str) -> str:
    known = [kind for kind in choice.kinds if kind.isalpha()]
    return f" AND {column} IN ({', '.join(repr(kind) for kind in known)})" if known else ""


def _list(ids: Sequence[int] | None) -> str:
    return ", ".join(str(int(one)) for one in ids or ()) or "NULL"


def _day(text: str) -> Day:
    return None if text == UNDATED else date.fromisoformat(text)


def _ask(statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall()
