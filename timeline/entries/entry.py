"""One event in words: who, what, the words said, how the day is known, who reports it, who checked it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from articles.models import Article
from timeline.days import day_words, month_words, span_words
from timeline.marks import EXACT, MONTH, date_mark, hue
from timeline.models import Event

from .hits import HitMarker
from .reading import Part, Teller, Told

KIND_WORDS = {"statement": "Statement", "event": "Event", "plan": "Planned", "background": "Background"}
MOST_PARTIES, MOST_REPORTS = 4, 3
_NOTES = {
    "about": "On or about these days",
    "several": "Over several days",
    "month": "Day not known",
    "article": "No date in the text; article date used",
}
_CORRECTED = {
    "date": "Date",
    "date_end": "Date",
    "precision": "Date",
    "kind": "Kind",
    "headline": "Headline",
    "speaker": "Speaker",
    "quotes": "Quotation",
}


@dataclass(frozen=True, slots=True)
class Who:
    name: str
    slug: str
    hue: str


@dataclass(frozen=True, slots=True)
class Quote:
    text: SafeString
    speaker: str
    role: str


@dataclass(frozen=True, slots=True)
class Report:
    """An article that tells the event: whose it is, when it appeared, and whether its outlet is invented."""

    publisher: str
    day: str
    link: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Status:
    shape: str
    words: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    public_id: str
    link: str
    kind: str
    kind_words: str
    day: date | None
    last_day: date | None
    mark: str
    date_note: str
    who: tuple[Who, ...]
    more_who: int
    headline: SafeString
    plain_headline: str
    quotes: tuple[Quote, ...]
    more_quotes: int
    reports: tuple[Report, ...]
    more_reports: int
    corroboration: str
    status: Status


def describe(event: Told, marked: HitMarker, *, whole: bool = False) -> Entry:
    """An event in words; whole, or shortened to what a list has room for."""
    mark = date_mark(event.precision, event.kind, event.day, event.last_day)
    who = list(_who(event))
    reports = list(_reports(event))
    quotes = [quote for quote in event.quotes if whole or quote.rstrip(" ,.;") not in event.headline]
    return Entry(
        public_id=event.public_id,
        link=event.link,
        kind=event.kind,
        kind_words=KIND_WORDS[event.kind],
        day=event.day,
        last_day=event.last_day,
        mark=mark,
        date_note=_date_note(event, mark),
        who=tuple(who if whole else who[:MOST_PARTIES]),
        more_who=0 if whole else max(len(who) - MOST_PARTIES, 0),
        headline=marked(event.headline),
        plain_headline=event.headline,
        quotes=tuple(
            Quote(marked(text.rstrip(" ,")), event.speaker or "", event.speaker_role or "")
            for text in (quotes if whole else sorted(quotes, key=len, reverse=True)[:1])
        ),
        more_quotes=0 if whole else max(len(quotes) - 1, 0),
        reports=tuple(reports if whole else reports[:MOST_REPORTS]),
        more_reports=0 if whole else max(len(reports) - MOST_REPORTS, 0),
        corroboration=corroboration(event.reports, event.voices),
        status=_status(event),
    )


def corroboration(reports: int, voices: int) -> str:
    """How many articles tell it, and whether they repeat one wire story: 3 reports, 1 wire."""
    if reports < 2:
        return ""
    if voices == 1:
        return f"{reports} reports, 1 wire"
    return f"{reports} reports" if voices == reports else f"{reports} reports, {voices} independent"


def publisher_words(article: Article | Teller) -> str:
    return article.publisher or (f"Unnamed outlet ({article.agency})" if article.agency else "Unnamed outlet")


def date_words(event: Event) -> str:
    """The event's date as far as it is known, with its year."""
    if event.day is None or event.last_day is None:
        return "Undated"
    if event.precision == "month":
        return month_words(event.day)
    if event.precision == "year":
        return str(event.day.year)
    words = span_words(event.day, event.last_day, year=True)
    return words if event.is_dated else f"Reported {words}"


def _who(event: Told) -> Iterable[Who]:
    """The speaker first, then the parties; those who are only represented are not named."""
    ranked = sorted(event.parts, key=lambda part: part.role != "speaker")
    named: dict[int, Part] = {part.actor_id: part for part in ranked if part.role != "represented"}
    return (Who(part.name, part.slug, hue(part.country)) for part in named.values())


def _reports(event: Told) -> Iterable[Report]:
    for article in sorted(set(event.tellers), key=_by_day):
        day = day_words(article.published) if article.published else "undated"
        link = f"/articles/{article.pk}/#{event.public_id}"
        yield Report(publisher_words(article), day, link, article.is_sample)


def _by_day(article: Teller) -> tuple[date, int]:
    return article.published or date.max, article.pk


def _date_note(event: Told, mark: str) -> str:
    basis = event.date_basis.strip()
    if mark == EXACT:
        return _capital(basis)
    if mark == MONTH and event.precision == "year":
        return _joined("Only the year is known", basis)
    return _joined(_NOTES[mark], basis)


def _joined(words: str, basis: str) -> str:
    return f"{words}: {basis}" if basis else words


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _status(event: Told) -> Status:
    fields = list(dict.fromkeys(_CORRECTED[name] for name in event.locked if name in _CORRECTED))
    if fields:
        words = f"{_capital(' and '.join(fields).lower())} corrected"
        return Status("fix", words, f"{event.link}#corrections")
    if event.status == Event.Status.CHECKED:
        return Status("ok", "Checked by an editor")
    if event.status == Event.Status.REJECTED:
        return Status("no", "Rejected by an editor")
    return Status("auto", "Found by machine, not yet checked")
