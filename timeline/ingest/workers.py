"""Extraction in several processes: batches out, results back in the order of the batches."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context, parent_process

from timeline.ingest.extracting import Result, Task, extract_batch

LOST = "its worker process died (out of memory?)"
AHEAD = 2

Batch = list[Task]


def extract_all(batches: Iterable[Batch], workers: int) -> Iterator[tuple[Batch, list[Result]]]:
    """Each batch with its results. With one worker all is done here; with more, at most two batches a process wait, so
    that memory stays bounded however many pages come."""
    if workers == 1:
        for batch in batches:
            yield batch, extract_batch(batch)
        return
    pool = _pool(workers)
    running: deque[tuple[Batch, Future[list[Result]]]] = deque()
    try:
        for batch in batches:
            running.append((batch, pool.submit(extract_batch, batch)))
            if len(running) >= AHEAD * workers:
                pool, answered = _next(pool, running, workers)
                yield answered
        while running:
            pool, answered = _next(pool, running, workers)
            yield answered
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def extract_apart(task: Task) -> Result:
    """Extract one page in another process, kept for the next one, so that a page which kills its reader kills nothing
    else."""
    try:
        return _reader().submit(extract_batch, [task]).result()[0]
    except BrokenProcessPool:
        _reader.cache_clear()
        return LOST


def _next(
    pool: ProcessPoolExecutor, running: deque[tuple[Batch, Future[list[Result]]]], workers: int
) -> tuple[ProcessPoolExecutor, tuple[Batch, list[Result]]]:
    """The first batch's results. Where a process died, a new pool takes its pages one by one, and then the others."""
    batch, future = running.popleft()
    try:
        return pool, (batch, future.result())
    except BrokenProcessPool:
        results: list[Result] = []
        for task in batch:
            pool = _pool(workers)
            try:
                results += pool.submit(extract_batch, [task]).result()
            except BrokenProcessPool:
                results.append(LOST)
            pool.shutdown(cancel_futures=True)
        pool = _pool(workers)
        waiting = [(batch, pool.submit(extract_batch, batch)) for batch, _ in running]
        running.clear()
        running.extend(waiting)
        return pool, (batch, results)


@cache
def _reader() -> ProcessPoolExecutor:
    return _pool(1)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_serve_parent)


def _serve_parent() -> None:
    """Ctrl-C is the parent's to answer. A process whose parent was killed would wait for work for ever, so it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def wait() -> None:
        if parent := parent_process():
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
