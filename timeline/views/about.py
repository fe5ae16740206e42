"""How the chronology is made, what it cannot tell, and where its data can be had."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline.exports.about import LICENCE_TITLE, LICENCE_URL, LIMITS
from timeline.exports.registry import DATASETS, FORMATS
from timeline.forms import EventFilter
from timeline.marks import LEGEND
from timeline.models import Event
from timeline.overview import read_archive
from timeline.roles import sees_rejected

from .sharing import snippet
from .words import count_in_words, question_in_words


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Method and limits, with what of it can be counted counted now."""
    context = {"legend": LEGEND, "archive": read_archive(), "numbers": numbers(), "limits": LIMITS, "section": "about"}
    return render(request, "about.html", context)


def numbers() -> dict[str, int]:
    """How much of the chronology is checked, corrected, dated exactly, or told by several articles."""
    return Event.objects.public().aggregate(
        events=Count("pk"),
        checked=Count("pk", filter=Q(status=Event.Status.CHECKED)),
        corrected=Count("pk", filter=~Q(locked=[])),
        exact=Count("pk", filter=Q(precision=Event.Precision.DAY)),
        undated=Count("pk", filter=Q(precision=Event.Precision.UNKNOWN)),
        shared=Count("pk", filter=Q(voices__gt=1)),
    )


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Every format of every data set, for the filter in the address; the column dictionary; the API; embedding."""
    question = EventFilter.parse(request.GET, staff=sees_rejected(request.user))
    selection = question.selection()
    site = f"{request.scheme}://{request.get_host()}"
    context: dict[str, Any] = {
        "question": question,
        "query": f"?{selection}" if selection else "",
        "words": question_in_words(question, question.actors),
        "count": count_in_words(question.apply().count()) if question.is_valid else "",
        "datasets": [(data, list(FORMATS[name].values())) for name, data in DATASETS.items()],
        "snippet": snippet(site, selection),
        "licence": (LICENCE_TITLE, LICENCE_URL),
        "section": "data",
    }
    return render(request, "data.html", context, status=200 if question.is_valid else 400)
