"""A server for the session, and a fresh chronology on each kind of database for each test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.databases import Database, a_copy, a_writer, finished
from tests.postgres import Server, programs, server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    if programs() is None and not os.environ.get("REQUIRE_ALL"):
        pytest.skip("needs PostgreSQL: apt-get install postgresql, or set PG_BIN")
    with server() as one:
        yield one


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory) -> Database:
    empty = Database(f"sqlite:///{tmp_path_factory.mktemp('empty')}/test.sqlite3")
    empty.manage("migrate", "-v0")
    return empty


@pytest.fixture(scope="session")
def empty_postgres(postgres) -> Database:
    empty = Database(postgres.create("empty"), postgres)
    empty.manage("migrate", "-v0")
    return empty


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def empty(request) -> Database:
    return request.getfixturevalue(f"empty_{request.param}")


@pytest.fixture(scope="session")
def another(empty, tmp_path_factory) -> Callable[[], Database]:
    """another() -> an empty chronology on the same kind of database."""
    return lambda: a_copy(empty, tmp_path_factory.mktemp("copy"))


@pytest.fixture
def database(another) -> Database:
    return another()


@pytest.fixture(scope="session")
def undisturbed(another) -> list[tuple]:
    """What is told when a writer of made-up articles is left in peace."""
    database = another()
    finished(a_writer(database))
    told = database.told()
    assert len(told) > 10
    return told


@pytest.fixture
def pages(tmp_path) -> Path:
    """Twelve short pages, of which many tell the same."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(a_page(number))
    return folder


def a_page(number: int) -> str:
    place = ("Geneva", "Istanbul", "Antalya", "Brussels")[number % 4]
    return f"""Example Daily
Ministers meet in {place}, round {number // 2}

By Ann Writer
March {4 + number % 3}, 2022

Foreign Minister Sergey Lavrov met Secretary of State Antony Blinken in {place} on Thursday. It was a cold morning.

“We shall talk again before snow number {number // 3} melts,” Blinken told reporters after the meeting on Thursday.

Lavrov said on Thursday that nobody had asked him to stay for dinner number {number}. His motorcade left at once.
"""
