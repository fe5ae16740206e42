"""The one registry: what can be exported, in which format, and who writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from timeline.exports import columns, rows, tables
from timeline.exports.columns import Column
from timeline.exports.rows import Row
from timeline.forms import EventFilter
from timeline.models.querysets import EventQuerySet


@dataclass(frozen=True)
class Export:
    """What is asked for. `site` begins every address (`https://example.org`), `made` is when; `raw` leaves out the
    guards for spreadsheets; `bodies` lets articles' whole texts out."""

    question: EventFilter
    site: str
    made: datetime
    raw: bool = False
    bodies: bool = False

    @property
    def events(self) -> EventQuerySet:
        return self.question.apply()

    @property
    def chosen(self) -> EventQuerySet | None:
        """The events, or None where the filter leaves nothing out."""
        return self.events if self.question.is_narrowed else None


@dataclass(frozen=True)
class Dataset:
    """One kind of row, its dictionary and its reader."""

    name: str
    columns: Sequence[Column]
    rows: Callable[[Export], Iterator[Row]]
    count: Callable[[Export], int]


@dataclass(frozen=True)
class Format:
    """One format. `words`: what it is good for, in a sentence; `most`: rows it can hold; `dated`: leaves out events
    without a date; `packed`: compressed already."""

    extension: str
    label: str
    media_type: str
    words: str
    write: Callable[[Dataset, Export], Iterator[bytes]]
    most: int | None = None
    dated: bool = False
    packed: bool = False


DATASETS = {
    dataset.name: dataset
    for dataset in (
        Dataset(
            "events",
            columns.EVENTS,
            lambda export: (row for row, _ in rows.event_rows(export.events, export.site)),
            lambda export: export.events.count(),
        ),
        Dataset(
            "articles",
            columns.ARTICLES,
            lambda export: rows.article_rows(rows.cited_articles(export.chosen), bodies=export.bodies),
            lambda export: rows.cited_articles(export.chosen).count(),
        ),
        Dataset(
            "actors",
            columns.ACTORS,
            lambda export: rows.actor_rows(rows.acting(export.chosen), export.site),
            lambda export: rows.acting(export.chosen).count(),
        ),
        Dataset(
            "corrections",
            columns.CORRECTIONS,
            lambda export: rows.correction_rows(rows.public_corrections(export.chosen), export.site),
            lambda export: rows.public_corrections(export.chosen).count(),
        ),
    )
}

TABLES = (
    Format(
        "csv",
        "CSV",
        "text/csv; charset=utf-8",
        "One row a line for any spreadsheet; with ?raw=1 for programs, each text exactly as it is.",
        lambda data, export: tables.csv_bytes(data.columns, data.rows(export), raw=export.raw),
    ),
    Format(
        "json",
        "JSON",
        "application/json",
        "Every field with its lists and its evidence, as one document.",
        lambda data, export: tables.json_bytes(data.name, data.rows(export)),
    ),
    Format(
        "jsonl",
        "JSON Lines",
        "application/jsonl; charset=utf-8",
        "The same, one record a line, for files too large to hold in memory.",
        lambda data, export: tables.jsonl_bytes(data.rows(export)),
    ),
)

FORMATS = {name: {format_.extension: format_ for format_ in TABLES} for name in DATASETS}
