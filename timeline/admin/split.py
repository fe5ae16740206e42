"""Taking an event apart: which sentences go, and what the two events will say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from timeline import corrections
from timeline.corrections import Why
from timeline.corrections.rehearsal import rehearse
from timeline.models import Event, Evidence

from .forms import RequiredWhyForm
from .summary import Summary, summary


class SplitForm(RequiredWhyForm):
    sentences = forms.ModelMultipleChoiceField(
        Evidence.objects.none(), widget=forms.CheckboxSelectMultiple, label="Sentences of the new event"
    )
    field_order = ("sentences",)

    def __init__(self, event: Event, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["sentences"]
        field.queryset = event.evidence.select_related("article").defer("article__raw", "article__body")
        field.label_from_instance = lambda sentence: f"{sentence.excerpt} ({sentence.article})"


def split_page(admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the sentences; POST previews, and with `_split` splits."""
    event = admin.get_object(request, str(pk))
    if event is None or not admin.has_change_permission(request, event):
        raise PermissionDenied
    form = SplitForm(event, request.POST or None)
    preview: tuple[Summary, Summary] | None = None
    if request.method == "POST" and form.is_valid():
        chosen, why = list(form.cleaned_data["sentences"]), form.why(request.user)
        try:
            if "_split" in request.POST:
                new = corrections.split(event, chosen, why)
                messages.success(request, "Split. Both events keep their own sentences from now on.")
                return redirect("admin:timeline_event_change", new.pk)
            preview = rehearse(lambda: _halves(event, chosen, why))
        except ValidationError as error:
            form.add_error("sentences", error.messages)
    context = {
        **admin.admin_site.each_context(request),
        "title": f"Split: {event}",
        "opts": admin.opts,
        "event": event,
        "form": form,
        "preview": preview,
        "media": admin.media,
    }
    return TemplateResponse(request, "admin/chronology/split.html", context)


def _halves(event: Event, chosen: list[Evidence], why: Why) -> tuple[Summary, Summary]:
    new = corrections.split(event, chosen, why)
    return summary(Event.objects.get(pk=event.pk)), summary(Event.objects.get(pk=new.pk))
