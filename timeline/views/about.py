"""How the chronology is made, and what it cannot tell."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline.exports.about import LIMITS
from timeline.marks import LEGEND
from timeline.models import Event
from timeline.overview import read_archive


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
