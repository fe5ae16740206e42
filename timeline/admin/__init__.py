"""The editors' desk: Django's admin, made for reviewing and correcting."""

from . import actors, articles, corrections, events, evidence, waiting

__all__ = ["actors", "articles", "corrections", "events", "evidence", "waiting"]
