"""Markdown with footnotes (CommonMark plus the footnotes of GitHub and Pandoc)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from timeline.exports.chronicle import Entry, Notes, days
from timeline.exports.rows import Pair
from timeline.exports.texts import one_line

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~^$&])")
_LIST_START = re.compile(r"^([-+=]|\d+[.)])")


def markdown_bytes(pairs: Iterable[Pair], title: str, about: Iterable[str]) -> Iterator[bytes]:
    notes = Notes()
    yield (f"# {escape(title)}\n\n" + "".join(f"{escape(line)}\n\n" for line in about)).encode()
    for heading, entries in days(pairs, notes):
        yield (f"## {escape(heading)}\n\n" + "".join(map(_entry, entries))).encode()
    for note in notes.by_origin.values():
        yield f"[^{note.number}]: {escape(note.words)}\n".encode()


def _entry(entry: Entry) -> str:
    marks = "".join(f"[^{number}]" for number in entry.notes)
    parts = [f"### {escape(entry.headline)}{marks}"]
    parts += [f"> “{escape(quote)}”" for quote in entry.quotes]
    speaker = f"{escape(entry.speaker)}. " if entry.speaker else ""
    parts.append(f"{speaker}*{escape(entry.facts)}.* <{entry.address}>")
    return "\n\n".join(parts) + "\n\n"


def escape(text: str) -> str:
    """Text that Markdown shows as it is, in one line."""
    text = _SPECIAL.sub(r"\\\1", one_line(text))
    return _LIST_START.sub(r"\\\1" if text[:1] in "-+=" else lambda found: f"{found[0][:-1]}\\{found[0][-1]}", text)
