"""Pages that wait for a worker."""

from __future__ import annotations

from django.db import models


class QueuedPage(models.Model):
    """A page that `ingest --queue` left for workers; the row goes when its article is written, in the same transaction.
    Of an origin only the newest text waits. A page that fails again and again is `set_aside`, with the `reason`."""

    origin = models.CharField(max_length=2000, unique=True)
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the text and what came with it.")
    text = models.TextField()
    html = models.BooleanField(default=False)
    hints = models.JSONField(default=dict, blank=True)
    published = models.DateField(null=True, blank=True, help_text="The publication date that was given with it.")
    is_sample = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(blank=True, help_text="Why the latest try failed.")
    set_aside = models.DateTimeField(null=True, blank=True, db_index=True)
    queued = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.origin
