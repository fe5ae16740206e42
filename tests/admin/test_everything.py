"""All kinds of decisions at once, then every way of reading again; and the same after a backup was put back."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command

from articles.models import Article
from tests.admin.test_lasting import CHANGED, TEXT, event_of, ingest, shown
from tests.builders import an_actor
from timeline import corrections, rollups
from timeline.corrections import NewDate, Why
from timeline.ingest import run
from timeline.models import Actor, Correction, Event

ROOT = Path(__file__).resolve().parents[2]


def decide_everything(editor):
    """Edit each field that can be edited, reject, accept, merge, split, re-date, rename, add by hand."""

    def why(reason="other"):
        return Why(editor, reason, "Looked it up.")

    article, calm = Article.objects.get(), event_of("stay calm")
    fields = {
        "kind": "plan", "date": date(2022, 2, 10), "date_end": date(2022, 2, 12), "precision": "range",
        "headline": "A plea for calm", "speaker": an_actor("Dmytro Kuleba", "person"), "quotes": ["stay calm"],
        "parties": [an_actor("Poland")],
    }  # fmt: skip
    assert set(fields) == set(corrections.EDITABLE)
    corrections.correct(calm, fields, why())
    corrections.reject(event_of("nothing new"), why("not-an-event"))
    corrections.merge(event_of("12 February 2022"), [event_of("Scholz flew")], why("duplicate"))
    told = event_of("no sign of a withdrawal")
    corrections.split(told, list(told.evidence.filter(excerpt__contains="Numbers")), why())
    corrections.accept(told, why())
    corrections.correct(event_of("Brussels"), {"headline": "NATO ministers to meet"}, why("wording"))
    by_hand = {"kind": "event", "date": date(2022, 2, 15), "precision": "day", "headline": "Lavrov meets guests"}
    corrections.add_event(article, "Lavrov told reporters in Moscow", by_hand, why())
    corrections.correct_actor(Actor.objects.get(name="Ned Price"), {"name": "Edward Price", "role": "spokesman"}, why())
    merged = Actor.objects.get(name="Emmanuel Macron")
    corrections.merge_actors(an_actor("President of France", "person"), [merged], why("duplicate"))
    texts = {"title": "Envoys meet", "publisher": "The Daily Example", "agency": "Example Wire", "author": "A. Writer"}
    corrections.correct_article(article, {**texts, "url": "https://example.org/talks"}, why())
    corrections.redate_article(article, NewDate(date(2022, 2, 23)), why("article-date"))


def decisions():
    """Everything that editors decided, as it stands in the database."""
    events = Event.objects.filter(corrections__isnull=False) | Event.objects.filter(merged__isnull=False)
    article = Article.objects.get(origin="talks.txt")
    return {
        "events": {event.public_id: shown(event) | {"evidence": held(event)} for event in events.distinct()},
        "article": [getattr(article, name) for name in ("title", "publisher", "agency", "author", "url", "published")],
        "actors": list(Actor.objects.exclude(locked=[]).order_by("pk").values_list("name", "role", "locked")),
        "merged": list(Actor.objects.exclude(merged_into=None).order_by("pk").values_list("name", "merged_into__name")),
        "log": Correction.objects.count(),
        "history": Event.history.count(),
    }


def held(event):
    """The sentences of an event in few words, so that a changed word does not count."""
    return sorted(sentence.excerpt[-20:] for sentence in event.evidence.all())


def read_again_in_every_way(check, set_version):
    check("the same")
    for version, text, sentence_gone in (
        ("2", TEXT, False),
        ("2", CHANGED, True),
        ("3", CHANGED, True),
        ("3", TEXT, False),
    ):
        set_version(version)
        assert ingest(text).article == "updated"
        check(f"extractor {version}, {'changed' if text == CHANGED else 'same'} text", sentence_gone=sentence_gone)


def checker():
    """A function that compares the decisions with those of now."""
    before = decisions()
    assert len(before["events"]) == 8
    assert {event["status"] for event in before["events"].values()} == {"unreviewed", "checked", "rejected"}

    def check(step, sentence_gone=False):
        now = decisions()
        if sentence_gone:  # the event stays, as orphaned; its sentence is not there to be shown
            [(public_id, event)] = [
                (key, event) for key, event in now["events"].items() if event["headline"] == "NATO ministers to meet"
            ]
            assert event["evidence"] == []
            event["evidence"] = before["events"][public_id]["evidence"]
        assert now == before, step

    return check


@pytest.mark.django_db
def test_no_decision_is_lost(editor, monkeypatch):
    ingest()
    decide_everything(editor)
    assert_counted()
    read_again_in_every_way(checker(), lambda version: monkeypatch.setattr(run, "EXTRACTOR", version))
    assert_counted()


def assert_counted():
    """The counts beside the events follow what editors do."""
    rollups.settle()
    assert not any(rollups.verify().values())


def test_no_decision_is_lost_after_a_backup_was_put_back(tmp_path):
    """In a process of its own, for a backup needs a database in a file."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'chronology.sqlite3'}"}
    code = f"from tests.admin.test_everything import back_up_and_restore; back_up_and_restore({str(tmp_path)!r})"
    setup = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'timeline.settings'; import django; django.setup(); "
    done = subprocess.run(
        [sys.executable, "-c", setup + code], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "nothing lost" in done.stdout


def back_up_and_restore(folder):
    call_command("migrate", verbosity=0)
    editor = User.objects.create_user("ann", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editor"))
    ingest()
    decide_everything(editor)
    check = checker()
    call_command("backup", f"{folder}/backup")
    Correction.objects.all().delete()
    Event.objects.all().delete()
    ingest(CHANGED)
    call_command("restore", f"{folder}/backup")
    check("restored")

    def set_version(version):
        run.EXTRACTOR = version

    read_again_in_every_way(check, set_version)
    print("nothing lost")
