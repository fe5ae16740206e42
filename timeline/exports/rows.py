"""From values to rows: the one function that turns an event into its row, and its like for evidence and articles.

Values are tuples of the columns named here, as the readers fetch them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from timeline.exports.edtf import edtf
from timeline.exports.texts import web_address

Row = dict[str, Any]
Pair = tuple[Row, list[Row]]

EVENT_VALUES = (
    *("public_id", "kind", "date", "date_end", "precision", "date_basis", "reported", "headline", "reports", "voices"),
    *("confidence", "status", "modified"),
)
_NO_SENTENCE = (None,) * 6
EVIDENCE_VALUES = ("event_id", "article_id", "start", "end", "excerpt", "timex", "cue", "rule")
ARTICLE_VALUES = (
    *("pk", "origin", "url", "title", "publisher", "agency", "author", "published", "published_time", "published_how"),
    *("published_evidence", "language", "is_sample"),
)


def event_row(
    values: Sequence[Any],
    *,
    speaker: str | None,
    others: list[str],
    quotes: list[str],
    replies: list[str],
    locked: list[str],
    site: str,
) -> Row:
    """An event's row, its evidence still empty. `others` are the names of those who take part besides the speaker,
    `replies` the ids that it answers, `locked` the fields that an editor set; `site` begins its address."""
    public_id, kind, first, last, precision, date_basis, reported, headline, *numbers = values
    reports, voices, confidence, status, modified = numbers
    return {
        "id": public_id,
        "url": f"{site}/events/{public_id}/",
        "kind": kind,
        "date": first and first.isoformat(),
        "date_end": last and last.isoformat(),
        "precision": precision,
        "date_basis": date_basis or None,
        "edtf": edtf(first, last, precision),
        "reported": reported and reported.isoformat(),
        "headline": headline,
        "speaker": speaker,
        "actors": [speaker, *others] if speaker else others,
        "quotes": quotes,
        "replies_to": replies,
        "reports": reports,
        "voices": voices,
        "confidence": round(confidence, 3),
        "status": status,
        "corrected": locked,
        "modified": moment(modified),
        "evidence": [],
    }


def evidence_row(values: Sequence[Any], article: Row) -> Row:
    """A sentence's row; `values` without the two ids. No values: only what names its article."""
    start, end, excerpt, timex, cue, rule = values or _NO_SENTENCE
    return {
        "article": article["origin"],
        "title": article["title"],
        "publisher": article["publisher"],
        "published": article["published"],
        "start": start,
        "end": end,
        "excerpt": excerpt,
        "timex": timex or None,
        "cue": cue or None,
        "rule": rule or None,
    }


def article_row(values: Sequence[Any]) -> Row:
    """An article's row without its body, but with `sample`: whether its outlet is invented."""
    (pk, origin, url, title, publisher, agency, author, published, time, how, evidence, language, sample) = values
    return {
        "id": pk,
        "origin": origin,
        "url": web_address(url),
        "title": title or None,
        "publisher": publisher or None,
        "agency": agency or None,
        "author": author or None,
        "published": published and published.isoformat(),
        "published_time": time and time.isoformat("minutes"),
        "published_how": how,
        "published_evidence": evidence or None,
        "language": language,
        "sample": sample,
    }


def sources_of(event: Row, articles: list[Row]) -> Iterator[Row]:
    """One row for each sentence on which the event rests."""
    for sentence, article in zip(event["evidence"], articles, strict=True):
        yield {
            "event": event["id"],
            "date": event["date"],
            "headline": event["headline"],
            **article,
            **sentence,
            "sample": "yes" if article["sample"] else None,
        }


def moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat("T", "seconds").replace("+00:00", "Z")
