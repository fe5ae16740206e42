"""The review queue: one event a page, the least sure and most reported first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from timeline import corrections
from timeline.corrections import Why
from timeline.models import Actor, Event

from .forms import QueueForm
from .locks import show_locks
from .passages import passages

SUGGESTED = 200
COUNTED_EACH_TIME = 20_000
MEMORY = 60


@dataclass(frozen=True)
class Progress:
    """How many events were looked at, of how many."""

    checked: int
    total: int

    @property
    def percent(self) -> int:
        return 100 * self.checked // self.total if self.total else 100


def next_event(after: Event | None = None) -> Event | None:
    """The first event to review, or the next one after another; one look into an index."""
    waiting = Event.objects.standing().filter(status=Event.Status.UNREVIEWED).order_by("-urgency", "pk")
    if after:
        waiting = waiting.filter(urgency__lte=after.urgency).exclude(urgency=after.urgency, pk__lte=after.pk)
    return waiting.select_related("speaker").first()


def progress() -> Progress:
    """Counted on every page up to 20,000 events, once a minute beyond. Each count comes out of one index."""
    found: Progress | None = cache.get("review-progress")
    if found is None:
        merged = list(Event.objects.filter(merged_into__gt=0).order_by().values_list("status", flat=True))
        total = Event.objects.count() - len(merged)
        waiting = Event.objects.filter(status=Event.Status.UNREVIEWED).count() - merged.count(Event.Status.UNREVIEWED)
        found = Progress(total - waiting, total)
        if total > COUNTED_EACH_TIME:
            cache.set("review-progress", found, MEMORY)
    return found


def queue_page(admin: Any, request: HttpRequest) -> HttpResponse:
    """GET shows the next event (`after` an event, or `event` by its id); POST accepts, corrects or rejects it."""
    if not admin.has_change_permission(request):
        raise PermissionDenied
    if request.method == "POST":
        return _decide(admin, request)
    after = _event(request.GET.get("after"))
    event = _event(request.GET.get("event")) or next_event(after)
    form = QueueForm(instance=event) if event else None
    return _page(admin, request, event, form, after)


def _decide(admin: Any, request: HttpRequest) -> HttpResponse:
    event = _event(request.POST.get("event"))
    if event is None:
        messages.error(request, "This event is not there any more.")
        return redirect("admin:timeline_event_queue")
    form = QueueForm(request.POST, instance=event)
    try:
        done = _act(request, event, form)
    except ValidationError as error:
        form.full_clean()
        form.add_error(None, error.messages)
        done = None
    if done is None:
        return _page(admin, request, event, form, None, status=422)
    address = reverse("admin:timeline_event_change", args=[event.pk])
    messages.success(request, format_html('{}: <a href="{}">{}</a>', done, address, event.headline))
    return redirect(f"{reverse('admin:timeline_event_queue')}?after={event.public_id}")


def _act(request: HttpRequest, event: Event, form: QueueForm) -> str | None:
    """What was done, in a word; None when the form needs another look."""
    act = request.POST.get("act")
    if request.POST.get("seen") != event.modified.isoformat():
        raise ValidationError("This event has changed since you opened it. Look at it again.")
    words = request.POST.get("words", "")
    if act == "accept":
        corrections.accept(event, Why(request.user, "other", words or "Reviewed in the queue."))
        return "Accepted"
    if act == "reject":
        corrections.reject(event, Why(request.user, request.POST.get("reason") or "not-an-event", words))
        return "Rejected"
    if act != "correct" or not form.is_valid():
        return None
    event = Event.objects.get(pk=event.pk)
    if not form.changes:
        raise ValidationError("Nothing was changed. Accept the event, or correct a field first.")
    why = form.why(request.user)
    corrections.correct(event, form.changes, why)
    corrections.accept(event, why)
    return "Corrected"


def _page(
    admin: Any, request: HttpRequest, event: Event | None, form: Any, after: Event | None, status: int = 200
) -> HttpResponse:
    if event and form:
        locked = [name for name in corrections.EDITABLE if corrections.is_locked(event, name)]
        show_locks(form, event, locked)
    context = {
        **admin.admin_site.each_context(request),
        "title": "Review",
        "opts": admin.opts,
        "event": event,
        "form": form,
        "passages": passages(event) if event else [],
        "progress": progress(),
        "after": after,
        "suggested": Actor.objects.listed().values_list("name", flat=True)[:SUGGESTED],
    }
    return TemplateResponse(request, "admin/chronology/queue.html", context, status=status)


def _event(public_id: str | None) -> Event | None:
    return Event.objects.select_related("speaker").filter(public_id=public_id).first() if public_id else None
