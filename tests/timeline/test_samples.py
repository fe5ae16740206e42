"""The pages that the project ships: readable, told once, and annotated in step with their texts."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from articles.models import Article
from timeline.evaluation import evaluate, found_in_database, measured, read_gold, read_measured, same_actor
from timeline.models import Event

SAMPLES = settings.BASE_DIR / "articles" / "samples"
SAMPLES_IN_WORDS = "The sample pages that come with this chronology"
PAGES = sorted(SAMPLES.glob("*.txt"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_annotations_are_in_step_with_the_page(page: Path):
    text = page.read_text(encoding="utf-8")
    gold = json.loads((SAMPLES / "gold" / f"{page.stem}.json").read_text(encoding="utf-8"))
    assert gold["article"] == page.stem
    for words in [gold["body_starts"], gold["body_ends"], *gold["excluded"]]:
        assert words in text
    for item in gold["events"]:
        assert text.count(item["anchor"]) == 1
        assert all(quote in text for quote in item["quotes"])
        assert item["kind"] == "statement" or item["speaker"] is None


@pytest.mark.django_db
def test_the_samples_make_a_timeline(capsys):
    call_command("ingest", str(SAMPLES))
    assert Article.objects.filter(is_sample=True).count() == len(PAGES) >= 6
    assert Event.objects.filter(reports=2).count() >= 4
    assert Event.objects.filter(date=None).exists()
    gold = read_gold(SAMPLES / "gold")
    score = evaluate(gold, found_in_database({each.article for each in gold}), same_actor())
    [kept] = [one for one in read_measured() if one.pages == SAMPLES_IN_WORDS]
    now = measured(kept.pages, len(gold), score, date.fromisoformat(kept.day))
    assert kept == now, f"About tells other figures: manage.py evaluate {SAMPLES}/gold --record '{kept.pages}'"
    assert score.total.event_f1 > 0.9
    assert score.total.full_f1 > 0.8
    assert not [words for words in score.disagreements if "furniture" in words or "where it should" in words]
