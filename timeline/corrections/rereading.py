"""An article read once more, from the text that is kept of it."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from articles.extraction.records import Masthead
from articles.models import Article
from timeline.ingest.readers import RawPage
from timeline.ingest.writing import write

if TYPE_CHECKING:
    from articles.extraction.records import Extraction

DATED = ("published", "published_time", "published_how", "published_evidence")


def read_again(article: Article, published: date | None) -> Extraction:
    """Extract from the kept text, as of this publication date or of the one that the text itself tells.

    But for the date, the masthead stays as it was read from the page that came in."""
    from timeline.ingest.extracting import Task, extract_batch  # here, because it loads the language model

    result = extract_batch([Task(_page(article), published)])[0]
    if isinstance(result, str):
        raise ValidationError(f"The article could not be read again: {result}.")
    known = {field.name: article.extracted.get(field.name) for field in fields(Masthead) if field.name not in DATED}
    return replace(result, masthead=replace(result.masthead, **known))


def write_again(article: Article, extraction: Extraction) -> None:
    """Write what was read of an article whose publication date is not locked."""
    from articles.extraction.pipeline import EXTRACTOR  # here, because it loads the language model

    write(_page(article), extraction, EXTRACTOR, again=article)


def _page(article: Article) -> RawPage:
    return RawPage(article.origin, article.raw, hints=article.extracted.get("hints", {}))
