"""The pages that wait for workers, and those set aside: seen, tried again, or given up. Only where there is a queue."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from timeline.ingest.queue import has_queue, progress, try_again
from timeline.models import QueuedPage

from .site import ReadOnlyAdmin


class QueuedPageAdmin(ReadOnlyAdmin):
    list_display = ("origin", "state", "attempts", "reason", "queued")
    list_filter = (("set_aside", admin.EmptyFieldListFilter),)
    search_fields = ("origin",)
    fields = ("origin", "published", "attempts", "reason", "set_aside", "queued", "text")
    actions = ("again", "give_up")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        now = progress()
        title = (
            f"{now.waiting:,} pages waiting, {now.in_work:,} of them in work; {now.set_aside:,} set aside; "
            f"{now.workers:,} workers"
        )
        return super().changelist_view(request, {**(extra_context or {}), "title": title})

    @admin.display(description="state", ordering="set_aside")
    def state(self, row: QueuedPage) -> str:
        return "set aside" if row.set_aside else "waiting"

    @admin.action(description="Try again", permissions=["again"])
    def again(self, request: HttpRequest, rows: QuerySet[QueuedPage]) -> None:
        number = sum(try_again(row) for row in rows.exclude(set_aside=None))
        messages.success(request, f"{number} left for the workers once more.")

    @admin.action(description="Give up", permissions=["give_up"])
    def give_up(self, request: HttpRequest, rows: QuerySet[QueuedPage]) -> None:
        number, _ = rows.exclude(set_aside=None).delete()
        messages.success(request, f"{number} given up; only pages that were set aside can be.")

    def has_again_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.add_article")

    def has_give_up_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.delete_article")


if has_queue():
    admin.site.register(QueuedPage, QueuedPageAdmin)
