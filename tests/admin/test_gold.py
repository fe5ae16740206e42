"""What editors decided becomes gold, and shows where extraction errs."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from articles.models import Article
from tests.admin.test_lasting import event_of, ingest
from tests.builders import an_actor
from timeline import corrections
from timeline.corrections import Why

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path, why, editor):
    """Gold of an article in which an editor corrected one event, accepted one, rejected one and added one."""
    ingest()
    corrections.correct(event_of("stay calm"), {"speaker": an_actor("Dmytro Kuleba", "person")}, why("wrong-speaker"))
    corrections.accept(event_of("12 February 2022"), Why(editor, "other", "Right."))
    corrections.reject(event_of("Scholz flew"), why("not-an-event"))
    fields = {"kind": "event", "date": date(2022, 2, 15), "precision": "day", "headline": "Lavrov meets reporters"}
    corrections.add_event(Article.objects.get(), "Lavrov told reporters in Moscow", fields, why("other", "Overlooked."))
    call_command("export", "corrections", "--format", "gold", "--output", str(tmp_path / "gold"), stderr=StringIO())
    return tmp_path / "gold"


def test_gold_holds_what_editors_decided(folder):
    [file] = folder.iterdir()
    gold = json.loads(file.read_text())
    items = {item["anchor"]: item for item in gold["events"]}
    calm = next(item for anchor, item in items.items() if "stay calm" in anchor)
    assert (gold["article"], gold["published"], file.name) == ("talks", "2022-02-16", "talks.json")
    assert (calm["speaker"], calm["date"], calm["required"]) == ("Dmytro Kuleba", "2022-02-14", True)
    assert calm["actors"][0] == "Dmytro Kuleba"
    assert items["Lavrov told reporters in Moscow"]["required"]
    assert not any("Scholz flew" in anchor for anchor in items)
    assert not next(item for anchor, item in items.items() if "Brussels" in anchor)["required"]


def test_evaluate_names_where_the_machine_errs(folder):
    answer = StringIO()
    call_command("evaluate", str(folder), stdout=answer)
    told = answer.getvalue()
    assert "speaker of 'Ukrainian President Volodymyr Zelenskyy urged" in told
    assert "kind of 'Lavrov told reporters in Moscow': statement by Sergey Lavrov" in told
    assert "no gold for" in told
    assert "By rule" in told
    assert "By kind" in told
    assert "By speaker" in told


def test_without_decisions_there_is_no_gold(tmp_path):
    ingest()
    call_command("export", "corrections", "--format", "gold", "--output", str(tmp_path / "gold"), stderr=StringIO())
    assert list((tmp_path / "gold").iterdir()) == []
