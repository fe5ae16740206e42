"""An editor's word: what it sets, locks, logs, and how it is taken back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from tests.builders import an_actor, an_event
from timeline import corrections
from timeline.corrections import Why
from timeline.models import Actor, Correction, Event

pytestmark = pytest.mark.django_db

READING = {
    "kind": "statement",
    "date": "2022-02-16",
    "date_end": None,
    "precision": "day",
    "dated_by": "absolute",
    "date_basis": "the text names the day",
    "speaker": "Ned Price",
    "headline": "Price warns of more troops",
    "quotes": ["more troops"],
    "parties": ["Russia"],
    "confidence": 0.6,
}


@pytest.fixture
def event():
    state = an_actor("US State Department", "institution", parent=an_actor("United States"))
    speaker = an_actor("Ned Price", "person", parent=state)
    found = an_event(READING["headline"], speaker=speaker, parties=(an_actor("Russia"),), extracted=READING)
    found.quotes = READING["quotes"]
    found.save()
    return found


def roles(event):
    return {
        part.actor.name: (part.role, part.said)
        for part in event.participations.present().select_related("actor").order_by("actor__name")
    }


def test_a_corrected_field_is_set_locked_and_logged(event, why, editor):
    corrections.correct(event, {"headline": "Price speaks of more troops"}, why("wording", "Nobody warned."))
    event.refresh_from_db()
    assert (event.headline, event.locked) == ("Price speaks of more troops", ["headline"])
    logged = Correction.objects.get()
    assert (logged.event, logged.field, logged.machine_value) == (event, "headline", READING["headline"])
    assert (logged.old_value, logged.new_value) == (READING["headline"], "Price speaks of more troops")
    assert (logged.editor, logged.reason, logged.words) == (editor, "wording", "Nobody warned.")


def test_a_date_is_locked_as_a_whole_and_says_who_set_it(event, why):
    corrections.correct(event, {"date": date(2022, 2, 15)}, why("wrong-date", "The page says Tuesday."))
    event.refresh_from_db()
    assert event.locked == ["date", "date_end", "precision"]
    assert (event.date, event.day, event.last_day) == (date(2022, 2, 15),) * 3
    assert "The page says Tuesday." in event.date_basis
    assert set(event.participations.values_list("day", flat=True)) == {date(2022, 2, 15)}


def test_what_is_not_changed_leaves_no_trace(event, why):
    assert corrections.correct(event, {"headline": event.headline, "speaker": event.speaker}, why()) == []
    assert not Correction.objects.exists()
    assert not Event.history.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"date_end": date(2022, 2, 1), "precision": "range"}, "date_end"),
        ({"precision": "month"}, "date_end"),
        ({"headline": ""}, "headline"),
        ({"kind": "rumour"}, "kind"),
        ({"quotes": "not a list"}, "quotes"),
    ],
)
def test_what_an_event_cannot_say_is_refused(event, why, changes, field):
    with pytest.raises(ValidationError) as refused:
        corrections.correct(event, changes, why())
    assert field in refused.value.message_dict
    assert not Correction.objects.exists()


def test_clearing_the_day_makes_the_date_unknown(event, why):
    corrections.correct(event, {"date": None}, why())
    event.refresh_from_db()
    assert (event.date, event.precision, event.day) == (None, "unknown", event.reported)


def test_a_corrected_speaker_brings_along_whom_they_speak_for(event, why):
    ministry = an_actor("Russian Foreign Ministry", "institution", parent=an_actor("Russia"))
    lavrov = an_actor("Sergei Lavrov", "person", parent=ministry)
    corrections.correct(event, {"speaker": lavrov}, why("wrong-speaker"))
    assert roles(event) == {
        "Russia": ("party", True),
        "Russian Foreign Ministry": ("represented", True),
        "Sergei Lavrov": ("speaker", True),
    }


def test_parties_are_added_and_removed_for_good(event, why):
    corrections.correct(event, {"parties": [an_actor("Ukraine")]}, why("wrong-actor"))
    assert "Russia" not in roles(event)
    assert roles(event)["Ukraine"] == ("party", False)
    locks = dict(event.participations.exclude(locked=[]).values_list("actor__name", "locked"))
    assert locks == {"Russia": ["absent"], "Ukraine": ["present"]}
    logged = Correction.objects.get()
    assert (logged.field, logged.old_value, logged.new_value) == ("parties", ["Russia"], ["Ukraine"])


def test_lifting_takes_the_machines_reading_again(event, why, editor):
    other = an_actor("Jen Psaki", "person")
    corrections.correct(
        event,
        {"speaker": other, "date": date(2022, 2, 1), "headline": "Else", "parties": []},
        why("other", "All wrong."),
    )
    corrections.lift(event, ["speaker", "date", "headline", "parties"], Why(editor, "lifted"))
    event.refresh_from_db()
    assert (event.locked, event.headline, event.date) == ([], READING["headline"], date(2022, 2, 16))
    assert (event.date_basis, event.speaker.name) == (READING["date_basis"], "Ned Price")
    assert roles(event)["Russia"] == ("party", False)
    assert not event.participations.exclude(locked=[]).exists()
    assert Correction.objects.filter(reason="lifted").count() == 4


def test_an_event_added_by_hand_has_nothing_to_lift(why):
    event = an_event(locked=["headline"])
    with pytest.raises(ValidationError, match="by hand"):
        corrections.lift(event, ["headline"], why("lifted"))


def test_reviewing(event, why, editor):
    event = corrections.accept(event, Why(editor, "other", "Looked at."))
    assert (event.status, Correction.objects.count()) == ("checked", 0)
    event = corrections.reject(event, why("not-an-event"))
    assert (event.status, Correction.objects.get().new_value) == ("rejected", "rejected")
    event = corrections.restore(event, why("other", "It is one."))
    assert (event.status, Correction.objects.count()) == ("unreviewed", 2)


def test_other_needs_words_and_addresses_must_be_addresses(editor):
    with pytest.raises(ValidationError):
        Why(editor, "other")
    with pytest.raises(ValidationError):
        Why(editor, "whatever", "words")
    with pytest.raises(ValidationError):
        Why(editor, "misquote", evidence_url="javascript:alert(1)")


def test_a_renamed_actor_is_still_found_under_the_former_name(why):
    actor = an_actor("Zelensky", "person", extracted={"name": "Zelensky", "kind": "person"})
    corrections.correct_actor(actor, {"name": "Volodymyr Zelenskyy"}, why("wrong-actor"))
    actor.refresh_from_db()
    assert (actor.name, actor.locked, actor.slug) == ("Volodymyr Zelenskyy", ["name"], "zelensky")
    assert list(actor.aliases.values_list("name", "learnt")) == [("Zelensky", True)]


def test_nobody_speaks_for_themselves_by_way_of_others(why):
    country = an_actor("Russia")
    ministry = an_actor("Russian Foreign Ministry", "institution", parent=country)
    with pytest.raises(ValidationError):
        corrections.correct_actor(country, {"parent": ministry}, why("wrong-actor"))


def test_merged_actors_share_events_members_and_spellings(event, why):
    kept = an_actor("Edward Price", "person", parent=an_actor("United States"))
    old = Actor.objects.get(name="Ned Price")
    [merger] = corrections.merge_actors(kept, [old], why("duplicate"))
    event.refresh_from_db()
    assert event.speaker == kept
    assert roles(event) == {
        "Edward Price": ("speaker", True),
        "Russia": ("party", False),
        "United States": ("represented", True),
    }
    assert kept.aliases.get().name == "Ned Price"
    assert kept.aliases.get().learnt
    corrections.undo_actors(merger, why("other", "Two people."))
    event.refresh_from_db()
    assert event.speaker == old
    assert roles(event)["US State Department"] == ("represented", True)
    assert "Edward Price" not in roles(event)
    assert not kept.aliases.exists()
    with pytest.raises(ValidationError):
        corrections.undo_actors(merger, why("other", "Twice."))


def test_merging_with_oneself_is_refused(event, why):
    with pytest.raises(ValidationError):
        corrections.merge(event, [event], why("duplicate"))
    with pytest.raises(ValidationError):
        corrections.merge_actors(event.speaker, [event.speaker], why("duplicate"))
