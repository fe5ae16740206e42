"""Which statement answers which, as the articles say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from articles.models import Article
from timeline.models import Event, Evidence, Reply

Pairs = dict[tuple[int, int], str]


def link(article: Article, events: Iterable[Event], *, again: bool) -> None:
    """Write the replies that this article tells. `again`: its evidence was written before or has moved between events,
    so all replies of these events are worked out anew from all articles that tell them."""
    pks = {event.pk for event in events}
    if not again:
        _write(_pairs([article.pk]))
        return
    touching = Q(event__in=pks) | Q(to__in=pks)
    articles = Evidence.objects.filter(event__in=pks).order_by().values_list("article", flat=True).distinct()
    wanted = {pair: words for pair, words in _pairs(articles).items() if pks & set(pair)}
    stale = [reply.pk for reply in Reply.objects.filter(touching) if (reply.event_id, reply.to_id) not in wanted]
    Reply.objects.filter(pk__in=stale).delete()
    _write(wanted)


def _pairs(articles: Iterable[int]) -> Pairs:
    """(answering event, answered event) with the words that say so."""
    events: dict[tuple[int, int], int] = {}
    answers: defaultdict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
    rows = Evidence.objects.filter(article__in=list(articles)).exclude(reading={}).order_by("-article", "-start")
    for article, event, cue, unit, to in rows.values_list(
        "article", "event", "cue", "reading__unit", "reading__replies_to"
    ):
        events[article, unit] = event
        answers[article, unit] += [(number, cue) for number in to or ()]
    pairs: Pairs = {}
    for (article, unit), found in answers.items():
        for number, cue in found:
            pair = (events[article, unit], events.get((article, number), 0))
            if pair[1] and pair[0] != pair[1]:
                pairs[pair] = min(cue, pairs.get(pair, cue))
    return pairs


def _write(pairs: Pairs) -> None:
    rows = [Reply(event_id=event, to_id=to, words=words[:300]) for (event, to), words in pairs.items()]
    Reply.objects.bulk_create(rows, ignore_conflicts=True)
