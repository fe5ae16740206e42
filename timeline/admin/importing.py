"""Importing corrections from a spreadsheet: first what would change, then all of it or nothing."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import tablib
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from import_export.results import Result

from timeline.corrections import Why

from .forms import RequiredWhyForm
from .sheets import EventSheet
from .uploads import LARGEST, discard, keep, kept

UNPACKED = 200_000_000


class ImportForm(RequiredWhyForm):
    file = forms.FileField(
        required=False,
        help_text="The events as exported to CSV or XLSX, edited. Kind, date, date_end, precision, headline, speaker, "
        "actors, quotes and status can be corrected.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    field_order = ("file",)


def import_page(admin: Any, request: HttpRequest) -> HttpResponse:
    """GET asks for the file; POST shows what would change, and with `_apply` changes it."""
    if not admin.has_change_permission(request):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None)
    result = None
    token = ""
    if request.method == "POST" and form.is_valid():
        try:
            token, data, name = _file(form, request)
            result = read_sheet(data, name, form.why(request.user), dry_run="_apply" not in request.POST)
        except ValidationError as error:
            form.add_error("file", error.messages)
    if result and "_apply" in request.POST and not _failed(result):
        discard(token, request.user)
        count = result.totals["update"]
        messages.success(request, f"{count} {'event' if count == 1 else 'events'} corrected.")
        return redirect("admin:timeline_event_changelist")
    context = {
        **admin.admin_site.each_context(request),
        "title": "Import corrections",
        "opts": admin.opts,
        "form": form,
        "token": token,
        "result": result,
        "failed": result is not None and _failed(result),
        "changed": [row for row in result.rows if row.import_type == "update"] if result else [],
        "media": admin.media,
    }
    return TemplateResponse(request, "admin/chronology/import.html", context)


def read_sheet(data: bytes, name: str, why: Why, *, dry_run: bool) -> Result:
    """Import a CSV or XLSX file. Raises ValidationError if it is neither."""
    return EventSheet(why).import_data(
        _dataset(data, name), dry_run=dry_run, raise_errors=False, rollback_on_validation_errors=True
    )


def _file(form: ImportForm, request: HttpRequest) -> tuple[str, bytes, str]:
    upload = form.cleaned_data["file"]
    if upload:
        data = upload.read(LARGEST + 1)
        return keep(upload.name, data, request.user), data, upload.name
    token = request.POST.get("token", "")
    if not token:
        raise ValidationError("Choose a file.")
    path = kept(token, request.user)
    return token, path.read_bytes(), path.name


def _dataset(data: bytes, name: str) -> tablib.Dataset:
    try:
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                if sum(part.file_size for part in packed.infolist()) > UNPACKED:
                    raise ValidationError("The spreadsheet is too large.")
            return tablib.Dataset().load(io.BytesIO(data), format="xlsx", read_only=True)
        text = data.decode("utf-8-sig")
        first = text.partition("\n")[0]
        return tablib.Dataset().load(text, format="csv", delimiter=";" if first.count(";") > first.count(",") else ",")
    except ValidationError:
        raise
    except Exception as error:  # whatever openpyxl or csv finds wrong with a stranger's file
        raise ValidationError(f"“{name}” is neither CSV in UTF-8 nor XLSX as exported ({error}).") from error


def _failed(result: Result) -> bool:
    return result.has_errors() or result.has_validation_errors()
