"""Corrections made in a spreadsheet: the exported events, edited, read back row by row (django-import-export)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.resources import ModelResource

from timeline import corrections
from timeline.corrections import Why, names
from timeline.exports.columns import EVENTS
from timeline.exports.events import event_tables
from timeline.exports.rows import rows_of
from timeline.exports.tables import cell
from timeline.exports.texts import formula_safe, printable
from timeline.models import Actor, Event

KNOWN = {column.name for column in EVENTS}
FOLLOWS = ("url", "edtf", "reports", "voices", "confidence", "modified", "evidence", "corrected", "reported")
MOST_ROWS = 10_000
STATUS: dict[str, Callable[[Event, Why], Event]] = {
    "checked": corrections.accept,
    "rejected": corrections.reject,
    "unreviewed": corrections.restore,
}


class EventSheet(ModelResource):
    """Takes over what differs from the export of the same event; `rollback_on_validation_errors=True` makes it all rows
    or none. Each row's result bears `changes`: (column, old text, new text)."""

    public_id = Field(attribute="public_id", column_name="id")

    class Meta:
        model = Event
        fields = ("public_id",)
        import_id_fields = ("public_id",)
        skip_diff = True
        use_transactions = True

    def __init__(self, why: Why, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.why = why
        self.shown: dict[str, dict[str, str]] = {}
        self.twice: set[str] = set()

    def before_import(self, dataset: tablib.Dataset, **kwargs: Any) -> None:
        headers = [str(header or "").strip() for header in dataset.headers or []]
        if unknown := sorted(set(headers) - KNOWN):
            raise ValidationError(f"Unknown columns: {', '.join(name or '(without a name)' for name in unknown)}.")
        if "id" not in headers or len(headers) != len(set(headers)):
            raise ValidationError("Each column must stand there once, and `id` must be among them.")
        if len(dataset) > MOST_ROWS:
            raise ValidationError(f"At most {MOST_ROWS} rows can be imported at a time.")
        dataset.headers = headers
        ids = [as_text(value) for value in dataset["id"]]
        self.twice = {public_id for public_id, number in Counter(ids).items() if number > 1}
        found = Event.objects.standing().filter(public_id__in=ids)
        rows = (row for table in event_tables(found, "") for row in rows_of(table))
        self.shown = {row["id"]: {name: cell(row[name]) for name in KNOWN} for row in rows}

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        row["id"] = as_text(row["id"])
        if row["id"] not in self.shown:
            raise ValidationError({"id": f"No event has the id “{row['id']}”."})
        if row["id"] in self.twice:
            raise ValidationError({"id": f"The id “{row['id']}” stands in several rows."})

    def import_instance(self, instance: Event, row: dict[str, Any], **kwargs: Any) -> None:
        instance.sheet_changes = self._differences(row)  # type: ignore[attr-defined]

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        return not import_validation_errors and not instance.sheet_changes

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        if import_validation_errors:
            raise ValidationError(import_validation_errors)

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:
        """Also on a dry run: what an event cannot say shows only then. The transaction takes it back."""
        texts = {name: new for name, _, new in instance.sheet_changes}
        changes = read_changes(instance, texts)
        if changes:
            corrections.correct(instance, changes, self.why)
        if "status" in texts:
            STATUS[texts["status"]](Event.objects.get(pk=instance.pk), self.why)

    def after_import_row(self, row: Any, row_result: Any, **kwargs: Any) -> None:
        row_result.changes = self._differences(row)
        row_result.headline = self.shown[row["id"]]["headline"]

    def _differences(self, row: dict[str, Any]) -> list[tuple[str, str, str]]:
        shown = self.shown[row["id"]]
        given = {name: as_text(value) for name, value in row.items()}
        changed = [
            (name, shown[name], _unguarded(text))
            for name, text in given.items()
            if name not in FOLLOWS and text not in map(_tidy, _written(shown[name]))
        ]
        if changed and given.get("modified", shown["modified"]) != shown["modified"]:
            raise ValidationError("The event has changed since the file was made. Export it again.")
        return changed


def read_changes(event: Event, texts: dict[str, str]) -> dict[str, Any]:
    """Cells as values for `correct`. Raises ValidationError by column."""
    errors: dict[str, str] = {}
    changes: dict[str, Any] = {}
    for name, text in texts.items():
        try:
            if name == "status":
                _one_of(text, STATUS)
            elif name == "quotes" and any(";" in quote for quote in event.quotes):
                raise ValidationError("These quotations hold semicolons; correct them in the form.")
            elif name in READERS:
                changes["parties" if name == "actors" else name] = READERS[name](text)
            else:
                raise ValidationError("This column cannot be corrected.")
        except ValidationError as error:
            errors[name] = " ".join(error.messages)
    if errors:
        raise ValidationError(errors)
    if "parties" in changes:
        speaker = changes.get("speaker", event.speaker)
        changes["parties"] = [actor for actor in changes["parties"] if actor != speaker]
    return changes


def as_text(value: Any) -> str:
    """A cell as text, as the CSV has it: workbooks hold days and moments as such."""
    if isinstance(value, datetime):
        is_day = value.time() == time()
        value = value.date() if is_day else value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return _tidy("" if value is None else str(value))


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _written(text: str) -> tuple[str, ...]:
    """How an export may have written this."""
    return text, formula_safe(text), printable(text)


def _unguarded(text: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from calculating."""
    return text[1:] if text.startswith("'") and formula_safe(text[1:]) == text else text


def _one_of(text: str, known: Any) -> str:
    if text not in known:
        raise ValidationError(f"“{text}” is not one of {', '.join(known)}.")
    return text


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ValidationError(f"“{text}” is not a day; write it as 2022-02-24.") from error


def _actor(text: str) -> Actor:
    actor = names.find(text)
    if actor is None:
        raise ValidationError(f"No actor is known as “{text}”.")
    return actor


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


READERS: dict[str, Callable[[str], Any]] = {
    "kind": lambda text: _one_of(text, Event.Kind.values),
    "date": _day,
    "date_end": _day,
    "precision": lambda text: _one_of(text, Event.Precision.values),
    "headline": str,
    "speaker": lambda text: _actor(text) if text else None,
    "actors": lambda text: [_actor(part) for part in _parts(text)],
    "quotes": _parts,
}
