"""The one machine writer: an article and what was read in it, as rows, in one transaction."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from articles.extraction.records import Attribution, Extraction
from articles.models import Article
from timeline.ingest.readers import RawPage
from timeline.ingest.recording import record
from timeline.ingest.voices import sketch

SAMPLES = settings.BASE_DIR / "articles" / "samples"
WRITERS_LOCK = 7_202_202_24
ATTRIBUTION = tuple(field.name for field in fields(Attribution))
LONGEST = {"title": 500, "publisher": 200, "agency": 200, "author": 300}


class Outdated(Exception):
    """The article was extracted with another publication date than an editor has set meanwhile."""

    def __init__(self, article: Article) -> None:
        super().__init__(article.origin)
        self.published = article.published


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: new, updated or unchanged; and of its events."""

    article: str
    new: int = 0
    changed: int = 0
    kept: int = 0


def find_article(page: RawPage) -> Article | None:
    """The article with this very text, wherever it came from, else the former version from the same place."""
    known = Article.objects.defer("raw", "body", "segments", "marks", "sketch")
    found = known.filter(Q(digest=page.digest) | Q(origin=page.origin[:2000]))
    return min(found, key=lambda article: article.digest != page.digest, default=None)


def is_current(article: Article | None, page: RawPage, extractor: str, given: date | None) -> bool:
    """Whether the article holds this text, read by this extractor, for this publication date if one is given."""
    return (
        article is not None
        and (article.digest, article.extractor) == (page.digest, extractor)
        and (given is None or "published" in article.locked or article.extracted.get("given") == given.isoformat())
    )


def date_to_read_with(article: Article | None, given: date | None) -> date | None:
    """The publication date that stands above the page's own: the editor's, the one given now, the one given before."""
    if article is not None and "published" in article.locked:
        return article.published
    before = article.extracted.get("given") if article is not None else None
    return given or (date.fromisoformat(before) if before else None)


def write(
    page: RawPage, extraction: Extraction, extractor: str, given: date | None = None, again: Article | None = None
) -> Outcome:
    """Write one article. Whole or not at all; nothing if it is there already, unless it is to be read `again`. Raises
    Outdated if an editor has set another publication date since it was extracted."""
    with transaction.atomic():
        wait_for_other_writers()
        article = find_article(page) if again is None else Article.objects.filter(pk=again.pk).first()
        if again is None and is_current(article, page, extractor, given):
            return Outcome("unchanged")
        known = article is not None
        if article is None:
            article = Article(origin=page.origin[:2000])
        elif "published" in article.locked and article.published != extraction.masthead.published:
            raise Outdated(article)
        redated = known and article.published != extraction.masthead.published
        if again is None:
            article.digest = page.digest
            article.is_sample = page.file is not None and SAMPLES in page.file.resolve().parents
        _fill(article, page, extraction, given)
        article.extractor = extractor
        article.save()
        new, changed, kept = record(article, extraction, extractor, known=known, redated=redated)
        return Outcome("updated" if known else "new", new, changed, kept if known else 0)


def wait_for_other_writers() -> None:
    """One writer at a time, until this transaction ends. SQLite's immediate transactions see to that by themselves."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS_LOCK])


def _fill(article: Article, page: RawPage, extraction: Extraction, given: date | None) -> None:
    masthead = asdict(extraction.masthead)
    values = {name: masthead[name] if name.startswith("published") else masthead[name] or "" for name in masthead}
    for name, value in values.items():
        if name not in article.locked and not (name.startswith("published") and "published" in article.locked):
            setattr(article, name, value[: LONGEST.get(name)] if isinstance(value, str) else value)
    before = article.extracted.get("given")
    stated = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}
    if "published" in article.locked:  # read with the editor's date; the machine's own is what was read before
        stated |= {name: read for name, read in article.extracted.items() if name.startswith("published")}
    article.extracted = {**stated, "given": given.isoformat() if given else before, "hints": dict(page.hints)}
    article.raw, article.body = extraction.page.raw, extraction.page.body
    article.segments = [[s.raw_start, s.raw_end, s.body_start] for s in extraction.page.segments]
    article.marks = _marks(extraction)
    article.sketch = sketch(article.body)
    if "url" not in article.locked:
        urls = (page.hints.get("url", ""), page.origin)
        article.url = next((url for url in urls if url.startswith("http")), "")[:2000]
    article.language = extraction.language


def _marks(extraction: Extraction) -> dict[str, list[dict[str, Any]]]:
    """What the article page highlights, by offsets into the body."""
    timexes = [
        {"start": t.start, "end": t.end, "value": t.value, "precision": t.precision, "rule": t.rule}
        for t in extraction.timexes
    ]
    mentions = [{"start": m.start, "end": m.end, "actor": m.actor, "rule": m.rule} for m in extraction.mentions]
    attributions = [{name: getattr(row, name) for name in ATTRIBUTION} for row in extraction.attributions]
    return {"timexes": timexes, "mentions": mentions, "attributions": attributions}
