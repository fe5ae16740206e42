"""The API: the page's filter, keyset pages, chosen fields, errors by name, and a document that tells the truth."""

import json
from datetime import date

import pytest

from tests.builders import an_actor, an_article, an_event
from timeline.exports.columns import ACTORS, ARTICLES, EVENTS

pytestmark = pytest.mark.django_db


def ask(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, response.content
    return response.json()


def all_pages(client, address, name):
    """Every row of every page, following `next`."""
    found = []
    while address:
        page = ask(client, address)
        found += page[name]
        address = page["next"]
    assert page["count"] == len(found)
    return found


@pytest.fixture
def events(db):
    nato, russia = an_actor("NATO", "organisation"), an_actor("Russia")
    found = [
        an_event(f"Talks {n}", day=date(2022, 2, 1 + n // 3), parties=(nato,) if n % 2 else (russia,)) for n in range(9)
    ]
    article = an_article(published=None)
    return [*found, *(an_event(f"Undated {n}", day=None, article=article) for n in range(3))]


def test_events_have_the_fields_of_the_export(client, events):
    exported = json.loads(b"".join(client.get("/events.json").streaming_content))["events"]
    assert ask(client, "/api/v1/events?order=oldest")["events"] == exported
    assert list(exported[0]) == [column.name for column in EVENTS]
    assert ask(client, f"/api/v1/events/{exported[0]['id']}") == exported[0]


@pytest.mark.parametrize("order", ["newest", "oldest"])
@pytest.mark.parametrize("limit", [1, 2, 3, 5, 11, 12])
def test_pages_follow_each_other_without_gap_or_double(client, events, order, limit):
    found = all_pages(client, f"/api/v1/events?order={order}&limit={limit}&fields=id", "events")
    ids = [event.public_id for event in events]
    assert [row["id"] for row in found] == (ids if order == "oldest" else ids[8::-1] + ids[:8:-1])


def test_a_page_goes_on_behind_its_last_row_whatever_came_in_before(client, events):
    page = ask(client, "/api/v1/events?order=oldest&limit=4&fields=id")
    an_event("Came in late", day=date(2022, 1, 1))
    following = ask(client, page["next"])
    assert [row["id"] for row in following["events"]] == [event.public_id for event in events[4:8]]


def test_the_number_of_queries_does_not_grow_with_the_page(client, events, django_assert_max_num_queries):
    ask(client, "/api/v1/events")  # settles the counts
    with django_assert_max_num_queries(12):
        ask(client, "/api/v1/events?actor=nato&limit=2")
    with django_assert_max_num_queries(12):
        ask(client, "/api/v1/events?actor=nato&limit=200")


def test_fields_are_chosen(client, events):
    found = ask(client, "/api/v1/events?fields=headline,id&limit=1")["events"]
    assert [list(row) for row in found] == [["headline", "id"]]
    assert ask(client, "/api/v1/events?fields=") == ask(client, "/api/v1/events")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=yesterday", "from"),
        ("actor=atlantis", "actor"),
        ("actor=nato&kind=rumour", "kind"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=²", "limit"),
        ("limit=-1", "limit"),
        ("after=nonsense", "after"),
        ("after=bnVsbA", "after"),
        ("after=W251bGwsICJhXHUwMDAwIl0", "after"),
        ("after=é", "after"),
        ("fields=id,body", "fields"),
        ("actr=nato", "actr"),
        ("status=rejected", "status"),
    ],
)
@pytest.mark.parametrize("path", ["events", "actors", "articles"])
def test_what_cannot_be_answered_is_named(client, events, path, query, field):
    if path == "articles" and field == "fields":
        query = "fields=headline"
    assert list(ask(client, f"/api/v1/{path}?{query}", 400)["errors"]) == [field]


def test_actors_and_articles_are_those_of_the_events(client, events):
    assert [row["name"] for row in all_pages(client, "/api/v1/actors?limit=1", "actors")] == ["NATO", "Russia"]
    assert [row["id"] for row in ask(client, "/api/v1/actors?actor=nato")["actors"]] == ["nato"]
    assert list(ask(client, "/api/v1/actors/nato")) == [column.name for column in ACTORS]
    articles = all_pages(client, "/api/v1/articles?limit=4", "articles")
    assert len(articles) == 10
    assert "body" not in articles[0]
    assert len(all_pages(client, "/api/v1/articles?actor=nato&limit=3", "articles")) == 4
    assert list(ask(client, f"/api/v1/articles/{articles[0]['id']}")) == [column.name for column in ARTICLES]


def test_bodies_are_for_staff_or_by_setting(client, admin_client, events, settings):
    settings.PUBLIC_BODIES = False
    address = "/api/v1/articles?fields=body"
    assert {row["body"] for row in ask(client, address)["articles"]} == {None}
    assert None not in {row["body"] for row in ask(admin_client, address)["articles"]}


def test_days_count_events(client, events):
    found = ask(client, "/api/v1/days")
    assert found["days"][0] == {"day": "2022-02-01", "events": 3}
    assert [row["events"] for row in found["days"]] == [3, 3, 3]
    assert found["without_day"] == 3
    assert ask(client, "/api/v1/days?from=2022-02-02&actor=nato")["days"] == [
        {"day": "2022-02-02", "events": 2},
        {"day": "2022-02-03", "events": 1},
    ]


def test_search_finds_actors_and_events(client, events):
    found = ask(client, "/api/v1/search?q=nato")
    assert [row["name"] for row in found["actors"]] == ["NATO"]
    assert found["events"]["count"] == 4
    assert list(ask(client, "/api/v1/search", 400)["errors"]) == ["q"]
    page = ask(client, "/api/v1/search?q=talks&limit=5")["events"]
    assert page["count"] == len(page["events"]) + len(ask(client, page["next"])["events"]) == 9


def test_what_is_not_there(client, admin_client, events):
    gone, merged, there = events[:3]
    gone.status = "rejected"
    gone.save()
    merged.merged_into = there
    merged.save()
    assert client.get(f"/api/v1/events/{gone.public_id}").status_code == 410
    assert admin_client.get(f"/api/v1/events/{gone.public_id}").status_code == 200
    assert client.get(f"/api/v1/events/{merged.public_id}")["Location"] == f"/api/v1/events/{there.public_id}"
    for path in ("events/nothing", "events/%00", "actors/nobody", "articles/0", "articles/x", f"articles/{2**70}"):
        assert client.get(f"/api/v1/{path}").status_code == 404


def test_any_page_may_read_and_nobody_is_sent_the_same_twice(client, events):
    response = client.get("/api/v1/events", headers={"accept-encoding": "gzip"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Encoding"] == "gzip"
    assert client.get("/api/v1/events", headers={"if-none-match": response["ETag"]}).status_code == 304
    events[0].save()
    head = client.head("/api/v1/events")
    assert head.status_code == 200
    assert head.content == b""
    assert client.post("/api/v1/events").status_code == 405
