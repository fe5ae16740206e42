"""The exact sentences on which events rest."""

from __future__ import annotations

from django.db import models

from articles.history import EditorsHistory
from articles.models import Article

from .events import Event


class Evidence(models.Model):
    """One sentence of one article: `excerpt` == article.body[start:end]. `reading` is what the machine read there
    (kind, date, speaker, …), from which the event's extracted values are combined."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="evidence")
    article = models.ForeignKey(Article, models.CASCADE, related_name="evidence")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    excerpt = models.TextField()
    timex = models.CharField(max_length=200, blank=True, help_text="The words that date it.")
    cue = models.CharField(max_length=100, blank=True, help_text="The words that attribute it.")
    rule = models.CharField(max_length=100, blank=True, help_text="The rule that found it.")
    reading = models.JSONField(default=dict, blank=True, editable=False)
    join_key = models.CharField(max_length=80, blank=True, db_index=True, editable=False, help_text="See ingest.pool.")
    locked = models.JSONField(default=list, blank=True, help_text='["event"]: an editor put it with this event.')
    history = EditorsHistory(excluded_fields=["reading", "join_key"])

    class Meta:
        ordering = ["article", "start"]
        verbose_name_plural = "evidence"
        indexes = [models.Index(fields=["article", "start"], name="evidence_in_article")]
        constraints = [
            models.UniqueConstraint(fields=["event", "article", "start", "end"], name="evidence_once"),
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="evidence_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.excerpt[:80]
