"""Bytes into text that a database can hold, within limits of size."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from typing import Any, BinaryIO

from charset_normalizer import from_bytes

LARGEST_ARTICLE = 5_000_000
SAMPLE = 200_000
MUCH = 50_000_000
HIGHEST_RATIO = 150
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?([\w-]{2,40})""", re.IGNORECASE)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")


class Unreadable(Exception):
    """A page that cannot go in; the message says why, in words."""


class _Counted:
    """A stream that counts what is read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data


class _Unpacking(io.RawIOBase):
    """What a gzipped stream holds. Reading raises Unreadable when it is broken or unpacks beyond all proportion."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = _Counted(packed)
        self._gzip = gzip.GzipFile(fileobj=self._packed)  # type: ignore[call-overload]
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._gzip.read(len(buffer))
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise Unreadable(f"broken gzip data ({error})") from error
        self._count += len(data)
        if self._count > MUCH and self._count > HIGHEST_RATIO * self._packed.count:
            raise Unreadable(f"unpacks to more than {HIGHEST_RATIO} times its size")
        buffer[: len(data)] = data
        return len(data)


def unpacked(stream: io.BufferedReader) -> io.BufferedReader:
    """The stream itself, or what it holds if its first bytes say that it is gzipped."""
    return io.BufferedReader(_Unpacking(stream)) if stream.peek(2)[:2] == b"\x1f\x8b" else stream


def read_limited(stream: BinaryIO, limit: int = LARGEST_ARTICLE) -> bytes:
    """All bytes of the stream; Unreadable if there are more than `limit`."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise Unreadable(f"larger than {limit / 1e6:.0f} MB")
    return data


def decode(data: bytes, charset: str | None = None) -> str:
    """Text of unknown encoding: byte order mark, the charset that goes with it, UTF-8, else what charset-normalizer
    finds likely. Unreadable if it is empty or no text at all."""
    if not data.strip():
        raise Unreadable("empty")
    text = _decoded(data, charset)
    if text is None or len(_CONTROL.findall(text[:SAMPLE])) > 0.02 * len(text[:SAMPLE]):
        raise Unreadable("not text in any known encoding")
    return text


def storable(text: str) -> str:
    """Without what databases refuse (NUL, lone surrogates), and with plain line ends."""
    if _UNSTORABLE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def encodable(text: str) -> str:
    """With a mark of replacement for every lone surrogate; no character moves."""
    return _SURROGATE.sub("\ufffd", text)


def _decoded(data: bytes, charset: str | None) -> str | None:
    marked = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    declared = _META_CHARSET.search(data[:2048])
    for name in (marked, charset, "utf-8", declared and declared[1].decode("ascii", "ignore")):
        if name:
            try:
                return data.decode(name)
            except (LookupError, ValueError):
                continue
    return _guessed(data)


def _guessed(data: bytes) -> str | None:
    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        return None
    latin = best.encoding.startswith(("cp125", "latin", "iso8859", "mac_")) and "Latin" in " ".join(best.alphabets)
    for name in ("cp1252" if latin else best.encoding, best.encoding):
        try:
            return data.decode(name)
        except ValueError:
            continue
    return data.decode(best.encoding, "replace")
