"""The run of `ingest --queue`: inputs in, pages for workers out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from django.db import DatabaseError

from timeline.ingest.queue import leave
from timeline.ingest.readers import BadInput, PassedOver, RawPage, read_inputs
from timeline.ingest.run import DatabaseGone, Options, Report, Unwritten, patiently, plan
from timeline.models import QueuedPage


def leave_all(
    paths: Iterable[str],
    options: Options,
    *,
    on_bad: Callable[[BadInput], object],
    on_done: Callable[[], object],
) -> Report:
    """Leave every page of the inputs that is not there yet for workers; hears and raises as `ingest` does."""
    report, started = Report(articles=dict.fromkeys(("queued", "unchanged", "failed"), 0), events={}), time.monotonic()
    for found in read_inputs(paths, options.form):
        if isinstance(found, PassedOver):
            report.passed_over += 1
            continue
        try:
            report.articles["queued" if _left(found, options) else "unchanged"] += 1
        except Unwritten as error:
            report.articles["failed"] += 1
            on_bad(BadInput(found.name if isinstance(found, BadInput) else found.origin, str(error)))
        on_done()
    report.seconds = time.monotonic() - started
    return report


def _left(found: RawPage | BadInput, options: Options) -> bool:
    if isinstance(found, BadInput):
        raise Unwritten(found.reason)
    try:
        is_new = plan(found, options.published) or QueuedPage.objects.filter(origin=found.origin[:2000]).exists()
        return bool(is_new) and (options.dry_run or patiently(lambda: leave(found, options.published)))
    except DatabaseGone:
        raise
    except DatabaseError as error:
        raise Unwritten(f"the database refuses it ({error})") from error
