"""The one registry of formats: name, extension, media type, writer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from timeline.exports import about, ics, jsonld, markdown, sources, tables, timelinejs, word, xlsx
from timeline.exports.columns import ACTORS, EVENTS, SOURCES
from timeline.exports.datasets import DATASETS, Dataset, Export, tables_of
from timeline.exports.gold import gold_bytes
from timeline.exports.package import Resource, package_bytes
from timeline.exports.readers import acting, actor_kinds, actor_rows
from timeline.exports.rows import Columns, sources_of


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


def _sources(export: Export) -> Iterator[Columns]:
    return tables_of(row for event, articles in export.pairs() for row in sources_of(event, articles))


def _package(_: Dataset, export: Export) -> Iterator[bytes]:
    events = DATASETS["events"]
    resources = (
        Resource("events", EVENTS, events.tables(export), "One row per event."),
        Resource("sources", SOURCES, _sources(export), "One row per sentence on which an event rests."),
        Resource(
            "actors",
            ACTORS,
            tables_of(actor_rows(acting(export.events), export.site)),
            "One row per actor of these events.",
        ),
    )
    return package_bytes(resources, _lines(export), export.query, export.made.isoformat())


def _lines(export: Export) -> tuple[str, ...]:
    return about.lines(export.query, export.events.count(), export.site, export.made.date())


def _sheet(export: Export) -> Iterator[tuple[str, ...]]:
    yield from (("About", "", line) for line in _lines(export))
    yield ("Sheet", "Column", "Meaning")
    for sheet, columns in (("Events", EVENTS), ("Sources", SOURCES)):
        yield from ((sheet, column.name, column.words) for column in columns)


TABLES = (
    Format(
        "csv",
        "CSV",
        "text/csv; charset=utf-8",
        "A row per event for any spreadsheet or script; ?raw=1 gives every text exactly as it is.",
        lambda data, export: tables.csv_bytes(data.columns, data.tables(export), raw=export.raw),
    ),
    Format(
        "json",
        "JSON",
        "application/json",
        "Every field, its lists and its evidence, as one document.",
        lambda data, export: tables.json_bytes(data.name, data.rows(export)),
    ),
    Format(
        "jsonl",
        "JSON Lines",
        "application/jsonl; charset=utf-8",
        "The same, a record a line, for files larger than memory.",
        lambda data, export: tables.jsonl_bytes(data.rows(export)),
    ),
)

EVENT_FORMATS = (
    Format(
        "xlsx",
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "A workbook with the sheets Events, Sources and About; dates are dates, and text is never a formula.",
        lambda _, export: xlsx.xlsx_bytes(export.pairs(), _sheet(export)),
        packed=True,
    ),
    *TABLES,
    Format(
        "sources.csv",
        "CSV of sources",
        "text/csv; charset=utf-8",
        "A row per sentence of evidence, with its article; the column event leads to the events' table.",
        lambda _, export: tables.csv_bytes(SOURCES, _sources(export), raw=export.raw),
    ),
    Format(
        "zip",
        "Data package",
        "application/zip",
        "A Frictionless Data Package: events, sources and actors as CSV with their dictionary, licence and query.",
        _package,
        packed=True,
    ),
    Format(
        "md",
        "Markdown",
        "text/markdown; charset=utf-8",
        "The chronology as text with day headings, quotations and numbered sources as footnotes.",
        lambda _, export: markdown.markdown_bytes(export.pairs(), about.TITLE, _lines(export)),
    ),
    Format(
        "docx",
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "The same for Word, its sources as numbered endnotes; at most 5,000 events.",
        lambda _, export: word.docx_bytes(export.pairs(), about.TITLE, _lines(export)),
        most=5000,
        packed=True,
    ),
    Format(
        "ics",
        "Calendar",
        "text/calendar; charset=utf-8",
        "All-day entries for any calendar, tentative where the day is not exact; events without a date are left out.",
        lambda _, export: ics.ics_bytes(export.pairs(dated=True), export.undated()),
        dated=True,
    ),
    Format(
        "timelinejs.json",
        "TimelineJS",
        "application/json",
        "Slides for Knight Lab's TimelineJS, for up to about 100 events; those without a date are left out.",
        lambda _, export: timelinejs.json_bytes(export.pairs(dated=True), export.undated()),
        dated=True,
    ),
    Format(
        "timelinejs.csv",
        "TimelineJS sheet",
        "text/csv; charset=utf-8",
        "The same as rows of TimelineJS's spreadsheet.",
        lambda _, export: tables.csv_bytes(
            timelinejs.SHEET, tables_of(timelinejs.sheet_rows(export.pairs(dated=True)))
        ),
        dated=True,
    ),
    Format(
        "jsonld",
        "JSON-LD",
        "application/ld+json",
        "Events, claims and quotations in the terms of schema.org, for archives and search engines; no verdicts.",
        lambda _, export: jsonld.jsonld_bytes(export.pairs(), actor_kinds(), export.site),
    ),
    Format(
        "bib",
        "BibTeX",
        "application/x-bibtex; charset=utf-8",
        "The articles on which the events rest, for LaTeX.",
        lambda _, export: sources.bibtex_bytes(export.articles(), export.made.date()),
    ),
    Format(
        "ris",
        "RIS",
        "application/x-research-info-systems; charset=utf-8",
        "The same articles for EndNote, Zotero and other reference managers.",
        lambda _, export: sources.ris_bytes(export.articles(), export.made.date()),
    ),
    Format(
        "csl.json",
        "CSL-JSON",
        "application/vnd.citationstyles.csl+json",
        "The same articles for Zotero, Pandoc and other programs that style citations.",
        lambda _, export: sources.csl_bytes(export.articles(), export.made.date()),
    ),
)

GOLD = Format(
    "gold",
    "Gold annotations",
    "application/zip",
    "What editors judged, an article a file, for the command evaluate.",
    lambda _, export: gold_bytes(export.chosen),
    packed=True,
)

FORMATS = {
    name: {format_.extension: format_ for format_ in (EVENT_FORMATS if name == "events" else TABLES)}
    for name in DATASETS
}
COMMAND_FORMATS = FORMATS | {"corrections": {**FORMATS["corrections"], GOLD.extension: GOLD}}
