"""Making one of several events or actors: what it will be, before it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from timeline import corrections
from timeline.corrections import Why
from timeline.corrections.rehearsal import rehearse
from timeline.models import Actor, Correction, Event

from .forms import RequiredWhyForm
from .summary import summary

MOST = 20


class MergeForm(RequiredWhyForm):
    """Which of the rows stays; the others redirect to it."""

    kept = forms.ModelChoiceField(Event.objects.none(), widget=forms.RadioSelect, empty_label=None, label="Keep")
    field_order = ("kept",)

    def __init__(self, rows: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"].queryset = rows  # type: ignore[attr-defined]
        self.initial.setdefault("reason", "duplicate")
        self.initial.setdefault("kept", rows.first())


def merge_events(admin: Any, request: HttpRequest) -> HttpResponse:
    return _merge_page(admin, request, Event.objects.standing(), corrections.merge, _event_preview)


def merge_actors(admin: Any, request: HttpRequest) -> HttpResponse:
    return _merge_page(admin, request, Actor.objects.listed(), corrections.merge_actors, _actor_preview)


def _merge_page(
    admin: Any, request: HttpRequest, standing: Any, merge: Callable[..., Any], preview: Callable[..., Any]
) -> HttpResponse:
    """GET with `pk`s shows the choice and what comes of it; POST merges."""
    if not admin.has_change_permission(request):
        raise PermissionDenied
    keys = [int(key) for key in request.GET.getlist("pk")[: MOST + 1] if key.isdecimal() and len(key) < 18]
    rows = standing.filter(pk__in=keys).order_by("pk")
    if not 2 <= len(rows) <= MOST:
        messages.error(request, f"Choose between two and {MOST} to merge.")
        return redirect(f"admin:timeline_{admin.opts.model_name}_changelist")
    form = MergeForm(rows, request.POST or None, initial={"kept": request.GET.get("kept") or rows[0]})
    if request.method == "POST" and form.is_valid() and "_merge" in request.POST:
        kept = form.cleaned_data["kept"]
        try:
            merge(kept, [row for row in rows if row != kept], form.why(request.user))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"Merged into “{kept}”. It can be undone on its page.")
            return redirect(f"admin:timeline_{admin.opts.model_name}_change", kept.pk)
    kept = _chosen(form, rows)
    others = [row for row in rows if row != kept]
    context = {
        **admin.admin_site.each_context(request),
        "title": f"Merge {admin.opts.verbose_name_plural}",
        "opts": admin.opts,
        "form": form,
        "kept": kept,
        "media": admin.media,
        **rehearse(lambda: preview(request, kept, others, merge)),
    }
    return TemplateResponse(request, "admin/chronology/merge.html", context)


def _chosen(form: MergeForm, rows: Any) -> Any:
    value = form.data.get("kept") if form.is_bound else getattr(form.initial["kept"], "pk", form.initial["kept"])
    return next((row for row in rows if str(row.pk) == str(value)), rows[0])


def _event_preview(request: HttpRequest, kept: Event, others: list[Event], merge: Callable[..., Any]) -> dict[str, Any]:
    before = [summary(event) for event in (kept, *others)]
    merge(kept, others, Why(request.user, "duplicate"))
    return {"before": before, "after": summary(Event.objects.get(pk=kept.pk))}


def _actor_preview(request: HttpRequest, kept: Actor, others: list[Actor], merge: Callable[..., Any]) -> dict[str, Any]:
    known = set(kept.aliases.values_list("name", flat=True))
    counts = [(actor, actor.participations.present().count(), actor.members.count()) for actor in (kept, *others)]
    merge(kept, others, Why(request.user, "duplicate"))
    learnt = sorted(set(kept.aliases.values_list("name", flat=True)) - known)
    return {"counts": counts, "learnt": learnt, "total": kept.participations.present().count()}


def undoable(row: Any) -> list[Correction]:
    """The mergers into this row, and the split that made it, that can still be taken back."""
    kind = ContentType.objects.get_for_model(row)
    concerned = Q(field="merged_into", object_id__in=row.merged.values("pk")) | Q(field="split_from", object_id=row.pk)
    found = Correction.objects.filter(concerned, content_type=kind, undone__isnull=True).exclude(undo={})
    return list(found.select_related("editor")[:50])
