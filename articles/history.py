"""What editors change leaves a history; what the machine writes does not."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, TextField
from simple_history.models import HistoricalRecords


class EditorsHistory(HistoricalRecords):
    """Keeps a row for every save and deletion made in an editor's name (`instance._history_user`).

    The machine's writes are left out: its latest reading stands in `extracted`, and `timeline.corrections` writes the
    row "as it stood" before an editor's first change."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"history_change_reason_field": TextField(null=True), **options})

    def post_save(self, instance: Model, created: bool, using: str | None = None, **kwargs: Any) -> None:
        if getattr(instance, "_history_user", None):
            super().post_save(instance, created, using=using, **kwargs)

    def post_delete(self, instance: Model, using: str | None = None, **kwargs: Any) -> None:
        if getattr(instance, "_history_user", None):
            super().post_delete(instance, using=using, **kwargs)
