"""Reading the filter of a file, a feed or an API call: what a page would forgive is refused here by name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from django.http import HttpRequest

from timeline.forms import EventFilter
from timeline.roles import sees_rejected

NAMES = frozenset(("actor", "match", "role", "from", "to", "kind", "q", "publisher", "status", "id", "order"))
OF_PAGES = frozenset(("upto", "show"))


def read_question(request: HttpRequest, also: Collection[str] = ()) -> EventFilter:
    """The question, with an error for every unknown parameter: a misspelt one must not give more than was asked."""
    question = EventFilter.parse(request.GET, staff=sees_rejected(request.user))
    known = NAMES | set(also)
    unknown = {
        name: [f"There is no such parameter; these are known: {', '.join(sorted(known))}."]
        for name in request.GET
        if name not in known | OF_PAGES
    }
    return replace(question, errors={**question.errors, **unknown}) if unknown else question


def site_of(request: HttpRequest) -> str:
    """What begins every address that an answer holds: https://example.org."""
    return f"{request.scheme}://{request.get_host()}"
