"""The witnesses of an undated article: what in its text makes one day of publication likelier than another."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, partial

from spacy.tokens import Doc

from articles.extraction.dates import Expression, resolve
from articles.extraction.offsets import text_of
from articles.extraction.records import Page
from articles.extraction.stamps import MACHINE, Stamp, calendar_day, find_stamps, is_stamp
from articles.extraction.undated.ages import find_ages
from articles.extraction.undated.chronology import Chronology, Fact

WEEKDAY_WEIGHTS = (0.45, 0.24, 0.10, 0.07, 0.06, 0.05, 0.03)
"""How likely a bare weekday lies 0, 1, … 6 days before publication: the first two measured on annotated news, the rest
of the mass falling off."""

REACH = timedelta(days=45)  # how far from a fact or date a candidate may lie
REFUTED = 0.02  # the likelihood of a witness that a candidate contradicts: witnesses err
RECALLED = 0.06  # the likelihood of a fact told long after as background, beside 1 for one told the same day
ELSEWHERE = 0.1  # a day named in the sentence that tells the fact is mostly, not always, the fact's
LONGEST_DATELINE = 60  # characters
DAY_KINDS = frozenset("date month_day weekday today yesterday tomorrow overnight weekend numeric ordinal_day".split())
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Witness:
    """One thing the text says that bears on its day: how likely it is if a given day is the publication day (0 to 1),
    the days it makes candidates (first and last, or None), its words, its weight in the vote, and how likely it is if
    the article appeared at some quite other, later time."""

    likelihood: Callable[[date], float]
    window: tuple[date, date] | None
    words: str
    weight: float = 1.0
    later: float = 1.0


def witnesses(
    doc: Doc, expressions: tuple[Expression, ...], chronology: Chronology, page: Page | None
) -> Iterator[Witness]:
    """All witnesses of an article."""
    yield from fact_witnesses(doc, expressions, chronology)
    yield from weekday_witnesses(expressions)
    yield from date_witnesses(expressions)
    yield from age_witnesses(text_of(doc), chronology.invasion)
    if page:
        yield from head_witnesses(page)


def fact_witnesses(doc: Doc, expressions: tuple[Expression, ...], chronology: Chronology) -> Iterator[Witness]:
    """Facts of the chronology that a sentence refers to; each testifies once, best by a sentence that names a day."""
    found: dict[Fact, tuple[tuple[Expression, ...], bool]] = {}
    told: Counter[Fact] = Counter()
    facts = chronology.told_in(text_of(doc))
    for sentence in doc.sents if facts else ():
        text = sentence.text
        inside = range(sentence.start_char, sentence.end_char)
        near = tuple(e for e in expressions if e.kind in DAY_KINDS and e.start in inside)
        for fact in facts:
            if fact.is_told_in(text) and not (fact.mooted and chronology.is_supposed(text)):
                told[fact] += 1
                if fact not in found or (near and not found[fact][0]):
                    found[fact] = near, chronology.is_announcement(text)
    for fact, (near, ahead) in found.items():
        yield lasting_witness(fact, told[fact]) if fact.lasting else fact_witness(fact, near, ahead)


def lasting_witness(fact: Fact, told: int) -> Witness:
    """A fact spoken of for years, or feared for months: the article lies after it, or before it. It weighs more
    the more sentences tell it."""
    words = f"{fact.what.rstrip('.')} is {'still only feared' if fact.ahead else 'past'}"
    later = REFUTED if fact.ahead else 1.0
    weight = 1 + math.log(told)
    return Witness(lambda day: 1.0 if (day < fact.day) == fact.ahead else REFUTED, None, words, weight, later)


def fact_witness(fact: Fact, near: tuple[Expression, ...], ahead: bool) -> Witness:
    """A fact told lies a few days behind the article, one announced ahead; a day named with it must be its day."""

    def likelihood(day: date) -> float:
        distance = (fact.day - day).days if ahead else (day - fact.last).days
        if (day > fact.last) if ahead else (day < fact.day):
            return REFUTED
        agreed = not near or any(first <= fact.last and fact.day <= last for first, last in spans(near, day))
        return RECALLED + (1 - RECALLED) * (1.0 if agreed else ELSEWHERE) / (1 + max(0, distance) / 2)

    when = f"{fact.day.day} {fact.day:%B %Y}"
    words = f"{fact.what.rstrip('.')} ({when}) {'lies ahead' if ahead else 'has happened'}"
    window = (fact.day - REACH, fact.last) if ahead else (fact.day, fact.last + REACH)
    return Witness(likelihood, window, words, later=RECALLED)


@lru_cache(maxsize=4096)
def spans(expressions: tuple[Expression, ...], published: date) -> list[tuple[date, date]]:
    """The days that expressions mean if the article appeared on the given day."""
    return [(timex.date, timex.date_end or timex.date) for timex in resolve(expressions, published) if timex.date]


def weekday_witnesses(expressions: tuple[Expression, ...]) -> Iterator[Witness]:
    """Bare weekdays that do not lie ahead: mostly the day of publication or the day before. Repetitions count less."""
    bare = Counter(e.weekday for e in expressions if e.kind == "weekday" and e.tense != "future" and not e.modifier)
    for weekday, count in bare.items():
        if weekday is not None:
            yield Witness(
                partial(weekday_likelihood, weekday),
                None,
                f"“{DAY_NAMES[weekday]}” is told as just past",
                1 + math.log(count),
                later=1 / 7,
            )


def weekday_likelihood(weekday: int, day: date) -> float:
    return WEEKDAY_WEIGHTS[(day.weekday() - weekday) % 7]


def since_likelihood(first: date, day: date) -> float:
    return 1.0 if day >= first else REFUTED


def age_likelihood(first: date, last: date, day: date) -> float:
    """Falls off by a third of a unit a day outside the days that an age allows: ages are rounded."""
    return math.exp(-max((first - day).days, (day - last).days, 0) / 3)


def stamp_likelihood(stamp: Stamp, day: date) -> float:
    return 1.0 if fits(stamp, day) else REFUTED


def date_witnesses(expressions: tuple[Expression, ...]) -> Iterator[Witness]:
    """Days and years the text names: what is told is not ahead, what is announced is not behind."""
    for e in expressions:
        if e.kind == "year" and e.year and e.tense == "past":
            yield Witness(partial(since_likelihood, date(e.year, 1, 1)), None, f"{e.year} has begun")
        elif e.kind in ("date", "month_day") and e.month and e.day:
            yield date_witness(e)


def date_witness(e: Expression) -> Witness:
    """A day with its month. Without a year it is mostly near, for then the year goes unsaid; a weekday must fit it."""
    named = calendar_day(e.year, e.month, e.day)

    def likelihood(day: date) -> float:
        meant = named or next((first for first, _ in spans((e,), day)), None)
        if meant is None:
            return 1.0
        behind = (day - meant).days
        wrong = (e.tense == "future" and behind > 0) or (e.tense == "past" and behind < 0)
        if wrong or (e.weekday is not None and meant.weekday() != e.weekday):
            return REFUTED
        return RECALLED + (1 - RECALLED) / (1 + abs(behind) / 10)

    window = None
    if named:
        window = (named - REACH, named) if e.tense == "future" else (named, named + REACH)
    words = f"“{e.text}” {'lies ahead' if e.tense == 'future' else 'is past'}"
    return Witness(likelihood, window, words, 0.7, later=2 * RECALLED)


def age_witnesses(text: str, invasion: date) -> Iterator[Witness]:
    """How old the full-scale war is: “monthlong invasion”, “the war's third week”."""
    for age in find_ages(text):
        first, last = invasion + timedelta(age.least), invasion + timedelta(age.most)
        yield Witness(
            partial(age_likelihood, first, last),
            (first, last),
            f"“{age.words}”, counted from {invasion.day} {invasion:%B %Y}",
            later=REFUTED,
        )


def head_witnesses(page: Page) -> Iterator[Witness]:
    """What the head says in part: day and month of a dateline, a weekday with its number, a picture's date, a month."""
    head = [page.raw[start:end] for start, end in page.head]
    machine = MACHINE.match(page.raw)
    if machine and len(machine[1]) == len("2022-02"):
        yield month_witness(machine[1])
    for start, end in page.captions:
        for stamp in find_stamps(page.raw[start:end])[:1]:
            if stamp.day_stated:
                yield picture_witness(stamp.day_stated, stamp)
    for text in [*(text for text in head if is_stamp(text)), page.body[:LONGEST_DATELINE]]:
        for stamp in find_stamps(text)[:1]:
            if not stamp.day_stated:
                words = f"“{stamp.text}” heads the page"
                yield Witness(partial(stamp_likelihood, stamp), None, words, later=REFUTED)


def month_witness(text: str) -> Witness:
    """A machine prefix that names the month only ("date 2022-02")."""
    year, month = map(int, text.split("-"))
    first = date(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    words = f"the page's machine-readable prefix names {first:%B %Y}"
    return Witness(lambda day: 1.0 if first <= day <= last else REFUTED, (first, last), words, 2.0, REFUTED)


def fits(stamp: Stamp, day: date) -> bool:
    """Whether a stamp with missing parts can mean the day, or for a dateline the day before."""
    return any(
        (stamp.month is None or stamp.month == near.month)
        and stamp.day == near.day
        and (stamp.weekday is None or stamp.weekday == near.weekday())
        for near in (day, day - timedelta(days=1))[: 2 if stamp.month else 1]
    )


def picture_witness(taken: date, stamp: Stamp) -> Witness:
    """A dated picture above an article was mostly taken that day or the day before, sometimes long ago."""
    return Witness(
        lambda day: RECALLED + (1 - RECALLED) / (1 + (day - taken).days) if day >= taken else REFUTED,
        (taken, taken + REACH),
        f"the picture above it is of “{stamp.text}”",
        later=RECALLED,
    )
