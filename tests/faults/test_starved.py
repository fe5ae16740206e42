"""A full disk and a database that cannot be written: said in words, nothing half written, and all well afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.databases import Database, a_copy, a_writer, finished

MB = 1_000_000


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system of 24 MB, in a folder that the database server may enter too."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    disk = folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m,mode=777", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("needs the right to mount a file system")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)
    shutil.rmtree(folder)


def fill(disk: Path, but: int) -> Path:
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(shutil.disk_usage(disk).free - but))
    return ballast


def on_disk(empty: Database, disk: Path) -> Database:
    """A copy of the empty database of which all data, though not PostgreSQL's log, lie on this disk."""
    if empty.server is None:
        return a_copy(empty, disk)
    space = disk / "space"
    space.mkdir()
    shutil.chown(space, "postgres")
    name = f"starved_{disk.parent.name}".lower()
    with closing(empty.server.connect()) as connection:
        connection.execute(f"CREATE TABLESPACE {name} LOCATION '{space}'")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {empty.url.rpartition('/')[2]} TABLESPACE {name}")
    return Database(empty.server.url(name), empty.server)


def dropped(database: Database) -> None:
    if database.server:
        name = database.url.rpartition("/")[2]
        with closing(database.server.connect()) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
            connection.execute(f"DROP TABLESPACE {name}")


def test_a_full_disk_is_said_and_room_heals_it(empty, small_disk, undisturbed):
    database = on_disk(empty, small_disk)
    ballast = fill(small_disk, but=MB // 4)
    writer = a_writer(database)
    output, _ = writer.communicate()
    assert writer.returncode != 0
    assert any(words in output for words in ("full", "No space left", "could not extend file"))
    told = database.told()
    ballast.unlink()
    assert len(told) < len(undisturbed)
    finished(a_writer(database))
    assert database.told() == undisturbed
    dropped(database)


def test_a_database_that_cannot_be_written_is_said_so(database, tmp_path):
    page = tmp_path / "a.txt"
    page.write_text("Ann Example said on 3 March 2022 that the talks had failed.")
    if database.server:
        name = database.url.rpartition("/")[2]
        with closing(database.connect()) as connection:
            connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    else:
        database.url = f"sqlite:///{tmp_path}/not/there.sqlite3"
    failed = database.manage("ingest", str(page), fails=True)
    assert failed.returncode == 1
    assert "Traceback" not in failed.stderr
    assert "cannot be used" in failed.stderr or "read-only" in failed.stderr
