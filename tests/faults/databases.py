"""Databases that tests may kill, fill and copy, and what stands in them."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.postgres import Server

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 600
WRITTEN = 30
_EVENTS = """
    SELECT e.id, e.kind, e.date, e.date_end, e.precision, e.headline, a.name, e.quotes, e.reports, e.voices, e.day
    FROM timeline_event e LEFT JOIN timeline_actor a ON a.id = e.speaker_id WHERE e.merged_into_id IS NULL"""
_EVIDENCE = """
    SELECT s.event_id, a.origin, s.start, s.excerpt
    FROM timeline_evidence s JOIN articles_article a ON a.id = s.article_id"""
_PARTS = """
    SELECT p.event_id, a.name, p.role FROM timeline_participation p JOIN timeline_actor a ON a.id = p.actor_id"""
_LEFT_OVER = """
    SELECT COUNT(*) FROM articles_article a
    WHERE NOT EXISTS (SELECT 1 FROM timeline_evidence s WHERE s.article_id = a.id)"""


@dataclass
class Database:
    """One chronology, reached as its users reach it: by commands and by its tables."""

    url: str
    server: Server | None = None
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "DATABASE_URL": self.url, **self.variables}

    @property
    def file(self) -> Path:
        """Where an SQLite database lies."""
        return Path(self.url.removeprefix("sqlite:///"))

    def manage(self, *arguments: str, fails: bool = False) -> subprocess.CompletedProcess[str]:
        """Run a command of manage.py to its end, which must be good unless it `fails`."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=PATIENCE)
        assert bool(done.returncode) == fails, done.stdout + done.stderr
        return done

    def start(self, *arguments: str, **options: Any) -> subprocess.Popen[str]:
        """Start a command of manage.py, or a module with "-m"."""
        command = [sys.executable, *([] if arguments[0] == "-m" else ["manage.py"]), *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, **options}
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, **pipes)

    def connect(self) -> Any:
        return self.server.connect(self.url.rpartition("/")[2]) if self.server else sqlite3.connect(self.file)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(self.connect()) as connection:
            return connection.execute(query).fetchall()

    def count(self, table: str) -> int:
        return self.rows(f"SELECT COUNT(*) FROM {table}")[0][0]

    def told(self) -> list[tuple[Any, ...]]:
        """Events by their content, without keys: what must be equal however they came in. Fails on half an article."""
        assert self.rows(_LEFT_OVER) == [(0,)]
        evidence, parts = defaultdict(list), defaultdict(list)
        for event, *row in self.rows(_EVIDENCE):
            evidence[event].append(tuple(row))
        for event, *row in self.rows(_PARTS):
            parts[event].append(tuple(row))
        return sorted(
            (*map(str, row), tuple(sorted(evidence[event])), tuple(sorted(parts[event])))
            for event, *row in self.rows(_EVENTS)
        )


def a_copy(empty: Database, folder: Path) -> Database:
    """An empty chronology like this one."""
    if empty.server is None:
        shutil.copy(empty.file, folder / "test.sqlite3")
        return Database(f"sqlite:///{folder}/test.sqlite3")
    name = f"copy_{folder.name}".lower().replace("-", "_")
    with closing(empty.server.connect()) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{empty.url.rpartition("/")[2]}"')
    return Database(empty.server.url(name), empty.server)


def a_writer(database: Database, first: int = 0, last: int = WRITTEN) -> subprocess.Popen[str]:
    """Writes made-up articles, without the time that reading them takes; says when it starts."""
    writer = database.start("-m", "tests.faults.writers", str(first), str(last))
    assert writer.stdout.readline() == "ready\n", writer.communicate()[0]
    return writer


def finished(process: subprocess.Popen[str]) -> str:
    output, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, output
    return output
