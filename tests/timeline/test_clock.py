"""A clock that jumps changes nothing of what is told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from articles.models import Article
from tests.timeline.stories import chronology, ingest, tells
from timeline.models import Event

pytestmark = pytest.mark.django_db
STORIES = [
    ("a.txt", "Firefly said on Monday that the people of Bakerton would pay no taxes this winter."),
    ("b.txt", "Firefly said on Monday that the people of Bakerton will pay no taxes this winter."),
    ("c.txt", "Firefly said on Monday that the bridge at Weaverham was closed for good."),
    ("a.txt", "Firefly said on Monday that the people of Bakerton would pay no taxes this summer."),
]


def told(monkeypatch, years: list[int]) -> list:
    for year, (origin, sentence) in zip(years, STORIES, strict=True):
        monkeypatch.setattr(timezone, "now", lambda year=year: datetime(year, 3, 1, tzinfo=UTC))
        ingest(origin, tells(sentence))
    return chronology(ids=True)


def test_ingest_does_not_read_the_clock(monkeypatch):
    jumping = told(monkeypatch, [2099, 1971, 2022, 1999])
    assert len(jumping) >= 2
    Event.objects.all().delete()
    Article.objects.all().delete()
    assert told(monkeypatch, [2022, 2022, 2022, 2022]) == jumping
