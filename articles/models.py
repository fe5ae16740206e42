"""The article as it was read: its raw page, its own text, and who published it when."""

from __future__ import annotations

from django.db import models

from articles.history import EditorsHistory


class Article(models.Model):
    """One news page. `origin` says where it came from (a path or an address); a new text at the same origin is a new
    version of the same article. `segments` and `marks` let the article page show what was read, and from where."""

    class PublishedHow(models.TextChoices):
        STATED = "stated", "stated on the page"
        INFERRED = "inferred", "inferred from the text"
        EDITOR = "editor", "set by an editor"
        UNKNOWN = "unknown", "unknown"

    origin = models.CharField(max_length=2000, unique=True, help_text="The path or address the page came from.")
    url = models.URLField(max_length=2000, blank=True, help_text="Where readers find the original, if known.")
    digest = models.CharField(max_length=64, unique=True, editable=False, help_text="SHA-256 of the raw text.")
    raw = models.TextField(help_text="The page as it came in.")
    body = models.TextField(blank=True, help_text="The article's own text; evidence offsets count into it.")
    title = models.CharField(max_length=500, blank=True)
    publisher = models.CharField(max_length=200, blank=True, db_index=True, help_text="The outlet the page names.")
    agency = models.CharField(max_length=200, blank=True, help_text="The wire service in the byline.")
    author = models.CharField(max_length=300, blank=True)
    published = models.DateField(null=True, blank=True, db_index=True)
    published_time = models.TimeField(null=True, blank=True)
    published_how = models.CharField(max_length=10, choices=PublishedHow, default=PublishedHow.UNKNOWN)
    published_evidence = models.TextField(blank=True, help_text="In words, what the publication date rests on.")
    language = models.CharField(max_length=10, default="en")
    is_sample = models.BooleanField(default=False, help_text="An invented outlet, retold from public reports.")
    segments = models.JSONField(default=list, blank=True, editable=False, help_text="raw start, raw end, body start")
    marks = models.JSONField(default=dict, blank=True, editable=False, help_text="Timexes, mentions and attributions.")
    sketch = models.JSONField(default=list, blank=True, editable=False, help_text="See timeline.ingest.voices.")
    extractor = models.CharField(max_length=20, blank=True, editable=False, help_text="The version that read it.")
    locked = models.JSONField(default=list, blank=True, help_text="Fields an editor set; ingest leaves them alone.")
    extracted = models.JSONField(default=dict, blank=True, editable=False, help_text="The machine's latest reading.")
    created = models.DateTimeField(auto_now_add=True)
    modified = models.DateTimeField(auto_now=True)
    history = EditorsHistory(excluded_fields=["raw", "body", "segments", "marks", "sketch", "extracted"])

    class Meta:
        ordering = ["-published", "origin"]
        indexes = [models.Index(fields=["modified"], name="article_by_change")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(published_how__in=["stated", "inferred", "editor", "unknown"]),
                name="article_published_how_known",
            )
        ]

    def __str__(self) -> str:
        return self.title or self.origin

    def get_absolute_url(self) -> str:
        return f"/articles/{self.pk}/"
