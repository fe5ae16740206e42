"""One event with all it rests on, at an address that never changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from timeline.asking import site_of
from timeline.days import day_words
from timeline.entries import HitMarker, describe
from timeline.entries.entry import date_words, publisher_words
from timeline.entries.reading import read_told
from timeline.exports.cite import cite_event
from timeline.exports.readers import public_corrections
from timeline.models import Event, Evidence, Reply
from timeline.models.querysets import HEAVY
from timeline.roles import sees_rejected

from .corrections import ChangeWords, in_words

HEAVY_OF_ARTICLE = tuple(f"article__{name}" for name in HEAVY)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of evidence: the sentence with its date words marked, and how it was read."""

    text: SafeString
    rule: str
    cue: str


@dataclass(slots=True)
class Source:
    """An article and the sentences of it on which the event rests."""

    title: str
    publisher: str
    published: str
    link: str
    original: str
    is_sample: bool
    sentences: list[Sentence]


@require_safe
def event(request: HttpRequest, public_id: str) -> HttpResponse:
    """The event's page; a redirect if it was merged, 410 with a note for readers if it was rejected."""
    events = Event.objects.select_related("merged_into")
    found = events.defer("extracted").filter(public_id=public_id).first()
    if found is None:
        raise Http404("There is no event with this id.")
    if found.merged_into:
        return redirect(found.merged_into)
    if found.status == Event.Status.REJECTED and not sees_rejected(request.user):
        return render(request, "gone.html", {"section": "timeline"}, status=410)
    cite = cite_event(found.pk, site_of(request), timezone.now().date())
    return render(request, "event.html", context_of(found) | {"citations": cite})


def context_of(found: Event) -> dict[str, Any]:
    entry = describe(read_told([found.pk])[0], HitMarker(), whole=True)
    replies = Reply.objects.public().filter(Q(event=found) | Q(to=found)).select_related("event", "to")
    replies = replies.order_by("to__day", "event__day", "pk")
    return {
        "event": found,
        "entry": entry,
        "date": date_words(found),
        "sources": list(sources(found)),
        "answers": [reply for reply in replies if reply.event_id == found.pk],
        "answered_by": [reply for reply in replies if reply.to_id == found.pk],
        "corrections": corrections_of(found),
        "section": "timeline",
    }


def corrections_of(found: Event) -> list[ChangeWords]:
    return [in_words(change) for change in public_corrections(None).filter(event=found).select_related("event")]


def sources(found: Event) -> Iterable[Source]:
    """The evidence by article, in order of publication."""
    evidence = Evidence.objects.filter(event=found).select_related("article")
    by_article: dict[int, Source] = {}
    for piece in evidence.defer(*HEAVY_OF_ARTICLE).order_by("article__published", "article_id", "start"):
        article = piece.article
        source = by_article.setdefault(
            article.pk,
            Source(
                title=article.title or article.origin,
                publisher=publisher_words(article),
                published=day_words(article.published, year=True) if article.published else "undated",
                link=f"{article.get_absolute_url()}#{found.public_id}",
                original=article.url,
                is_sample=article.is_sample,
                sentences=[],
            ),
        )
        source.sentences.append(Sentence(_with_timex(piece), piece.rule, piece.cue))
    return by_article.values()


def _with_timex(piece: Evidence) -> SafeString:
    before, words, after = piece.excerpt.partition(piece.timex) if piece.timex else (piece.excerpt, "", "")
    return format_html("{}<mark>{}</mark>{}", before, words, after) if words else format_html("{}", before)
