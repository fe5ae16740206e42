"""The review queue without scripts: order, decisions, progress, marks."""

import pytest
from django.db import connection

from tests.builders import an_actor, an_article, an_event
from timeline import corrections
from timeline.admin.queue import next_event, progress
from timeline.corrections import Why
from timeline.models import Correction, Event

pytestmark = pytest.mark.django_db
QUEUE = "/admin/timeline/event/queue/"


@pytest.fixture
def events():
    """From the most to the least urgent."""
    return [
        an_event("Unsure, told by many", confidence=0.5, reports=4),
        an_event("Very unsure", confidence=0.2),
        an_event("Unsure", confidence=0.5),
        an_event("As unsure", confidence=0.5),
        an_event("Sure, told by many", confidence=0.95, reports=3),
    ]


def decide(browser, act, **changed):
    """Send back the form that the queue shows, as a browser without scripts would."""
    page = browser.get(changed.pop("at", QUEUE))
    form = page.context["form"]
    sent = {field.html_name: "" if field.value() is None else field.value() for field in form}
    return browser.post(QUEUE, {**sent, "event": page.context["event"].public_id, "act": act, **changed})


def test_the_least_sure_and_most_reported_come_first(events):
    seen, event = [], None
    while event := next_event(event):
        seen.append(event)
    assert seen == events


def test_what_was_decided_merged_or_rejected_does_not_come(events, editor):
    Event.objects.filter(pk=events[0].pk).update(merged_into=events[1])
    corrections.accept(events[1], Why(editor, "other", "Right."))
    corrections.reject(events[2], Why(editor, "not-an-event"))
    assert next_event() == events[3]


def test_the_next_event_is_found_by_the_index(events):
    plan = Event.objects.standing().filter(status="unreviewed").order_by("-urgency", "pk")[:1].explain()
    if connection.vendor == "sqlite":
        assert "USING INDEX event_to_review" in plan
        assert "TEMP B-TREE" not in plan


def test_accepting_leads_to_the_next(events, as_editor, editor):
    answer = decide(as_editor, "accept")
    events[0].refresh_from_db()
    assert events[0].status == "checked"
    page = as_editor.get(answer["Location"])
    assert page.context["event"] == events[1]
    assert (page.context["progress"].checked, page.context["progress"].total) == (1, 5)
    assert "1 of 5 checked" in page.content.decode()
    assert Event.history.filter(id=events[0].pk).latest().history_user == editor


def test_passing_over_and_coming_back(events, as_editor):
    page = as_editor.get(f"{QUEUE}?after={events[0].public_id}")
    assert page.context["event"] == events[1]
    answer = decide(as_editor, "accept", at=f"{QUEUE}?after={events[0].public_id}")
    assert as_editor.get(answer["Location"]).context["event"] == events[2]
    end = as_editor.get(f"{QUEUE}?after={events[-1].public_id}")
    assert "end of the queue" in end.content.decode()
    assert as_editor.get(QUEUE).context["event"] == events[0]


def test_rejecting_takes_the_reason_chosen(events, as_editor):
    decide(as_editor, "reject")
    decide(as_editor, "reject", reason="duplicate", words="Told before.")
    logged = Correction.objects.order_by("pk").values_list("event", "new_value", "reason", "words")
    assert list(logged) == [
        (events[0].pk, "rejected", "not-an-event", ""),
        (events[1].pk, "rejected", "duplicate", "Told before."),
    ]


def test_correcting_locks_and_accepts(events, as_editor, client):
    speaker = an_actor("Josep Borrell", "person", parent=an_actor("European Union", "organisation"))
    speaker.aliases.create(name="Borrell", folded="borrell")
    answer = decide(
        as_editor, "correct", speaker="Borrell", kind="statement", parties="European Union",
        quotes="One thing\nAnother", reason="wrong-speaker",
    )  # fmt: skip
    assert answer.status_code == 302, answer.context["form"].errors
    event = Event.objects.get(pk=events[0].pk)
    assert (event.speaker, event.status, event.quotes) == (speaker, "checked", ["One thing", "Another"])
    assert event.locked == ["kind", "quotes", "speaker"]
    assert [actor.name for actor in corrections.parties(event)] == ["European Union"]
    assert "Josep Borrell" in client.get(event.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"speaker": "Nobody Known", "reason": "wrong-speaker"}, "No actor, or more than one"),
        ({"headline": "Else"}, "choose a reason"),
        ({"headline": "", "reason": "wording"}, "This field is required"),
        ({"date": "2022-02-30", "reason": "wrong-date"}, "Enter a valid date"),
        ({"headline": "Else", "reason": "other"}, "Say in words why"),
        ({}, "Nothing was changed"),
        ({"seen": "2020-01-01T00:00:00+00:00", "headline": "Else", "reason": "wording"}, "changed since you opened it"),
    ],
)
def test_what_cannot_be_saved_is_said_and_what_was_written_stays(events, as_editor, changed, message):
    answer = decide(as_editor, "correct", **changed)
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert answer.context["event"] == events[0]
    if "headline" in changed:
        assert answer.context["form"]["headline"].value() == changed["headline"]
    assert not Correction.objects.exists()


def test_two_decisions_on_one_event_do_not_overrule_each_other(events, as_editor, editor):
    page = as_editor.get(QUEUE)
    sent = {"event": events[0].public_id, "act": "reject", "seen": page.context["form"]["seen"].value()}
    corrections.accept(events[0], Why(editor, "other", "Right."))
    assert as_editor.post(QUEUE, sent).status_code == 422
    events[0].refresh_from_db()
    assert events[0].status == "checked"


def test_an_event_that_is_gone_is_said_to_be(events, as_editor):
    answer = as_editor.post(QUEUE, {"event": "nowhere", "act": "accept"}, follow=True)
    assert "not there any more" in answer.content.decode()


def test_an_empty_queue_says_so(as_editor):
    assert "Every event has been looked at" in as_editor.get(QUEUE).content.decode()
    assert progress().percent == 100


def test_the_sentence_is_marked_in_its_context(as_editor):
    body = (
        "The first line. The second line. The third line. On Monday, Ned Price said Russia’s “numbers keep growing” "
        "there. The fifth line. The sixth line. The seventh line."
    )
    article = an_article(body, title="Troops", publisher="Example Daily")
    event = an_event("Price", speaker=an_actor("Ned Price", "person"), article=article, quotes=["numbers keep growing"])
    start = body.index("On Monday")
    event.evidence.update(
        start=start, end=body.index(" The fifth"), excerpt=body[start : body.index(" The fifth")], timex="On Monday",
        cue="said",
    )  # fmt: skip
    page = as_editor.get(QUEUE).content.decode()
    assert '<mark class="date">On Monday</mark>' in page
    assert '<mark class="speaker">Ned Price</mark>' in page
    assert '<mark class="cue">said</mark>' in page
    assert '<mark class="quote">numbers keep growing</mark>' in page
    assert '<span class="context">The second line. The third line.</span>' in page
    assert '<span class="context">The fifth line. The sixth line.</span>' in page
    assert f"/articles/{article.pk}/" in page


def test_a_corrected_field_shows_its_lock_in_the_queue(events, as_editor, why):
    corrections.correct(events[0], {"headline": "By hand"}, why("wording"))
    assert "Corrected by <b>ann</b>" in as_editor.get(QUEUE).content.decode()
