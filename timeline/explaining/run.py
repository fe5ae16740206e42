"""Texts in, extractions out, one for each and in order."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from articles.extraction.records import Extraction
from timeline.ingest.decoding import LARGEST_ARTICLE, Unreadable, decode, encodable, read_limited, storable
from timeline.ingest.extracting import Task, extract_batch
from timeline.ingest.readers import BadInput, PassedOver, RawPage, read_inputs

BATCH = 12
Explained = tuple[str, Extraction | str]


def explain(names: Iterable[str], *, lines: bool, body: bool, published: date | None) -> Iterator[Explained]:
    """(name, extraction or what is wrong, in words) for each text of the files. `lines`: standard input ("-") holds a
    JSON object a line, {"id", "text", "published"}. `body`: texts are clean bodies, taken as they are."""
    found = (each for name in names for each in _found(name, lines, body, published))
    while batch := list(islice(found, BATCH)):
        tasks = [each for each in batch if isinstance(each, Task)]
        results = iter(extract_batch(tasks))
        for each in batch:
            yield (each.page.origin, next(results)) if isinstance(each, Task) else (each.name, each.reason)


def _found(name: str, lines: bool, body: bool, published: date | None) -> Iterator[Task | BadInput]:
    if name == "-" and lines:
        for number, line in enumerate(sys.stdin.buffer, start=1):
            if line.strip():
                yield _of_line(line, number, body, published)
    elif body:
        yield _as_given(name, published)
    else:
        for page in read_inputs([name]):
            if isinstance(page, RawPage):
                yield Task(page, published)
            elif not isinstance(page, PassedOver):
                yield page


def _of_line(line: bytes, number: int, body: bool, published: date | None) -> Task | BadInput:
    name = f"line {number}"
    try:
        record = json.loads(line)
        name = str(record.get("id", name))
        text, day = record["text"], record.get("published")
        if len(text) > LARGEST_ARTICLE:
            return BadInput(name, "too long")
        page = RawPage(name, encodable(text) if body else storable(text))
        return Task(page, date.fromisoformat(day[:10]) if day else published, body)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        return BadInput(name, f'not {{"id", "text", "published"}} in JSON ({type(error).__name__}: {error})')


def _as_given(name: str, published: date | None) -> Task | BadInput:
    def read(stream: BinaryIO) -> Task:
        return Task(RawPage(Path(name).name, encodable(decode(read_limited(stream)))), published, body=True)

    try:
        if name == "-":
            return read(sys.stdin.buffer)
        with Path(name).open("rb") as stream:
            return read(stream)
    except (Unreadable, OSError) as error:
        return BadInput(name, str(getattr(error, "strerror", None) or error))
