"""Counts kept beside the events, so that a page costs days × actors and never the number of events.

Triggers note which events changed, whoever changed them; `settle` then takes what these had contributed out of the
counts and adds what they contribute now, in one transaction. Ingest settles article by article, and a reader before it
counts, unless another process is writing. Plain SQL on both databases; `rollups --verify` compares with a recount.
"""

from .keeping import rebuild, settle, verify
from .reading import Choice, actor_numbers, day_counts, first_ids, leading_ids, marks
from .schema import ALL, UNDATED, create, unwatch, watch

__all__ = [
    "ALL",
    "UNDATED",
    "Choice",
    "actor_numbers",
    "create",
    "day_counts",
    "first_ids",
    "keep_after_migrations",
    "leading_ids",
    "marks",
    "rebuild",
    "settle",
    "unwatch",
    "verify",
    "watch",
]


def keep_after_migrations(**_: object) -> None:
    """After every migration: make what is missing, and count events that were there before their counts."""
    if create():
        rebuild()
