"""Atom feeds: the events found latest, and what editors corrected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape
from uuid import NAMESPACE_URL, uuid5

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from timeline.asking import read_question, site_of, unless_known
from timeline.exports.about import LICENCE_WORDS, SUBJECT, TITLE
from timeline.exports.dating import date_words
from timeline.exports.events import EventReader
from timeline.exports.freshness import tag
from timeline.exports.readers import correction_rows, public_corrections
from timeline.exports.rows import Row
from timeline.exports.sources import article_words
from timeline.exports.tables import cell
from timeline.exports.texts import one_line
from timeline.views.exports import refusal

NEWEST = 50


@require_safe
def events(request: HttpRequest) -> HttpResponseBase:
    """The events of the filter that were found last."""
    question = read_question(request)
    if not question.is_valid:
        return refusal(question)
    site = site_of(request)
    newest = list(question.apply().order_by("-pk").values_list("pk", "public_id", "created")[:NEWEST])
    created = {public_id: when for _, public_id, when in newest}
    feed = _feed(request, f"{TITLE}: {SUBJECT}", f"{site}/?{question.selection()}".rstrip("?"))
    for row, articles in EventReader(site).rows([pk for pk, _, _ in newest]):
        feed.add_item(
            title=one_line(row["headline"]),
            link=row["url"],
            description=_summary(row, articles),
            unique_id=uuid5(NAMESPACE_URL, f"chronology/events/{row['id']}").urn,
            pubdate=created[row["id"]],
            updateddate=datetime.fromisoformat(row["modified"]),
            categories=[row["kind"]],
        )
    return _response(request, feed)


@require_safe
def corrections(request: HttpRequest) -> HttpResponseBase:
    """What editors corrected last."""
    site = site_of(request)
    feed = _feed(request, f"{TITLE}: corrections", f"{site}/corrections/")
    for row in correction_rows(public_corrections(None)[:NEWEST], site):
        was, became = cell(row["old_value"]) or "nothing", cell(row["new_value"]) or "nothing"
        words = f" {row['words']}" if row["words"] else ""
        when = datetime.fromisoformat(row["when"])
        feed.add_item(
            title=one_line(f"{row['label']}: {row['field']}"),
            link=row["url"] or f"{site}/corrections/",
            description=_paragraphs([f"{row['field']}: {was} → {became}. Reason: {row['reason']}.{words}"]),
            unique_id=uuid5(NAMESPACE_URL, f"chronology/corrections/{row['id']}").urn,
            pubdate=when,
            updateddate=when,
        )
    return _response(request, feed)


def _feed(request: HttpRequest, title: str, link: str) -> Atom1Feed:
    address = one_line(request.build_absolute_uri())
    return Atom1Feed(title=title, link=link, description=SUBJECT, feed_url=address, feed_copyright=LICENCE_WORDS)


def _summary(row: Row, articles: list[Row]) -> str:
    said = [f"“{quote}”" for quote in row["quotes"]]
    by = [row["speaker"]] if row["speaker"] else []
    reports = dict.fromkeys(article_words(article) for article in articles)
    return _paragraphs([f"{date_words(row)}; {row['kind']}, {row['status']}", *said, *by, *reports])


def _paragraphs(texts: Iterable[str]) -> str:
    """HTML, since readers of feeds show it as such: every text escaped."""
    return "".join(f"<p>{escape(one_line(text))}</p>" for text in texts)


def _response(request: HttpRequest, feed: Atom1Feed) -> HttpResponseBase:
    body = feed.writeString("utf-8")
    media_type = "application/atom+xml; charset=utf-8"
    return unless_known(request, HttpResponse(body, content_type=media_type, headers={"ETag": tag(body)}))
