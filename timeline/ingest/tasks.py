"""What workers do (`manage.py procrastinate worker`): read a page, and take over from workers that died."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from timeline import rollups
from timeline.ingest.queue import TASK, page_of
from timeline.ingest.workers import extract_apart
from timeline.models import QueuedPage

MOST_TRIES = 3
LOST = "no try came to an end; the workers' log may say why"
PAUSE = 2
log = logging.getLogger(__name__)


class TryAgain(Exception):
    """The page could not be read; the message says why."""


@app.task(name=TASK, queue="pages", retry=RetryStrategy(wait=PAUSE, linear_wait=PAUSE))
def read(page_id: int) -> None:
    """Read a page and write its article. A try counts from its start, so that one which kills its worker counts too;
    the third that fails sets the page aside."""
    if (row := _started(page_id)) is None:
        return
    from timeline.ingest.run import Unwritten  # here, because it loads the language model

    try:
        while not _read(row):
            row.refresh_from_db()  # a newer text, or another date, came meanwhile
    except QueuedPage.DoesNotExist:
        return
    except Unwritten as error:
        _failed(row, str(error))


@app.periodic(cron="* * * * * */15")  # every quarter of a minute
@app.task(name="timeline.rescue", queue="pages", queueing_lock="rescue", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """Give the jobs of workers without a sign of life to others."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=3 * settings.WORKER_SIGN_OF_LIFE):
        log.warning("A worker died; its job is given to another.", extra={"job": job.id})
        await manager.retry_job(job)


def _started(page_id: int) -> QueuedPage | None:
    """The page with one try more; None where there is nothing to do any longer."""
    with transaction.atomic():
        row = QueuedPage.objects.select_for_update().filter(pk=page_id, set_aside=None).first()
        if row is None:
            return None
        if row.attempts >= MOST_TRIES:
            _set_aside(row, row.reason or LOST)
            return None
        row.attempts += 1
        row.save(update_fields=["attempts"])
        return row


def _read(row: QueuedPage) -> bool:
    """Extract, write and take the page off the queue, all or nothing; False if what was extracted is not what waits
    now."""
    from timeline.ingest.run import Options, plan, store

    task = plan(page_of(row), row.published)
    result = extract_apart(task) if task else None
    with transaction.atomic():
        now = QueuedPage.objects.select_for_update().get(pk=row.pk)
        if (now.digest, now.published) != (row.digest, row.published):
            return False
        if task and result is not None:
            store(task, result, Options(row.published))
            rollups.settle()
        now.delete()
    return True


def _failed(row: QueuedPage, reason: str) -> None:
    with transaction.atomic():
        now = QueuedPage.objects.select_for_update().filter(pk=row.pk, digest=row.digest).first()
        is_last = now is None or now.attempts >= MOST_TRIES
        if now and is_last:
            _set_aside(now, reason)
        elif now:
            now.reason = reason
            now.save(update_fields=["reason"])
    if not is_last:
        raise TryAgain(reason)


def _set_aside(row: QueuedPage, reason: str) -> None:
    log.error("%s was set aside: %s", row.origin, reason)
    row.reason, row.set_aside = reason, timezone.now()
    row.save(update_fields=["reason", "set_aside"])
