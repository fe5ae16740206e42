"""The page, its fragment, and what a browser or cache may take for which."""

from datetime import date

import pytest

from tests.builders import an_actor, an_event

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def events():
    an_event("Talks held in Geneva", parties=(an_actor("Russia", country="RU"),))


def test_page_is_whole_and_fragment_is_not(client):
    page, fragment = client.get("/"), client.get("/", headers=HTMX)
    assert page.content.startswith(b"<!doctype html>")
    assert b"<html" not in fragment.content
    assert b"Talks held in Geneva" in page.content
    assert b"Talks held in Geneva" in fragment.content


@pytest.mark.parametrize(
    "headers",
    [
        {"HX-History-Restore-Request": "true"},
        {"HX-Boosted": "true"},
        {"HX-Request-Type": "full"},
    ],
)
def test_a_fragment_is_never_served_where_a_page_was_asked_for(client, headers):
    assert client.get("/?actor=russia", headers=HTMX | headers).content.startswith(b"<!doctype html>")


def test_caches_keep_page_and_fragment_apart(client):
    vary = client.get("/")["Vary"]
    assert all(name in vary for name in ("HX-Request", "HX-Request-Type", "HX-History-Restore-Request"))


def test_the_fragment_brings_title_counts_chips_strip_and_exports(client):
    text = client.get("/?actor=russia", headers=HTMX).content.decode()
    assert "<title>Russia: 1 event" in text
    for part in ("overview", "narrowing", "days", "kinds", "switches", "exports"):
        assert f'id="{part}"' in text
    assert text.count('hx-swap-oob="true"') == 7
    assert "/events.csv?actor=russia" in text


def test_the_field_in_use_is_not_swapped(client):
    assert 'id="words-field"' in client.get("/", headers=HTMX).content.decode()
    assert 'id="words-field"' not in client.get("/?q=x", headers=HTMX | {"HX-Trigger": "words"}).content.decode()


def test_the_address_is_canonical_and_a_step_only_where_it_should_be(client):
    pushed = client.get("/?to=&q=&from=2022-02-01&actor=russia", headers=HTMX)
    assert pushed["HX-Push-Url"] == "/?actor=russia&from=2022-02-01"
    typed = client.get("/?q=talks", headers=HTMX | {"HX-Trigger": "words"})
    assert typed["HX-Replace-Url"] == "/?q=talks"
    assert "HX-Push-Url" not in typed


def test_mistakes_are_told_in_the_page_with_status_400(client):
    for headers in ({}, HTMX):
        answer = client.get("/?from=yesterday", headers=headers)
        assert answer.status_code == 400
        assert "“yesterday” is not a day" in answer.content.decode()


def test_an_empty_answer_says_what_to_relax(client):
    text = client.get("/?actor=russia&from=2023-01-01").content.decode()
    assert "No entry matches Russia, from Jan. 1, 2023." in text
    assert 'href="?actor=russia"' in text
    assert "on any day" in text


def test_chips_carry_counts_of_the_other_filters(client):
    an_event("Shells fall", parties=(an_actor("Ukraine", country="UA"),), kind="plan", day=date(2022, 3, 1))
    text = client.get("/?from=2022-02-20&actor=ukraine").content.decode()
    assert 'hx-get="?from=2022-02-20"' in text
    assert "Ukraine <b>1</b>" in text
    assert "Russia <b>0</b>" in text
    assert "Russia <b>" not in client.get("/?kind=plan").content.decode()
