"""Date stamps: the lines and phrases by which a page says when it was published.

Stamps are not running text: there is no tense to read, but labels ("Updated:"), clock times, two orders of day and
month, and parts that are missing. So they have a small grammar of their own, apart from the dates of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb febr|march mar|april apr|may|june jun|july jul|august aug|september sept sep|"
        "october oct|november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_MONTH = r"\b(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?<![\d.:])(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b(?![:.]\d)"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_WEEKDAY = r"\b(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?(?:day)?\b\.?"
_GAP = r"[\s,.'’/·|-]{0,4}"
_CLOCK = r"(?:at )?\d\d?[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?"

FORMS = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "year first",
            r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<month>[01]?\d)(?P=mark)(?P<day>[0-3]?\d)(?!\d)",
        ),
        (
            "numbers",
            r"(?<![\d/.-])(?P<first>[0-3]?\d)(?P<mark>[-/.])(?P<second>[0-3]?\d)(?P=mark)(?P<year>20\d\d|\d\d)(?![\d/-])",
        ),
        ("day and month", rf"(?:{_WEEKDAY}{_GAP}(?:the )?)?{_DAY}(?: day)?(?: of)?{_GAP}{_MONTH}(?:{_GAP}{_YEAR})?"),
        ("month and day", rf"(?:{_WEEKDAY}{_GAP})?{_MONTH}{_GAP}{_DAY}(?:{_GAP}(?:{_CLOCK}{_GAP})?{_YEAR})?"),
        ("weekday and day", rf"{_WEEKDAY},?\s+(?:the )?{_DAY}(?!\s*(?:a\.?m|p\.?m|o.clock|[a-z]))"),
    )
)
CLOCK = re.compile(
    r"(?<![\d:./-])(?P<hour>[0-2]?\d)(?:[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?\s*(?P<half>[ap])?\.?(?:m\b\.?)?"
    r"|\s*(?P<bare_half>[ap])\.?m\b\.?)(?![\d:/-])",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    r"\b(?:(?:\d+|an?|few|one|two|three)\s*(?:sec(?:ond)?s?|min(?:ute)?s?|m|h|hrs?|hours?|d|days?|w|weeks?|months?|mo|y|yrs?"
    r"|years?)\.?\s+ago|just now|yesterday|today"
    r"|(?:il y a|vor|hace|há|для) \d+ \w+|\d+ \w+ (?:fa|önce|geleden|назад|тому))\b",
    re.IGNORECASE,
)
TEMPLATE = re.compile(
    r"\{\{.{1,80}?\}\}|\{%.{1,80}?%\}|<%.{1,80}?%>|\$\{.{1,80}?\}|%[A-Za-z][ /,-]+%[A-Za-z].{0,20}"
    r"|\[\[?\s*(?:date|time)[^\]]{0,30}\]|\b(?:DD|MM|YYYY)[/. -](?:DD|MM|YYYY)\b\S*"
)
MACHINE = re.compile(r"\A\W*date\s+((?:19|20)\d\d-\d\d(?:-\d\d)?)(?!\d)[ \t]*")
_LABELS = (
    ("published", r"\b(?:publi(?:shed|cation|sh)|posted|created|issued|released|filed|dated|uploaded)\b"),
    ("updated", r"\b(?:updated?|modified|edited|revised|refreshed)\b"),
    ("today", r"\b(?:today(?: is|.s date)?|current date|now|welcome)\b"),
)
LABELS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _LABELS)
FILLER = re.compile(
    r"\b(?:on|at|in|the|of|from|by|date|time|first|last|originally|local|gmt|utc|ist|est|edt|et|pst|pdt|pt|cet|cest|eet|eest"
    r"|msk|bst|aest|pkt|trt|hrs?|hours|min(?:ute)?s?|read|reading|[ap]\.?m|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|join the conversation|moscow time|eastern time|greenwich mean time)\b\.?|\d+",
    re.IGNORECASE,
)
AMERICAN_CLOCK = re.compile(r"\s*\d?\d:\d\d:\d\d\s*[AP]M\b", re.IGNORECASE)
FOREIGN = re.compile(r"(?<!\d)[0-3]?\d\.?º? (?:de )?[^\W\d_]{3,12}\.?,? (?:de )?20\d\d(?!\d)")
FOREIGN_LANGUAGES = ["fr", "de", "es", "it", "pt", "nl", "pl", "tr", "ru", "uk", "sv", "cs"]
LONGEST_FOREIGN, LONGEST_STAMP = 80, 200


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date stamp at text[start:end]. Missing parts are None; `label` is published, updated, today or empty; `form`
    names the rule. For two numbers of unknown order `swapped` holds the other reading (month and day exchanged)."""

    start: int
    end: int
    text: str
    form: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    clock: time | None = None
    label: str = ""
    swapped: date | None = None

    @property
    def day_stated(self) -> date | None:
        """The calendar day, if year, month and day are all there and make one."""
        return calendar_day(self.year, self.month, self.day)


def calendar_day(year: int | None, month: int | None, day: int | None) -> date | None:
    """The date of these numbers, or None if a part is missing or there is no such day."""
    try:
        return date(year, month, day) if year and month and day else None
    except ValueError:
        return None


def find_stamps(text: str) -> tuple[Stamp, ...]:
    """All date stamps of a line, left to right, without overlaps; each with its label to the left and clock time.

    Month-first and day-first numbers in one line settle each other: only one order makes both the same day. Numbers
    before a clock with seconds and AM or PM are month-first, as the programs write that print such clocks.
    """
    if not re.search(r"\d", text):
        return ()
    taken: list[tuple[int, int]] = []
    stamps = []
    for form, pattern in FORMS:
        for match in pattern.finditer(text):
            if all(match.end() <= start or match.start() >= end for start, end in taken):
                stamp = _read(form, match)
                if stamp:
                    taken.append(match.span())
                    stamps.append(stamp)
    stamps.sort(key=lambda stamp: stamp.start)
    return tuple(_agree(list(_labelled(text, stamps))))


def _read(form: str, match: re.Match[str]) -> Stamp | None:
    parts = match.groupdict()
    weekday = WEEKDAYS.index(parts["weekday"].lower()) if parts.get("weekday") else None
    year = int(parts["year"]) if parts.get("year") else None
    swapped = None
    month: int | None
    if form == "numbers":
        year = year + 2000 if year is not None and year < 100 else year
        first, second = int(parts["first"]), int(parts["second"])
        day, month = (second, first) if second > 12 else (first, second)
        swapped = calendar_day(year, day, month) if first != second else None
    else:
        name = parts.get("month")
        month = None if name is None else int(name) if name.isdigit() else MONTHS[name.lower()]
        day = int(parts["day"])
    if not 1 <= day <= 31 or (year and month and not calendar_day(year, month, day)):
        return None
    if form == "month and day" and year is None and parts["month"] in ("may", "mar", "march"):
        return None
    return Stamp(*match.span(), match.group(), form, year, month, day, weekday, swapped=swapped)


def _labelled(text: str, stamps: list[Stamp]) -> Iterator[Stamp]:
    previous = 0
    for index, stamp in enumerate(stamps):
        left = text[previous : stamp.start]
        following = stamps[index + 1].start if index + 1 < len(stamps) else len(text)
        right = text[stamp.end : following][:40]
        found = [(match.start(), name) for name, pattern in LABELS for match in pattern.finditer(left)]
        inside = read_clock(stamp.text) if stamp.form == "month and day" else None
        clock = inside or read_clock(right) or read_clock(left[-24:])
        stamp = replace(stamp, clock=clock, label=max(found)[1] if found else "")
        yield _exchanged(stamp) if stamp.swapped and AMERICAN_CLOCK.match(right) else stamp
        previous = stamp.end


def _exchanged(stamp: Stamp) -> Stamp:
    """The stamp with month and day read the other way round."""
    other = stamp.swapped
    return replace(stamp, month=other.month, day=other.day, swapped=None) if other else stamp


def _agree(stamps: list[Stamp]) -> list[Stamp]:
    days = {stamp.day_stated for stamp in stamps}
    return [
        _exchanged(stamp)
        if stamp.swapped in days - {stamp.day_stated} and stamp.swapped and not _stated_plainly(stamps, stamp)
        else stamp
        for stamp in stamps
    ]


def _stated_plainly(stamps: list[Stamp], stamp: Stamp) -> bool:
    return any(other.day_stated == stamp.day_stated for other in stamps if other is not stamp)


def read_clock(text: str) -> time | None:
    """The first clock time in the text (13:18, 10:00 PM, 9 a.m.), or None."""
    match = CLOCK.search(text)
    if not match:
        return None
    hour, half = int(match["hour"]), (match["half"] or match["bare_half"] or "").lower()
    if hour > 23 or (half and not 1 <= hour <= 12):
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return time(hour, int(match["minute"] or 0))


def residue(text: str) -> str:
    """What is left of a stamp line without dates, times, labels and fillers: a name, an agency, a city, or nothing."""
    for stamp in reversed(find_stamps(text)):
        text = text[: stamp.start] + " | " + text[stamp.end :]
    for pattern in (TEMPLATE, CLOCK, RELATIVE, *(pattern for _, pattern in LABELS), FILLER):
        text = pattern.sub(" ", text)
    return re.sub(r"\s+", " ", text).strip(" |•·,:;.-–—()[]<>/&@+\u200b\ufeff")


def is_stamp(text: str) -> bool:
    """Whether a line says nothing but when (and perhaps by whom or where): at most a few words beside the date."""
    if len(text) > LONGEST_STAMP or not re.search(r"\d|ago\b|now\b|day\b|[{%$\[]", text, re.IGNORECASE):
        return False
    stamps = find_stamps(text)
    dated = any(stamp.year or stamp.weekday is not None or stamp.label for stamp in stamps)
    other = CLOCK.search(text) or RELATIVE.search(text) or TEMPLATE.search(text)
    if not stamps and not other:
        return False
    chunks = [chunk.split() for chunk in re.split(r"[|•·\n]|\s[-–—]\s", residue(text)) if re.search(r"\w", chunk)]
    words = sum(map(len, chunks))
    if words == 0:
        return True
    if any(word[0].islower() and word not in ("and", "for", "with", "de", "von") for chunk in chunks for word in chunk):
        return False
    placed = stamps and "," in text[: stamps[0].start] and not text[stamps[-1].end :].strip(" .:")
    labelled = any(pattern.search(text) for _, pattern in LABELS[:2])
    marked = dated or placed or labelled or (other and stamps) or RELATIVE.search(text)
    return bool(marked) and words <= 9 and all(len(chunk) <= (4 if len(chunks) > 1 else 3) for chunk in chunks)


def foreign_day(text: str) -> date | None:
    """The day of a short line with a month in another language ("16 février 2022"), or None. dateparser reads it,
    behind a gate that lets only day, word and year pass."""
    match = FOREIGN.search(text) if len(text) <= LONGEST_FOREIGN else None
    if not match:
        return None
    parsed = _foreign_parser().get_date_data(match.group())
    return parsed.date_obj.date() if parsed.date_obj and parsed.period == "day" else None


@cache
def _foreign_parser() -> DateDataParser:
    from dateparser.date import DateDataParser

    return DateDataParser(languages=FOREIGN_LANGUAGES, settings={"REQUIRE_PARTS": ["day", "month", "year"]})
