"""Seeing what an act would do, by doing it and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

Seen = TypeVar("Seen")


def rehearse(act: Callable[[], Seen]) -> Seen:
    """What `act` answers, with everything it wrote undone. The answer must hold plain values, not queries."""
    with transaction.atomic():
        seen = act()
        transaction.set_rollback(True)
    return seen
