"""CSV, JSON and JSON Lines of any data set, written as they are read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from timeline.exports.columns import Column
from timeline.exports.rows import Row
from timeline.exports.texts import formula_safe

BATCH = 500
_GUARDED = ("text", "texts", "records")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def cell(value: Any) -> str:
    """A field as one table cell: lists joined by "; ", evidence as the articles that hold it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        if value and isinstance(value[0], dict):
            return "; ".join(dict.fromkeys(map(_article, value)))
        return "; ".join(map(str, value))
    return _encode(value) if isinstance(value, dict) else str(value)


def _article(evidence: Row) -> str:
    parts = (evidence["publisher"], f"“{evidence['title']}”" if evidence["title"] else None, evidence["published"])
    return f"{', '.join(part for part in parts if part)} ({evidence['article']})"


def _is_ours(column: Column) -> bool:
    return column.own or bool(column.choices)


def csv_bytes(
    columns: Sequence[Column], rows: Iterable[Row], *, raw: bool = False, mark: bool = True
) -> Iterator[bytes]:
    """RFC 4180: every field quoted, lines ended by CRLF. For people: formula-safe, and with a byte order mark, by which
    Excel knows UTF-8. `raw`, for programs: neither, every text as it is."""
    names = [column.name for column in columns]
    fields = itemgetter(*names)
    lists = [column.name for column in columns if column.type in ("texts", "records")]
    texts = [] if raw else [column.name for column in columns if column.type in _GUARDED and not _is_ours(column)]
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(names)
    yield (b"\xef\xbb\xbf" if mark and not raw else b"") + buffer.getvalue().encode()
    for batch in batches(rows):
        buffer.seek(0)
        buffer.truncate()
        for row in batch:
            for name in lists:
                row[name] = cell(row[name]) if row[name] else ""
            for name in texts:
                if text := row[name]:
                    row[name] = formula_safe(text if isinstance(text, str) else cell(text))
        writer.writerows(map(fields, batch))
        yield buffer.getvalue().encode()


def json_bytes(name: str, rows: Iterable[Row]) -> Iterator[bytes]:
    """`{"<name>": [row, …]}`, a row a line."""
    yield f'{{"{name}": ['.encode()
    before = "\n"
    for batch in batches(rows):
        yield (before + ",\n".join(map(_encode, batch))).encode()
        before = ",\n"
    yield b"\n]}\n"


def jsonl_bytes(rows: Iterable[Row]) -> Iterator[bytes]:
    for batch in batches(rows):
        yield "".join(f"{_encode(row)}\n" for row in batch).encode()


def batches(rows: Iterable[Row], size: int = BATCH) -> Iterator[list[Row]]:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
