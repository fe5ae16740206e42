"""Actors, events, the evidence they rest on, and editors' corrections."""

from .actors import Actor, Alias, Speaker
from .corrections import Correction
from .events import Event, Participation, Reply
from .evidence import Evidence
from .querysets import Term
from .queue import QueuedPage

__all__ = [
    "Actor",
    "Alias",
    "Correction",
    "Event",
    "Evidence",
    "Participation",
    "QueuedPage",
    "Reply",
    "Speaker",
    "Term",
]
