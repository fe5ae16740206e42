"""Deleting for good."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Model

from timeline.models import Event

from . import rows
from .events import keep_as_it_stood
from .log import record
from .why import Why

DELETED = "deleted"


@transaction.atomic
def remove(row: Model, why: Why) -> None:
    """Delete a row and what hangs on it; its history and a line in the log stay. A page that is read again may bring
    an event back; rejecting it is what lasts."""
    if isinstance(row, Event):
        keep_as_it_stood(row)
    else:
        rows.keep_as_it_stood([row], row.modified)  # type: ignore[attr-defined]
    record(row, DELETED, str(row), None, why)
    rows.delete(row, why)
