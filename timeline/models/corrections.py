"""What editors changed, and why. Public, except for what concerns rejected events."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone


class Correction(models.Model):
    """One field of one object, from the machine's value to the editor's."""

    class Reason(models.TextChoices):
        WRONG_DATE = "wrong-date", "wrong date"
        WRONG_SPEAKER = "wrong-speaker", "wrong speaker"
        WRONG_ACTOR = "wrong-actor", "wrong actor"
        MISQUOTE = "misquote", "misquoted"
        WRONG_KIND = "wrong-kind", "wrong kind"
        WORDING = "wording", "unclear or unfair wording"
        DUPLICATE = "duplicate", "duplicate"
        NOT_AN_EVENT = "not-an-event", "not an event"
        ARTICLE_DATE = "article-date", "wrong publication date"
        LIFTED = "lifted", "machine's reading taken again"
        OTHER = "other", "other"

    content_type = models.ForeignKey(ContentType, models.PROTECT)
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("content_type", "object_id")
    event = models.ForeignKey("timeline.Event", models.SET_NULL, null=True, blank=True, related_name="corrections")
    label = models.CharField(max_length=300, help_text="What was corrected, in words, as it read then.")
    field = models.CharField(max_length=50)
    machine_value = models.JSONField(null=True, blank=True)
    old_value = models.JSONField(null=True, blank=True)
    new_value = models.JSONField(null=True, blank=True)
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="corrections")
    when = models.DateTimeField(default=timezone.now, db_index=True, editable=False)
    reason = models.CharField(max_length=20, choices=Reason)
    words = models.TextField(blank=True, help_text="The reason in words.")
    evidence_url = models.URLField(max_length=2000, blank=True)
    undo = models.JSONField(default=dict, blank=True, editable=False, help_text="What takes a merge or split back.")
    undone = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-when", "-id"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="correction_of")]

    def __str__(self) -> str:
        return f"{self.label}: {self.field}"
