"""HTML pages into plain text, and what their head says of them."""

from __future__ import annotations

from datetime import datetime

import trafilatura
from lxml.etree import LxmlError

from articles.extraction.records import Hints


def read_html(html: str) -> tuple[str, Hints]:
    """The page's text, one paragraph a line, and its metadata. Raises ValueError if there is no text in it."""
    try:
        text = trafilatura.extract(html, include_comments=False, include_tables=False, favor_recall=True)
        head = trafilatura.extract_metadata(html)
    except (LxmlError, AttributeError, TypeError) as error:
        raise ValueError(f"unreadable HTML ({error})") from error
    if not text:
        raise ValueError("no text in the HTML")
    if head is None:
        return text, Hints()
    return text, Hints(head.title, head.sitename, head.author, _date(head.date), head.url)


def _date(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
