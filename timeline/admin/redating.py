"""Correcting an article's publication date: first the list of what moves, then the change."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles.models import Article
from timeline.corrections.redating import NewDate, preview_redating, redate_article

from .forms import DATE, RequiredWhyForm


class RedateForm(RequiredWhyForm):
    published = forms.DateField(required=False, widget=DATE)
    published_time = forms.TimeField(required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
    by_machine = forms.BooleanField(required=False, label="Take the machine’s reading again")
    field_order = ("published", "published_time", "by_machine")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.errors:
            self.new_date = NewDate(given["published"], given["published_time"], given["by_machine"])
        return given


def redate_page(admin: Any, request: HttpRequest, article: Article) -> HttpResponse:
    """GET asks for the date; POST shows what moves, and with `_apply` moves it."""
    initial = {"published": article.published, "published_time": article.published_time, "reason": "article-date"}
    form = RedateForm(request.POST or None, initial=initial)
    moves = None
    if request.method == "POST" and form.is_valid():
        why = form.why(request.user)
        try:
            if "_apply" in request.POST:
                redate_article(article, form.new_date, why)
                messages.success(request, "The publication date is corrected, and what hung on it has moved.")
                return redirect("admin:articles_article_change", article.pk)
            _, moves = preview_redating(article, form.new_date, why)
        except ValidationError as error:
            form.add_error(None, error.messages)
    context = {
        **admin.admin_site.each_context(request),
        "title": f"Publication date: {article}",
        "opts": admin.opts,
        "article": article,
        "form": form,
        "moves": moves,
        "media": admin.media,
    }
    return TemplateResponse(request, "admin/chronology/redate.html", context)
