"""Who speaks and acts."""

from __future__ import annotations

from typing import Any

from django.db import models

from articles.history import EditorsHistory

from .querysets import ActorQuerySet


class Actor(models.Model):
    """A person, country, institution, organisation or an unnamed group; `parent` is whom they speak for
    (Antony Blinken -> US State Department -> United States)."""

    class Kind(models.TextChoices):
        PERSON = "person", "person"
        COUNTRY = "country", "country"
        INSTITUTION = "institution", "institution"
        ORGANISATION = "organisation", "organisation"
        UNNAMED = "unnamed", "unnamed"

    name = models.CharField(max_length=300, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="members")
    role = models.CharField(max_length=300, blank=True, help_text="Office at the time, as the gazetteer or text says.")
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2.")
    wikidata = models.CharField(max_length=20, blank=True, help_text="Only where checked, for example Q30.")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    locked = models.JSONField(default=list, blank=True, help_text="Fields an editor set; ingest leaves them alone.")
    extracted = models.JSONField(default=dict, blank=True, editable=False, help_text="The machine's latest reading.")
    created = models.DateTimeField(auto_now_add=True)
    modified = models.DateTimeField(auto_now=True)
    history = EditorsHistory(excluded_fields=["extracted"])

    objects = ActorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["person", "country", "institution", "organisation", "unnamed"]),
                name="actor_kind_known",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/actors/{self.slug}/"


class Alias(models.Model):
    """Another spelling of an actor. `folded` is what searches and ingest compare (see `timeline.text.fold`)."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, db_index=True, editable=False)
    learnt = models.BooleanField(default=False, help_text="Taken over when an editor merged actors.")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "aliases"
        constraints = [models.UniqueConstraint(fields=["actor", "folded"], name="alias_once_per_actor")]

    def __str__(self) -> str:
        return self.name


class SpeakerManager(models.Manager["Actor"]):
    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(statements__isnull=False).distinct()


class Speaker(Actor):
    """An actor that has spoken."""

    objects = SpeakerManager()  # type: ignore[misc, assignment]

    class Meta:
        proxy = True
