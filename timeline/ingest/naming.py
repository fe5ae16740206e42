"""Public ids of events."""

from __future__ import annotations

import hashlib
from base64 import b32encode

from timeline.text import fold

LENGTH = 10


def public_id(origin: str, kind: str, speaker: str | None, sentence: str, number: int = 0) -> str:
    """A short name for an event, from its first evidence, and so the same whenever that is read again. `number` tells
    events apart that would have the same."""
    told = "\0".join((origin, kind, speaker or "", fold(sentence), str(number)))
    return b32encode(hashlib.sha256(told.encode("utf-8", "replace")).digest()).decode().lower()[:LENGTH]
