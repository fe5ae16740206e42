"""Form fields that speak of actors by name and of quotations line by line."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from timeline.corrections import names
from timeline.models import Actor


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(" ".join(text.split()) for text in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(self.prepare_value(initial or [])) != self.to_python(data)


class ActorField(forms.CharField):
    """One actor, under any spelling that is known."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = Actor.objects.filter(pk=value).first()
        return value.name if isinstance(value, Actor) else value

    def clean(self, value: Any) -> Actor | None:
        text = super().clean(value)
        return _actor(text) if text else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "") != (data or "").strip()


class ActorsField(forms.CharField):
    """Several actors, separated by semicolons or line ends."""

    widget = forms.Textarea(attrs={"rows": 2})

    def prepare_value(self, value: Any) -> Any:
        return "; ".join(actor.name for actor in value) if isinstance(value, (list, tuple)) else value

    def clean(self, value: Any) -> list[Actor]:
        parts = [part.strip() for part in re.split(r"[;\n]", super().clean(value) or "")]
        return list(dict.fromkeys(_actor(part) for part in parts if part))

    def has_changed(self, initial: Any, data: Any) -> bool:
        wanted = {part.strip() for part in re.split(r"[;\n]", data or "") if part.strip()}
        return {actor.name for actor in initial or []} != wanted


def _actor(name: str) -> Actor:
    actor = names.find(name)
    if actor is None:
        raise ValidationError(
            f"No actor, or more than one, is known as “{name}”. Write the whole name, or add the actor."
        )
    return actor
