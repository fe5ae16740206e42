"""The history of a row: who changed what, when and why, and going back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.dateparse import parse_datetime

from timeline.corrections.history import acts, revert

from .forms import RequiredWhyForm
from .locks import in_words


def history_page(admin: Any, request: HttpRequest, row: Model) -> HttpResponse:
    """Shows every act with its differences; POST with `when` and a reason goes back to that moment."""
    form = RequiredWhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        when = _moment(request.POST.get("when", ""))
        try:
            if when is None:
                raise ValidationError("There is no record of how it stood then.")
            revert(row, when, form.why(request.user))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"Set back to how it stood on {when:%-d %B %Y, %H:%M:%S}.")
            return redirect(request.path)
    context = {
        **admin.admin_site.each_context(request),
        "title": f"History: {row}",
        "opts": admin.opts,
        "object": row,
        "acts": [
            (act, [(change, in_words(change.old), in_words(change.new)) for change in act.changes]) for act in acts(row)
        ],
        "form": form,
        "media": admin.media,
    }
    return TemplateResponse(request, "admin/chronology/history.html", context)


def _moment(text: str) -> datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None
