"""Actors: their names, offices and spellings, and mergers of those that are one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.text import slugify

from timeline import corrections
from timeline.corrections import Why
from timeline.corrections.actors import EDITABLE
from timeline.models import Actor, Alias, Speaker
from timeline.text import fold

from . import merge
from .fields import LinesField
from .filters import MergedFilter
from .forms import WHY, WhyForm
from .locks import show_locks
from .removal import RemovalAdmin
from .site import ReadOnlyAdmin


class ActorForm(WhyForm, forms.ModelForm):
    """`changes` holds the fields that the editor changed; new spellings are learnt for good."""

    spellings = LinesField(
        required=False, label="New spellings", help_text="One a line; the machine knows them from now on."
    )

    class Meta:
        model = Actor
        fields = EDITABLE

    @property
    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in EDITABLE if name in self.changed_data}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        if self.instance.pk and self.changes and not cleaned.get("reason"):
            self.add_error("reason", "Say why: choose a reason.")
        elif cleaned.get("reason"):
            self.why(None)
        return cleaned


@admin.register(Actor)
class ActorAdmin(RemovalAdmin):
    form = ActorForm
    change_form_template = "admin/timeline/actor/change_form.html"
    list_display = ("name", "kind", "parent", "role", "country")
    list_filter = ("kind", MergedFilter)
    list_select_related = ("parent",)
    search_fields = ("name", "aliases__folded")
    autocomplete_fields = ("parent",)
    actions = ("merge_selected",)
    fieldsets = ((None, {"fields": (*EDITABLE, "spellings")}), ("Why", {"fields": WHY}))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """By any spelling that begins so, or a name that holds it; merged actors are not offered."""
        if not search_term.strip():
            return queryset.listed() if _offers(request) else queryset, False
        folded = fold(search_term)
        found = queryset.filter(pk__in=Alias.objects.filter(folded__startswith=folded).values("actor"))
        found = found | queryset.filter(name__icontains=search_term.strip())
        return found.listed() if _offers(request) else found, False

    def get_urls(self) -> list[Any]:
        merging = self.admin_site.admin_view(lambda request: merge.merge_actors(self, request))
        lifting = self.admin_site.admin_view(self.lift_page)
        return [
            path("merge/", merging, name="timeline_actor_merge"),
            path("<int:pk>/lift/", lifting, name="timeline_actor_lift"),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        editable = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        return self.fieldsets if editable else ((None, {"fields": EDITABLE}),)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if actor := context.get("original"):
            if self.has_change_permission(request, actor):
                show_locks(context["adminform"].form, actor, actor.locked)
            context |= {"aliases": actor.aliases.all()[:200], "undoable": merge.undoable(actor)}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Actor, form: Any, change: bool) -> None:
        if not change:
            obj.slug, obj.locked = _free_slug(obj.name), sorted(EDITABLE)
            obj.save()
        elif form.changes:
            corrections.correct_actor(obj, form.changes, form.why(request.user))
        corrections.learn(obj, [obj.name, *form.cleaned_data["spellings"]])

    def lift_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """POST: take the machine's reading of one field again."""
        actor = self.get_object(request, str(pk))
        if actor is None or request.method != "POST" or not self.has_change_permission(request, actor):
            raise PermissionDenied
        try:
            corrections.lift_actor(actor, [request.POST.get("field", "")], Why(request.user, "lifted"))
            messages.success(request, "The machine’s reading stands again.")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("admin:timeline_actor_change", pk)

    @admin.action(description="Merge…", permissions=["change"])
    def merge_selected(self, request: HttpRequest, actors: QuerySet[Actor]) -> HttpResponse | None:
        keys = list(actors.values_list("pk", flat=True)[: merge.MOST + 1])
        if not 2 <= len(keys) <= merge.MOST:
            messages.error(request, f"Choose between two and {merge.MOST} actors to merge.")
            return None
        return redirect(f"{reverse('admin:timeline_actor_merge')}?{urlencode({'pk': keys}, doseq=True)}")


@admin.register(Speaker)
class SpeakerAdmin(ReadOnlyAdmin):
    """Actors that have spoken."""

    list_display = ("name", "kind", "parent", "role")
    list_select_related = ("parent",)
    search_fields = ("name",)
    fields = EDITABLE


def _offers(request: HttpRequest) -> bool:
    return request.path.endswith("/autocomplete/")


def _free_slug(name: str) -> str:
    stem = slugify(name)[:110].strip("-") or "actor"
    taken = set(Actor.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(
        slug
        for number in range(1, len(taken) + 3)
        if (slug := stem if number == 1 else f"{stem}-{number}") not in taken
    )
