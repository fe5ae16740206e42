"""XLSX by XlsxWriter, row by row in constant memory: sheets Events, Sources and About."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from tempfile import NamedTemporaryFile
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from timeline.exports.columns import EVENTS, SOURCES, Column
from timeline.exports.rows import Pair, Row, labels, sources_of
from timeline.exports.tables import cell
from timeline.exports.texts import printable

LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576
BLOCK = 1 << 16
_FIRST_DAY = "1900-01-01"
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTHS = {"day": 11, "moment": 17, "whole": 9, "number": 11, "address": 34}


class Table:
    """One kind of row on as many sheets as Excel's limit asks for: Events, Events 2, …"""

    def __init__(self, book: Workbook, name: str, columns: Sequence[Column], most_rows: int = MOST_ROWS) -> None:
        self.book, self.name, self.columns, self.most_rows = book, name, columns, most_rows
        self.head = book.add_format({"bold": True, "bottom": 1})
        self.formats = {
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }
        self.sheets = 0
        self._turn_over()

    def _turn_over(self) -> None:
        self.sheets += 1
        self.sheet: Worksheet = self.book.add_worksheet(self.name if self.sheets == 1 else f"{self.name} {self.sheets}")
        self.sheet.freeze_panes(1, 0)
        for at, column in enumerate(self.columns):
            self.sheet.set_column(at, at, _WIDTHS.get(column.type, 24))
            self.sheet.write_string(0, at, column.name, self.head)
        self.line = 1

    def add(self, row: Row) -> None:
        if self.line == self.most_rows:
            self.finish()
            self._turn_over()
        for at, column in enumerate(self.columns):
            value = row[column.name]
            if value is not None and value != []:
                self._write(at, column.type, value)
        self.line += 1

    def _write(self, at: int, kind: str, value: Any) -> None:
        if kind in ("whole", "number"):
            self.sheet.write_number(self.line, at, value)
        elif kind == "day" and value >= _FIRST_DAY:
            self.sheet.write_datetime(self.line, at, date.fromisoformat(value), self.formats["day"])
        elif kind == "moment":
            when = datetime.fromisoformat(value).replace(tzinfo=None)
            self.sheet.write_datetime(self.line, at, when, self.formats["moment"])
        else:
            self.sheet.write_string(self.line, at, fit(cell(value)))

    def finish(self) -> None:
        self.sheet.autofilter(0, 0, max(self.line - 1, 1), len(self.columns) - 1)


def xlsx_bytes(pairs: Iterable[Pair], about: Iterable[tuple[str, ...]], most_rows: int = MOST_ROWS) -> Iterator[bytes]:
    """`about`: the lines of the About sheet. The temporary file goes when its reader is done or gone."""
    with NamedTemporaryFile(suffix=".xlsx") as file:
        with Workbook(file.name, _OPTIONS) as book:
            book.use_zip64()
            events, sources = Table(book, "Events", EVENTS, most_rows), Table(book, "Sources", SOURCES, most_rows)
            for row, articles in pairs:
                events.add(row | {"evidence": labels(articles)})
                for sentence in sources_of(row, articles):
                    sources.add(sentence)
            events.finish()
            sources.finish()
            _add_about(book, about)
        while block := file.read(BLOCK):
            yield block


def _add_about(book: Workbook, about: Iterable[tuple[str, ...]]) -> None:
    sheet = book.add_worksheet("About")
    sheet.set_column(0, 1, 22)
    sheet.set_column(2, 2, 90)
    for line, texts in enumerate(about):
        for at, text in enumerate(texts):
            sheet.write_string(line, at, fit(text))


def fit(text: str) -> str:
    """At most what a cell of Excel holds."""
    text = printable(text)
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"
