"""Deleting for good: only by a chief editor, only with a reason, never without a line in the log."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict

from timeline import corrections

from .forms import RequiredWhyForm
from .site import DeskAdmin


class RemovalAdmin(DeskAdmin):
    """The confirmation asks for a reason too, and is asked again until there is one."""

    delete_confirmation_template = "admin/chronology/delete.html"

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        form = RequiredWhyForm(request.POST or None)
        if request.method == "POST" and not form.is_valid():
            request.POST = QueryDict()
            request.method = "GET"
        context = {**(extra_context or {}), "form": form}
        return super().delete_view(request, object_id, extra_context=context)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Who may delete a row may delete what hangs on it."""
        rows, counts, _, protected = super().get_deleted_objects(objs, request)
        return rows, counts, set(), protected

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        form = RequiredWhyForm(request.POST)
        if not form.is_valid():
            raise ValidationError("Deleting needs a reason.")
        corrections.remove(obj, form.why(request.user))
