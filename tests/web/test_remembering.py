"""Answers kept while the database stays as it was, and not a moment longer."""

import pytest
from django.contrib.auth import get_user_model

from tests.builders import an_event
from timeline.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def remembering(settings):
    settings.REMEMBER_ANSWERS = True


def test_a_second_reader_costs_one_query(client, django_assert_num_queries):
    an_event("Talks begin")
    first = client.get("/")
    with django_assert_num_queries(1):
        second = client.get("/")
    assert second.content == first.content
    assert second.headers == first.headers


def test_any_change_is_seen_at_once(client):
    event = an_event("Talks begin")
    client.get("/")
    Event.objects.filter(pk=event.pk).update(headline="Talks end")
    assert "Talks end" in client.get("/").content.decode()


def test_pages_fragments_addresses_and_mistakes_are_kept_apart(client):
    an_event("Talks begin")
    page = client.get("/").content
    assert client.get("/", headers={"HX-Request": "true"}).content != page
    assert client.get("/").content == page
    assert client.get("/?kind=plan").content != page
    assert client.get("/?kind=rumour").status_code == client.get("/?kind=rumour").status_code == 400


def test_who_is_signed_in_is_always_answered_anew(client, django_assert_max_num_queries):
    an_event("rejected", status="rejected", public_id="r1")
    assert client.get("/events/r1/").status_code == 410
    client.force_login(get_user_model().objects.create_superuser("chief"))
    assert client.get("/events/r1/").status_code == 200
    client.logout()
    assert client.get("/events/r1/").status_code == 410


def test_frames_stay_allowed(client):
    for _ in range(2):
        answer = client.get("/embed/")
        assert "X-Frame-Options" not in answer.headers
        assert "frame-ancestors *" in answer["Content-Security-Policy"]
