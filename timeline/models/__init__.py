"""Actors, events, the evidence they rest on, and editors' corrections."""

from .actors import Actor, Alias, Speaker
from .corrections import Correction
from .events import Event, Participation, Reply
from .evidence import Evidence
from .querysets import Term

__all__ = ["Actor", "Alias", "Correction", "Event", "Evidence", "Participation", "Reply", "Speaker", "Term"]
