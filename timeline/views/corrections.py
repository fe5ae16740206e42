"""The public log: what editors corrected, from what to what, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline.days import day_words
from timeline.exports.readers import public_corrections
from timeline.models import Correction

PER_PAGE = 100
FIELDS = {"date_end": "last day", "published": "publication date", "replies_to": "replies", "merged_into": "merged"}


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """One correction in words."""

    label: str
    link: str
    field: str
    was: str
    became: str
    reason: str
    words: str
    evidence: str
    when: str
    datetime: str


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """All public corrections, newest first."""
    pages = Paginator(public_corrections(None).select_related("event"), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    changes = [in_words(correction) for correction in page]
    return render(request, "corrections.html", {"changes": changes, "page": page, "section": "corrections"})


def in_words(correction: Correction) -> ChangeWords:
    event = correction.event
    return ChangeWords(
        label=correction.label,
        link=event.get_absolute_url() if event else "",
        field=FIELDS.get(correction.field, correction.field.replace("_", " ")),
        was=value_words(correction.old_value),
        became=value_words(correction.new_value),
        reason=correction.get_reason_display(),
        words=correction.words,
        evidence=correction.evidence_url,
        when=day_words(correction.when.date(), year=True),
        datetime=correction.when.isoformat(timespec="seconds"),
    )


def value_words(value: Any) -> str:
    """A stored value as a reader would write it: days as days, lists with semicolons, nothing as "nothing"."""
    if value is None or value in ("", [], {}):
        return "nothing"
    if isinstance(value, list):
        return "; ".join(value_words(one) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {value_words(one)}" for key, one in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    try:
        return day_words(date.fromisoformat(value), year=True)
    except (TypeError, ValueError):
        return str(value)
