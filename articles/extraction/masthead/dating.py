"""When the page says it was published, and which of several dates counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from articles.extraction.clean.lines import BYLINE, SHORT, STAMP, kind_of
from articles.extraction.records import Hints, Page
from articles.extraction.stamps import MACHINE, RELATIVE, Stamp, calendar_day, find_stamps, foreign_day

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LABELLED, BELOW, UPDATED, DATELINE, BESIDE, HEADLINE, METADATA, FOOT, PREFIX, FAR, TODAY = range(11, 0, -1)
"""The places a date can stand in, by trust: the article's own date line before what the page or a crawler says."""

WHERE = {
    LABELLED: "The line that says when it was published",
    BELOW: "The date line below the headline",
    UPDATED: "The line that says when it was updated",
    DATELINE: "The dateline",
    BESIDE: "The date line above the headline",
    HEADLINE: "The headline",
    METADATA: "The page's metadata",
    FOOT: "The date line below the article",
    PREFIX: "The page's machine-readable prefix",
    FAR: "A date far above the headline, perhaps the day of viewing",
    TODAY: "The day of viewing",
}
PLACES = {"published": LABELLED, "updated": UPDATED, "today": TODAY}
PREPOSITIONS = frozenset("on of since by until from after before in to for till around".split())
DAILY = re.compile(r"\b(?:live|news|updates?|latest|briefing|recap|happened|summary|digest|we know)\b", re.IGNORECASE)
LONGEST_CITY = 6  # words before the date of a dateline
LONGEST_DATELINE = 120  # characters
LONGEST_LINE = 300  # characters of a head line that are read for dates
NEAREST = 200  # days within which a month and day without a year find theirs; a day of the month alone: a tenth


@dataclass(frozen=True, slots=True)
class Published:
    """The publication day and clock time (None if not stated), stated or unknown, and the reason in words."""

    day: date | None = None
    clock: time | None = None
    how: str = "unknown"
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that could be the publication date: its day, clock time, place (LABELLED … TODAY) and words."""

    day: date
    clock: time | None
    place: int
    words: str


def read_published(page: Page, hints: Hints) -> Published:
    """The publication date the page states, with the reason; `unknown` if it states none.

    The most trusted place wins (LABELLED … TODAY); what it overrules is named. The date of a picture and a relative age
    ("2 hours ago", counted from a viewing nobody dated) are none.
    """
    texts = [page.raw[start:end].strip()[:LONGEST_LINE] for start, end in page.head]
    aside = next(
        (f" “{match.group()}” counts from an unknown viewing." for t in texts if (match := RELATIVE.search(t))), ""
    )
    candidates = sorted(_candidates(page, texts, hints), key=lambda candidate: -candidate.place)
    if not candidates or candidates[0].place == TODAY:
        return Published(evidence=f"The page states no date.{aside}")
    best = candidates[0]
    evidence = f"{WHERE[best.place]}: “{best.words}” (a {DAY_NAMES[best.day.weekday()]})."
    against = next((other for other in candidates[1:] if other.day != best.day), None)
    if against:
        where = WHERE[against.place]
        evidence += f" Taken over {where[0].lower()}{where[1:]}, which has {against.day.isoformat()}."
    clock = next((c.clock for c in candidates if c.day == best.day and c.clock), None)
    return Published(best.day, clock, "stated", evidence + aside)


Found = tuple[int, Stamp, str]


def _candidates(page: Page, head: list[str], hints: Hints) -> list[Candidate]:
    found = [*_head_stamps(head), *_body_stamps(page), *_given(page, hints)]
    pictured = [
        stamp.day_stated
        for start, end in page.captions
        for stamp in find_stamps(page.raw[start:end])
        if stamp.day_stated
    ]
    sure = [stamp.day_stated for _, stamp, _ in found if stamp.day_stated and not stamp.swapped]
    known = sure + [stamp.day_stated for _, stamp, _ in found if stamp.day_stated and stamp.swapped]
    known += pictured
    days = [_resolve(stamp, known) for _, stamp, _ in found]
    return [
        Candidate(day, stamp.clock, place, words[:100])
        for day, (place, stamp, words) in zip(days, found, strict=True)
        if day
    ]


def _head_stamps(head: list[str]) -> Iterator[Found]:
    """The stamps of the lines above the article. Below a labelled date line, bare ones date a live blog's entries."""
    kinds = [kind_of(text) for text in head]
    title = next((i for i, text in enumerate(head) if kinds[i] == SHORT and 4 <= len(text.split()) <= 40), 0)
    dated = False
    for index, (text, kind) in enumerate(zip(head, kinds, strict=True)):
        place = FAR if dated or title - index > 2 else BELOW if index >= title else BESIDE
        stamps = find_stamps(text)
        for stamp in stamps if kind in (STAMP, BYLINE) else ():
            yield PLACES.get(stamp.label, place), stamp, text
        dated = dated or (index >= title and any(stamp.label in PLACES for stamp in stamps))
        for stamp in stamps if kind == SHORT else ():
            if stamp.year or _heads_or_closes(text, stamp):
                yield HEADLINE, stamp, text
        if not stamps and kind == SHORT and (day := foreign_day(text)):
            yield place, _stamp_of(day, text), text


def _heads_or_closes(text: str, stamp: Stamp) -> bool:
    """Whether a day without a year dates a headline: that of a live page, which it opens or closes."""
    if not DAILY.search(text):
        return False
    before = text[: stamp.start].rstrip()
    closes = stamp.end == len(text) and before.endswith((":", "|", "-", "–", "—", ","))
    return bool(stamp.month) and (closes or (stamp.start == 0 and text[stamp.end :].startswith((" ", ":"))))


def _body_stamps(page: Page) -> Iterator[Found]:
    """The dateline of the first sentence, and the date lines below the article."""
    lead = page.body[:LONGEST_DATELINE].split("\n", 1)[0]
    for stamp in find_stamps(lead)[:1]:
        if _is_dateline(lead, stamp):
            yield DATELINE, stamp, lead[: stamp.end + 14]
    for start, end in page.foot:
        text = page.raw[start:end].strip()
        for stamp in find_stamps(text) if kind_of(text) == STAMP else ():
            yield FOOT, stamp, text


def _given(page: Page, hints: Hints) -> Iterator[Found]:
    """The dates of the metadata and of the machine prefix ("date 2022-02-16")."""
    if isinstance(hints.published, date):
        yield METADATA, _stamp_of(hints.published, "metadata"), hints.published.isoformat()
    machine = MACHINE.match(page.raw)
    if machine and len(machine[1]) == len("2022-02-16"):
        day = calendar_day(*map(int, machine[1].split("-")))
        if day:
            yield PREFIX, _stamp_of(day, machine[0]), machine[0].strip()


def _stamp_of(day: date, text: str) -> Stamp:
    clock = day.time() if isinstance(day, datetime) and day.time() != time() else None
    return Stamp(0, len(text), text, "given", day.year, day.month, day.day, clock=clock)


def _is_dateline(lead: str, stamp: Stamp) -> bool:
    """Whether a date in the first sentence is its dateline: after a place at most, and set off by a mark."""
    before, after = lead[: stamp.start].split(), lead[stamp.end :].lstrip()
    return (
        len(before) <= LONGEST_CITY
        and (not before or before[0][0].isupper())
        and (not before or before[-1].lower() not in PREPOSITIONS)
        and bool(re.match(r"[(/\[–—.:)\]-]", after))
    )


def _resolve(stamp: Stamp, known: list[date]) -> date | None:
    """The stamp's day. Numbers of unknown order follow the weekday or the page's other dates; a missing year or month
    is the one nearest to these that fits the weekday."""
    day = stamp.day_stated
    if day:
        other = stamp.swapped
        misfit = stamp.weekday is not None and other and day.weekday() != stamp.weekday == other.weekday()
        return other if misfit or (other in known and known.count(day) <= 1) else day
    if not known or stamp.day is None:
        return None
    near = known[0]
    months = [stamp.month] if stamp.month else range(1, 13)
    years = (near.year - 1, near.year, near.year + 1)
    days = [day for year in years for month in months if (day := calendar_day(year, month, stamp.day))]
    fitting = [day for day in days if stamp.weekday is None or day.weekday() == stamp.weekday]
    day = min(fitting, key=lambda day: abs(day - near), default=None)
    reach = NEAREST if stamp.month else NEAREST // 10
    return day if day and abs((day - near).days) <= reach else None
