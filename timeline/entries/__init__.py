"""Events as readers meet them: entries in words, grouped by day, statements beside replies."""

from .entry import Entry, describe
from .grouping import DayGroup, Gap, Row, group_by_day
from .hits import HitMarker
from .page import EventPage, read_page

__all__ = ["DayGroup", "Entry", "EventPage", "Gap", "HitMarker", "Row", "describe", "group_by_day", "read_page"]
