"""From values to rows: the one function that says what an event's fields are, and its like for evidence and articles.

Events are put together a column at a time, many of them at once: a function called for each of a million events, or for
each of their twenty fields, is what a large file would wait for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from timeline.exports.edtf import edtf
from timeline.exports.texts import web_address

Row = dict[str, Any]
Pair = tuple[Row, list[Row]]
Columns = dict[str, Sequence[Any]]

EVENT_VALUES = (
    *("public_id", "kind", "date", "date_end", "precision", "date_basis", "reported", "headline", "reports", "voices"),
    *("confidence", "status", "modified"),
)
EVIDENCE_VALUES = ("start", "end", "excerpt", "timex", "cue", "rule")
ARTICLE_VALUES = (
    *("pk", "origin", "url", "title", "publisher", "agency", "author", "published", "published_time", "published_how"),
    *("published_evidence", "language", "is_sample"),
)


def event_columns(
    values: Sequence[Sequence[Any]],
    *,
    speakers: Sequence[str | None],
    others: Sequence[list[str]],
    quotes: Sequence[list[str]],
    replies: Sequence[list[str]],
    locked: Sequence[list[str]],
    evidence: Sequence[list[Any]],
    site: str,
) -> Columns:
    """Events as columns: `values` holds a column for each of EVENT_VALUES, days and moments as ISO text. `others` are
    the names of those who take part besides the speaker, `replies` the ids that are answered, `locked` the fields that
    an editor set; `site` begins every address."""
    ids, kinds, first, last, precision, basis, reported, headlines, *numbers = values
    reports, voices, confidence, status, modified = numbers
    return {
        "id": ids,
        "url": [f"{site}/events/{public_id}/" for public_id in ids],
        "kind": kinds,
        "date": first,
        "date_end": last,
        "precision": precision,
        "date_basis": [words or None for words in basis],
        "edtf": list(map(edtf, first, last, precision)),
        "reported": reported,
        "headline": headlines,
        "speaker": speakers,
        "actors": [[one, *rest] if one else rest for one, rest in zip(speakers, others, strict=True)],
        "quotes": quotes,
        "replies_to": replies,
        "reports": reports,
        "voices": voices,
        "confidence": [round(sure, 3) for sure in confidence],
        "status": status,
        "corrected": locked,
        "modified": [f"{when[:10]}T{when[11:19]}Z" for when in modified],
        "evidence": evidence,
    }


def rows_of(columns: Columns) -> Iterator[Row]:
    names = tuple(columns)
    return (dict(zip(names, values, strict=True)) for values in zip(*columns.values(), strict=True))


def columns_of(rows: Sequence[Row]) -> Columns:
    return {name: [row[name] for row in rows] for name in rows[0]}


def evidence_row(values: Sequence[Any], article: Row) -> Row:
    """A sentence's row."""
    start, end, excerpt, timex, cue, rule = values
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
    """An article's row without its body, but with `sample`: whether its outlet is invented; and `label`: how a table
    of events names it."""
    (pk, origin, url, title, publisher, agency, author, published, time, how, evidence, language, sample) = values
    day = published and published.isoformat()
    parts = (publisher, title and f"“{title}”", day)
    return {
        "id": pk,
        "origin": origin,
        "url": web_address(url),
        "title": title or None,
        "publisher": publisher or None,
        "agency": agency or None,
        "author": author or None,
        "published": day,
        "published_time": time and time.isoformat("minutes"),
        "published_how": how,
        "published_evidence": evidence or None,
        "language": language,
        "sample": sample,
        "label": f"{', '.join(filter(None, parts))} ({origin}){' [sample]' if sample else ''}".lstrip(),
    }


def labels(articles: Iterable[Row]) -> list[str]:
    """How a table of events names its evidence."""
    return list(dict.fromkeys([article["label"] for article in articles]))


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
