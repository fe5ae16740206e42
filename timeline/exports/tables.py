"""CSV, JSON and JSON Lines of any data set, written as they are read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from timeline.exports.columns import Column
from timeline.exports.readers import batches
from timeline.exports.rows import Columns, Row
from timeline.exports.texts import RISKY_STARTS, formula_safe

BATCH = 500
_PLAIN = ("day", "moment", "clock", "whole", "number")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def cell(value: Any) -> str:
    """A field as one table cell: lists joined by "; "."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return _encode(value) if isinstance(value, dict) else str(value)


def csv_bytes(
    columns: Sequence[Column], tables: Iterable[Columns], *, raw: bool = False, mark: bool = True
) -> Iterator[bytes]:
    """RFC 4180: every field quoted, lines ended by CRLF. For people: formula-safe, and with a byte order mark, by which
    Excel knows UTF-8. `raw`, for programs: neither, every text as it is."""
    head = '","'.join(column.name for column in columns)
    yield (b"\xef\xbb\xbf" if mark and not raw else b"") + f'"{head}"\r\n'.encode()
    for table in tables:
        written = [_cells(column, table[column.name], raw) for column in columns]
        lines = '"\r\n"'.join(map('","'.join, zip(*written, strict=True)))
        yield f'"{lines}"\r\n'.encode()


def _cells(column: Column, values: Sequence[Any], raw: bool) -> list[str]:
    """The values as they stand between quotation marks."""
    if column.type in ("texts", "records"):
        texts = ["; ".join(value) if value else "" for value in values]
    else:
        texts = [value if type(value) is str else "" if value is None else cell(value) for value in values]
    if column.type in _PLAIN or column.own or column.choices:
        return texts
    if not raw:
        texts = [
            text if not text or (text[0] not in RISKY_STARTS and text.isprintable()) else formula_safe(text)
            for text in texts
        ]
    return [text.replace('"', '""') if '"' in text else text for text in texts]


def json_bytes(name: str, rows: Iterable[Row]) -> Iterator[bytes]:
    """`{"<name>": [row, …]}`, a row a line."""
    yield f'{{"{name}": ['.encode()
    before = "\n"
    for batch in batches(rows, BATCH):
        yield (before + ",\n".join(map(_encode, batch))).encode()
        before = ",\n"
    yield b"\n]}\n"


def jsonl_bytes(rows: Iterable[Row]) -> Iterator[bytes]:
    for batch in batches(rows, BATCH):
        yield "".join(f"{_encode(row)}\n" for row in batch).encode()
