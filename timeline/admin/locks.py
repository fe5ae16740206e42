"""What stands beside a field that an editor set: who, when, why, what the machine says, and how to take that again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Model
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from timeline.corrections.log import latest_by_field
from timeline.corrections.values import machine_value
from timeline.models import Correction

LIFT_FORM = "lift"


def show_locks(form: forms.BaseForm, row: Model, locked: Iterable[str]) -> None:
    """Put a note under every locked field of the form."""
    corrections = latest_by_field(row)
    for name in locked:
        if field := form.fields.get(name):
            note = lock_note(row, name, corrections.get(name))
            field.help_text = format_html("{} {}", note, field.help_text) if field.help_text else note


def lock_note(row: Model, field: str, correction: Correction | None) -> SafeString:
    said = (
        format_html(
            "Corrected by <b>{}</b> on {}: {}.",
            correction.editor or "an editor",
            timezone.localtime(correction.when).strftime("%-d %B %Y"),
            _reason(correction),
        )
        if correction
        else "Set by an editor."
    )
    if not getattr(row, "extracted", None):
        return format_html('<span class="lock">{}</span>', said)
    return format_html(
        '<span class="lock">{} The machine says: <q>{}</q>. '
        '<button type="submit" form="{}" name="field" value="{}">Take the machine’s reading again</button></span>',
        said,
        in_words(machine_value(row, field)),
        LIFT_FORM,
        field,
    )


def in_words(value: Any) -> str:
    """A logged value for people."""
    if value in (None, "", []):
        return "nothing"
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _reason(correction: Correction) -> str:
    return (
        f"{correction.get_reason_display()} ({correction.words})"
        if correction.words
        else correction.get_reason_display()
    )
