"""What can be exported: events, articles, actors and corrections, each with its dictionary and its reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from timeline.exports import columns, readers
from timeline.exports.columns import Column
from timeline.exports.events import event_rows, event_tables
from timeline.exports.rows import Columns, Pair, Row, columns_of
from timeline.models import Event
from timeline.models.querysets import EventQuerySet


@dataclass(frozen=True)
class Export:
    """What is asked for: `events`, and the canonical query string that selects them, empty for everything. `site`
    begins every address (`https://example.org`), `made` is when; `raw` leaves out the guards for spreadsheets; `bodies`
    lets articles' whole texts out."""

    events: EventQuerySet
    query: str
    site: str
    made: datetime
    raw: bool = False
    bodies: bool = False

    @property
    def chosen(self) -> EventQuerySet | None:
        """The events, or None where the filter leaves nothing out."""
        return self.events if self.query else None

    @property
    def dated(self) -> EventQuerySet:
        return self.events.filter(date__isnull=False).exclude(precision=Event.Precision.UNKNOWN)

    def pairs(self, *, dated: bool = False) -> Iterator[Pair]:
        return event_rows(self.dated if dated else self.events, self.site)

    def articles(self) -> Iterator[Row]:
        """The articles on which the events rest, without their bodies."""
        return readers.cited_rows(readers.cited_articles(self.events))

    def undated(self) -> int:
        return self.events.count() - self.dated.count()


@dataclass(frozen=True)
class Dataset:
    """One kind of row, its dictionary and its readers: `rows` for documents, `tables` for tables, many rows at once."""

    name: str
    columns: Sequence[Column]
    count: Callable[[Export], int]
    rows: Callable[[Export], Iterator[Row]]
    tables: Callable[[Export], Iterator[Columns]]


def tables_of(rows: Iterable[Row]) -> Iterator[Columns]:
    """Rows for a table, many at once."""
    return map(columns_of, readers.batches(rows, readers.CHUNK))


def _articles(export: Export) -> Iterator[Row]:
    return readers.article_rows(readers.cited_articles(export.chosen), bodies=export.bodies)


def _actors(export: Export) -> Iterator[Row]:
    return readers.actor_rows(readers.acting(export.chosen), export.site)


def _corrections(export: Export) -> Iterator[Row]:
    return readers.correction_rows(readers.public_corrections(export.chosen), export.site)


DATASETS = {
    dataset.name: dataset
    for dataset in (
        Dataset(
            "events",
            columns.EVENTS,
            lambda export: export.events.count(),
            lambda export: (row for row, _ in export.pairs()),
            lambda export: event_tables(export.events, export.site),
        ),
        Dataset(
            "articles",
            columns.ARTICLES,
            lambda export: readers.cited_articles(export.chosen).count(),
            _articles,
            lambda export: tables_of(_articles(export)),
        ),
        Dataset(
            "actors",
            columns.ACTORS,
            lambda export: readers.acting(export.chosen).count(),
            _actors,
            lambda export: tables_of(_actors(export)),
        ),
        Dataset(
            "corrections",
            columns.CORRECTIONS,
            lambda export: readers.public_corrections(export.chosen).count(),
            _corrections,
            lambda export: tables_of(_corrections(export)),
        ),
    )
}
