"""What was said and done, and who took part."""

from __future__ import annotations

import datetime as dt

from django.db import models

from articles.history import EditorsHistory

from .actors import Actor
from .querysets import EventQuerySet, ParticipationQuerySet, ReplyQuerySet


class Event(models.Model):
    """A dated, attributed entry of the chronology.

    `date` … `quotes` hold what is published: an editor's word where `locked` names the field, else the machine's, whose
    latest reading is always kept in `extracted`. `day` (= date, else reported) is what lists sort by and `last_day`
    where the interval ends; both are derived on every save. An event with `merged_into` only redirects."""

    class Kind(models.TextChoices):
        STATEMENT = "statement", "statement"
        EVENT = "event", "event"
        PLAN = "plan", "plan"
        BACKGROUND = "background", "background"

    class Precision(models.TextChoices):
        DAY = "day", "exact day"
        RANGE = "range", "several days"
        MONTH = "month", "month only"
        YEAR = "year", "year only"
        UNKNOWN = "unknown", "unknown"

    class Status(models.TextChoices):
        UNREVIEWED = "unreviewed", "found by machine, not yet checked"
        CHECKED = "checked", "checked by an editor"
        REJECTED = "rejected", "rejected"

    CORRECTABLE = ("kind", "date", "date_end", "precision", "headline", "speaker", "quotes")

    public_id = models.CharField(max_length=16, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    date = models.DateField(null=True, blank=True)
    date_end = models.DateField(null=True, blank=True, help_text="The last day, for several days, a month or a year.")
    precision = models.CharField(max_length=7, choices=Precision, default=Precision.UNKNOWN)
    dated_by = models.CharField(max_length=10, blank=True, editable=False, help_text="What the date hangs on.")
    date_basis = models.CharField(max_length=300, blank=True, help_text="In words, how the day was found.")
    reported = models.DateField(null=True, blank=True, help_text="Earliest publication date of the evidence.")
    day = models.DateField(null=True, editable=False)
    last_day = models.DateField(null=True, editable=False)
    headline = models.CharField(max_length=200)
    speaker = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="statements")
    quotes = models.JSONField(default=list, blank=True)
    confidence = models.FloatField(default=0)
    status = models.CharField(max_length=10, choices=Status, default=Status.UNREVIEWED)
    reports = models.PositiveIntegerField(default=1, help_text="Articles that tell it.")
    voices = models.PositiveIntegerField(default=1, help_text="The same, copies of one wire story counted once.")
    urgency = models.GeneratedField(
        expression=(1 - models.F("confidence")) * models.F("reports"),
        output_field=models.FloatField(),
        db_persist=True,
        help_text="The less sure and the more reported, the sooner an editor should look.",
    )
    replies_to = models.ManyToManyField("self", through="Reply", symmetrical=False, related_name="replies")
    merged_into = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="merged")
    orphaned = models.BooleanField(default=False, help_text="Corrected, and its sentence is gone from the article.")
    locked = models.JSONField(default=list, blank=True, help_text="Fields an editor set; ingest leaves them alone.")
    extracted = models.JSONField(default=dict, blank=True, editable=False, help_text="The machine's latest reading.")
    extractor = models.CharField(max_length=20, blank=True, editable=False)
    created = models.DateTimeField(auto_now_add=True)
    modified = models.DateTimeField(auto_now=True)
    history = EditorsHistory(excluded_fields=["extracted", "urgency", "replies_to"])

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["day", "public_id"]
        indexes = [
            models.Index(fields=["day", "public_id"], name="event_by_day"),
            models.Index(fields=["kind", "day"], name="event_by_kind"),
            models.Index(fields=["status", "-urgency", "id"], name="event_to_review"),
            models.Index(fields=["-day", "-id"], condition=models.Q(date__isnull=True), name="event_undated"),
            models.Index(fields=["id"], condition=models.Q(orphaned=True), name="event_orphaned"),
            models.Index(fields=["modified"], name="event_by_change"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["statement", "event", "plan", "background"]), name="event_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(precision__in=["day", "range", "month", "year", "unknown"]),
                name="event_precision_known",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["unreviewed", "checked", "rejected"]), name="event_status_known"
            ),
            models.CheckConstraint(
                condition=models.Q(date_end__isnull=True) | models.Q(date_end__gte=models.F("date")),
                name="event_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(date__isnull=False) | models.Q(precision="unknown"), name="event_undated_is_unknown"
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return f"/events/{self.public_id}/"

    def set_days(self) -> None:
        """Derive the sorting days from the dates; callers that save in bulk call this first."""
        self.day = self.date or self.reported
        self.last_day = (self.date_end or self.date) if self.date else self.reported

    def save(self, *args, **kwargs) -> None:
        self.set_days()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "day", "last_day", "modified"}
        super().save(*args, **kwargs)

    @property
    def is_dated(self) -> bool:
        return self.date is not None and self.precision != self.Precision.UNKNOWN

    @property
    def ends(self) -> dt.date | None:
        return self.date_end or self.date


class Participation(models.Model):
    """An actor's part in an event. `day` repeats the event's, so that an actor's newest events need no join;
    `represented` rows stand for the parents of those who spoke or acted."""

    class Role(models.TextChoices):
        SPEAKER = "speaker", "speaker"
        PARTY = "party", "party"
        REPRESENTED = "represented", "represented"

    event = models.ForeignKey(Event, models.CASCADE, related_name="participations")
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="participations")
    role = models.CharField(max_length=11, choices=Role)
    said = models.BooleanField(default=False, help_text="Speaks, or is represented by the one who speaks.")
    day = models.DateField(null=True, editable=False)
    locked = models.JSONField(default=list, blank=True, help_text='["present"] or ["absent"]: an editor decided.')
    history = EditorsHistory()

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["actor", "-day", "event"], name="participation_newest")]
        constraints = [
            models.UniqueConstraint(fields=["event", "actor"], name="participation_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=["speaker", "party", "represented"]), name="participation_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor} ({self.role})"


class Reply(models.Model):
    """One statement set against another by the text itself; `words` are the words that say so."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="answers")
    to = models.ForeignKey(Event, models.CASCADE, related_name="answered_by")
    words = models.CharField(max_length=300, blank=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "replies"
        constraints = [
            models.UniqueConstraint(fields=["event", "to"], name="reply_once"),
            models.CheckConstraint(condition=~models.Q(event=models.F("to")), name="reply_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.event} — in reply to — {self.to}"
