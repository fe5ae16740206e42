"""Field values as plain JSON, for the log and for comparing an editor's word with the machine's."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.db.models import Model


def plain(value: Any) -> Any:
    """Days and times as ISO text, actors and other rows by their name, lists item by item; the rest as it is."""
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, Model):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def same(left: Any, right: Any) -> bool:
    """Whether two values say the same; an empty text, an empty list and nothing at all do."""
    return (plain(left) or None) == (plain(right) or None)


def machine_value(row: Model, field: str) -> Any:
    """What the machine read last for this field, as plain JSON; None where it read nothing."""
    return (getattr(row, "extracted", None) or {}).get(field)


def with_lock(row: Model, *fields: str) -> list[str]:
    """The row's locks with these added, in a steady order."""
    return sorted({*row.locked, *fields})  # type: ignore[attr-defined]


def without_lock(row: Model, *fields: str) -> list[str]:
    return sorted(set(row.locked) - set(fields))  # type: ignore[attr-defined]
