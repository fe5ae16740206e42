"""One view for a page and its fragment: HTMX gets the part it swaps, everyone else the page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

REPLACING = ("words", "more")


def wants_fragment(request: HttpRequest) -> bool:
    """True for HTMX asking to swap a part; restoring history, boosting or asking for "full" wants the page."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.history_restore_request and not htmx.boosted and htmx.request_type != "full"


def render_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, address: str = "", status: int = 200
) -> HttpResponse:
    """Render a template, or only its partial `fragment`. The fragment sets the browser's address to the canonical
    one: a step of its own in the history, except while typing words or loading more."""
    fragment = wants_fragment(request)
    response = render(request, f"{template}#fragment" if fragment else template, context, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Request-Type", "HX-History-Restore-Request"])
    if fragment and address:
        replaces = request.htmx.trigger in REPLACING  # type: ignore[attr-defined]
        response["HX-Replace-Url" if replaces else "HX-Push-Url"] = address
    return response
