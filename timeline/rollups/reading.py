"""What the counts answer: questions by actors, kinds and days about public events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .asking import ask
from .keeping import settle
from .schema import ALL, UNDATED

Day = date | None


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


def day_counts(choice: Choice) -> list[tuple[Day, int, int, int]]:
    """(day, events that begin, of these known by month only, events that end) of the kinds chosen, whatever days are.
    The choice must be counted."""
    settle(patient=False)
    rows = ask(
        f"SELECT day, SUM(starts * n), SUM(vague * n), SUM(ends * n) FROM ({_counted(choice)}) c "
        f"WHERE 1 = 1{of_kinds(choice.kinds, 'kind')} GROUP BY day"
    )
    return [(as_day(day), starts, vague, ends) for day, starts, vague, ends in rows if starts or ends]


def kind_numbers(choice: Choice) -> dict[str, tuple[int, int]]:
    """By kind, whatever kinds are chosen: the events on the days chosen, and how many undated ones there are besides.
    The choice must be counted."""
    settle(patient=False)
    begun = f"day <= '{choice.last}'" if choice.last else "1 = 1"
    ended = f" - CASE WHEN day < '{choice.first}' THEN ends ELSE 0 END" if choice.first else ""
    return {
        kind: (dated, undated)
        for kind, dated, undated in ask(
            f"SELECT kind, SUM(CASE WHEN day = '{UNDATED}' THEN 0 ELSE "
            f"n * (CASE WHEN {begun} THEN starts ELSE 0 END{ended}) END), "
            f"SUM(CASE WHEN day = '{UNDATED}' THEN n * starts ELSE 0 END) FROM ({_counted(choice)}) c GROUP BY kind"
        )
    }


def actor_numbers(choice: Choice, among: Sequence[int] | None, most: int) -> dict[int, int]:
    """Events by actor, most first, whatever actors are chosen; of these actors only, if given, else the leading ones of
    all days."""
    settle(patient=False)
    said, kinds = int(choice.said), choice.kinds or ("",)
    if among is None:
        number = "number" if len(kinds) == 1 else "SUM(number)"
        grouped = "" if len(kinds) == 1 else " GROUP BY actor"
        rows = ask(
            f"SELECT actor, {number} AS numbers FROM rollup_actors WHERE said = {said}{of_kinds(kinds, 'kind')} "
            f"AND number > 0{grouped} ORDER BY numbers DESC, actor LIMIT {most}"
        )
    elif not (choice.first or choice.last):
        rows = ask(
            f"SELECT actor, SUM(number) FROM rollup_actors WHERE said = {said}{of_kinds(kinds, 'kind')} "
            f"AND actor IN ({as_list(among)}) GROUP BY actor"
        )
    else:
        ends = f"- CASE WHEN day < '{choice.first}' THEN ends ELSE 0 END" if choice.first else ""
        starts = f"CASE WHEN day <= '{choice.last}' THEN starts ELSE 0 END" if choice.last else "starts"
        rows = ask(
            f"SELECT actor, SUM({starts} {ends}) FROM rollup_days WHERE actor IN ({as_list(among)}) "
            f"AND other = 0 AND said = {said}{of_kinds(choice.kinds, 'kind')} AND day > '{UNDATED}' GROUP BY actor"
        )
    return dict(sorted(((actor, number) for actor, number in rows if number), key=lambda row: (-row[1], row[0])))


def article_numbers() -> tuple[int, int]:
    """How many articles there are, and how many of them are samples."""
    ((number, samples),) = ask("SELECT COALESCE(SUM(number), 0), COALESCE(SUM(samples), 0) FROM rollup_articles")
    return int(number), int(samples)


def of_kinds(kinds: Sequence[str], column: str) -> str:
    """AND … IN …; nothing, if no kinds are chosen."""
    return (
        f" AND {column} IN ({', '.join(repr(kind) for kind in kinds if kind.isalpha() or not kind)})" if kinds else ""
    )


def as_list(ids: Sequence[int]) -> str:
    return ", ".join(str(int(one)) for one in ids) or "NULL"


def as_day(text: str) -> Day:
    return None if text == UNDATED else date.fromisoformat(text)


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
    return " UNION ALL ".join(chosen)
