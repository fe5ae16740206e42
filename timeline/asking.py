"""Reading the filter of a file, a feed or an API call, where what a page would forgive is refused by name; and what
their answers share."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response

from timeline.forms import EventFilter
from timeline.overview.counts import counted_choice, totals
from timeline.roles import sees_rejected

NAMES = frozenset(("actor", "match", "role", "from", "to", "kind", "q", "publisher", "status", "id", "order"))
OF_PAGES = frozenset(("upto", "show"))
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, ETag, X-Total-Count",
    "Cache-Control": "no-cache",
}


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


def number_of(question: EventFilter) -> int:
    """How many events answer the question: from the counts kept beside the events, or else counted one by one."""
    return totals(question).selected if counted_choice(question) else question.apply().count()


def site_of(request: HttpRequest) -> str:
    """What begins every address that an answer holds: https://example.org."""
    return f"{request.scheme}://{request.get_host()}"


def opened(response: Any) -> Any:
    """The response, which pages of other sites may read."""
    for name, value in OPEN.items():
        response[name] = value
    return response


def unless_known(request: HttpRequest, response: HttpResponseBase, modified: int | None = None) -> HttpResponseBase:
    """The same, or 304 where the reader has this very answer already."""
    answer = get_conditional_response(request, response["ETag"], modified, opened(response))
    return opened(answer)
