"""Pages left for workers: kept with their job in one transaction, each once, whoever leaves it how often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Q
from django.db.models.functions import Now

from timeline.ingest.readers import RawPage
from timeline.ingest.writing import SAMPLES
from timeline.models import QueuedPage

QUEUE_LOCK = 7_202_202_26
TASK = "timeline.read"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the workers are. `in_work` pages are among those `waiting`; `workers` gave a sign of life lately."""

    waiting: int
    in_work: int
    set_aside: int
    workers: int


def has_queue() -> bool:
    return connection.vendor == "postgresql"


@transaction.atomic
def leave(page: RawPage, published: date | None) -> bool:
    """Leave a page for a worker. False where its text waits already; one that was set aside is tried once more, and a
    newer text takes the place of an older one from the same origin."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [QUEUE_LOCK])
    origin = page.origin[:2000]
    rows = QueuedPage.objects.select_for_update()
    row = rows.filter(digest=page.digest).first() or rows.filter(origin=origin).first() or QueuedPage(origin=origin)
    waits = row.pk is not None and row.set_aside is None
    if waits and row.digest == page.digest and published in (None, row.published):
        return False
    row.digest, row.text, row.html, row.hints = page.digest, page.text, page.html, dict(page.hints)
    row.published = published or row.published
    row.is_sample = page.file is not None and SAMPLES in page.file.resolve().parents
    row.attempts, row.reason, row.set_aside = 0, "", None
    row.save()
    if not waits:
        _defer(row)
    return True


def try_again(row: QueuedPage) -> bool:
    """Leave a page that was set aside for a worker once more."""
    return leave(page_of(row), row.published)


def page_of(row: QueuedPage) -> RawPage:
    file = SAMPLES / Path(row.origin).name if row.is_sample else None
    return RawPage(row.origin, row.text, row.html, row.hints, file)


def progress() -> Progress:
    """What `ingest --status`, the admin and `/healthz` tell of the queue."""
    jobs, workers = (
        apps.get_model("procrastinate", name)._default_manager for name in ("ProcrastinateJob", "ProcrastinateWorker")
    )
    pages = QueuedPage.objects.aggregate(
        waiting=Count("pk", filter=Q(set_aside=None)), aside=Count("pk", filter=Q(set_aside__isnull=False))
    )
    alive = Now() - timedelta(seconds=3 * settings.WORKER_SIGN_OF_LIFE)
    return Progress(
        waiting=pages["waiting"],
        in_work=jobs.filter(status="doing", task_name=TASK).count(),
        set_aside=pages["aside"],
        workers=workers.filter(last_heartbeat__gt=alive).count(),
    )


def latest_reasons(most: int = 20) -> list[tuple[str, str]]:
    """(origin, reason) of the pages last set aside."""
    aside = QueuedPage.objects.exclude(set_aside=None).order_by("-set_aside")
    return list(aside.values_list("origin", "reason")[:most])


def _defer(row: QueuedPage) -> None:
    from timeline.ingest.tasks import read

    read.defer(page_id=row.pk)
