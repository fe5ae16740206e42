"""When the page says it was published, and which of several dates counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from articles.extraction.clean.lines import BYLINE, SHORT, STAMP, kind_of
from articles.extraction.records import Hints, Page
from articles.extraction.stamps import MACHINE, Stamp, calendar_day, find_stamps

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Published:
    """The publication day and clock time (None if not stated), stated or unknown, and the reason in words."""

    day: date | None = None
    clock: time | None = None
    how: str = "unknown"
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that could be the publication date; the highest `weight` wins."""

    day: date
    clock: time | None
    weight: int
    where: str
    words: str


def read_published(page: Page, hints: Hints) -> Published:
    """The publication date the page states, with the reason; `unknown` if it states none.

    In order: a line labelled as publication, a date line in the byline block, the dateline of the first sentence,
    a date in the headline, the metadata, a machine prefix, a bare date above the headline. A date in a picture caption
    or a relative age ("2 hours ago") is none. What is overruled is named in the evidence.
    """
    candidates = sorted(_candidates(page, hints), key=lambda candidate: -candidate.weight)
    if not candidates:
        return Published(evidence="The page states no date.")
    best = candidates[0]
    weekday = DAY_NAMES[best.day.weekday()]
    evidence = f"{best.where}: “{best.words}” ({weekday})."
    against = next((other for other in candidates[1:] if other.day != best.day), None)
    if against:
        evidence += f" Taken over {against.where[0].lower()}{against.where[1:]}, which has {against.day.isoformat()}."
    clock = best.clock or next((c.clock for c in candidates if c.day == best.day and c.clock), None)
    return Published(best.day, clock, "stated", evidence)


def _candidates(page: Page, hints: Hints) -> list[Candidate]:
    head = [page.raw[start:end].strip() for start, end in page.head]
    foot = [page.raw[start:end].strip() for start, end in page.foot]
    lead = page.body.split("\n", 1)[0][:120]
    machine = MACHINE.match(page.raw)
    known = _known_days(machine[1] if machine else "", hints)
    found = []
    title_at = next((i for i, text in enumerate(head) if kind_of(text) == SHORT and len(text.split()) >= 4), 0)
    for index, text in enumerate(head):
        kind = kind_of(text)
        if MACHINE.match(text):
            continue
        for stamp in find_stamps(text):
            if kind in (STAMP, BYLINE):
                weight = {"published": 90, "updated": 75, "today": 15}.get(stamp.label, 80 if index > title_at else 40)
                found.append(
                    (
                        stamp,
                        weight,
                        "The page's date line" if index > title_at else "A date line above the headline",
                        text,
                    )
                )
            elif kind == SHORT:
                found.append((stamp, 60, "The headline", text))
    for stamp in find_stamps(lead[:90])[:1]:
        if stamp.start <= 50 and _is_dateline(lead, stamp):
            found.append((stamp, 70, "The dateline", lead[: stamp.end + 14]))
    for text in foot:
        if kind_of(text) == STAMP:
            found += [
                (stamp, 50 if stamp.label == "published" else 35, "The date line below the article", text)
                for stamp in find_stamps(text)
            ]
    resolved = []
    full = known + [stamp.day_stated for stamp, *_ in found if stamp.day_stated]
    for stamp, weight, where, words in found:
        day = _resolve(stamp, full)
        if day:
            resolved.append(Candidate(day, stamp.clock, weight, where, words[:100]))
    if isinstance(hints.published, date):
        clock = hints.published.time() if isinstance(hints.published, datetime) else None
        day = hints.published.date() if isinstance(hints.published, datetime) else hints.published
        resolved.append(Candidate(day, clock if clock != time() else None, 55, "The page's metadata", day.isoformat()))
    if machine and len(machine[1]) == 10:
        day = calendar_day(*map(int, machine[1].split("-")))
        if day:
            resolved.append(Candidate(day, None, 45, "The page's machine-readable prefix", machine[0].strip()))
    return resolved


def _known_days(machine: str, hints: Hints) -> list[date]:
    days = []
    if machine:
        year, month, *rest = map(int, machine.split("-"))
        days.append(calendar_day(year, month, rest[0] if rest else 15))
    if isinstance(hints.published, date):
        days.append(hints.published.date() if isinstance(hints.published, datetime) else hints.published)
    return [day for day in days if day]


def _is_dateline(lead: str, stamp: Stamp) -> bool:
    before, after = lead[: stamp.start].strip(), lead[stamp.end :].lstrip()
    return (
        (not before or before[0].isupper())
        and (after[:1] in "(/[-–—.:" or after[:2] in (", ",))
        and len(before.split()) <= 6
        and not before.endswith((" on", " of", " since"))
    )


def _resolve(stamp: Stamp, known: list[date]) -> date | None:
    """The stamp's day; a missing year or month is the one nearest to the page's other dates that fits the weekday."""
    if stamp.day_stated:
        if (
            stamp.swapped
            and stamp.weekday is not None
            and stamp.day_stated.weekday() != stamp.weekday == stamp.swapped.weekday()
        ):
            return stamp.swapped
        if stamp.swapped and stamp.swapped in known and stamp.day_stated not in known:
            return stamp.swapped
        return stamp.day_stated
    if not known or stamp.day is None:
        return None
    near = known[0]
    months = [stamp.month] if stamp.month else range(1, 13)
    days = [
        day
        for year in (near.year - 1, near.year, near.year + 1)
        for month in months
        if (day := calendar_day(year, month, stamp.day))
    ]
    days = [day for day in days if stamp.weekday is None or day.weekday() == stamp.weekday]
    day = min(days, key=lambda day: abs(day - near), default=None)
    return day if day and abs((day - near).days) <= (200 if stamp.month else 20) else None
