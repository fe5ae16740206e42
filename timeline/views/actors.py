"""Who speaks and acts: all of them, and one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from timeline.entries import read_page
from timeline.forms import EventFilter
from timeline.marks import LEGEND, hue
from timeline.models import Actor, Event, Participation, Reply
from timeline.overview import read_overview
from timeline.roles import sees_rejected

MOST = 1000
MOST_MEMBERS = 100
MOST_LANES = 5
QUOTED = 8


@dataclass(slots=True)
class Listed:
    """An actor in the list, with how often they speak and take part, and those who speak for them."""

    name: str
    slug: str
    role: str
    hue: str
    said: int
    involved: int
    members: list[Listed] = field(default_factory=list)


@require_safe
def actors(request: HttpRequest) -> HttpResponse:
    """Everyone who takes part in a public event, under those for whom they speak."""
    trees, number = listed_actors()
    return render(request, "actors.html", {"trees": trees, "number": number, "most": MOST, "section": "actors"})


def listed_actors() -> tuple[list[Listed], int]:
    """The most involved actors as trees, most involved first, and how many actors there are in all."""
    counted = (
        Participation.objects.present()
        .filter(event__in=Event.objects.public())
        .order_by()
        .values_list("actor_id")
        .annotate(involved=Count("pk"), said=Count("pk", filter=Q(said=True)))
        .order_by("-involved", "actor_id")
    )
    numbers = {actor_id: (involved, said) for actor_id, involved, said in counted}
    actors = Actor.objects.listed().in_bulk(list(numbers)[:MOST])
    listed = {pk: _listed(actors[pk], *numbers[pk]) for pk in list(numbers)[:MOST] if pk in actors}
    roots: list[Listed] = []
    for pk, one in listed.items():
        parent = actors[pk].parent_id
        (listed[parent].members if parent in listed and parent != pk else roots).append(one)
    return roots, len(numbers)


def _listed(actor: Actor, involved: int, said: int) -> Listed:
    return Listed(actor.name, actor.slug, actor.role, hue(actor.country), said, involved)


@dataclass(frozen=True, slots=True)
class Partner:
    name: str
    slug: str
    number: int


@require_safe
def actor(request: HttpRequest, slug: str) -> HttpResponse:
    """One actor: who they are, what they said and did, whom they answer; a redirect if merged into another."""
    found = get_object_or_404(Actor.objects.select_related("parent__parent", "merged_into"), slug=slug)
    if found.merged_into:
        return redirect(found.merged_into)
    query = request.GET.copy()
    query.setlist("actor", [slug])
    question = EventFilter.parse(query, staff=sees_rejected(request.user))
    members = list(Actor.objects.listed().filter(parent=found).order_by("name")[:MOST_MEMBERS])
    overview = read_overview(question, [found, *members[:MOST_LANES]]) if question.is_valid else None
    page = read_page(question, overview.totals, overview.days, overview.archive.year) if overview else None
    context = {
        "actor": found,
        "hue": hue(found.country),
        "parents": list(_parents(found)),
        "members": members,
        "aliases": found.aliases.values_list("name", flat=True)[:40],
        "question": question,
        "overview": overview,
        "strip": overview.strip if overview else None,
        "legend": LEGEND,
        "page": page,
        "quotes": quotes_of(found),
        "answers": partners(found, answering=True),
        "answered_by": partners(found, answering=False),
        "section": "actors",
    }
    return render(request, "actor.html", context, status=200 if question.is_valid else 400)


def _parents(actor: Actor) -> Iterable[Actor]:
    seen = {actor.pk}
    while (parent := actor.parent) and parent.pk not in seen:
        seen.add(parent.pk)
        yield parent
        actor = parent


def quotes_of(actor: Actor) -> list[Event]:
    """Their newest statements that hold a quotation."""
    said = Event.objects.public().filter(speaker=actor).exclude(quotes=[])
    return list(said.in_order("newest")[:QUOTED])


def partners(actor: Actor, *, answering: bool) -> list[Partner]:
    """Whom they answer, or who answers them, as the texts themselves set statements against each other."""
    replies = Reply.objects.public()
    mine, theirs = ("event", "to") if answering else ("to", "event")
    found = replies.filter(**{f"{mine}__speaker": actor}).exclude(**{f"{theirs}__speaker": None})
    counted = Counter(dict(found.values_list(f"{theirs}__speaker").annotate(number=Count("pk"))))
    actors = Actor.objects.in_bulk([pk for pk, _ in counted.most_common(10)])
    return [Partner(actors[pk].name, actors[pk].slug, number) for pk, number in counted.most_common(10)]
