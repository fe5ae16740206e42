"""Raw pages into extractions, here or in worker processes; neither Django nor the database is needed for it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import date, datetime
from functools import cache
from types import FrameType

from articles.extraction.gazetteer import Gazetteer, load_gazetteer
from articles.extraction.language import load_nlp
from articles.extraction.pipeline import Job, extract_many
from articles.extraction.records import Extraction, Hints
from timeline.ingest.pages import read_html
from timeline.ingest.readers import RawPage

SECONDS_PER_ARTICLE = 120


class TooSlow(Exception):
    """An article took longer than it may."""


@dataclass(frozen=True, slots=True)
class Task:
    """A page to extract, with the publication date that stands above the page's own, if any. `body`: its text is a
    clean body already."""

    page: RawPage
    published: date | None = None
    body: bool = False


Result = Extraction | str


def extract_batch(tasks: list[Task]) -> list[Result]:
    """An extraction for each page, or in words why there is none. One bad page does not spoil the others: where the
    batch fails, they are taken one by one."""
    try:
        with time_limit(SECONDS_PER_ARTICLE):
            return list(_extracted(tasks))
    except Exception as error:
        if len(tasks) == 1:
            return [_in_words(error)]
        return [result for task in tasks for result in extract_batch([task])]


def _in_words(error: Exception) -> str:
    if isinstance(error, TooSlow):
        return f"took longer than {SECONDS_PER_ARTICLE} seconds"
    return f"{type(error).__name__}: {str(error).splitlines()[0][:200] if str(error) else 'no details'}"


def _extracted(tasks: list[Task]) -> Iterator[Extraction]:
    return extract_many((_job(task) for task in tasks), nlp=load_nlp(), gazetteer=_gazetteer())


@cache
def _gazetteer() -> Gazetteer:
    return load_gazetteer()


def _job(task: Task) -> Job:
    text, hints = task.page.text, as_hints(task.page.hints)
    if task.page.html:
        text, found = read_html(text)
        hints = Hints(*(given or read for given, read in zip(astuple(hints), astuple(found), strict=True)))
    return Job(text, published=task.published, hints=hints, body=task.body)


def as_hints(given: Mapping[str, str]) -> Hints:
    """What came with a page, as extraction takes it; a date that is none is left out."""
    words = {name: given.get(name) for name in ("title", "publisher", "author", "url")}
    try:
        published = datetime.fromisoformat(given.get("published", ""))
    except ValueError:
        published = None
    return Hints(**words, published=published)


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raises TooSlow in what runs longer. Only where the system can do that: in the main thread, on POSIX."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
