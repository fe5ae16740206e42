"""The overview of an answer: totals, the strip, and the actors and kinds by which it can be narrowed."""

from .counts import Archive, Totals, actor_counts, day_tallies, lane_tallies, read_archive
from .facets import Chip, Facets
from .overview import Overview, read_overview
from .strip import Strip

__all__ = [
    "Archive",
    "Chip",
    "Facets",
    "Overview",
    "Strip",
    "Totals",
    "actor_counts",
    "day_tallies",
    "lane_tallies",
    "read_archive",
    "read_overview",
]
