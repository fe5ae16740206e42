"""Articles: what they say of themselves, their publication date with what hangs on it, and adding new ones."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.html import format_html

from articles.models import Article
from timeline import corrections
from timeline.corrections import Why
from timeline.corrections.articles import DATES, TEXTS

from . import pasting, redating
from .forms import WHY, WhyForm
from .locks import show_locks
from .removal import RemovalAdmin

HEAVY = ("raw", "body", "segments", "marks", "sketch", "extracted")


class ArticleForm(WhyForm, forms.ModelForm):
    """`changes` holds the fields that the editor changed. The date has a page of its own."""

    class Meta:
        model = Article
        fields = TEXTS

    @property
    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in TEXTS if name in self.changed_data}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and self.changes and not cleaned.get("reason"):
            self.add_error("reason", "Say why: choose a reason.")
        elif not self.errors and cleaned.get("reason"):
            self.why(None)
        return cleaned


@admin.register(Article)
class ArticleAdmin(RemovalAdmin):
    form = ArticleForm
    change_form_template = "admin/articles/article/change_form.html"
    list_display = ("title_or_origin", "publisher", "published", "published_how", "language", "corrected")
    list_filter = ("published_how", "is_sample")
    search_fields = ("title", "origin", "publisher")
    date_hierarchy = None
    ordering = ("-published", "-pk")
    readonly_fields = ("origin", "dated", "published_evidence", "text")
    fieldsets = (
        (None, {"fields": (*TEXTS, "origin", "dated", "published_evidence")}),
        ("Why", {"fields": WHY}),
        ("Text", {"fields": ("text",)}),
    )

    @admin.display(description="article", ordering="title")
    def title_or_origin(self, article: Article) -> str:
        return str(article)

    @admin.display(description="corrected")
    def corrected(self, article: Article) -> str:
        return ", ".join(article.locked)

    @admin.display(description="published")
    def dated(self, article: Article) -> str:
        return f"{article.published or 'unknown'} ({article.get_published_how_display()})"

    @admin.display(description="")
    def text(self, article: Article) -> str:
        return format_html('<div class="article-text">{}</div>', article.body)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).defer(*HEAVY)

    def get_urls(self) -> list[Any]:
        site = self.admin_site
        return [
            path("paste/", site.admin_view(self.paste_page), name="articles_article_paste"),
            path("<int:pk>/redate/", site.admin_view(self.redate_page), name="articles_article_redate"),
            path("<int:pk>/lift/", site.admin_view(self.lift_page), name="articles_article_lift"),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        may_change = self.has_change_permission(request, obj)
        return self.fieldsets if may_change else (self.fieldsets[0], self.fieldsets[2])

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return redirect("admin:articles_article_paste")

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        article = context.get("original")
        if article and self.has_change_permission(request, article):
            show_locks(context["adminform"].form, article, set(article.locked) - set(DATES))
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        if form.changes:
            corrections.correct_article(obj, form.changes, form.why(request.user))

    def lift_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """POST: take the machine's reading of one field again. The date is lifted on its own page."""
        article = self.get_object(request, str(pk))
        if article is None or request.method != "POST" or not self.has_change_permission(request, article):
            raise PermissionDenied
        field = request.POST.get("field", "")
        try:
            corrections.lift_article(article, [field] if field in TEXTS else [], Why(request.user, "lifted"))
            messages.success(request, "The machine’s reading stands again.")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("admin:articles_article_change", pk)

    def redate_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self.get_object(request, str(pk))
        if article is None or not self.has_change_permission(request, article):
            raise PermissionDenied
        return redating.redate_page(self, request, article)

    def paste_page(self, request: HttpRequest) -> Any:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return pasting.paste_page(self, request)
