"""The rows behind entries: what is told of an event, as plain values, since model instances cost more than the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from timeline.models import Event, Evidence, Participation, Reply

_COLUMNS = (
    "pk public_id kind day last_day precision date_basis headline quotes status reports voices locked "
    "speaker__name speaker__role"
).split()


class Part(NamedTuple):
    """Who takes part in an event."""

    actor_id: int
    name: str
    slug: str
    country: str
    role: str
    said: bool


class Teller(NamedTuple):
    """An article that tells an event."""

    pk: int
    publisher: str
    agency: str
    published: date | None
    is_sample: bool


class Answer(NamedTuple):
    """A reply and what it replies to, each by its public id and headline."""

    event: str
    headline: str
    to: str
    to_headline: str


@dataclass(frozen=True, slots=True)
class Told:
    """An event with those who take part in it and the articles that tell it."""

    pk: int
    public_id: str
    kind: str
    day: date | None
    last_day: date | None
    precision: str
    date_basis: str
    headline: str
    quotes: list[str]
    status: str
    reports: int
    voices: int
    locked: list[str]
    speaker: str | None
    speaker_role: str | None
    parts: Sequence[Part]
    tellers: Sequence[Teller]

    @property
    def link(self) -> str:
        return f"/events/{self.public_id}/"


def read_told(ids: Sequence[int]) -> list[Told]:
    """The events with these ids, in their order, in three queries."""
    if not ids:
        return []
    rows = {row[0]: row for row in Event.objects.filter(pk__in=ids).order_by().values_list(*_COLUMNS)}
    parts, tellers = _parts(ids), _tellers(ids)
    return [Told(*rows[pk], parts[pk], tellers[pk]) for pk in ids if pk in rows]  # type: ignore[call-arg]


def answers_among(events: Sequence[Told]) -> list[Answer]:
    """Who answers whom, where one side is among these events and both are public."""
    ids = [event.pk for event in events]
    replies = Reply.objects.public().filter(Q(event__in=ids) | Q(to__in=ids)).order_by("to__day", "event__day", "pk")
    columns = ("event__public_id", "event__headline", "to__public_id", "to__headline")
    return [Answer(*row) for row in replies.values_list(*columns)]


def _parts(ids: Sequence[int]) -> defaultdict[int, list[Part]]:
    found: defaultdict[int, list[Part]] = defaultdict(list)
    rows = Participation.objects.present().filter(event__in=ids).order_by("pk")
    columns = ("event_id", "actor_id", "actor__name", "actor__slug", "actor__country", "role", "said")
    for event_id, *values in rows.values_list(*columns):
        found[event_id].append(Part(*values))
    return found


def _tellers(ids: Sequence[int]) -> defaultdict[int, list[Teller]]:
    found: defaultdict[int, list[Teller]] = defaultdict(list)
    columns = ("article__publisher", "article__agency", "article__published", "article__is_sample")
    rows = Evidence.objects.filter(event__in=ids).order_by("pk").values_list("event_id", "article_id", *columns)
    for event_id, *values in rows:
        found[event_id].append(Teller(*values))
    return found
