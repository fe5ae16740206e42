"""Two actors, day by day, side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from timeline.days import day_words
from timeline.entries import Entry, HitMarker, describe
from timeline.entries.page import first_events
from timeline.entries.reading import Told
from timeline.forms import LONGEST_PAGE, PAGE_SIZE, EventFilter
from timeline.models import Actor
from timeline.overview import actor_counts
from timeline.roles import sees_rejected

OFFERED = 200


@dataclass(slots=True)
class ComparedDay:
    """What each of the two said or did on one day; events of both stand in the middle."""

    heading: str
    under: str
    datetime: str
    left: list[Entry] = field(default_factory=list)
    both: list[Entry] = field(default_factory=list)
    right: list[Entry] = field(default_factory=list)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """The comparison, or the two fields that ask for one. 400 for an actor that is not known."""
    question = EventFilter.parse(_as_filter(request), staff=sees_rejected(request.user))
    actors = Actor.objects.listed().in_bulk(question.actor_ids)
    two = [actors[pk] for pk in question.actor_ids if pk in actors]
    context = {
        "question": question,
        "choices": choices(),
        "two": two,
        "asked": _asked(request, question),
        "section": "compare",
    }
    if not question.is_valid:
        return render(request, "compare.html", context, status=400)
    if len(two) == 2:
        events = first_events(question)
        context["days"] = days_of(question, two, events)
        context["more"] = min(question.upto + PAGE_SIZE, LONGEST_PAGE) if len(events) == question.upto else 0
    return render(request, "compare.html", context)


def days_of(question: EventFilter, two: list[Actor], events: list[Told]) -> list[ComparedDay]:
    """The events of either, by day; on each day those of the left, of both, and of the right."""
    marked = HitMarker(question.terms)
    days: dict[date | None, ComparedDay] = {}
    for event in events:
        day = days.setdefault(event.day, _day(event.day))
        ids = {part.actor_id for part in event.parts if part.said or question.role != "said"}
        is_left, is_right = two[0].pk in ids, two[1].pk in ids
        column = day.both if is_left and is_right else day.left if is_left else day.right
        column.append(describe(event, marked))
    return list(days.values())


def _day(day: date | None) -> ComparedDay:
    if day is None:
        return ComparedDay("Undated", "", "")
    return ComparedDay(day_words(day), f"{day:%A}, {day.year}", day.isoformat())


def choices() -> list[Actor]:
    """Actors to choose from, the most involved first."""
    numbers = actor_counts(EventFilter())
    actors = Actor.objects.listed().in_bulk(list(numbers))
    return [actors[pk] for pk in numbers if pk in actors][:OFFERED]


def _as_filter(request: HttpRequest):
    """left and right are the two actors of a filter; all its other fields hold here as well."""
    query = request.GET.copy()
    query.setlist("actor", [slug for slug in (query.get("left", ""), query.get("right", "")) if slug.strip()])
    return query


def _asked(request: HttpRequest, question: EventFilter) -> dict[str, str]:
    slugs = {name: request.GET.get(name, "") for name in ("left", "right")}
    days = {"from": question.first, "to": question.last}
    return slugs | {name: day.isoformat() if day else "" for name, day in days.items()}
