"""Counts kept beside the events, so that a page costs days × actors and never the number of events.

Triggers note which events changed, whoever changed them; `settle` then takes what these had contributed out of the
counts and adds what they contribute now, in one transaction. Ingest settles article by article, and a reader before it
counts, unless another process is writing. Plain SQL on both databases; `rollups --verify` compares with a recount.
"""

from .keeping import settle, verify
from .lanes import LaneCounts, lane_counts
from .listing import first_ids, leading_ids
from .parts import Part, parts_of
from .reading import Choice, actor_numbers, article_numbers, day_counts, kind_numbers
from .rebuilding import rebuild
from .schema import ALL, UNDATED, create, unwatch, watch

__all__ = [
    "ALL",
    "UNDATED",
    "Choice",
    "LaneCounts",
    "Part",
    "actor_numbers",
    "article_numbers",
    "create",
    "day_counts",
    "first_ids",
    "keep_after_migrations",
    "kind_numbers",
    "lane_counts",
    "leading_ids",
    "parts_of",
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
