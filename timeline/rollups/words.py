"""Full text: events by words and phrases, and by marks for all else they are asked for by, newest or oldest first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import connection

from .counted import rowid_of
from .keeping import settle
from .schema import ALL, EVENT_BITS

SHORTEST_PREFIX = 3
_TOKEN = re.compile(r"[^\W_]+")


def tokens(text: str) -> list[str]:
    """A text's words as both databases split them: letters and digits, lower case, without accents."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(one))
    return _TOKEN.findall(plain)


def actor_mark(actor_id: int) -> str:
    return f"zqactor{actor_id}"


def said_mark(actor_id: int) -> str:
    return f"zqsaid{actor_id}"


def kind_mark(kind: str) -> str:
    return f"zqkind{kind}"


def outlet_mark(publisher: str) -> str:
    return f"zqoutlet{publisher.encode().hex()}"


def status_mark(status: str) -> str:
    return f"zqstatus{status}"


def shown(expression: str) -> str:
    """What an expression finds, less what is rejected: these are few, and to leave them out costs less than to hold
    against a mark that nearly all events have."""
    return f"({expression}) {'NOT zqhidden' if connection.vendor == 'sqlite' else '& !zqhidden'}"


def lasting(expression: str, longer_than: int) -> str:
    """Those that last longer than a day, a week or a month."""
    mark = {1: "zqlasting", 7: "zqlong", 31: "zqlongest"}[longer_than]
    return all_of((f"({expression})", mark))


def words_or_marks(text: str, marks: Iterable[str] = ()) -> str:
    """Events with these words in a row, of which the last may go on, or with one of these marks. Empty for neither."""
    found = tokens(text)
    is_open = bool(found) and len(found[-1]) >= SHORTEST_PREFIX
    if connection.vendor == "sqlite":
        phrase = f'"{" ".join(found)}"{" *" if is_open else ""}' if found else ""
        return _any((phrase, *marks))
    phrase = " <-> ".join(found) + (":*" if is_open else "")
    return _any((f"({phrase})" if found else "", *marks))


def all_of(expressions: Iterable[str]) -> str:
    return (" AND " if connection.vendor == "sqlite" else " & ").join(expressions)


def any_of(marks: Iterable[str]) -> str:
    return _any(tuple(marks))


def _any(choices: Sequence[str]) -> str:
    held = [choice for choice in choices if choice]
    return f"({(' OR ' if connection.vendor == 'sqlite' else ' | ').join(held)})" if held else ""


def holding(expression: str) -> tuple[str, list[str]]:
    """The ids of all events that an expression finds, as SQL and its values."""
    settle(patient=False)
    if connection.vendor == "sqlite":
        mask = (1 << EVENT_BITS) - 1
        return f"SELECT rowid & {mask} FROM rollup_search WHERE rollup_search MATCH %s", [expression]
    return "SELECT event FROM rollup_search WHERE words @@ to_tsquery('simple', %s)", [expression]


def first_holding(
    expression: str, most: int, *, newest: bool, first: date | None = None, last: date | None = None
) -> list[int]:
    """The newest or oldest events that an expression finds, at most so many, that begin between two days. Those without
    any day begin before all others."""
    settle(patient=False)
    down = " DESC" if newest else ""
    if connection.vendor == "sqlite":
        mask = (1 << EVENT_BITS) - 1
        after = f" AND rowid >= {rowid_of(first.toordinal())}" if first else ""
        until = f" AND rowid < {rowid_of(last.toordinal() + 1)}" if last else ""
        statement = (
            f"SELECT rowid & {mask} FROM rollup_search WHERE rollup_search MATCH %s{after}{until} ORDER BY rowid{down}"
        )
    else:
        after = f" AND p.day >= '{first}'" if first else ""
        until = f" AND p.day <= '{last}'" if last else ""
        statement = (
            f"SELECT s.event FROM rollup_search s JOIN rollup_parts p ON p.event = s.event AND p.actor = {ALL} "
            f"WHERE s.words @@ to_tsquery('simple', %s){after}{until} ORDER BY p.day{down}, s.event{down}"
        )
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} LIMIT {most}", [expression])
        return [event for (event,) in cursor.fetchall()]
