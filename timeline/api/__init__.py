"""The read-only API: events, actors, articles, days and search, under /api/v1/."""

from .endpoints import api

__all__ = ["api"]
