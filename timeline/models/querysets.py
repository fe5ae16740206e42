"""What may be asked of the tables, in the domain's words. Every page, file, feed and command reads through these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef
from django.db.models.expressions import RawSQL

from timeline.rollups import words

HEAVY = ("raw", "body", "segments", "marks", "sketch", "extracted")
PUBLIC = ("unreviewed", "checked")
_APOSTROPHES = re.compile("['’‘ʼ`]")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing searched for: a word or its beginning, a quoted phrase, or a name; `actor_ids` are the actors whom that
    name means."""

    text: str
    actor_ids: tuple[int, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """As texts may write it: with straight and with curly apostrophes."""
        return tuple(dict.fromkeys((self.text, _APOSTROPHES.sub("'", self.text), _APOSTROPHES.sub("’", self.text))))


class ActorQuerySet(models.QuerySet[Any]):
    def listed(self) -> ActorQuerySet:
        """Actors that stand on their own; those merged into another only redirect."""
        return self.filter(merged_into__isnull=True)


class ParticipationQuerySet(models.QuerySet[Any]):
    def present(self) -> ParticipationQuerySet:
        """All but those of which an editor said that the actor took no part."""
        return self.exclude(locked=["absent"])


class ReplyQuerySet(models.QuerySet[Any]):
    def public(self) -> ReplyQuerySet:
        """Replies of which every reader may see both sides."""
        sides = {f"{side}__merged_into": None for side in ("event", "to")}
        return self.filter(**sides, event__status__in=PUBLIC, to__status__in=PUBLIC)


class EventQuerySet(models.QuerySet[Any]):
    def standing(self) -> EventQuerySet:
        """All but merged events, which only redirect."""
        return self.filter(merged_into__isnull=True)

    def public(self) -> EventQuerySet:
        """What every reader may see: found by machine or checked, neither rejected nor merged."""
        return self.standing().filter(status__in=PUBLIC)

    def with_status(self, status: str) -> EventQuerySet:
        """One status only; an empty one means all that is public."""
        return self.standing().filter(status=status) if status else self.public()

    def involving(self, actor_ids: Sequence[int], *, match: str = "any", role: str = "involved") -> EventQuerySet:
        """Events of any or of all these actors; with the role "said", those that they or their representatives say."""
        if not actor_ids:
            return self
        taking_part = apps.get_model("timeline", "Participation").objects.present()
        if role == "said":
            taking_part = taking_part.filter(said=True)
        if match == "any":
            return self.filter(pk__in=taking_part.filter(actor_id__in=actor_ids).values("event_id"))
        events = self
        for actor_id in actor_ids:
            events = events.filter(pk__in=taking_part.filter(actor_id=actor_id).values("event_id"))
        return events

    def between(self, first: date | None, last: date | None) -> EventQuerySet:
        """Events whose days overlap first..last. Those without any day drop out as soon as one end is given."""
        events = self
        if first:
            events = events.filter(last_day__gte=first)
        if last:
            events = events.filter(day__lte=last)
        return events

    def of_kinds(self, kinds: Sequence[str]) -> EventQuerySet:
        return self.filter(kind__in=kinds) if kinds else self

    def picked(self, public_ids: Sequence[str]) -> EventQuerySet:
        return self.filter(public_id__in=public_ids) if public_ids else self

    def reported_by(self, publisher: str) -> EventQuerySet:
        """Events with evidence from this publisher."""
        if not publisher:
            return self
        evidence = apps.get_model("timeline", "Evidence").objects.filter(event=OuterRef("pk"))
        return self.filter(Exists(evidence.filter(article__publisher=publisher)))

    def matching(self, terms: Sequence[Term]) -> EventQuerySet:
        """Events that hold every term, in the headline, in a sentence of evidence, or as an actor who takes part."""
        if not terms:
            return self
        expression = search_expression(terms)
        if not expression:
            return self.none()
        return self.filter(pk__in=RawSQL(*words.holding(expression)))  # noqa: S611 (its values are parameters)

    def in_order(self, order: str = "oldest") -> EventQuerySet:
        """By day, then public id; events without any day stand last in both directions."""
        if order == "oldest":
            return self.order_by(F("day").asc(nulls_last=True), "public_id")
        return self.order_by(F("day").desc(nulls_last=True), "-public_id")

    def with_context(self) -> EventQuerySet:
        """Who takes part in an event and which articles tell it, in a fixed number of queries. An actor or article
        that several events name is one object."""
        get = apps.get_model
        taking_part = get("timeline", "Participation").objects.present().only("event_id", "actor_id", "role", "said")
        actors = get("timeline", "Actor").objects.only("name", "slug", "role", "country")
        articles = get("articles", "Article").objects.only("publisher", "agency", "published", "is_sample")
        evidence = get("timeline", "Evidence").objects.only("event_id", "article_id").order_by("pk")
        return self.defer("extracted").prefetch_related(
            models.Prefetch("speaker", actors),
            models.Prefetch("participations", taking_part.order_by("pk")),
            models.Prefetch("participations__actor", actors),
            models.Prefetch("evidence", evidence),
            models.Prefetch("evidence__article", articles),
        )


def search_expression(terms: Sequence[Term]) -> str:
    """What the full text is asked for: every term, as words or as an actor who takes part. Empty if one is no word."""
    each = [words.words_or_marks(term.text, map(words.actor_mark, term.actor_ids)) for term in terms]
    return words.all_of(each) if all(each) else ""
