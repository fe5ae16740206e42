"""`ingest --queue` and its workers, of which one is killed in the middle of an article, and one page cannot be read."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable

import pytest

from tests.faults.databases import PATIENCE, Database, a_copy

QUICK = {"WORKER_SIGN_OF_LIFE": "1"}


@pytest.fixture
def database(empty_postgres, tmp_path_factory) -> Database:
    made = a_copy(empty_postgres, tmp_path_factory.mktemp("queue"))
    made.variables.update(QUICK)
    return made


def eventually(is_so: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, f"{what}: not in {PATIENCE} seconds"
        time.sleep(0.1)


def test_whatever_happens_to_workers_each_page_is_read_once(database, empty_postgres, pages, tmp_path_factory):
    direct = a_copy(empty_postgres, tmp_path_factory.mktemp("direct"))
    direct.manage("ingest", str(pages))
    (pages / "poison.html").write_text("<html><head><title>Nothing</title></head><body></body></html>")
    table = database.manage("ingest", "--queue", str(pages)).stdout
    assert "queued    │ 13" in table
    again = database.manage("ingest", "--queue", str(pages)).stdout
    assert "queued    │ 0" in again

    def is_being_read() -> bool:
        return database.rows("SELECT COUNT(*) FROM procrastinate_jobs WHERE status = 'doing'") > [(0,)]

    first = database.start("procrastinate", "worker")
    eventually(is_being_read, "a page is being read")
    first.send_signal(signal.SIGKILL)
    first.communicate()
    assert is_being_read()
    workers = [database.start("procrastinate", "worker") for _ in range(2)]
    try:
        waiting = "SELECT COUNT(*) FROM timeline_queuedpage WHERE set_aside IS NULL"
        eventually(lambda: database.rows(waiting) == [(0,)], "nothing waits")
        status = database.manage("ingest", "--status").stdout
    finally:
        for worker in workers:
            worker.send_signal(signal.SIGTERM)
    assert [worker.wait(PATIENCE) for worker in workers] == [0, 0]
    assert "set aside                  1" in status
    assert "poison.html: ValueError: no text in the HTML" in status
    assert database.rows("SELECT origin, attempts FROM timeline_queuedpage") == [("poison.html", 3)]
    assert database.told() == direct.told()
    assert database.manage("rollups", "--verify").stdout == "all counts are right\n"
