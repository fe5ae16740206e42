"""A Frictionless Data Package: the tables, their dictionary, the licence and the query, in one zip."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from timeline.exports.about import LICENCE, LICENCE_TITLE, LICENCE_URL, SUBJECT, TITLE
from timeline.exports.columns import Column
from timeline.exports.rows import Columns
from timeline.exports.tables import csv_bytes

_TYPES = {"day": "date", "moment": "datetime", "whole": "integer", "number": "number"}


@dataclass(frozen=True)
class Resource:
    """A table of the package."""

    name: str
    columns: Sequence[Column]
    tables: Iterable[Columns]
    words: str


class _Outbox(io.RawIOBase):
    """Where the zip is written: whatever has come in leaves at the next `take`."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, part: Any) -> int:
        self.parts.append(bytes(part))
        return len(part)

    def take(self) -> bytes:
        taken = b"".join(self.parts)
        self.parts.clear()
        return taken


def package_bytes(resources: Sequence[Resource], about: Iterable[str], asked: str, made: str) -> Iterator[bytes]:
    """Written as it is read: nothing waits in memory or on disk."""
    outbox = _Outbox()
    with ZipFile(outbox, "w", ZIP_DEFLATED) as package:
        package.writestr(
            "datapackage.json", json.dumps(_descriptor(resources, asked, made), ensure_ascii=False, indent=2)
        )
        package.writestr("README.md", _readme(resources, about))
        for resource in resources:
            with package.open(f"{resource.name}.csv", "w", force_zip64=True) as file:
                for part in csv_bytes(resource.columns, resource.tables, mark=False):
                    file.write(part)
                    yield outbox.take()
    yield outbox.take()


def _descriptor(resources: Sequence[Resource], asked: str, made: str) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": TITLE.lower(),
        "title": f"{TITLE}: {SUBJECT}",
        "created": made,
        "query": asked,
        "licenses": [{"name": LICENCE, "title": LICENCE_TITLE, "path": LICENCE_URL}],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": resource.name,
                "path": f"{resource.name}.csv",
                "description": resource.words,
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": [_field(column) for column in resource.columns], "missingValues": [""]},
            }
            for resource in resources
        ],
    }


def _field(column: Column) -> dict[str, Any]:
    constraints = {"enum": list(column.choices)} if column.choices else {"required": True} if not column.null else {}
    field = {"name": column.name, "type": _TYPES.get(column.type, "string"), "description": column.words}
    return field | ({"constraints": constraints} if constraints and column.type not in ("texts", "records") else {})


def _readme(resources: Sequence[Resource], about: Iterable[str]) -> str:
    tables = "".join(
        f"\n## {resource.name}.csv\n\n{resource.words}\n\n"
        + "".join(f"- `{column.name}`: {column.words}\n" for column in resource.columns)
        for resource in resources
    )
    lists = "Lists are joined by “; ”. Text that a spreadsheet could take for a formula has an apostrophe in front."
    return f"# {TITLE}\n\n" + "\n\n".join(about) + f"\n\n{lists}\n{tables}"
