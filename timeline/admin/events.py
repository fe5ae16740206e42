"""Events: the list, the form with its locks, and what can be done to many at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import urlencode

from timeline import corrections
from timeline.corrections import Why
from timeline.models import Event
from timeline.roles import sees_rejected
from timeline.search import read_terms

from . import importing, merge, queue, split
from .days import drill
from .filters import (
    ActorFilter,
    ArticleFilter,
    ConfidenceFilter,
    CorrectedFilter,
    DateKnownFilter,
    MergedFilter,
    OrphanedFilter,
    StatusFilter,
)
from .forms import WHY, AddEventForm, EventForm, ReasonedActionForm
from .locks import show_locks
from .passages import passages
from .removal import RemovalAdmin
from .site import without_rejected

MOST_AT_ONCE = 1000
DATES = ("date", "date_end", "precision")


@admin.register(Event)
class EventAdmin(RemovalAdmin):
    form = EventForm
    change_form_template = "admin/timeline/event/change_form.html"
    change_list_template = "admin/timeline/event/change_list.html"
    list_display = ("headline", "speaker", "day", "precision", "kind", "state", "sure", "reports", "corrected")
    list_filter = (
        ("status", StatusFilter),
        "kind",
        ConfidenceFilter,
        ActorFilter,
        ArticleFilter,
        DateKnownFilter,
        CorrectedFilter,
        OrphanedFilter,
        MergedFilter,
    )
    list_select_related = ("speaker",)
    search_fields = ("headline",)
    search_help_text = "Words of headline or evidence, or an actor under any spelling"
    action_form = ReasonedActionForm
    actions = ("accept_selected", "reject_selected", "restore_selected", "merge_selected")
    fieldsets = (
        (None, {"fields": ("headline", ("kind", "precision"), ("date", "date_end"), "speaker", "parties", "quotes")}),
        ("Why", {"fields": (*WHY, "seen")}),
    )
    add_fieldsets = (("Evidence", {"fields": ("article", "excerpt")}), *fieldsets)

    @admin.display(description="status", ordering="status")
    def state(self, event: Event) -> str:
        return event.status

    @admin.display(description="confidence", ordering="confidence")
    def sure(self, event: Event) -> str:
        return f"{event.confidence:.2f}"

    @admin.display(description="corrected")
    def corrected(self, event: Event) -> str:
        return ", ".join(event.locked)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        events = super().get_queryset(request)
        return events if sees_rejected(request.user) else without_rejected(events)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return queryset.matching(read_terms(search_term)), False

    def get_ordering(self, request: HttpRequest) -> Any:
        return ["-day", "-pk"]

    def get_urls(self) -> list[Any]:
        def page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
            return self.admin_site.admin_view(lambda request, **kwargs: view(self, request, **kwargs))

        return [
            path("queue/", page(queue.queue_page), name="timeline_event_queue"),
            path("import/", page(importing.import_page), name="timeline_event_import"),
            path("merge/", page(merge.merge_events), name="timeline_event_merge"),
            path("<int:pk>/split/", page(split.split_page), name="timeline_event_split"),
            path("<int:pk>/lift/", page(lift_page), name="timeline_event_lift"),
            *super().get_urls(),
        ]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs, **({} if change else {"form": AddEventForm}))
        if speaker := form.base_fields.get("speaker"):
            speaker.widget.can_delete_related = False
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return self.add_fieldsets
        return self.fieldsets if self.has_change_permission(request, obj) else self.fieldsets[:1]

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist: Any = super().get_changelist_instance(request)
        changelist.drill = drill(changelist)
        return changelist

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        event = context.get("original")
        if event:
            if self.has_change_permission(request, event):
                show_locks(context["adminform"].form, event, _locked(event))
            context |= {
                "passages": passages(event),
                "merged": event.merged.all()[:50],
                "undoable": merge.undoable(event),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Event, form: Any, change: bool) -> None:
        why = form.why(request.user, default="other") if form.changes else None
        if change and why:
            corrections.correct(obj, form.changes, why)
        elif why:
            given = form.cleaned_data
            added = corrections.add_event(given["article"], given["excerpt"], form.changes, why)
            obj.pk, obj.public_id = added.pk, added.public_id

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """All of it is written by `save_model`."""

    def response_change(self, request: HttpRequest, obj: Event) -> HttpResponse:
        acts: dict[str, Any] = {
            "_accept": corrections.accept,
            "_reject": corrections.reject,
            "_restore": corrections.restore,
        }
        for button, act in acts.items():
            if button in request.POST:
                reason = request.POST.get("reason") or ("not-an-event" if button == "_reject" else "other")
                act(obj, Why(request.user, reason, request.POST.get("words") or "Reviewed."))
        return super().response_change(request, obj)

    @admin.action(description="Accept: mark as checked", permissions=["change"])
    def accept_selected(self, request: HttpRequest, events: QuerySet[Event]) -> None:
        self._each(request, events, corrections.accept, "accepted", needs_reason=False)

    @admin.action(description="Reject: take off the public pages", permissions=["change"])
    def reject_selected(self, request: HttpRequest, events: QuerySet[Event]) -> None:
        self._each(request, events, corrections.reject, "rejected")

    @admin.action(description="Put back among those to review", permissions=["change"])
    def restore_selected(self, request: HttpRequest, events: QuerySet[Event]) -> None:
        self._each(request, events, corrections.restore, "put back")

    @admin.action(description="Merge…", permissions=["change"])
    def merge_selected(self, request: HttpRequest, events: QuerySet[Event]) -> HttpResponse | None:
        keys = list(events.values_list("pk", flat=True)[: merge.MOST + 1])
        if not 2 <= len(keys) <= merge.MOST:
            messages.error(request, f"Choose between two and {merge.MOST} events to merge.")
            return None
        return redirect(f"{reverse('admin:timeline_event_merge')}?{urlencode({'pk': keys}, doseq=True)}")

    def _each(self, request: HttpRequest, events: Any, act: Any, done: str, *, needs_reason: bool = True) -> None:
        """One by one, so that each leaves its history; all or none."""
        try:
            why = _why_for_many(request, needs_reason)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return
        count = 0
        for event in events.order_by("pk")[:MOST_AT_ONCE]:
            act(event, why)
            count += 1
        messages.success(request, f"{count} {'event' if count == 1 else 'events'} {done}.")


def lift_page(admin: EventAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """POST: take the machine's reading of one field again."""
    event = admin.get_object(request, str(pk))
    if event is None or request.method != "POST" or not admin.has_change_permission(request, event):
        raise PermissionDenied
    try:
        corrections.lift(event, [request.POST.get("field", "")], Why(request.user, "lifted"))
        messages.success(request, "The machine’s reading stands again.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("admin:timeline_event_change", pk)


def _locked(event: Event) -> list[str]:
    return [name for name in corrections.EDITABLE if corrections.is_locked(event, name)]


def _why_for_many(request: HttpRequest, needs_reason: bool) -> Why:
    reason = request.POST.get("reason", "")
    if needs_reason and not reason:
        raise ValidationError("Choose a reason beside the action.")
    return Why(request.user, reason or "other", request.POST.get("words", "") or "Reviewed in a list.")
