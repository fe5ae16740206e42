"""The operations of the API. Each reads its question itself, by the one filter; Django Ninja routes and documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from ninja import NinjaAPI

from timeline.api import schemas
from timeline.api.answers import answer, chosen, next_page, refuse
from timeline.api.paging import Keyset
from timeline.api.parameters import FILTER, ORDER, PAGES, SEARCH, Asked, fields_of, read
from timeline.asking import number_of, site_of
from timeline.exports import about, readers
from timeline.exports.columns import ACTORS, ARTICLES, EVENTS
from timeline.exports.events import EventReader
from timeline.exports.rows import Row
from timeline.models import Actor, Event
from timeline.roles import sees_rejected
from timeline.text import fold

MOST_ACTORS = 20

api = NinjaAPI(
    title=f"{about.TITLE} API",
    version="1",
    description=f"{about.SUBJECT}. Read-only, no key needed. {about.LICENCE_WORDS}",
    docs_url=None,
    urls_namespace="api",
)
View = Callable[..., HttpResponseBase]


def get(path: str, response: Any, parameters: Iterable[dict[str, Any]] = (), *, example: str) -> Callable[[View], View]:
    """An operation for GET, and unmentioned for HEAD. `example`: a path below the API that shows its use."""
    refusals = {400: schemas.Refusal} if parameters else {404: schemas.Refusal, 410: schemas.Refusal}
    extra = {"parameters": list(parameters), "x-example": f"/api/v1{example}"}

    def register(view: View) -> View:
        api.api_operation(["HEAD"], path, include_in_schema=False)(view)
        summary = f"{view.__name__.partition('_')[0].capitalize()} {view.__name__.partition('_')[2]}".strip()
        options = {"operation_id": view.__name__, "summary": summary, "openapi_extra": extra}
        return api.get(path, response={200: response, **refusals}, **options)(view)

    return register


@get(
    "/events",
    schemas.EventPage,
    (*FILTER, ORDER, fields_of(EVENTS), *PAGES),
    example="/events?kind=statement&from=2022-01-24&to=2022-03-01&fields=id,date,headline,speaker&limit=10",
)
def list_events(request: HttpRequest) -> HttpResponseBase:
    """Events that answer the filter, page by page."""
    asked = read(request)
    if asked.errors:
        return refuse(request, asked.errors)
    return answer(request, _event_page(request, asked))


def _event_page(request: HttpRequest, asked: Asked) -> Row:
    events = asked.question.apply()
    keyset = Keyset("public_id", "day", newest_first=asked.question.order == "newest")
    ids, following = keyset.page(events, asked.after, asked.limit)
    found = [chosen(row, asked.fields) for row, _ in EventReader(site_of(request)).rows(ids)]
    return {"count": number_of(asked.question), "next": next_page(request, following), "events": found}


@get("/events/{public_id}", schemas.Event, example="/events/{public_id}")
def read_event(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One event. A merged one redirects to the event that it is now part of; a rejected one is gone."""
    event = _first(Event.objects.select_related("merged_into"), public_id=public_id)
    if event is None:
        return refuse(request, {"public_id": ["There is no such event."]}, 404)
    if event.merged_into:
        return HttpResponsePermanentRedirect(f"/api/v1/events/{event.merged_into.public_id}")
    if event.status == Event.Status.REJECTED and not sees_rejected(request.user):
        return refuse(request, {"public_id": ["An editor rejected this entry: it is no event."]}, 410)
    return answer(request, next(row for row, _ in EventReader(site_of(request)).rows([event.pk])))


@get(
    "/actors",
    schemas.ActorPage,
    (*FILTER, fields_of(ACTORS), *PAGES),
    example="/actors?kind=statement&role=said&fields=id,name",
)
def list_actors(request: HttpRequest) -> HttpResponseBase:
    """Who takes part in the events that answer the filter, by name."""
    asked = read(request, ACTORS)
    if asked.errors:
        return refuse(request, asked.errors)
    actors = readers.acting(_narrowed(asked))
    ids, following = Keyset("name").page(actors, asked.after, asked.limit)
    found = [chosen(row, asked.fields) for row in readers.actors_of(ids, site_of(request))]
    return answer(request, {"count": actors.count(), "next": next_page(request, following), "actors": found})


@get("/actors/{slug}", schemas.Actor, example="/actors/{slug}")
def read_actor(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One actor. One merged into another redirects to it."""
    actor = _first(Actor.objects.select_related("merged_into"), slug=slug)
    if actor is None:
        return refuse(request, {"slug": ["There is no such actor."]}, 404)
    if actor.merged_into:
        return HttpResponsePermanentRedirect(f"/api/v1/actors/{actor.merged_into.slug}")
    return answer(request, next(iter(readers.actors_of([actor.pk], site_of(request)))))


@get(
    "/articles",
    schemas.ArticlePage,
    (*FILTER, fields_of(ARTICLES), *PAGES),
    example="/articles?from=2022-02-01&fields=id,title,publisher,published",
)
def list_articles(request: HttpRequest) -> HttpResponseBase:
    """Articles on which the events rest, by publication; all articles without a filter. Bodies come if asked for in
    `fields`, and where they may be given."""
    asked = read(request, ARTICLES)
    if asked.errors:
        return refuse(request, asked.errors)
    articles = readers.cited_articles(_narrowed(asked))
    ids, following = Keyset("origin", "published").page(articles, asked.after, asked.limit)
    fields = asked.fields or tuple(column.name for column in ARTICLES if column.name != "body")
    found = [chosen(row, fields) for row in readers.articles_of(ids, bodies="body" in fields and _may_read(request))]
    return answer(request, {"count": articles.count(), "next": next_page(request, following), "articles": found})


@get("/articles/{article_id}", schemas.Article, example="/articles/{article_id}")
def read_article(request: HttpRequest, article_id: str) -> HttpResponseBase:
    """One article, with its body where that may be given."""
    known = article_id.isascii() and article_id.isdigit() and len(article_id) < len(str(2**63))
    found = list(readers.articles_of([int(article_id)], bodies=_may_read(request))) if known else []
    if not found:
        return refuse(request, {"article_id": ["There is no such article."]}, 404)
    return answer(request, found[0])


@get("/days", schemas.DayList, FILTER, example="/days?from=2022-02-01&to=2022-02-28")
def list_days(request: HttpRequest) -> HttpResponseBase:
    """How many events that answer the filter stand on each day."""
    asked = read(request)
    if asked.errors:
        return refuse(request, asked.errors)
    counts = dict(asked.question.apply().order_by("day").values_list("day").annotate(number=Count("pk")))
    without_day = counts.pop(None, 0)
    days = [{"day": day.isoformat(), "events": number} for day, number in counts.items()]
    return answer(request, {"days": days, "without_day": without_day})


@get("/search", schemas.Found, SEARCH, example="/search?q=troops")
def search(request: HttpRequest) -> HttpResponseBase:
    """Actors and events that the words of `q` find."""
    asked = read(request)
    words = asked.question.words
    if asked.errors or not words:
        return refuse(request, asked.errors or {"q": ["Say what to search for."]})
    named = Q(name__icontains=words) | Q(aliases__folded__contains=fold(words))
    actors = Actor.objects.listed().filter(named).distinct().order_by("name")[:MOST_ACTORS]
    events = _event_page(request, asked)
    events["next"] = events["next"] and events["next"].replace("/search?", "/events?", 1)
    return answer(request, {"actors": list(readers.actor_rows(actors, site_of(request))), "events": events})


def _narrowed(asked: Asked) -> Any:
    return asked.question.apply() if asked.question.is_narrowed else None


def _may_read(request: HttpRequest) -> bool:
    return settings.PUBLIC_BODIES or request.user.is_staff


def _first(found: QuerySet[Any], **key: str) -> Any:
    """The row with this key; none has a key with a NUL, which PostgreSQL would not even compare."""
    return None if any("\x00" in value for value in key.values()) else found.filter(**key).first()
