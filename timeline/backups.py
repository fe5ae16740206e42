"""Consistent copies of the database, taken and put back while the site runs."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection

SQLITE_MARK = b"SQLite format 3\x00"
POSTGRES_MARK = b"PGDMP"
OURS = {"django_migrations", "articles_article", "timeline_event", "timeline_evidence"}


class BackupError(Exception):
    """No backup was taken or put back; the message says why."""


def backup(file: Path) -> int:
    """Copy the database into the file, whole or not at all; answers the file's size in bytes."""
    if not file.parent.is_dir():
        raise BackupError(f"{file.parent} is no folder.")
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    os.close(handle)
    part = Path(name)
    try:
        if connection.vendor == "postgresql":
            _run("pg_dump", "--format=custom", f"--file={part}")
        else:
            _copy(_database(), part)
        part.replace(file)
    except (sqlite3.Error, OSError) as error:
        raise BackupError(f"The backup failed: {error}.") from error
    finally:
        part.unlink(missing_ok=True)
    return file.stat().st_size


def restore(file: Path) -> None:
    """Replace everything in the database by what the backup holds. Refuses a file that is no backup of this project."""
    try:
        with file.open("rb") as stream:
            mark = stream.read(len(SQLITE_MARK))
    except OSError as error:
        raise BackupError(f"{file}: {error.strerror}.") from error
    if connection.vendor == "postgresql":
        _refuse_unless(mark.startswith(POSTGRES_MARK), file)
        _refuse_unless(_is_dump(file), file)
        _run(
            "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", "--dbname", _name(), str(file)
        )
        return
    _refuse_unless(mark == SQLITE_MARK, file)
    try:
        _refuse_unless(_is_whole(file), file)
        connection.close()
        _copy(file, _database())
    except sqlite3.Error as error:
        raise BackupError(f"The backup was not put back: {error}.") from error


def _refuse_unless(fine: bool, file: Path) -> None:
    if not fine:
        raise BackupError(f"{file} is no backup of this database.")


def _is_whole(file: Path) -> bool:
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?immutable=1", uri=True)) as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return tables >= OURS and database.execute("PRAGMA quick_check").fetchone() == ("ok",)


def _is_dump(file: Path) -> bool:
    try:
        return set(_run("pg_restore", "--list", str(file)).split()) >= OURS
    except BackupError as error:
        raise BackupError(f"{file} cannot be read: {error}") from error


def _copy(origin: Path, target: Path) -> None:
    """SQLite's own backup in one step: what one reader sees at one moment, without keeping writers waiting."""
    with closing(sqlite3.connect(origin, timeout=30)) as here, closing(sqlite3.connect(target, timeout=30)) as there:
        here.backup(there)


def _settings() -> Mapping[str, Any]:
    return connection.settings_dict


def _database() -> Path:
    return Path(_settings()["NAME"])


def _name() -> str:
    return str(_settings()["NAME"])


def _run(tool: str, *arguments: str) -> str:
    """One of PostgreSQL's tools, told by the environment where the database is, so that no password shows."""
    path = shutil.which(tool)
    if path is None:
        raise BackupError(f"{tool} is not installed; it comes with PostgreSQL's client tools.")
    names = {"PGDATABASE": "NAME", "PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    where = {name: str(_settings()[key]) for name, key in names.items() if _settings()[key]}
    done = subprocess.run([path, *arguments], env={**os.environ, **where}, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise BackupError(f"{tool} failed: {done.stderr.strip()}")
    return done.stdout
