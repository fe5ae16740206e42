"""Input files into raw pages: text, HTML, JSON, JSON Lines and web archives, each also gzipped, in folders or alone."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from timeline.ingest.archives import read_archive
from timeline.ingest.decoding import LARGEST_ARTICLE, Unreadable, decode, read_limited, storable, unpacked

FORMATS = ("auto", "txt", "html", "json", "jsonl", "warc")
LARGEST_JSON = 50_000_000
LONGEST_LINE = 32_000_000
_BY_SUFFIX = {".txt": "txt", ".html": "html", ".htm": "html", ".json": "json", ".jsonl": "jsonl", ".warc": "warc"}
TOO_LARGE = f"larger than {LARGEST_ARTICLE / 1e6:.0f} MB"
NO_ARTICLE = "no `text` and no `html` in it"
_HINTS = ("url", "title", "publisher", "author", "published")


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as it came in. `hints` holds what came with it: url, title, publisher, author and published, as text;
    `file` is where it lies on this machine, None for what came through a pipe."""

    origin: str
    text: str
    html: bool = False
    hints: Mapping[str, str] = field(default_factory=dict)
    file: Path | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the text, and of what came with it where anything did."""
        known = f"\0{json.dumps(dict(self.hints), sort_keys=True)}" if self.hints else ""
        return hashlib.sha256(f"{self.text}{known}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class BadInput:
    """Something that does not go in, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file in a folder that holds no article and does not claim to."""

    name: str


Found = RawPage | BadInput | PassedOver


def read_inputs(paths: Iterable[str], form: str = "auto") -> Iterator[Found]:
    """Every page of the files, of the folders and of standard input ("-"), one at a time, sorted within a folder."""
    origins: dict[str, Path] = {}
    for path in paths:
        if path == "-":
            yield from _read_stream("stdin", cast(io.BufferedReader, sys.stdin.buffer), form, None)
            continue
        for file, origin in _files(Path(path)):
            if origin is None:
                yield BadInput(str(file), "a folder without articles" if file.is_dir() else "no such file")
            elif origins.setdefault(origin, file).resolve() != file.resolve():
                yield BadInput(str(file), f"goes by the same name as {origins[origin]}; give the folder above both")
            else:
                yield from _read_file(file, origin, form, alone=file == Path(path))


def _files(path: Path) -> Iterator[tuple[Path, str | None]]:
    """Files with their origins (the path below the folder given, or the file's name); None where there is nothing."""
    if not path.is_dir():
        yield path, path.name if path.exists() else None
        return
    nothing = True
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder, name)
            if _form_of(name) and not name.startswith(".") and file.is_file():
                nothing = False
                yield file, file.relative_to(path).as_posix()
    if nothing:
        yield path, None


def _form_of(name: str) -> str | None:
    return _BY_SUFFIX.get(Path(name.lower().removesuffix(".gz")).suffix)


def _read_file(file: Path, origin: str, form: str, *, alone: bool) -> Iterator[Found]:
    try:
        with file.open("rb") as stream:
            for found in _read_stream(origin, stream, form, file):
                yield PassedOver(origin) if not alone and getattr(found, "reason", "") == NO_ARTICLE else found
    except OSError as error:
        yield BadInput(origin, error.strerror or str(error))


def _read_stream(origin: str, packed: io.BufferedReader, form: str, file: Path | None) -> Iterator[Found]:
    try:
        stream = unpacked(packed)
        if form == "auto":
            form = _form_of(origin) or _sniffed(stream)
        if form == "warc":
            for url, charset, html, data in read_archive(stream):
                yield from _page(url, data, charset, html, file)
        elif form == "jsonl" or (form == "json" and _looks_like_lines(stream)):
            yield from _json_lines(origin, stream, file)
        elif form == "json":
            yield from _json_document(origin, read_limited(stream, LARGEST_JSON), file)
        else:
            yield from _page(origin, read_limited(stream), None, form == "html", file)
    except Unreadable as error:
        yield BadInput(origin, str(error))


def _sniffed(stream: io.BufferedReader) -> str:
    start = stream.peek().lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"WARC/"):
        return "warc"
    if start.startswith(b"{") or (start.startswith(b"[") and start[1:].lstrip().startswith(b"{")):
        return "json"
    return "html" if start[:1] == b"<" else "txt"


def _looks_like_lines(stream: io.BufferedReader) -> bool:
    """Whether the first line is a whole JSON object and more follows."""
    first, _, rest = stream.peek().lstrip().partition(b"\n")
    try:
        return bool(rest.strip()) and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _json_lines(origin: str, stream: io.BufferedReader, file: Path | None) -> Iterator[Found]:
    for number, line in enumerate(_lines(stream), start=1):
        name = f"{origin}:{number}"
        if line is None:
            yield BadInput(name, f"a line longer than {LONGEST_LINE / 1e6:.0f} MB")
        elif line.strip():
            yield _json_page(name, line, file)


def _lines(stream: io.BufferedReader) -> Iterator[bytes | None]:
    """Line by line, None for one that is too long."""
    while line := stream.readline(LONGEST_LINE):
        if len(line) < LONGEST_LINE or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(io.DEFAULT_BUFFER_SIZE)
        yield None


def _json_document(origin: str, data: bytes, file: Path | None) -> Iterator[Found]:
    try:
        document = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        if str(error).startswith("Extra data"):
            yield from _json_lines(origin, io.BufferedReader(io.BytesIO(data)), file)
            return
        raise Unreadable(f"not JSON ({error})") from error
    if isinstance(document, list):
        for number, record in enumerate(document, start=1):
            yield _record_page(f"{origin}:{number}", record, file)
    else:
        yield _record_page(origin, document, file)


def _json_page(name: str, line: bytes, file: Path | None) -> Found:
    try:
        return _record_page(name, json.loads(decode(line)), file)
    except Unreadable as error:
        return BadInput(name, str(error))
    except (ValueError, RecursionError) as error:
        return BadInput(name, f"not JSON ({error})")


def _record_page(name: str, record: Any, file: Path | None) -> Found:
    if not isinstance(record, dict):
        return BadInput(name, "not a JSON object")
    text, html = record.get("text"), record.get("html")
    content = text if isinstance(text, str) and text.strip() else html
    if not isinstance(content, str):
        return BadInput(name, NO_ARTICLE)
    if not content.strip():
        return BadInput(name, "empty")
    if len(content.encode("utf-8", "surrogatepass")) > LARGEST_ARTICLE:
        return BadInput(name, TOO_LARGE)
    hints = {
        key: storable(value.strip()) for key in _HINTS if isinstance(value := record.get(key), str) and value.strip()
    }
    url = storable(record["url"].strip())[:2000] if isinstance(record.get("url"), str) else ""
    if url:
        hints["url"] = url
    return RawPage(url or name, storable(content), html=content is html, hints=hints, file=file)


def _page(origin: str, data: bytes, charset: str | None, html: bool, file: Path | None) -> Iterator[Found]:
    try:
        if len(data) > LARGEST_ARTICLE:
            raise Unreadable(TOO_LARGE)
        hints = {"url": origin} if origin.startswith(("http://", "https://")) else {}
        yield RawPage(origin, storable(decode(data, charset)), html, hints, file)
    except Unreadable as error:
        yield BadInput(origin, str(error))
