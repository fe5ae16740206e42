"""The other pages: what stands on them, and what happens to those that are merged, rejected or unknown."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model

from tests.builders import an_actor, an_article, an_event
from timeline import rollups
from timeline.models import Event, Reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff_client(client):
    client.force_login(get_user_model().objects.create_user("editor", is_staff=True))
    return client


def text_of(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_an_event_shows_its_evidence_with_the_date_words_marked(client):
    event = an_event("Envoys meet", article=an_article("Envoys met on Monday in the capital."))
    event.evidence.update(timex="on Monday")
    text = text_of(client, f"/events/{event.public_id}/")
    assert "Envoys met <mark>on Monday</mark> in the capital." in text


def test_merged_events_redirect_and_rejected_ones_are_gone_for_readers(client):
    kept = an_event("kept")
    merged = an_event("merged", merged_into=kept)
    rejected = an_event("rejected", status="rejected")
    assert client.get(f"/events/{merged.public_id}/").headers["Location"] == f"/events/{kept.public_id}/"
    assert "withdrawn" in text_of(client, f"/events/{rejected.public_id}/", 410)
    assert "no such page" in text_of(client, "/events/unknown/", 404)


def test_staff_see_what_was_rejected(staff_client):
    rejected = an_event("rejected", status="rejected")
    assert "Rejected by an editor" in text_of(staff_client, f"/events/{rejected.public_id}/")


def test_an_actor_has_what_they_say_and_what_involves_them(client):
    russia = an_actor("Russia", country="RU")
    lavrov = an_actor("Sergey Lavrov", "person", parent=russia, role="Foreign minister")
    an_event("A reply is sent", speaker=lavrov, quotes=["We have sent it."])
    an_event("A meeting is held", parties=(lavrov,))
    everything, said = text_of(client, "/actors/sergey-lavrov/"), text_of(client, "/actors/sergey-lavrov/?role=said")
    assert "Foreign minister" in everything
    assert "We have sent it." in everything
    assert "A meeting is held" in everything
    assert "A meeting is held" not in said


def test_a_merged_actor_redirects(client):
    nato = an_actor("NATO", "organisation")
    an_actor("Alliance", "organisation", merged_into=nato)
    assert client.get("/actors/alliance/").headers["Location"] == "/actors/nato/"


def test_readers_see_evidence_with_neighbours_unless_bodies_are_public(client, settings):
    body = "First it rained. Then it snowed. Officials met. They shook hands. Nobody saw it. The end came."
    article = an_article(body)
    event = an_event("Officials met", article=article)
    start = body.index("Officials met.")
    event.evidence.update(start=start, end=start + len("Officials met."), excerpt="Officials met.")
    settings.PUBLIC_BODIES = False
    part = text_of(client, f"/articles/{article.pk}/")
    assert "Then it snowed." in part
    assert "They shook hands." in part
    assert "First it rained." not in part
    assert "The end came." not in part
    settings.PUBLIC_BODIES = True
    assert "First it rained." in text_of(client, f"/articles/{article.pk}/")


def test_staff_always_see_the_whole_article(staff_client, settings):
    settings.PUBLIC_BODIES = False
    article = an_article("Nothing here became an entry.")
    assert "Nothing here became an entry." in text_of(staff_client, f"/articles/{article.pk}/")


def test_samples_are_marked_wherever_they_appear(client):
    sample = an_article("Envoys met.", publisher="Invented Gazette", is_sample=True)
    event = an_event("Envoys met", article=sample, parties=(an_actor("Russia"), an_actor("Ukraine")))
    for address in (
        "/",
        f"/events/{event.public_id}/",
        "/actors/russia/",
        "/articles/",
        f"/articles/{sample.pk}/",
        "/compare/?left=russia&right=ukraine",
        "/embed/",
    ):
        text = text_of(client, address)
        assert "Invented Gazette" in text, address
        assert '<span class="sample">sample</span>' in text, address


def test_two_actors_side_by_side(client):
    russia, nato = an_actor("Russia"), an_actor("NATO", "organisation")
    an_event("Only theirs", parties=(russia,))
    an_event("Of both", parties=(russia, nato))
    text = text_of(client, "/compare/?left=russia&right=nato")
    assert text.index("Only theirs") < text.index(">Both<") < text.index("Of both")
    assert "is not an actor" in text_of(client, "/compare/?left=atlantis&right=nato", 400)


def test_a_statement_stands_beside_its_reply(client):
    russia, nato = an_actor("Russia"), an_actor("NATO", "organisation")
    claim = an_event("Units return", speaker=russia, day=date(2022, 2, 15))
    answer = an_event("No withdrawal seen", speaker=nato, day=date(2022, 2, 16))
    Reply.objects.create(event=answer, to=claim, words="in response")
    text = text_of(client, "/?order=oldest")
    assert text.index('class="pair"') < text.index("Units return") < text.index("Statement in reply, next day")


def test_undated_events_stand_last_and_days_say_how_many_they_leave_out(client):
    an_event("dated")
    an_event("never dated", day=None, article=an_article(published=None))
    for order in ("newest", "oldest"):
        text = text_of(client, f"/?order={order}")
        assert text.index(">dated<") < text.index(">never dated<")
        assert "Undated" in text
    assert "1 undated left out" in text_of(client, "/?from=2022-01-01")


def test_load_more_is_a_link_that_keeps_the_question(client):
    for number in range(60):
        an_event(f"number {number}", kind="plan")
    text = text_of(client, "/?kind=plan")
    assert text.count("<article") == 50
    assert 'href="?kind=plan&amp;upto=100"' in text
    assert text_of(client, "/?kind=plan&upto=100").count("<article") == 60


def test_oembed_describes_the_timeline_and_nothing_else(client):
    found = client.get("/oembed", {"url": "http://testserver/?actor=&from=2022-02-01"}).json()
    assert 'src="http://testserver/embed/?from=2022-02-01"' in found["html"]
    assert client.get("/oembed", {"url": "http://elsewhere/"}).status_code == 404
    assert client.get("/oembed", {"url": "http://[bad"}).status_code == 404
    assert client.get("/oembed", {"url": "http://testserver/", "format": "xml"}).status_code == 501


@pytest.mark.parametrize("address", ["/", "/actors/", "/articles/", "/compare/", "/embed/", "/data/", "/strip.svg"])
def test_pages_stand_without_any_data(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("days", ["from=0001-01-01", "to=9999-12-31", "from=9999-12-31&to=9999-12-31", "to=0001-01-01"])
def test_the_ends_of_the_calendar(client, days):
    an_event("first", day=date(1, 1, 1), article=an_article(published=date(1, 1, 1)))
    an_event("last", day=date(9999, 12, 31), article=an_article(published=date(9999, 12, 31)))
    for address in ("/", "/embed/", "/strip.svg", "/data/"):
        assert client.get(f"{address}?{days}").status_code == 200


@pytest.mark.parametrize(
    "address", ["/", "/actors/russia/", "/articles/", "/compare/?left=russia&right=nato", "/actors/"]
)
def test_the_number_of_queries_does_not_grow(client, django_assert_max_num_queries, address):
    def add(number: int) -> None:
        russia, nato = an_actor("Russia"), an_actor("NATO", "organisation")
        for _ in range(number):
            event = an_event("said", speaker=russia, parties=(nato,))
            Reply.objects.create(event=an_event("answered", speaker=nato), to=event)

    add(3)
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    add(12)
    rollups.settle()
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)
    assert Event.objects.count() == 30


def test_long_silences_are_named_from_the_last_day_that_was_covered(client):
    an_event("drill", day=date(2022, 1, 1), date_end=date(2022, 2, 10), precision="range")
    an_event("call", day=date(2022, 2, 12))
    an_event("vote", day=date(2022, 3, 2))
    for order in ("oldest", "newest"):
        text = text_of(client, f"/?order={order}")
        assert text.count("without an entry") == 1
        assert "17 days without an entry" in text


def test_conditions_without_a_field_can_be_taken_out(client):
    event = an_event("Talks")
    text = text_of(client, f"/?publisher=Example+Daily&id={event.public_id}")
    assert 'Example Daily <span aria-hidden="true">×' in text
    assert f'href="?id={event.public_id}"' in text
    assert 'href="?publisher=Example+Daily"' in text
