"""The overview of an answer: totals, the strip, and the actors and kinds by which it can be narrowed."""

from .counts import Archive, DayCount, Totals, actor_counts, day_counts, lane_counts, read_archive, totals
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
    "lane_counts",
    "read_archive",
    "read_overview",
    "totals",
]
