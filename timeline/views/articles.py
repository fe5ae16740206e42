"""The articles behind the chronology: all of them, and one with what was read in it marked in place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Article
from timeline.annotation import Resting, Span, annotate, furniture, markings
from timeline.days import day_words
from timeline.models import Actor, Event, Evidence
from timeline.models.querysets import HEAVY

PER_PAGE = 100


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    """All articles, newest first, with how many public events rest on each."""
    publisher = request.GET.get("publisher", "").replace("\0", "")
    found = Article.objects.defer(*HEAVY).order_by(F("published").desc(nulls_last=True), "publisher", "pk")
    if publisher:
        found = found.filter(publisher=publisher)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    numbers = event_numbers([article.pk for article in page])
    listed = [
        (article, numbers.get(article.pk, 0), day_words(article.published, year=True) if article.published else "")
        for article in page
    ]
    context = {"listed": listed, "page": page, "publisher": publisher, "section": "articles"}
    return render(request, "articles.html", context)


def event_numbers(article_ids: Sequence[int]) -> dict[int, int]:
    rows = Evidence.objects.filter(article__in=article_ids, event__in=Event.objects.public()).order_by()
    return dict(rows.values_list("article_id").annotate(number=Count("event", distinct=True)))


@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """One article. Without PUBLIC_BODIES readers are shown its evidence with one neighbour each, staff all of it."""
    found = get_object_or_404(Article, pk=pk)
    whole = settings.PUBLIC_BODIES or request.user.is_staff
    return render(request, "article.html", context_of(found, whole))


def context_of(found: Article, whole: bool) -> dict[str, Any]:
    evidence = evidence_by_sentence(found)
    names = {mention["actor"] for mention in found.marks.get("mentions", ())}
    marked = markings(found.marks, actor_links(names))
    entries = {entry.public_id: entry for entries in evidence.values() for entry in entries}
    return {
        "article": found,
        "published": day_words(found.published, year=True) if found.published else "",
        "paragraphs": annotate(found.body, evidence, marked, whole=whole),
        "whole": whole,
        "furniture": furniture(found.raw, found.segments) if whole and found.segments else [],
        "entries": list(entries.values()),
        "section": "articles",
    }


def evidence_by_sentence(found: Article) -> dict[Span, list[Resting]]:
    """The sentences of an article and the public events that rest on them."""
    sentences: defaultdict[Span, list[Resting]] = defaultdict(list)
    pieces = Evidence.objects.filter(article=found, event__in=Event.objects.public())
    for piece in pieces.select_related("event").order_by("start", "pk"):
        event = piece.event
        sentences[piece.start, piece.end].append(Resting(event.public_id, event.headline, event.get_absolute_url()))
    return dict(sentences)


def actor_links(names: Iterable[str]) -> dict[str, str]:
    actors = Actor.objects.filter(Q(name__in=list(names))).select_related("merged_into")
    return {actor.name: (actor.merged_into or actor).get_absolute_url() for actor in actors}
