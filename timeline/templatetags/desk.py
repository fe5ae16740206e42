"""What the editors' first page counts."""

from __future__ import annotations

from typing import Any

from django import template

from timeline.models import Event

register = template.Library()


@register.simple_tag
def review_progress() -> Any:
    """How many events were looked at, of how many."""
    from timeline.admin.queue import progress  # here, because admin pages need the admin's registry

    return progress()


@register.simple_tag
def orphaned_events() -> int:
    """Corrected events whose sentence is gone."""
    return Event.objects.standing().filter(orphaned=True).count()
