"""Articles into rows: once, whole, and never over an editor's word."""

from datetime import date
from itertools import permutations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from tests.timeline.stories import MONDAY, TUESDAY, WEDNESDAY, an_extraction, chronology, ingest, tells, the_event
from timeline.ingest import recording
from timeline.ingest.readers import RawPage
from timeline.ingest.writing import Outdated, write
from timeline.models import Actor, Alias, Correction, Event, Evidence, Participation, Reply

pytestmark = pytest.mark.django_db

CLOSED = "Firefly said on Monday that the border crossing at Klopstok would stay closed until spring."
CLOSED_TOO = "Firefly said Monday that the border crossing at Klopstok would stay closed until the spring."
DENIED = "Trentino denied that a single soldier had crossed the river."
MARCHED = "Four battalions marched from the capital to the river on Monday."
MARCHED_TOO = "On Monday four battalions left the capital and marched to the river."
PROMISED = "Firefly promised that every family would be given firewood and flour by the state."

closed = tells(CLOSED)
denied = tells(DENIED, speaker="Trentino", parties=("Freedonia",))
marched = tells(MARCHED, kind="event", speaker=None, parties=("Sylvania",))


def test_an_article_becomes_rows():
    outcome = ingest("a.txt", closed, denied, marched, publisher="Example Daily", agency="Wire")
    assert (outcome.article, outcome.new, outcome.changed) == ("new", 3, 0)
    article = Article.objects.get()
    assert (article.publisher, article.agency, article.published) == ("Example Daily", "Wire", TUESDAY)
    event = the_event("Klopstok")
    assert (event.speaker.name, event.date, event.reported, event.day) == ("Rufus Firefly", MONDAY, TUESDAY, MONDAY)
    assert event.extracted["headline"] == event.headline
    parts = {part.actor.name: (part.role, part.said) for part in event.participations.all()}
    assert parts == {
        "Rufus Firefly": ("speaker", True),
        "Freedonian Foreign Ministry": ("represented", True),
        "Freedonia": ("represented", True),
    }
    parts = {part.actor.name: (part.role, part.said) for part in the_event("soldier").participations.all()}
    assert parts == {"Trentino": ("speaker", True), "Sylvania": ("represented", True), "Freedonia": ("party", False)}


def test_the_same_again_changes_nothing():
    ingest("a.txt", closed, denied)
    before = chronology(ids=True), list(Event.objects.values_list("modified", flat=True))
    assert ingest("a.txt", closed, denied).article == "unchanged"
    assert ingest("elsewhere.txt", closed, denied).article == "unchanged"
    again = ingest("a.txt", closed, denied, extractor="2")
    assert (again.article, again.new, again.changed) == ("updated", 0, 0)
    assert (chronology(ids=True), list(Event.objects.values_list("modified", flat=True))) == before
    assert set(Event.objects.values_list("extractor", flat=True)) == {"2"}


def test_a_new_version_keeps_what_goes_on():
    ingest("a.txt", closed, denied)
    ids = {event.public_id for event in Event.objects.all()}
    pks = set(Evidence.objects.values_list("pk", flat=True))
    outcome = ingest("a.txt", marched, tells(CLOSED_TOO), denied)
    assert (outcome.article, outcome.new) == ("updated", 1)
    assert Article.objects.count() == 1
    assert ids < {event.public_id for event in Event.objects.all()}
    assert pks < set(Evidence.objects.values_list("pk", flat=True))
    chronology()


def test_sentences_may_change_places():
    first, second = "Firefly said that no one had asked him yet.", "Firefly said that no one had told him yet."
    ingest("a.txt", tells(first), tells(second))
    before = {event.headline: event.public_id for event in Event.objects.all()}
    ingest("a.txt", tells(second), tells(first))
    assert {event.headline: event.public_id for event in Event.objects.all()} == before


def test_what_is_no_longer_told_goes():
    ingest("a.txt", closed, denied)
    ingest("a.txt", denied)
    assert [event.headline for event in Event.objects.all()] == [DENIED.rstrip(".")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "plan"),
        ("date", date(2022, 1, 20)),
        ("date_end", date(2022, 1, 30)),
        ("headline", "What the editor wrote"),
        ("quotes", ["never"]),
        ("precision", "range"),
    ],
)
def test_what_an_editor_set_stays(field, value):
    ingest("a.txt", closed)
    event = Event.objects.get()
    setattr(event, field, value)
    event.locked = [field]
    event.save()
    outcome = ingest("a.txt", tells(CLOSED_TOO, quotes=("until the spring",), confidence=0.9), extractor="2")
    assert outcome.kept == 1
    after = Event.objects.get()
    assert getattr(after, field) == value
    assert after.extracted["headline"] == CLOSED_TOO.rstrip(".")
    assert after.confidence == 0.9
    assert after.day == after.date
    assert set(Participation.objects.values_list("day", flat=True)) == {after.day}


def test_an_editors_speaker_stays_and_takes_part():
    ingest("a.txt", closed, denied)
    event = the_event("Klopstok")
    event.speaker, event.locked = Actor.objects.get(name="Trentino"), ["speaker"]
    event.save()
    ingest("a.txt", tells(CLOSED_TOO), denied)
    event = the_event("Klopstok")
    assert event.speaker.name == "Trentino"
    assert {part.actor.name for part in event.participations.all()} == {"Trentino", "Sylvania"}


def test_a_corrected_event_without_its_sentence_is_orphaned_and_comes_back():
    ingest("a.txt", closed, denied)
    Event.objects.filter(pk=the_event("Klopstok").pk).update(headline="Corrected", locked=["headline"])
    ingest("a.txt", denied)
    orphan = Event.objects.get(headline="Corrected")
    assert orphan.orphaned
    assert not orphan.evidence.exists()
    ingest("a.txt", denied, tells(CLOSED_TOO))
    event = Event.objects.get(headline="Corrected")
    assert not event.orphaned
    assert event.pk == orphan.pk
    assert [row.excerpt for row in event.evidence.all()] == [CLOSED_TOO]


def test_rejected_stays_rejected():
    ingest("a.txt", closed)
    Event.objects.update(status="rejected")
    ingest("a.txt", tells(CLOSED_TOO), extractor="2")
    ingest("b.txt", closed, marched)
    assert {event.status for event in Event.objects.filter(kind="statement")} == {"rejected"}
    assert Event.objects.filter(kind="statement").count() == 1


def test_merged_stays_merged():
    ingest("a.txt", closed, tells(PROMISED))
    into, merged = the_event("Klopstok"), the_event("firewood")
    merged.evidence.update(event=into, locked=["event"])
    merged.merged_into = into
    merged.save()
    merged.participations.all().delete()
    ingest("a.txt", tells(CLOSED_TOO), tells(PROMISED), extractor="2")
    ingest("b.txt", tells(PROMISED))
    assert list(Event.objects.standing()) == [into]
    assert into.evidence.count() == 3
    assert Event.objects.get(pk=merged.pk).merged_into == into


def test_an_event_whose_sentence_was_given_up_in_a_merge_does_not_come_back():
    said = tells(CLOSED)
    happened = tells(CLOSED, kind="event", speaker=None, parties=("Freedonia",))
    ingest("a.txt", said, happened)
    into, merged = Event.objects.get(kind="statement"), Event.objects.get(kind="event")
    merged.evidence.all().delete()
    Evidence.objects.filter(event=into).update(locked=["event"])
    Event.objects.filter(pk=merged.pk).update(merged_into=into)
    ingest("a.txt", said, happened, extractor="2")
    assert list(Event.objects.standing()) == [into]
    assert into.evidence.count() == 1


def test_split_stays_split():
    ingest("a.txt", tells(CLOSED, PROMISED))
    event = Event.objects.get()
    part = Event.objects.create(public_id="part", kind="statement", headline="Part", speaker=event.speaker, locked=[])
    event.evidence.filter(excerpt=PROMISED).update(event=part, locked=["event"])
    for version in ("2", "3"):
        ingest("a.txt", tells(CLOSED_TOO, PROMISED), extractor=version)
        ingest(f"copy-{version}.txt", tells(CLOSED, PROMISED))
    assert the_event("Klopstok") != Event.objects.get(pk=part.pk)
    assert Event.objects.get(pk=part.pk).evidence.filter(article__origin="a.txt").get().excerpt == PROMISED
    assert Event.objects.standing().count() == 2


def test_corrections_alone_keep_an_event_from_being_merged_by_ingest():
    ingest("a.txt", closed)
    ingest("b.txt", tells(PROMISED))
    editor = get_user_model().objects.create(username="ed")
    for event in Event.objects.all():
        kind = ContentType.objects.get_for_model(Event)
        Correction.objects.create(
            content_type=kind, object_id=event.pk, event=event, label="x", field="date", editor=editor, reason="other"
        )
    ingest("c.txt", tells(CLOSED_TOO, PROMISED))
    assert Event.objects.standing().count() == 2


def test_learnt_names_mean_the_merged_actor():
    ingest("a.txt", tells(CLOSED, speaker="R. T. Firefly"))
    ingest("b.txt", tells(PROMISED))
    old, new = Actor.objects.get(name="R. T. Firefly"), Actor.objects.get(name="Rufus Firefly")
    Event.objects.filter(speaker=old).update(speaker=new)
    Participation.objects.filter(actor=old).update(actor=new)
    Actor.objects.filter(pk=old.pk).update(merged_into=new)
    Alias.objects.filter(actor=old).update(actor=new, learnt=True)
    ingest("c.txt", tells(CLOSED_TOO, speaker="R. T. Firefly"))
    event = Event.objects.get(evidence__article__origin="c.txt")
    assert event.speaker == new
    assert event.reports == 2
    assert "Freedonia" in {part.actor.name for part in event.participations.all()}


def test_a_renamed_actor_is_found_under_the_machines_name():
    ingest("a.txt", closed)
    Actor.objects.filter(name="Rufus Firefly").update(name="Rufus T. Firefly", locked=["name"])
    ingest("a.txt", tells(CLOSED_TOO))
    ingest("b.txt", tells(PROMISED))
    assert Actor.objects.filter(name__contains="Firefly").count() == 1


def test_locked_fields_of_actors_and_articles_stay():
    ingest("a.txt", closed, title="Machine title")
    Actor.objects.filter(name="Rufus Firefly").update(role="premier", parent=None, locked=["role", "parent"])
    Article.objects.update(title="Editor's title", locked=["title"])
    ingest("a.txt", tells(CLOSED_TOO), title="Another title", extractor="2")
    actor = Actor.objects.get(name="Rufus Firefly")
    assert (actor.role, actor.parent) == ("premier", None)
    assert Article.objects.get().title == "Editor's title"
    assert Article.objects.get().extracted["title"] == "Another title"
    assert {part.actor.name for part in Participation.objects.select_related("actor")} == {"Rufus Firefly"}


def test_an_editor_decides_who_takes_part():
    ingest("a.txt", tells(CLOSED, parties=("Sylvania",)))
    event = Event.objects.get()
    trentino = Actor.objects.create(name="Trentino", slug="trentino", kind="person")
    event.participations.filter(actor__name="Sylvania").update(locked=["absent"])
    Participation.objects.create(event=event, actor=trentino, role="party", day=event.day, locked=["present"])
    ingest("a.txt", tells(CLOSED_TOO, parties=("Sylvania",), date=TUESDAY))
    parts = {part.actor.name: part for part in event.participations.all()}
    assert parts["Sylvania"].locked == ["absent"]
    assert parts["Trentino"].locked == ["present"]
    assert {part.day for part in parts.values()} == {TUESDAY}


def test_an_editors_publication_date_must_be_used():
    ingest("a.txt", closed)
    Article.objects.update(published=WEDNESDAY, published_how="editor", locked=["published"])
    with pytest.raises(Outdated):
        ingest("a.txt", tells(CLOSED_TOO))
    ingest("a.txt", tells(CLOSED_TOO, date=TUESDAY), published=WEDNESDAY)
    assert Event.objects.get().date == TUESDAY
    assert Article.objects.get().published_how == "editor"


def test_two_articles_tell_one_event():
    ingest("a.txt", closed, marched, publisher="Example Daily")
    ingest("b.txt", tells(CLOSED_TOO), tells(MARCHED_TOO, kind="event", speaker=None, parties=("Sylvania",)))
    assert sorted(Event.objects.values_list("reports", "voices")) == [(2, 2), (2, 2)]


def test_copies_of_one_wire_story_are_one_voice():
    text = [tells(f"{CLOSED[:-1]}, he told parliament in its {n}. session of the year.") for n in ("first", "second")]
    ingest("a.txt", closed, *text, agency="Example Wire")
    ingest("b.txt", tells(CLOSED_TOO), denied, agency="Example Wire")
    ingest("c.txt", tells(CLOSED_TOO), marched)
    event = the_event("until the spring.")
    assert (event.reports, event.voices) == (3, 2)


@pytest.mark.parametrize("missing", [None, 0, 1, 2, 3])
def test_the_order_of_arrival_makes_no_difference(missing):
    stories = [
        ("a.txt", [closed, denied], TUESDAY),
        ("b.txt", [tells(PROMISED), marched], WEDNESDAY),
        ("c.txt", [tells(CLOSED_TOO, PROMISED, replies_to=(1,)), denied], TUESDAY),
        ("d.txt", [tells(CLOSED_TOO, date=None), tells(DENIED, speaker="Trentino", date=None)], WEDNESDAY),
    ]
    stories = [story for number, story in enumerate(stories) if number != missing]
    results = []
    for order in permutations(stories):
        for origin, told, published in order:
            ingest(origin, *told, published=published)
        results.append(chronology())
        Reply.objects.all().delete()
        Event.objects.update(merged_into=None)
        Event.objects.all().delete()
        Article.objects.all().delete()
    assert all(result == results[0] for result in results)


def test_a_bridge_joins_two_events_and_its_end_parts_them_again():
    ingest("a.txt", closed)
    ingest("b.txt", tells(PROMISED))
    first, second = the_event("Klopstok"), the_event("firewood")
    ingest("c.txt", tells(CLOSED_TOO, PROMISED))
    second.refresh_from_db()
    assert second.merged_into == first
    assert not second.participations.exists()
    assert the_event("firewood") == first
    ingest("c.txt", tells(CLOSED_TOO))
    assert the_event("firewood") == second
    second.refresh_from_db()
    assert second.merged_into is None
    assert second.participations.exists()


def test_the_result_is_the_same_as_if_the_last_version_were_the_first():
    ingest("a.txt", closed, denied)
    ingest("b.txt", tells(CLOSED_TOO, PROMISED), marched)
    ingest("a.txt", tells(PROMISED), tells(MARCHED_TOO, kind="event", speaker=None, parties=("Sylvania",)))
    after = chronology()
    Event.objects.update(merged_into=None)
    Event.objects.all().delete()
    Article.objects.all().delete()
    ingest("a.txt", tells(PROMISED), tells(MARCHED_TOO, kind="event", speaker=None, parties=("Sylvania",)))
    ingest("b.txt", tells(CLOSED_TOO, PROMISED), marched)
    assert chronology() == after


def test_replies_follow_their_events():
    ingest("a.txt", closed, tells(DENIED, speaker="Trentino", replies_to=(0,)))
    reply = Reply.objects.get()
    assert (reply.event.speaker.name, reply.to.speaker.name) == ("Trentino", "Rufus Firefly")
    ingest("b.txt", tells(CLOSED_TOO, PROMISED))
    ingest("c.txt", tells(PROMISED))
    assert Reply.objects.count() == 1
    ingest("a.txt", closed, denied, extractor="2")
    assert not Reply.objects.exists()


def test_an_article_goes_in_whole_or_not_at_all(monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("power cut")

    ingest("a.txt", closed)
    before = chronology(ids=True)
    monkeypatch.setattr(recording, "take_part", fail)
    with pytest.raises(RuntimeError):
        ingest("b.txt", tells(CLOSED_TOO), denied)
    with pytest.raises(RuntimeError):
        ingest("a.txt", denied)
    assert chronology(ids=True) == before
    assert Article.objects.count() == 1


def test_two_events_never_get_one_name():
    ingest("a.txt", closed)
    Event.objects.update(extractor="", locked=["date"])
    Evidence.objects.all().delete()
    ingest("a.txt", tells(CLOSED), extractor="2")
    assert Event.objects.count() == 2


def test_evidence_that_an_editor_added_stays_where_the_sentence_is():
    ingest("a.txt", denied, marched)
    article = Article.objects.get()
    event = Event.objects.create(public_id="byhand", kind="plan", headline="By hand", locked=["kind", "headline"])
    start = article.body.index("soldier")
    Evidence.objects.create(event=event, article=article, start=start, end=start + 7, excerpt="soldier")
    ingest("a.txt", marched, denied)
    row = Event.objects.get(pk=event.pk).evidence.get()
    assert Article.objects.get().body[row.start : row.end] == "soldier"
    ingest("a.txt", marched)
    assert Event.objects.get(pk=event.pk).orphaned


def test_the_number_of_queries_does_not_grow_with_the_chronology():
    def queries(origin: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            ingest(origin, closed, denied, marched, tells(PROMISED))
        return len(captured)

    ingest("0.txt", closed, denied, marched, tells(PROMISED))
    few = queries("1.txt")
    for number in range(2, 20):
        ingest(f"{number}.txt", closed, tells(f"Firefly said that {number} bakers had lost their ovens to the war."))
    assert queries("99.txt") <= few + 2


def test_what_databases_refuse_does_not_reach_them():
    extraction = an_extraction(closed)
    assert write(RawPage("a.txt", "x"), extraction, "1").article == "new"
