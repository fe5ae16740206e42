"""Many rows changed by one statement."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Model


def update_rows(rows: Collection[Model], fields: Collection[str]) -> None:
    """Write these fields of rows that exist. An upsert, because the CASE for each field and row that `bulk_update`
    writes takes several times as long."""
    if rows:
        manager: Any = type(next(iter(rows)))._default_manager
        manager.bulk_create(
            rows, update_conflicts=True, unique_fields=["id"], update_fields=list(fields), batch_size=500
        )
