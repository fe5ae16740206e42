"""Small helpers of the templates."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def swaps(link: str) -> SafeString:
    """The attributes of a link that changes the question: a plain address, and the same for HTMX to swap the answer."""
    return format_html('href="{0}" hx-get="{0}" hx-target="#results" hx-swap="outerHTML" hx-push-url="true"', link)
