"""How the chronology is made, and what it cannot tell."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline.evaluation import Measured, read_measured
from timeline.exports.about import LIMITS
from timeline.marks import LEGEND
from timeline.models import Event
from timeline.overview import read_archive

SHARES = {
    "event recall": "of what a careful reader finds is found",
    "event precision": "of what is found is there for a careful reader too",
    "speaker right": "have the right speaker",
    "date right": "have the right day, or rightly none",
    "quotation recall": "of the quotations are found word for word",
    "quotation precision": "of the quotations found are quotations",
    "full F1": "agree in kind, speaker and day at once (F1)",
}


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Method and limits, with what of it can be counted counted now."""
    context = {"legend": LEGEND, "archive": read_archive(), "numbers": numbers(), "limits": LIMITS, "section": "about"}
    context["accuracy"] = [(kept, list(shares(kept))) for kept in read_measured()]
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


def shares(kept: Measured) -> Iterable[tuple[str, str]]:
    """The measured figures in words that readers understand, each with its percentage."""
    return ((f"{kept.figures[name]:.0%}", words) for name, words in SHARES.items())
