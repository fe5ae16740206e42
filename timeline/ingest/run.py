"""The run of an ingest: inputs in, articles and events written, an account of it out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db import DatabaseError, DataError, InterfaceError, OperationalError, connection, transaction

from articles.extraction.pipeline import EXTRACTOR
from articles.extraction.records import Extraction
from articles.models import Article
from timeline import rollups
from timeline.ingest.extracting import Result, Task, extract_batch
from timeline.ingest.readers import BadInput, PassedOver, RawPage, read_inputs
from timeline.ingest.workers import Batch, extract_all
from timeline.ingest.writing import Outcome, Outdated, date_to_read_with, find_article, is_current, write

BATCH = 12
BATCH_CHARACTERS = 400_000
SETTLED_AFTER = 240  # articles; to count many events together takes a fraction of the time
PAUSES = (0.1, 0.5, 2, 5, 10, 15, 25)
T = TypeVar("T")
TOO_LARGE = ("54000", "54001")  # PostgreSQL's program limits: the page's fault, not the database's
PASSING = ("locked", "busy", "deadlock", "serialize", "terminating connection", "closed", "connection")


@dataclass(frozen=True, slots=True)
class Options:
    """How to ingest. `published` stands above what pages say; `dry_run` writes nothing."""

    published: date | None = None
    workers: int = 1
    dry_run: bool = False
    form: str = "auto"


@dataclass(slots=True)
class Report:
    """What came of a run."""

    articles: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("new", "unchanged", "updated", "failed"), 0)
    )
    events: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("new", "changed", "kept corrected"), 0))
    passed_over: int = 0
    seconds: float = 0

    def add(self, outcome: Outcome) -> None:
        self.articles[outcome.article] += 1
        self.events["new"] += outcome.new
        self.events["changed"] += outcome.changed
        self.events["kept corrected"] += outcome.kept


class DatabaseGone(Exception):
    """The database cannot be written; the message says why."""


def ingest(
    paths: Iterable[str],
    options: Options,
    *,
    on_bad: Callable[[BadInput], object],
    on_done: Callable[[], object],
) -> Report:
    """Read the inputs, extract what is not there yet and write it, article by article. `on_bad` hears of everything
    that does not go in, `on_done` of every input that is through. Raises DatabaseGone if nothing can be written."""
    report, started = Report(), time.monotonic()

    def fail(name: str, reason: str) -> None:
        report.articles["failed"] += 1
        on_bad(BadInput(name, reason))
        on_done()

    def batches() -> Iterator[Batch]:
        batch: Batch = []
        for found in read_inputs(paths, options.form):
            if isinstance(found, PassedOver):
                report.passed_over += 1
            elif isinstance(found, BadInput):
                fail(found.name, found.reason)
            elif (task := plan(found, options.published)) is None:
                report.add(Outcome("unchanged"))
                on_done()
            else:
                batch.append(task)
            if len(batch) == BATCH or sum(len(task.page.text) for task in batch) > BATCH_CHARACTERS:
                yield batch
                batch = []
        if batch:
            yield batch

    unsettled = 0
    for batch, results in extract_all(batches(), options.workers):
        for task, result in zip(batch, results, strict=True):
            try:
                report.add(store(task, result, options))
                on_done()
            except Unwritten as error:
                fail(task.page.origin, str(error))
        unsettled += len(batch)
        if unsettled >= SETTLED_AFTER:
            patiently(rollups.settle)
            unsettled = 0
    if unsettled:
        patiently(rollups.settle)
    report.seconds = time.monotonic() - started
    return report


class Unwritten(Exception):
    """An article that could not be read or written; the message says why."""


def ingest_one(page: RawPage, published: date | None = None) -> Outcome:
    """Extract and write one page, here and now. Raises Unwritten if that fails, DatabaseGone if the database does."""
    task = plan(page, published)
    if task is None:
        return Outcome("unchanged")
    outcome = store(task, extract_batch([task])[0], Options(published))
    patiently(rollups.settle)
    return outcome


def read_again(article: Article) -> Outcome:
    """Read an article anew from its stored text, for instance after an editor set its publication date."""
    page = RawPage(article.origin, article.raw, hints=article.extracted.get("hints", {}))
    task = Task(page, date_to_read_with(article, None))
    return store(task, extract_batch([task])[0], Options(), again=article)


def plan(page: RawPage, published: date | None) -> Task | None:
    """What is to be extracted of this page; None if it is known."""
    article = patiently(lambda: find_article(page))
    if is_current(article, page, EXTRACTOR, published):
        return None
    return Task(page, date_to_read_with(article, published))


def store(task: Task, result: Result, options: Options, again: Article | None = None) -> Outcome:
    """Write what was extracted; once more from the page if an editor dated the article meanwhile."""
    if not isinstance(result, Extraction):
        raise Unwritten(result)
    try:
        return patiently(lambda: _write(task, result, options, again))
    except Outdated as outdated:
        task = Task(task.page, outdated.published)
        return store(task, extract_batch([task])[0], options, again)
    except DatabaseGone:
        raise
    except DatabaseError as error:
        raise Unwritten(f"the database refuses it ({error})") from error


def _write(task: Task, extraction: Extraction, options: Options, again: Article | None) -> Outcome:
    with transaction.atomic():
        outcome = write(task.page, extraction, EXTRACTOR, options.published, again)
        transaction.set_rollback(options.dry_run)
        return outcome


def patiently(work: Callable[[], T]) -> T:
    """Do it again after a pause while the database is busy, restarting or away; DatabaseGone if that does not help."""
    for pause in (*PAUSES, None):
        try:
            return work()
        except (OperationalError, InterfaceError) as error:
            if getattr(error.__cause__, "sqlstate", None) in TOO_LARGE:
                raise DataError(*error.args) from error
            passing = any(word in str(error).lower() for word in PASSING)
            if not connection.in_atomic_block:
                connection.close()
            if pause is None or not passing or connection.in_atomic_block:
                raise DatabaseGone(str(error).strip().splitlines()[0]) from error
            time.sleep(pause)
    raise AssertionError("unreachable")
