"""Docx: day headings, quotations, numbered sources as endnotes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import docx
from docx.document import Document

from timeline.exports.chronicle import Entry, Notes, days
from timeline.exports.rows import Pair
from timeline.exports.texts import one_line


def docx_bytes(pairs: Iterable[Pair], title: str, about: Iterable[str]) -> Iterator[bytes]:
    """The whole document at once: Word's format cannot be written in parts."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.add_heading(one_line(title), 0)
    for line in about:
        document.add_paragraph(one_line(line))
    notes = Notes()
    for heading, entries in days(pairs, notes):
        document.add_heading(heading, 1)
        for entry in entries:
            _add(document, entry)
    if notes.by_origin:
        document.add_heading("Sources", 1)
    for note in notes.by_origin.values():
        document.add_paragraph(f"{note.number}. {note.words}")
    file = io.BytesIO()
    document.save(file)
    yield file.getvalue()


def _add(document: Document, entry: Entry) -> None:
    heading = document.add_heading(entry.headline, 2)
    if entry.notes:
        heading.add_run(" ".join(map(str, entry.notes))).font.superscript = True
    for quote in entry.quotes:
        document.add_paragraph(f"“{quote}”", style="Intense Quote")
    speaker = f"{entry.speaker}. " if entry.speaker else ""
    paragraph = document.add_paragraph(speaker)
    paragraph.add_run(f"{entry.facts}. ").italic = True
    paragraph.add_run(entry.address)
