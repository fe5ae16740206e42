"""The overview of an answer: totals, the strip, and the actors and kinds by which it can be narrowed."""

from .counts import Archive, DayCount, Totals, actor_counts, day_counts, lane_tallies, read_archive
from .facets import Chip, Facets
from .overview import Overview, read_overview
from .strip import Strip

__all__ = [
    "Archive",
    "Chip",
    "DayCount",
    "Facets",
    "Overview",
    "Strip",
    "Totals",
    "actor_counts",
    "day_counts",
    "lane_tallies",
    "read_archive",
    "read_overview",
]
