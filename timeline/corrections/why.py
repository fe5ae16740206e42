"""Who corrects, when and why: handed to every function that changes something in an editor's name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from timeline.models import Correction

LONGEST_WORDS = 2000


@dataclass(frozen=True)
class Why:
    """`editor` (a user), `reason` (a `Correction.Reason`), `words` of their own, and where the truth can be looked up.

    All rows that one act writes bear its `when`. Raises ValidationError for an unknown reason, or "other" without
    words."""

    editor: Any
    reason: str
    words: str = ""
    evidence_url: str = ""
    when: datetime = field(default_factory=timezone.now)

    def __post_init__(self) -> None:
        if self.reason not in Correction.Reason.values:
            raise ValidationError({"reason": "Choose a reason."})
        if self.reason == Correction.Reason.OTHER and not self.words.strip():
            raise ValidationError({"words": "Say in words why, when no reason of the list fits."})
        if len(self.words) > LONGEST_WORDS:
            raise ValidationError({"words": f"At most {LONGEST_WORDS} characters."})
        if self.evidence_url:
            _check_address(self.evidence_url)

    def __str__(self) -> str:
        label = str(Correction.Reason(self.reason).label)
        return f"{label}: {self.words}" if self.words else label


def _check_address(address: str) -> None:
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise ValidationError({"evidence_url": error.messages}) from error
