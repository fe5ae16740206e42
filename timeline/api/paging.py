"""Keyset pages: the next page begins after a row, not after a number of rows, so it is as quick as the first and
nothing is doubled or left out when rows come in meanwhile."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

LIMIT = 50
MOST = 200


@dataclass(frozen=True)
class Cursor:
    """The row after which to go on: its day, if it has one, and its unique key."""

    day: date | None
    key: str

    def __str__(self) -> str:
        return (
            urlsafe_b64encode(json.dumps([self.day and self.day.isoformat(), self.key]).encode()).decode().rstrip("=")
        )

    @classmethod
    def read(cls, text: str) -> Cursor:
        """ValueError where the text is no cursor."""
        try:
            day, key = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            return cls(None if day is None else date.fromisoformat(day), _storable(key))
        except (TypeError, ValueError, RecursionError) as error:
            raise ValueError(f"{text!r} is not a cursor") from error


def _storable(key: Any) -> str:
    if not isinstance(key, str) or "\x00" in key:
        raise ValueError(key)
    key.encode()
    return key


@dataclass(frozen=True)
class Keyset:
    """An order by a day, if rows have one, then by a unique key. Rows without a day come last, in a query of their own,
    so that each of the two is a single range of an index."""

    key: str
    day: str | None = None
    newest_first: bool = False

    def page(self, rows: QuerySet[Any], after: Cursor | None, limit: int) -> tuple[list[int], Cursor | None]:
        """The primary keys of at most `limit` rows, and the cursor of the page that follows, if any."""
        found: list[tuple[int, Cursor]] = []
        if self.day and not (after and after.day is None):
            values = self._dated(rows, self.day, after).values_list("pk", self.day, self.key)
            found += [(pk, Cursor(day, key)) for pk, day, key in values[: limit + 1]]
        if len(found) <= limit:
            values = self._undated(rows, after).values_list("pk", self.key)
            found += [(pk, Cursor(None, key)) for pk, key in values[: limit + 1 - len(found)]]
        following = found[limit - 1][1] if len(found) > limit else None
        return [pk for pk, _ in found[:limit]], following

    def _dated(self, rows: QuerySet[Any], day: str, after: Cursor | None) -> QuerySet[Any]:
        rows = rows.filter(**{f"{day}__isnull": False}).order_by(self._sign + day, self._sign + self.key)
        if after is None:
            return rows
        reached = Q(**{day: after.day}) & ~Q(**{f"{self.key}__{self._beyond}": after.key})
        return rows.filter(**{f"{day}__{self._beyond}e": after.day}).exclude(reached)

    def _undated(self, rows: QuerySet[Any], after: Cursor | None) -> QuerySet[Any]:
        if self.day:
            rows = rows.filter(**{f"{self.day}__isnull": True})
        if after and after.day is None:
            rows = rows.filter(**{f"{self.key}__{self._beyond}": after.key})
        return rows.order_by(self._sign + self.key)

    @property
    def _beyond(self) -> str:
        return "lt" if self.newest_first else "gt"

    @property
    def _sign(self) -> str:
        return "-" if self.newest_first else ""
