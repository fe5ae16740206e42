"""What all admin pages share: the site's names, bounded counting, read-only tables, reasons in the history."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from .history import history_page

admin.site.site_header = "Chronology"
admin.site.site_title = "Chronology"
admin.site.index_title = "Editors’ desk"
admin.site.enable_nav_sidebar = False
MOST_COUNTED = 10_000


class BoundedPaginator(Paginator):
    """Counts at most 10,000 rows, so that a list of a million costs no more than one of ten thousand."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return rows.order_by().values("pk")[: MOST_COUNTED + 1].count()

    @property
    def is_cut(self) -> bool:
        return self.count > MOST_COUNTED


class DeskAdmin(admin.ModelAdmin):
    """A table at the editors' desk."""

    paginator = BoundedPaginator
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 50
    view_on_site = False
    show_facets = admin.ShowFacets.NEVER
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def get_actions(self, request: HttpRequest) -> Any:
        """Deleting goes one by one, with a reason."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        return history_page(self, request, row)


class ReadOnlyAdmin(DeskAdmin):
    """A table that is read here and written by ingest and corrections."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


def without_rejected(rows: QuerySet[Any], path: str = "") -> QuerySet[Any]:
    """For those who may not see rejected events; `path` leads from the row to its event."""
    return rows.exclude(**{f"{path}status": "rejected"})
