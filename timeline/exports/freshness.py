"""When the data last changed, so that nobody fetches the same file twice."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db.models import Max

from articles.models import Article
from timeline.models import Actor, Event


def latest_change() -> datetime | None:
    """The latest change of any event, article or actor."""
    moments = (model.objects.aggregate(latest=Max("modified"))["latest"] for model in (Event, Article, Actor))
    return max((moment for moment in moments if moment), default=None)


def tag(*parts: object) -> str:
    """An entity tag of whatever the answer depends on."""
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'
