"""No editor's decision is lost when the same article, a changed article, or a new extractor comes along."""

from datetime import date

import pytest

from articles.models import Article
from tests.builders import an_actor
from timeline import corrections
from timeline.corrections import NewDate, Why
from timeline.ingest import run
from timeline.ingest.readers import RawPage
from timeline.models import Actor, Event, Participation

pytestmark = pytest.mark.django_db

TEXT = """Envoys meet while troops stay near the border

Example Daily
Wednesday, 16 February 2022

"We heard nothing new from our guests today," Russian Foreign Minister Sergei Lavrov told reporters in Moscow.

US State Department spokesman Ned Price said on Tuesday that Washington had seen no sign of a withdrawal. "Numbers on \
the ground tell another story," Price added.

Ukrainian President Volodymyr Zelenskyy urged his citizens on Monday to stay calm.

NATO defence ministers will meet in Brussels on Thursday.

German Chancellor Olaf Scholz flew to Kyiv last week. French President Emmanuel Macron called Russian President \
Vladimir Putin on 12 February 2022.
"""
CHANGED = (
    TEXT.replace("his citizens on Monday", "all his citizens on Monday")
    .replace("NATO defence ministers will meet in Brussels on Thursday.\n\n", "")
    .replace("Envoys meet while", "Update: envoys meet while")
    .replace("seen no sign of a withdrawal", "so far seen no sign of a withdrawal")
    + "\nBritish Foreign Secretary Liz Truss arrived in Kyiv on Wednesday.\n"
)


def ingest(text=TEXT, origin="talks.txt"):
    return run.ingest_one(RawPage(origin, text))


def ingest_in_every_way(monkeypatch):
    """The same again, by another extractor, with changed text, and with the first text once more."""
    assert ingest().article == "unchanged"
    for version, text in (("2", TEXT), ("2", CHANGED), ("3", CHANGED), ("3", TEXT)):
        monkeypatch.setattr(run, "EXTRACTOR", version)
        assert ingest(text).article == "updated"


def event_of(words):
    return Event.objects.standing().get(evidence__excerpt__contains=words)


def shown(event):
    """All that a reader sees of an event, and what is locked."""
    event.refresh_from_db()
    return {
        **{name: getattr(event, name) for name in (*Event.CORRECTABLE, "status", "locked", "date_basis", "day")},
        "parties": sorted(actor.name for actor in corrections.parties(event)),
        "locks": sorted(event.participations.exclude(locked=[]).values_list("actor__name", "locked")),
        "merged_into": event.merged_into_id,
    }


FIELDS = {
    "kind": lambda: {"kind": "background"},
    "date": lambda: {"date": date(2022, 2, 3)},
    "date_end": lambda: {"date": date(2022, 2, 3), "date_end": date(2022, 2, 5), "precision": "range"},
    "precision": lambda: {"date": date(2022, 2, 1), "date_end": date(2022, 2, 28), "precision": "month"},
    "unknown date": lambda: {"date": None},
    "headline": lambda: {"headline": "Zelensky asks for calm"},
    "speaker": lambda: {"speaker": an_actor("Dmytro Kuleba", "person")},
    "no speaker": lambda: {"speaker": None},
    "quotes": lambda: {"quotes": ["stay calm"]},
    "parties": lambda: {"parties": [an_actor("Poland")]},
}


@pytest.mark.parametrize("field", FIELDS)
def test_every_corrected_field_lasts(field, why, monkeypatch):
    ingest()
    event = event_of("stay calm")
    corrections.correct(event, FIELDS[field](), why("other", "Looked up."))
    decided = shown(event)
    ingest_in_every_way(monkeypatch)
    assert shown(event) == decided
    assert event.evidence.get().excerpt.endswith("to stay calm.")


def test_what_is_not_locked_follows_the_machine(why):
    ingest()
    event = event_of("stay calm")
    corrections.correct(event, {"kind": "plan"}, why("wrong-kind"))
    ingest(TEXT.replace("on Monday", "on Sunday"))
    event.refresh_from_db()
    assert (event.kind, event.date) == ("plan", date(2022, 2, 13))


def test_a_removed_actor_stays_away_and_an_added_one_stays(why, monkeypatch):
    ingest()
    event = event_of("12 February 2022")
    assert sorted(actor.name for actor in corrections.parties(event)) == ["Emmanuel Macron", "Vladimir Putin"]
    chosen = [Actor.objects.get(name="Emmanuel Macron"), an_actor("Hungary")]
    corrections.correct(event, {"parties": chosen}, why("wrong-actor"))
    ingest_in_every_way(monkeypatch)
    assert sorted(actor.name for actor in corrections.parties(event)) == ["Emmanuel Macron", "Hungary"]
    assert Participation.objects.get(event=event, actor__name="Vladimir Putin").locked == ["absent"]


def test_reviewed_events_stay_reviewed(why, editor, monkeypatch):
    ingest()
    rejected = corrections.reject(event_of("nothing new"), why("not-an-event"))
    checked = corrections.accept(event_of("stay calm"), Why(editor, "other", "Right."))
    ingest_in_every_way(monkeypatch)
    assert shown(rejected)["status"] == "rejected"
    assert shown(checked)["status"] == "checked"


def test_merged_stays_merged_and_the_old_address_leads_on(client, why, monkeypatch):
    ingest()
    kept, other = event_of("12 February 2022"), event_of("Scholz flew")
    corrections.merge(kept, [other], why("duplicate"))
    ingest_in_every_way(monkeypatch)
    other.refresh_from_db()
    assert other.merged_into == kept
    assert event_of("Scholz flew") == kept
    assert event_of("12 February 2022") == kept
    answer = client.get(other.get_absolute_url())
    assert (answer.status_code // 100, answer["Location"]) == (3, kept.get_absolute_url())


def test_split_stays_split(client, why, monkeypatch):
    ingest()
    event = event_of("no sign of a withdrawal")
    assert event.evidence.count() == 2
    new = corrections.split(
        event, list(event.evidence.filter(excerpt__contains="Numbers")), why("other", "Two remarks.")
    )
    assert new.quotes == ["Numbers on the ground tell another story,"]
    ingest_in_every_way(monkeypatch)
    assert event_of("no sign of a withdrawal") == event
    assert event_of("Numbers") == new
    assert client.get(new.get_absolute_url()).status_code == 200


def test_an_undone_merger_and_an_undone_split_leave_all_as_it_was(why):
    ingest()
    kept, other = event_of("12 February 2022"), event_of("Scholz flew")
    before = shown(kept), shown(other)
    [merger] = corrections.merge(kept, [other], why("duplicate"))
    corrections.undo(merger, why("other", "Two events."))
    assert (shown(kept), shown(other)) == before
    assert event_of("Scholz flew") == other
    event = event_of("no sign of a withdrawal")
    before = shown(event)
    new = corrections.split(event, list(event.evidence.filter(excerpt__contains="Numbers")), why("other", "Two."))
    corrections.undo(new.corrections.get(field="split_from"), why("other", "One."))
    assert shown(event) == before
    assert event.evidence.count() == 2
    assert shown(new)["merged_into"] == event.pk


def test_a_corrected_event_whose_sentence_is_gone_stays_as_orphaned(why, monkeypatch, as_editor):
    ingest()
    event = event_of("Brussels")
    corrections.correct(event, {"headline": "NATO ministers to meet"}, why("wording"))
    decided = shown(event)
    monkeypatch.setattr(run, "EXTRACTOR", "2")
    ingest(CHANGED)
    assert shown(event) == decided
    assert event.orphaned
    assert "NATO ministers to meet" in as_editor.get("/admin/timeline/event/?orphaned_too=yes").content.decode()
    ingest(TEXT)
    assert shown(event) == decided
    assert not event.orphaned
    assert event.evidence.count() == 1


def test_an_event_added_by_hand_stays(why, monkeypatch):
    ingest()
    article = Article.objects.get()
    fields = {
        "kind": "event", "date": date(2022, 2, 15), "precision": "day", "headline": "Lavrov meets guests",
        "speaker": None, "quotes": [], "parties": [an_actor("Russia")],
    }  # fmt: skip
    event = corrections.add_event(article, "Lavrov told reporters in Moscow", fields, why("other", "Overlooked."))
    decided = shown(event)
    assert (decided["status"], decided["parties"]) == ("checked", ["Russia"])
    ingest_in_every_way(monkeypatch)
    assert shown(event) == decided
    assert event.evidence.get().excerpt == "Lavrov told reporters in Moscow"


def test_corrected_actors_last(why, monkeypatch):
    ingest()
    price = Actor.objects.get(name="Ned Price")
    changes = {
        "name": "Edward Price", "kind": "person", "role": "spokesman", "country": "US", "wikidata": "Q1",
        "parent": an_actor("United States"),
    }  # fmt: skip
    corrections.correct_actor(price, changes, why("wrong-actor"))
    ingest_in_every_way(monkeypatch)
    price.refresh_from_db()
    assert {name: getattr(price, name) for name in changes} == changes
    assert event_of("no sign of a withdrawal").speaker == price
    assert not Actor.objects.filter(name="Ned Price").exists()


def test_merged_actors_stay_merged_for_all_that_comes_later(why, monkeypatch):
    ingest()
    kept = an_actor("Russian foreign minister", "person", parent=Actor.objects.get(name="Russia"))
    old = event_of("nothing new").speaker
    corrections.merge_actors(kept, [old], why("duplicate"))
    ingest_in_every_way(monkeypatch)
    assert event_of("nothing new").speaker == kept
    later = TEXT.replace("We heard nothing new from our guests", "Our guests brought no papers and no proposals")
    ingest(later.replace("16 February", "23 February"), "later.txt")
    assert event_of("no papers").speaker == kept
    assert not Event.objects.filter(speaker=old).exists()
    assert not Participation.objects.filter(actor=old).exists()


def test_corrected_articles_last(why, monkeypatch):
    ingest()
    article = Article.objects.get()
    changes = {
        "title": "Envoys meet", "publisher": "The Daily Example", "agency": "Example Wire", "author": "A. Writer",
        "url": "https://example.org/talks",
    }  # fmt: skip
    corrections.correct_article(article, changes, why("other", "Asked the outlet."))
    ingest_in_every_way(monkeypatch)
    article.refresh_from_db()
    assert {name: getattr(article, name) for name in changes} == changes
    assert article.body.startswith('"We heard')


def test_a_corrected_publication_date_moves_what_hangs_on_it_and_nothing_else(why, monkeypatch):
    ingest()
    locked, rejected = event_of("stay calm"), event_of("nothing new")
    corrections.correct(locked, {"date": date(2022, 2, 14)}, why())
    corrections.correct(locked, {"date": date(2022, 2, 13)}, why())
    corrections.reject(rejected, why("not-an-event"))
    article = Article.objects.get()
    new_date = NewDate(date(2022, 2, 23))
    _, moves = corrections.preview_redating(article, new_date, why("article-date"))
    told = {(move.public_id, move.what) for move in moves}
    assert event_of("no sign of a withdrawal").date == date(2022, 2, 15)  # nothing has been done yet
    article.refresh_from_db()
    assert article.published == date(2022, 2, 16)
    corrections.redate_article(article, new_date, why("article-date", "The page's clock was wrong."))
    for _ in range(2):
        article.refresh_from_db()
        assert (article.published, article.published_how) == (date(2022, 2, 23), "editor")
        assert event_of("no sign of a withdrawal").date == date(2022, 2, 22)
        assert event_of("Scholz flew").date == date(2022, 2, 14)
        assert event_of("12 February 2022").date == date(2022, 2, 12)
        assert event_of("stay calm").date == date(2022, 2, 13)
        assert event_of("nothing new").status == "rejected"
        assert event_of("stay calm").reported == date(2022, 2, 23)
        ingest_in_every_way(monkeypatch)
        monkeypatch.undo()
        ingest()
    moved = {event_of(words).public_id for words in ("no sign of a withdrawal", "Scholz flew", "Brussels")}
    assert {public_id for public_id, what in told if what == "moves"} >= moved
    assert (locked.public_id, "stays") in told
    assert event_of("12 February 2022").public_id not in {public_id for public_id, _ in told}
    corrections.redate_article(article, NewDate(by_machine=True), why("lifted"))
    article.refresh_from_db()
    assert (article.published, article.locked) == (date(2022, 2, 16), [])
    assert event_of("no sign of a withdrawal").date == date(2022, 2, 15)
