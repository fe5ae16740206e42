"""The database server is killed and comes back, while the site serves and an ingest writes."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.databases import Database, a_writer, finished
from tests.faults.serving import site
from tests.postgres import server


@pytest.fixture
def folder() -> Iterator[Path]:
    """A socket's path must be short."""
    folder = Path(tempfile.mkdtemp(prefix="chronology-", dir="/tmp"))
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("empty", ["postgres"], indirect=True)
def test_site_and_ingest_go_on_by_themselves_when_the_database_is_back(folder, undisturbed):
    with server() as one:
        database = Database(one.url(), one)
        database.manage("migrate", "-v0")
        with site(database, folder) as pages:
            pages.comes_to(200)
            writer = a_writer(database)
            writer.stdout.readline()
            one.kill()
            assert "database cannot be used" in pages.comes_to(503)
            health = json.loads(pages.comes_to(503, "/healthz"))
            assert (health["status"], health["database"]) == ("error", "unreachable")
            one.start()
            pages.comes_to(200)
            pages.comes_to(200, "/healthz")
            finished(writer)
            assert database.told() == undisturbed
            assert "Bakerton" in pages.comes_to(200)
