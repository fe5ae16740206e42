"""An actor's lane: how many events begin in each day, week or month, and the most frequent of the vaguer spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from .asking import ask
from .keeping import settle
from .reading import of_kinds


@dataclass(slots=True)
class LaneCounts:
    """`days`: (first day of the day, week or month, exact events, events on their article's date, events on or about or
    during days that begin there). `spans`: (mark, first, last, number), the most frequent first."""

    days: list[tuple[date, int, int, int]] = field(default_factory=list)
    spans: list[tuple[str, date, date, int]] = field(default_factory=list)


def lane_counts(
    actors: Sequence[int], unit: str, *, said: bool, kinds: Sequence[str], within: tuple[date, date], most: int
) -> dict[int, LaneCounts]:
    """Of each of these actors the events that overlap some days, counted by unit; at most so many spans."""
    settle(patient=False)
    found = {actor: LaneCounts() for actor in actors}
    if not actors:
        return found
    which = f"WHERE actor = {{actor}} AND said = {int(said)} AND unit = '{unit}' AND day <= '{within[1]}'"
    chosen = of_kinds(kinds, "kind")
    days = (
        f"SELECT actor, day, SUM(exact), SUM(article), SUM(others) FROM rollup_lanes {which} "
        f"AND day >= '{within[0]}'{chosen} GROUP BY actor, day"
    )
    for actor, day, *numbers in ask(_of_each(actors, days)):
        found[actor].days.append((date.fromisoformat(day), *numbers))
    spans = (
        f"SELECT actor, mark, day, last_day, SUM(number) AS numbers FROM rollup_spans {which} "
        f"AND last_day >= '{within[0]}'{chosen} GROUP BY actor, day, mark, last_day HAVING SUM(number) > 0 "
        f"ORDER BY numbers DESC, day, mark, last_day LIMIT {most}"
    )
    for actor, mark, first, last, number in ask(_of_each(actors, spans)):
        found[actor].spans.append((mark, date.fromisoformat(first), date.fromisoformat(last), number))
    return found


def _of_each(actors: Sequence[int], statement: str) -> str:
    """One statement for all, in which each actor's part can follow the order of the index."""
    each = (f"SELECT * FROM ({statement.format(actor=int(actor))}) a{int(actor)}" for actor in actors)
    return " UNION ALL ".join(each)
