"""Pages out of web archives (WARC)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from email.message import Message

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from timeline.ingest.decoding import LARGEST_ARTICLE, Unreadable

_PAGES = {"text/html": True, "application/xhtml+xml": True, "text/plain": False}


def read_archive(stream: io.BufferedReader) -> Iterator[tuple[str, str | None, bool, bytes]]:
    """(address, charset, is HTML, content) of each page that answered with 200; the content ends just beyond the limit
    for an article where it is longer. Unreadable if the archive is broken or holds no page."""
    empty = True
    try:
        for record in ArchiveIterator(stream):
            kind, charset = _content_type(record)
            if kind in _PAGES and (address := record.rec_headers.get_header("WARC-Target-URI")):
                empty = False
                yield address, charset, _PAGES[kind], _content(record)
    except (ArchiveLoadFailed, OSError, ValueError) as error:
        raise Unreadable(f"broken web archive ({error})") from error
    if empty:
        raise Unreadable("a web archive without pages")


def _content_type(record: ArcWarcRecord) -> tuple[str | None, str | None]:
    """The media type and charset of a page, (None, None) for every other record."""
    if record.rec_type == "resource":
        value = record.rec_headers.get_header("Content-Type")
    elif record.rec_type == "response" and record.http_headers and record.http_headers.get_statuscode() == "200":
        value = record.http_headers.get_header("Content-Type")
    else:
        return None, None
    header = Message()
    header["Content-Type"] = value or ""
    return header.get_content_type(), header.get_content_charset()


def _content(record: ArcWarcRecord) -> bytes:
    """The record's content, unpacked, read no further than just beyond the limit."""
    stream, parts, missing = record.content_stream(), [], LARGEST_ARTICLE + 1
    while missing > 0 and (part := stream.read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)
