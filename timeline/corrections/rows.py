"""Saving in an editor's name: history with who, when and why, and the row as it stood before the first change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model

from .why import Why

Row = TypeVar("Row", bound=Model)
AS_IT_STOOD = "as the machine had it"
UNCOMPARED = {"modified", "created"}


def locked_row(row: Row) -> Row:
    """The row as it is in the database now, held against others until the transaction ends."""
    manager: Any = type(row)._default_manager
    return manager.select_for_update().get(pk=row.pk)


def save(row: Model, why: Why) -> None:
    """Save a changed or new row with a line in its history. Call `keep_as_it_stood` before changing it."""
    _sign(row, why)
    row.save()
    _unsign(row)


def delete(row: Model, why: Why) -> None:
    _sign(row, why)
    row.delete()


def keep_as_it_stood(rows: Iterable[Model], before: datetime) -> None:
    """Write what the machine has made of these rows since an editor last saved them, dated `before`.

    Without it, the first correction would have nothing to be compared with, and nothing to go back to."""
    for row, last in _changed(rows):
        _note(row, last, max(before, last.history_date) if last else before, AS_IT_STOOD)


def sign_off(rows: Iterable[Model], why: Why) -> None:
    """Write what the machine made of these rows because of an editor's act, as part of that act."""
    for row, last in _changed(rows):
        _note(row, last, why.when, str(why), why.editor)


def _changed(rows: Iterable[Model]) -> Iterator[tuple[Model, Any]]:
    """Rows that differ from the newest line of their history, with that line, if any."""
    for row in rows:
        history: Any = type(row).history  # type: ignore[attr-defined]
        last = history.filter(id=row.pk).order_by("-history_date", "-history_id").first()
        tracked = [field.attname for field in history.model.tracked_fields if field.name not in UNCOMPARED]
        if last is None or any(getattr(last, name) != getattr(row, name) for name in tracked):
            yield row, last


def _note(row: Any, last: Any, when: datetime, reason: str, editor: Any = None) -> None:
    type(row).history.bulk_history_create(
        [row], update=last is not None, default_change_reason=reason, default_date=when, default_user=editor
    )


def _sign(row: Any, why: Why) -> None:
    row._history_user = why.editor
    row._history_date = why.when
    row._change_reason = str(why)


def _unsign(row: Any) -> None:
    del row._history_user, row._history_date, row._change_reason
