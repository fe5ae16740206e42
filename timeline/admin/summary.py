"""An event in a few plain lines, for previews."""

from __future__ import annotations

from dataclasses import dataclass

from timeline import corrections
from timeline.models import Event


@dataclass(frozen=True)
class Summary:
    pk: int
    headline: str
    when: str
    kind: str
    speaker: str
    actors: str
    sentences: list[str]


def summary(event: Event) -> Summary:
    return Summary(
        event.pk or 0,
        event.headline,
        dated(event),
        event.get_kind_display(),
        event.speaker.name if event.speaker else "",
        "; ".join(actor.name for actor in corrections.parties(event)),
        list(event.evidence.values_list("excerpt", flat=True)),
    )


def dated(event: Event) -> str:
    """The date with its precision, in words."""
    if event.date is None:
        return f"undated, reported {event.reported:%-d %b %Y}" if event.reported else "undated"
    if event.precision == Event.Precision.YEAR:
        return f"{event.date:%Y}"
    if event.precision == Event.Precision.MONTH:
        return f"{event.date:%B %Y}"
    if event.date_end and event.date_end != event.date:
        return f"{event.date:%-d %b %Y} to {event.date_end:%-d %b %Y}"
    return f"{event.date:%-d %b %Y}"
