"""The public log: one row for every field that an editor changed."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from timeline.models import Correction, Event

from .values import machine_value, plain
from .why import Why

LONGEST_LABEL = 300


def record(
    row: Model,
    field: str,
    old: Any,
    new: Any,
    why: Why,
    *,
    event: Event | None = None,
    machine: Any = None,
    undo: dict[str, Any] | None = None,
) -> Correction:
    """Log that `field` of `row` went from `old` to `new`. `machine` defaults to the machine's latest reading; `undo`
    holds what takes a merge or a split back."""
    return Correction.objects.create(
        content_type=ContentType.objects.get_for_model(row),
        object_id=row.pk,
        event=event or (row if isinstance(row, Event) else None),
        label=str(row)[:LONGEST_LABEL],
        field=field,
        machine_value=machine_value(row, field) if machine is None else plain(machine),
        old_value=plain(old),
        new_value=plain(new),
        editor=why.editor,
        when=why.when,
        reason=why.reason,
        words=why.words,
        evidence_url=why.evidence_url,
        undo=undo or {},
    )


def latest(row: Model, field: str) -> Correction | None:
    """The newest word on this field: who set it, when and why."""
    return latest_by_field(row).get(field)


def latest_by_field(row: Model) -> dict[str, Correction]:
    corrections = Correction.objects.filter(
        content_type=ContentType.objects.get_for_model(row), object_id=row.pk
    ).select_related("editor")
    return {correction.field: correction for correction in corrections.order_by("when", "pk")}
