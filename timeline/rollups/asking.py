"""Asking the database in plain SQL, and being alone with its counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

LOCK = 7_202_202_25


def alone(patient: bool) -> bool:
    """One process at a time: SQLite's immediate transactions see to that by themselves."""
    if connection.vendor == "sqlite":
        return True
    if patient:
        ask("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        return True
    return bool(ask("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])[0][0])


def do(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def ask(statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall()
