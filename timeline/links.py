"""Links that change the question."""

from __future__ import annotations

from html import escape

from django.utils.safestring import SafeString, mark_safe


def swaps(link: str) -> SafeString:
    """The attributes of a link that changes the question: a plain address, and the same for HTMX to swap the answer."""
    address = escape(link)
    htmx = f'hx-get="{address}" hx-target="#results" hx-swap="outerHTML" hx-push-url="true"'
    return mark_safe(f'href="{address}" {htmx}')  # noqa: S308
