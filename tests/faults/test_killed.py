"""Ingest that is killed, run twice at once, or kept waiting."""

from __future__ import annotations

import os
import random
import signal
import time
from contextlib import closing

from tests.faults.databases import PATIENCE, WRITTEN, a_writer, finished

MOMENTS = int(os.environ.get("MOMENTS", "3"))


def test_killed_at_any_moment_it_goes_on_where_it_was(database, undisturbed):
    chance = random.Random(MOMENTS)
    for _ in range(MOMENTS):
        writer = a_writer(database)
        time.sleep(chance.uniform(0, 0.4))
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        database.told()
    finished(a_writer(database))
    assert database.told() == undisturbed


def test_two_at_once_do_not_double_anything(database, undisturbed):
    for writer in [a_writer(database), a_writer(database), a_writer(database, WRITTEN // 2)]:
        finished(writer)
    assert database.told() == undisturbed


def test_another_writer_is_waited_for(database):
    with closing(database.connect()) as other:
        other.execute("BEGIN" if database.server else "BEGIN IMMEDIATE")
        if database.server:
            other.execute("LOCK TABLE articles_article IN ACCESS EXCLUSIVE MODE")
        writer = a_writer(database, 0, 2)
        time.sleep(1)
        assert writer.poll() is None
        other.execute("ROLLBACK")
    finished(writer)
    assert len(database.told()) > 2


def test_a_stop_is_no_accident(database, pages):
    ingest = database.start("ingest", str(pages))
    deadline = time.monotonic() + PATIENCE
    while not database.count("articles_article") and time.monotonic() < deadline:
        time.sleep(0.05)
    ingest.send_signal(signal.SIGTERM)
    output, _ = ingest.communicate(timeout=PATIENCE)
    assert ingest.returncode in (130, 0)
    assert ingest.returncode == 0 or "Run it again" in output
    assert "Traceback" not in output
