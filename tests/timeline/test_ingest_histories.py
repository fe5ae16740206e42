"""Whatever the history of versions and arrivals, the tables end as if only the last versions had come, in any order."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from articles.models import Article
from tests.timeline.stories import MONDAY, TUESDAY, chronology, ingest, tells
from timeline.models import Event

pytestmark = pytest.mark.django_db

SENTENCES = [
    "Firefly said that the crossing at Klopstok would stay shut until the thaw.",
    "Firefly said that the crossing at Klopstok will stay shut until the thaw.",
    "Firefly said that the crossing at Klopstok would stay shut until the spring thaw.",
    "He promised each family of the valley a cord of firewood and a sack of flour.",
    "He promised each family of the valley a cord of firewood and one sack of flour.",
    "The minister doubted that anybody in Sylvania could read a map of the frontier.",
]
MARCHES = [
    "Four battalions marched from the barracks to the river.",
    "Four battalions left the barracks and marched to the river.",
    "Three gunboats sailed up the river at night.",
]
DAYS = [MONDAY, MONDAY, TUESDAY, None]


def a_story(chance: random.Random) -> tuple:
    told = []
    for sentence in chance.sample(SENTENCES, chance.randint(0, 3)):
        more = [other for other in chance.sample(SENTENCES, chance.randint(0, 1)) if other != sentence]
        used = {used for each in told for used in each.sentences}
        if not used & {sentence, *more}:
            reply = {"replies_to": (0,)} if told and chance.random() < 0.3 else {}
            told.append(tells(sentence, *more, date=chance.choice(DAYS), **reply))
    for sentence in chance.sample(MARCHES, chance.randint(0, 2)):
        day = chance.choice(DAYS)
        span = {"date_end": day + timedelta(days=3), "precision": "range"} if day and chance.random() < 0.3 else {}
        told.append(tells(sentence, kind="event", speaker=None, parties=("Sylvania",), date=day, **span))
    return told, chance.choice([TUESDAY, date(2022, 1, 29), date(2022, 2, 9)])


def fresh(stories: dict[str, tuple], order: list[str]) -> list:
    Event.objects.update(merged_into=None)
    Event.objects.all().delete()
    Article.objects.all().delete()
    for origin in order:
        told, published = stories[origin]
        ingest(origin, *told, published=published, around=origin, extractor="1")
    return chronology()


@pytest.mark.parametrize("seed", range(25))
def test_history_and_order_make_no_difference(seed):
    chance = random.Random(seed)
    stories: dict[str, tuple] = {}
    for step in range(14):
        origin = chance.choice("abcdef")
        told, published = stories[origin] = a_story(chance)
        ingest(origin, *told, published=published, around=origin, extractor=str(step))
    after = chronology()
    order = sorted(stories)
    assert fresh(stories, order) == after
    chance.shuffle(order)
    assert fresh(stories, order) == after
