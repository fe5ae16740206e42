"""Sentences, participations and replies, to look things up; they are changed from the event."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from timeline.models import Evidence, Participation, Reply
from timeline.roles import sees_rejected

from .site import ReadOnlyAdmin, without_rejected


class OfEventAdmin(ReadOnlyAdmin):
    """Rows of an event: nothing of rejected events for those who may not see them."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows if sees_rejected(request.user) else without_rejected(rows, "event__")


@admin.register(Evidence)
class EvidenceAdmin(OfEventAdmin):
    list_display = ("excerpt", "event", "article", "timex", "cue", "rule")
    list_select_related = ("event", "article")
    search_fields = ("excerpt",)
    fields = ("event", "article", "start", "end", "excerpt", "timex", "cue", "rule", "locked")
    ordering = ("-pk",)


@admin.register(Participation)
class ParticipationAdmin(OfEventAdmin):
    list_display = ("event", "actor", "role", "said", "day", "locked")
    list_select_related = ("event", "actor")
    list_filter = ("role",)
    ordering = ("-pk",)


@admin.register(Reply)
class ReplyAdmin(OfEventAdmin):
    list_display = ("event", "to", "words")
    list_select_related = ("event", "to")
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows if sees_rejected(request.user) else without_rejected(rows, "to__")
