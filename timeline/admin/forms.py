"""What an editor fills in: the event as it should read, and why."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError

from articles.models import Article
from timeline import corrections
from timeline.corrections import Why
from timeline.models import Actor, Correction, Event, Evidence, Participation

from .fields import ActorField, ActorsField, LinesField

REASONS = [("", "Choose…"), *((value, label) for value, label in Correction.Reason.choices if value != "lifted")]
WHY = ("reason", "words", "evidence_url")
DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class WhyForm(forms.Form):
    """The reason that every correction needs."""

    reason = forms.ChoiceField(choices=REASONS, required=False, help_text="Stands in the public corrections log.")
    words = forms.CharField(
        required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}), help_text="The reason in words."
    )
    evidence_url = forms.URLField(
        required=False, max_length=2000, assume_scheme="https", label="Proof", help_text="Where it can be looked up."
    )

    def why(self, editor: Any, default: str = "") -> Why:
        """Who and why; raises ValidationError when no reason was given and there is no default."""
        reason, words, evidence_url = (self.cleaned_data.get(name) or "" for name in WHY)
        return Why(editor, reason or default, words, evidence_url)


class RequiredWhyForm(WhyForm):
    """For acts that are a correction by themselves."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("reason"):
            self.why(None)
        return cleaned


class ReasonedActionForm(ActionForm):
    """The bar above a list: what to do with the rows ticked, and why."""

    reason = forms.ChoiceField(choices=REASONS, required=False)
    words = forms.CharField(required=False, max_length=500)


class EventForm(WhyForm, forms.ModelForm):
    """An event's correctable fields. `changes` holds those that the editor changed."""

    quotes = LinesField(required=False, help_text="One a line, without the outer quotation marks.")
    parties: Any = forms.ModelMultipleChoiceField(
        Actor.objects.listed(),
        required=False,
        label="Other actors",
        widget=AutocompleteSelectMultiple(Participation._meta.get_field("actor"), admin.site),
        help_text="Whom the speaker addresses, who acts or is acted upon.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Event
        fields = list(Event.CORRECTABLE)
        widgets = {
            "date": DATE,
            "date_end": DATE,
            "headline": forms.Textarea(attrs={"rows": 2}),
            "speaker": AutocompleteSelect(Event._meta.get_field("speaker"), admin.site),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = copy(self.instance)
        if self.instance.pk:
            self.initial["parties"] = corrections.parties(self.instance)
            self.initial["seen"] = self.instance.modified.isoformat()

    @property
    def changes(self) -> dict[str, Any]:
        return self._values(self.changed_data)

    def _values(self, names: Iterable[str]) -> dict[str, Any]:
        found = {name: self.cleaned_data[name] for name in corrections.EDITABLE if name in names}
        return found | {"parties": list(found["parties"])} if "parties" in found else found

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if self.errors:
            return cleaned
        self._check_seen()
        changes = self.changes
        fitting = corrections.made_to_fit(self.before, changes)
        cleaned |= {name: value for name, value in fitting.items() if name != "parties"}
        if (changes or not self.before.pk) and not cleaned.get("reason"):
            self.add_error("reason", "Say why: choose a reason.")
        elif cleaned.get("reason"):
            self.why(None)
        return cleaned

    def _check_seen(self) -> None:
        if self.before.pk and self.cleaned_data["seen"] != self.before.modified.isoformat():
            raise ValidationError("This event has changed since you opened it. Look at it again, then correct it.")

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            try:
                corrections.check(self.instance)
            except ValidationError as error:
                self._update_errors(error)  # type: ignore[attr-defined]


class QueueForm(EventForm):
    """The same with actors by name, so that it works by keyboard and without scripts."""

    speaker = ActorField(required=False, widget=forms.TextInput(attrs={"list": "actors", "autocomplete": "off"}))
    parties: Any = ActorsField(required=False, label="Other actors", help_text="Separated by semicolons.")
    field_order = ("headline", "kind", "precision", "date", "date_end", "speaker", "parties", "quotes", *WHY)


class AddEventForm(EventForm):
    """An event by hand: its fields, and the sentence on which it rests."""

    article = forms.ModelChoiceField(
        Article.objects.all(), widget=AutocompleteSelect(Evidence._meta.get_field("article"), admin.site)
    )
    excerpt = forms.CharField(
        label="Sentence",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Copied from the article: the words on which the event rests.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("article") and cleaned.get("excerpt"):
            corrections.locate(cleaned["article"], cleaned["excerpt"])
        return cleaned

    @property
    def changes(self) -> dict[str, Any]:
        return self._values(self.cleaned_data)
