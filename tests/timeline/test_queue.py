"""The queue: what is left, what a worker does with it, and what people see of it. On PostgreSQL only."""

from __future__ import annotations

import json
import random
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from articles.models import Article
from tests.admin.conftest import browser_of, person
from tests.timeline.stories import an_extraction, tells
from timeline.ingest import queue
from timeline.ingest.leaving import leave_all
from timeline.ingest.readers import RawPage
from timeline.ingest.run import Options
from timeline.models import Event, QueuedPage

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not queue.has_queue(), reason="the queue needs PostgreSQL"),
]
PAGE = RawPage("a.txt", "Firefly said on Monday that all was well.")
NEWER = RawPage("a.txt", "Firefly said on Monday that all was very well.")


@pytest.fixture
def tasks():
    from timeline.ingest import tasks

    return tasks


@pytest.fixture(autouse=True)
def reader(monkeypatch):
    """What extraction answers, instead of a process with a language model."""
    from timeline.ingest import tasks

    answers = {}

    def extract(task):
        return answers.get(task.page.origin) or an_extraction(tells(task.page.text))

    monkeypatch.setattr(tasks, "extract_apart", extract)
    return answers


def jobs() -> int:
    from procrastinate.contrib.django.models import ProcrastinateJob

    return ProcrastinateJob.objects.filter(task_name=queue.TASK).count()


def test_a_page_is_left_once_with_its_job(tasks):
    assert queue.leave(PAGE, None)
    assert not queue.leave(PAGE, None)
    assert not queue.leave(RawPage("elsewhere.txt", PAGE.text), None)
    assert (QueuedPage.objects.count(), jobs()) == (1, 1)


def test_of_an_origin_only_the_newest_text_waits(tasks):
    queue.leave(PAGE, None)
    assert queue.leave(NEWER, None)
    assert (QueuedPage.objects.get().text, jobs()) == (NEWER.text, 1)


def test_a_page_that_was_read_is_gone_from_the_queue(tasks):
    queue.leave(PAGE, date(2022, 1, 25))
    tasks.read(page_id=QueuedPage.objects.get().pk)
    assert not QueuedPage.objects.exists()
    assert Article.objects.get().extracted["given"] == "2022-01-25"
    assert Event.objects.count() == 1
    tasks.read(page_id=1)


def test_what_comes_while_a_page_is_being_read_is_read_too(tasks, monkeypatch):
    queue.leave(PAGE, None)
    texts = []

    def slow(task):
        if not texts:
            queue.leave(NEWER, None)
        texts.append(task.page.text)
        return an_extraction(tells(task.page.text))

    monkeypatch.setattr(tasks, "extract_apart", slow)
    tasks.read(page_id=QueuedPage.objects.get().pk)
    assert texts == [PAGE.text, NEWER.text]
    assert Article.objects.get().raw == NEWER.text
    assert not QueuedPage.objects.exists()


def test_a_page_that_cannot_be_read_is_set_aside_after_three_tries(tasks, reader):
    reader["a.txt"] = "took longer than 120 seconds"
    queue.leave(PAGE, None)
    row = QueuedPage.objects.get()
    for _ in range(2):
        with pytest.raises(tasks.TryAgain):
            tasks.read(page_id=row.pk)
        row.refresh_from_db()
        assert (row.reason, row.set_aside) == ("took longer than 120 seconds", None)
    tasks.read(page_id=row.pk)
    row.refresh_from_db()
    assert row.set_aside
    assert queue.latest_reasons() == [("a.txt", "took longer than 120 seconds")]
    assert queue.progress().set_aside == 1
    del reader["a.txt"]
    assert queue.leave(PAGE, None)
    assert queue.progress().waiting == 1
    tasks.read(page_id=row.pk)
    assert Article.objects.count() == 1


def test_a_page_that_kills_its_workers_is_set_aside(tasks):
    queue.leave(PAGE, None)
    QueuedPage.objects.update(attempts=3)
    tasks.read(page_id=QueuedPage.objects.get().pk)
    assert queue.latest_reasons() == [("a.txt", tasks.LOST)]
    assert not Article.objects.exists()


def test_an_address_too_long_for_an_index_keeps_only_its_own_page_out(tmp_path):
    chance = random.Random(1)
    address = "https://example.org/" + "".join(chr(chance.randrange(0x400, 0x4FF)) for _ in range(1900))
    lines = [{"url": address, "text": PAGE.text}, {"url": "https://example.org/b", "text": NEWER.text}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)))
    bad = []
    report = leave_all([str(tmp_path)], Options(), on_bad=bad.append, on_done=lambda: None)
    assert report.articles == {"queued": 1, "unchanged": 0, "failed": 1}
    assert [each.name for each in bad] == [address]
    assert "the database refuses it" in bad[0].reason


def test_status_and_health_tell_of_the_queue(client, capsys):
    queue.leave(PAGE, None)
    call_command("ingest", "--status")
    assert "waiting                    1" in capsys.readouterr().out
    answer = client.get("/healthz").json()
    assert answer["queue"] == {"waiting": 1, "in_work": 0, "set_aside": 0, "workers": 0}
    assert "pages wait and no worker runs" in answer["complaints"]


def test_editors_see_the_queue_and_try_again(tasks, reader):
    reader["a.txt"] = "no text"
    queue.leave(PAGE, None)
    QueuedPage.objects.update(attempts=3, reason="no text", set_aside="2022-03-01T00:00Z")
    editor = browser_of(person("ann", "Editor"))
    address = reverse("admin:timeline_queuedpage_changelist")
    page = editor.get(address).content.decode()
    assert "1 set aside" in page
    assert "no text" in page
    assert "Give up" not in page
    row = QueuedPage.objects.get()
    editor.post(address, {"action": "again", "_selected_action": [row.pk]})
    row.refresh_from_db()
    assert (row.set_aside, row.attempts) == (None, 0)
    QueuedPage.objects.update(set_aside="2022-03-01T00:00Z")
    chief = browser_of(person("carl", "Chief editor"))
    chief.post(address, {"action": "give_up", "_selected_action": [row.pk]})
    assert not QueuedPage.objects.exists()
    assert browser_of(person("vera", "Viewer")).get(address).status_code == 403
