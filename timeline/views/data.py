"""The data page: every format with a sample, every column, licence, how to cite, known limits, everything at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from timeline.asking import number_of, site_of
from timeline.exports import about
from timeline.exports.columns import SOURCES
from timeline.exports.datasets import DATASETS, Export
from timeline.exports.freshness import latest_change
from timeline.exports.registry import FORMATS, Format
from timeline.forms import EventFilter
from timeline.models import Event
from timeline.roles import sees_rejected

from .sharing import snippet
from .words import count_in_words, question_in_words

LONGEST_SAMPLE = 900


@dataclass(frozen=True)
class Offer:
    """A format and where the file is; `sample` is how it begins for one event, empty where it is no text."""

    format: Format
    address: str
    sample: str


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Every format of every data set, for the filter in the address. 400 for a malformed filter."""
    question = EventFilter.parse(request.GET, staff=sees_rejected(request.user))
    if not question.is_valid:
        return render(request, "data.html", {"question": question, "section": "data"}, status=400)
    selection, site = question.selection(), site_of(request)
    query = f"?{selection}" if selection else ""
    newest = Event.objects.public().in_order("newest").values_list("pk", "public_id", "modified").first()
    shown = samples(*newest, site) if newest else {}
    formats = FORMATS["events"].values()
    context: dict[str, Any] = {
        "question": question,
        "query": query,
        "words": question_in_words(question, question.actors),
        "count": count_in_words(number_of(question)),
        "everything": count_in_words(number_of(EventFilter())),
        "changed": latest_change(),
        "offers": [Offer(one, f"/events.{one.extension}{query}", shown.get(one.extension, "")) for one in formats],
        "sample_id": newest[1] if newest else "",
        "others": [(one, list(FORMATS[name].values())) for name, one in DATASETS.items() if name != "events"],
        "dictionaries": [("events", DATASETS["events"].columns), ("sources", SOURCES)],
        "cite": about.how_to_cite(site, timezone.now().date()),
        "licence": about.LICENCE_WORDS,
        "limits": about.LIMITS,
        "snippet": snippet(site, selection),
        "section": "data",
    }
    return render(request, "data.html", context)


@lru_cache(maxsize=4)
def samples(pk: int, public_id: str, modified: datetime, site: str) -> dict[str, str]:
    """How each text format begins for one event as it stood at `modified`, by extension."""
    export = Export(Event.objects.filter(pk=pk), f"id={public_id}", site, modified)
    begins = {}
    for extension, one in FORMATS["events"].items():
        if not one.packed:
            text = b"".join(one.write(DATASETS["events"], export)).decode("utf-8-sig")
            begins[extension] = text if len(text) <= LONGEST_SAMPLE else f"{text[:LONGEST_SAMPLE]}…"
    return begins
