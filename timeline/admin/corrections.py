"""The log of corrections, as editors see it, with the undoing of mergers and splits."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from timeline import corrections
from timeline.corrections import Why
from timeline.models import Actor, Correction, Event

from .locks import in_words
from .site import ReadOnlyAdmin


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    change_form_template = "admin/timeline/correction/change_form.html"
    list_display = ("label", "field", "before", "after", "reason", "words", "editor", "when")
    list_filter = ("reason", "field", "content_type")
    list_select_related = ("editor",)
    search_fields = ("label", "words")
    fields = (
        "label",
        "field",
        "machine",
        "before",
        "after",
        "reason",
        "words",
        "evidence_url",
        "editor",
        "when",
        "undone",
    )
    readonly_fields = ("machine", "before", "after", "when", "undone")

    @admin.display(description="machine’s value")
    def machine(self, correction: Correction) -> str:
        return in_words(correction.machine_value)

    @admin.display(description="before")
    def before(self, correction: Correction) -> str:
        return in_words(correction.old_value)

    @admin.display(description="after")
    def after(self, correction: Correction) -> str:
        return in_words(correction.new_value)

    def get_urls(self) -> list[Any]:
        undo = self.admin_site.admin_view(self.undo_page)
        return [path("<int:pk>/undo/", undo, name="timeline_correction_undo"), *super().get_urls()]

    def undo_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """POST takes a merger or a split back."""
        correction: Any = self.get_object(request, str(pk))
        model: Any = correction.content_type.model_class() if correction else None
        undo: Any = {Event: corrections.undo, Actor: corrections.undo_actors}.get(model)
        if (
            request.method != "POST"
            or undo is None
            or not request.user.has_perm(f"timeline.change_{model._meta.model_name}")
        ):
            raise PermissionDenied
        try:
            undo(correction, Why(request.user, "other", request.POST.get("words") or "Taken back."))
            messages.success(request, "Taken back.")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("admin:timeline_correction_change", pk)
