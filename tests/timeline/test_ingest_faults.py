"""Ingest that is killed, run twice at once, or kept waiting: in the end all is there, once and whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = 30
KILLS = 4


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "test.sqlite3"
    _manage({**os.environ, "DATABASE_URL": f"sqlite:///{file}"}, "migrate", "-v0")
    return file


@pytest.fixture
def database(empty, tmp_path) -> dict[str, str]:
    return _copy(empty, tmp_path)


def _copy(empty: Path, folder: Path) -> dict[str, str]:
    shutil.copy(empty, folder / "test.sqlite3")
    return {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/test.sqlite3"}


def _manage(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)


def _writer(environment: dict[str, str], first: int = 0, last: int = PAGES) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.timeline.writers", str(first), str(last)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def _finished(writer: subprocess.Popen[str]) -> None:
    writer.communicate(timeout=300)
    assert writer.returncode == 0


def _told(environment: dict[str, str]) -> list[tuple]:
    """Events as sets of sentences, with what must agree with them."""
    with closing(sqlite3.connect(environment["DATABASE_URL"].removeprefix("sqlite:///"))) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        return sorted(
            database.execute(
                """SELECT headline, reports, voices, day,
                   (SELECT group_concat(place, ' ') FROM
                    (SELECT origin || ':' || start AS place FROM timeline_evidence s
                     JOIN articles_article a ON a.id = s.article_id WHERE s.event_id = e.id ORDER BY place)),
                   (SELECT count(*) FROM timeline_participation p WHERE p.event_id = e.id)
                   FROM timeline_event e WHERE merged_into_id IS NULL"""
            )
        )


@pytest.fixture(scope="module")
def undisturbed(empty, tmp_path_factory) -> list[tuple]:
    environment = _copy(empty, tmp_path_factory.mktemp("calm"))
    _finished(_writer(environment))
    return _told(environment)


def test_killed_at_any_moment_it_goes_on_where_it_was(database, undisturbed):
    chance = random.Random(7)
    for _ in range(KILLS):
        writer = _writer(database)
        assert writer.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, 0.4))
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
    _finished(_writer(database))
    assert _told(database) == undisturbed


def test_two_at_once_do_not_double_anything(database, undisturbed):
    writers = [_writer(database), _writer(database), _writer(database, PAGES // 2)]
    for writer in writers:
        _finished(writer)
    assert _told(database) == undisturbed


def test_a_busy_database_is_waited_for(database):
    with closing(sqlite3.connect(database["DATABASE_URL"].removeprefix("sqlite:///"))) as other:
        other.execute("BEGIN IMMEDIATE")
        writer = _writer(database, 0, 2)
        assert writer.stdout.readline() == "ready\n"
        time.sleep(1)
        assert _told(database) == []
        other.rollback()
    _finished(writer)
    assert len(_told(database)) > 2


def test_a_backup_taken_meanwhile_is_whole_and_can_be_put_back(database, undisturbed, tmp_path):
    writer = _writer(database)
    for _ in range(5):
        writer.stdout.readline()
    _manage(database, "backup", str(tmp_path / "copy"))
    _finished(writer)
    _manage(database, "restore", str(tmp_path / "copy"))
    assert all(evidence and parts for *_, evidence, parts in _told(database))
    _finished(_writer(database))
    assert _told(database) == undisturbed


def test_a_backup_is_put_back_whole(database, undisturbed, empty, tmp_path):
    _finished(_writer(database))
    _manage(database, "backup", str(tmp_path / "all"))
    (tmp_path / "other").mkdir()
    other = _copy(empty, tmp_path / "other")
    _manage(other, "restore", str(tmp_path / "all"))
    assert _told(other) == undisturbed


@pytest.mark.parametrize("content", [b"", b"no backup", b"SQLite format 3\0 but nothing more", None])
def test_what_is_no_backup_is_refused(database, tmp_path, content):
    file = tmp_path / "wrong"
    if content is not None:
        file.write_bytes(content)
    else:
        with closing(sqlite3.connect(file)) as other:
            other.execute("CREATE TABLE another (thing)")
    with pytest.raises(subprocess.CalledProcessError) as refused:
        _manage(database, "restore", str(file))
    assert refused.value.returncode == 1
    assert "Traceback" not in refused.value.stderr
    assert str(file) in refused.value.stderr or "not put back" in refused.value.stderr


def test_a_database_that_cannot_be_written_is_said_so(database, tmp_path):
    (tmp_path / "a.txt").write_text("Ann Example said on 3 March 2022 that the talks had failed.")
    environment = {**database, "DATABASE_URL": f"sqlite:///{tmp_path}/not/there.sqlite3"}
    with pytest.raises(subprocess.CalledProcessError) as failed:
        _manage(environment, "ingest", str(tmp_path / "a.txt"))
    assert failed.value.returncode == 1
    assert "The database cannot be used" in failed.value.stderr
    assert "Traceback" not in failed.value.stderr
