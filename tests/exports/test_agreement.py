"""Page, files, feed and API answer the same question with the same events: fifty random ones."""

import csv
import io
import json
import re
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import an_actor, an_article, an_event
from tests.exports.reading import fetch
from timeline.models import Alias
from timeline.text import fold

pytestmark = pytest.mark.django_db
FIRST = date(2022, 1, 20)
ACTORS = ("United States", "Russia", "Ukraine", "NATO", "Volodymyr Zelenskyy")
SPELLINGS = ("Volodymyr Zelenskyy", "Zelensky", "Zelenskiy")
WORDS = ("troops", "talks", "sanctions", "embassy")
_ENTRY = re.compile(r'<article id="(\w+)"')


@pytest.fixture
def events(db):
    """Sixty events in which actors, days, kinds, words, publishers and precisions cross."""
    actors = [an_actor(name) for name in ACTORS]
    for actor in actors:
        for name in SPELLINGS if actor.name in SPELLINGS else (actor.name,):
            Alias.objects.create(actor=actor, name=name, folded=fold(name))
    articles = [
        an_article(f"Report {n}.", publisher=f"Outlet {n % 3}", published=FIRST + timedelta(n) if n else None)
        for n in range(6)
    ]
    return [_an_event(number, actors, articles) for number in range(60)]


def _an_event(number, actors, articles):
    day = FIRST + timedelta(number % 20) if number % 7 else None
    length = number % 4 if day else 0
    return an_event(
        f"{WORDS[number % 4].capitalize()} and {WORDS[number * 3 % 4]}, {number}",
        day=day,
        date_end=day + timedelta(length) if length else None,
        precision="range" if length else "day" if day else "unknown",
        public_id=f"agree{number:02}",
        speaker=actors[number % 5] if number % 3 == 0 else None,
        parties=(actors[number % 3],),
        kind=("statement", "event", "plan", "background")[number * 7 % 4],
        status=("unreviewed", "unreviewed", "checked", "rejected")[number % 4 if number % 5 == 0 else number % 3],
        article=articles[number % 6],
    )


days = st.dates(FIRST - timedelta(3), FIRST + timedelta(25))
spans = st.tuples(st.none() | days, st.none() | days).filter(lambda span: None in span or span[0] <= span[1])
QUESTIONS = (
    *("troops", "talks", "sanctions embassy", "russia", '"troops and"', "nothing", "emb"),
    *("Zelensky", "zelenskiy", "Volodymyr Zelenskyy talks", "ZELENSKYY", "United States"),
)
questions = st.fixed_dictionaries(
    {
        "actor": st.lists(
            st.sampled_from([name.lower().replace(" ", "-") for name in ACTORS]), max_size=3, unique=True
        ),
        "match": st.sampled_from(["", "any", "all"]),
        "role": st.sampled_from(["", "involved", "said"]),
        "kind": st.lists(st.sampled_from(["statement", "event", "plan", "background"]), max_size=2, unique=True),
        "q": st.sampled_from(["", "", "", *QUESTIONS]),
        "publisher": st.sampled_from(["", "", "", "Outlet 0", "outlet 1"]),
        "status": st.sampled_from(["", "", "unreviewed", "checked"]),
        "id": st.just([]) | st.lists(st.sampled_from([f"agree{n:02}" for n in range(60)]), max_size=30, unique=True),
        "span": spans,
    }
)


def as_query(question) -> str:
    first, last = question["span"]
    return urlencode({**question, "span": "", "from": first or "", "to": last or ""} | {"span": []}, doseq=True)


def of_page(client, query) -> list[str]:
    text = client.get(f"/?{query}&show=all&order=oldest&upto=2000").content.decode()
    return _ENTRY.findall(text)


def of_api(client, query) -> list[str]:
    found, address = [], f"/api/v1/events?{query}&order=oldest&limit=7&fields=id"
    while address:
        answer = client.get(address).json()
        found += [row["id"] for row in answer["events"]]
        address = answer["next"]
    assert answer["count"] == len(found)
    return found


@settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=questions)
def test_page_files_feed_and_api_agree(client, events, question):
    query = as_query(question)
    exported = [row["id"] for row in json.loads(fetch(client, f"/events.json?{query}"))["events"]]
    assert len(set(exported)) == len(exported)
    table = csv.DictReader(io.StringIO(fetch(client, f"/events.csv?{query}").decode("utf-8-sig"), newline=""))
    assert [row["id"] for row in table] == exported
    assert of_api(client, query) == exported
    assert sorted(of_page(client, query)) == sorted(exported)
    assert client.head(f"/events.csv?{query}")["X-Total-Count"] == str(len(exported))
    counts = client.get(f"/api/v1/days?{query}").json()
    assert sum(day["events"] for day in counts["days"]) + counts["without_day"] == len(exported)
    feed = client.get(f"/feeds/events.atom?{query}").content.decode()
    assert set(re.findall(r"/events/(\w+)/", feed)) <= set(exported)
    assert feed.count("<entry>") == min(len(exported), 50)


def test_every_kind_of_question_finds_something(client, events):
    """Or the agreement would be one of empty hands."""
    for query in (
        "id=agree01&id=agree59",
        "q=zelenskiy",
        "status=checked",
        "publisher=outlet+1",
        "actor=nato&role=said",
    ):
        assert of_api(client, query)
    undated = json.loads(fetch(client, "/events.json?publisher=Outlet+0"))["events"]
    assert [row["reported"] for row in undated if not row["date"]].count(None) > 0
    everything = json.loads(fetch(client, "/events.json"))["events"]
    keys = [(row["date"] or row["reported"] or "9999", row["id"]) for row in everything]
    assert keys == sorted(keys)
