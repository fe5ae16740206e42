"""From a match of the grammar to expressions: what the words say, taken apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from .grammar import expand
from .vocabulary import month_number, number, ordinal, spelled_year, squeeze, weekday_number

Parts = dict[str, Any]
Reading = tuple[int, int, Parts]
"""Start, end and the fields of an Expression."""

_DAY = re.compile(expand("{DAY}"))
_WHOSE = {"this": 0, "last": -1, "next": 1}
_AFTER = ("later", "after", "afterward", "afterwards")
_UNITS = {"centurie": "century", "centuries": "century"}


def read(kind: str, match: re.Match[str]) -> Iterator[Reading]:
    """The expressions in one match: one, or several for a list of days ("April 24 and 25")."""
    if kind == "month_day":
        return _month_days(match)
    if kind == "year" and _group(match, "until"):
        return _year_range(match)
    parts = _READERS[kind](match) if kind in _READERS else {"words": match[0]}
    return iter([(match.start(), match.end(), {"kind": kind} | parts)])


def _group(match: re.Match[str], name: str) -> str | None:
    return match.groupdict().get(name)


def _modifier(match: re.Match[str]) -> str:
    """last, next, this, early, mid, end …: the first telling word of the modifier."""
    words = squeeze(_group(match, "modifier") or "")
    for known in ("beginning", "start", "first", "middle", "end", "close", "second", "this past", "this coming"):
        if known in words:
            return known
    return words.removeprefix("the ").split(" ")[0]


def _year(match: re.Match[str]) -> Parts:
    """The year of a date: a number, or relative to the publication ("July last year": unit year, count -1)."""
    if _group(match, "year"):
        return {"year": year_number(match["year"])}
    if _group(match, "short"):
        short = int(match["short"])
        return {"year": (1900 if short > 40 else 2000) + short}
    if _group(match, "whose"):
        return {"unit": "year", "count": _WHOSE[match["whose"]]}
    return {}


def year_number(words: str) -> int | None:
    """1997 of "1997" or "nineteen ninety-seven"."""
    return int(words) if words.isdigit() else spelled_year(words)


def _month_days(match: re.Match[str]) -> Iterator[Reading]:
    """Every day of "March 2-4", "April 24 and 25" or "24 and 25 April", joined by a link where they are a range."""
    common = {"kind": "month_day", "month": month_number(match["month"]), "modifier": _modifier(match)} | _year(match)
    if common.get("year"):
        common["kind"] = "date"
    if _group(match, "weekday"):
        common["weekday"] = weekday_number(match["weekday"])
    more, before = _group(match, "more"), _group(match, "before")
    if not more and not before:
        yield match.start(), match.end(), common | {"day": ordinal(match["day"])}
        return
    listed = _DAY.finditer(match.string, *match.span("more" if more else "before"))
    days = [(d.start(), d.end(), ordinal(d[0])) for d in listed]
    own = (match.start(), match.end("day"), ordinal(match["day"]))
    days = [own, *days] if more else [*days, (match.start("day"), match.end(), own[2])]
    joint = "range" if re.search(r"[-–—]|to|through|until|till", more or before or "") else "list"
    for i, (start, end, day) in enumerate(days):
        last = i + 1 == len(days)
        parts = common | {"day": day, "link": "" if last else joint}
        yield start, match.end() if last and more and match["year"] else end, parts | ({"weekday": None} if i else {})


def _year_range(match: re.Match[str]) -> Iterator[Reading]:
    first = int(match["year"]) if match["year"].isdigit() else 0
    until = match["until"]
    last = int(str(first)[: 4 - len(until)] + until)
    if not first < last < first + 100:
        yield match.start(), match.end("year"), {"kind": "year", "year": first or spelled_year(match["year"])}
        return
    yield match.start(), match.end("year"), {"kind": "year", "year": first, "link": "range"}
    yield match.start("until"), match.end("until"), {"kind": "year", "year": last}


def _month(match: re.Match[str]) -> Parts:
    return {"month": month_number(match["month"]), "modifier": _modifier(match)} | _year(match)


def _weekday(match: re.Match[str]) -> Parts:
    week = squeeze(_group(match, "week") or "")
    parts: Parts = {"weekday": weekday_number(match["weekday"]), "modifier": _modifier(match)}
    return parts | ({"unit": "week", "count": _which(week)} if week else {})


def _nth_weekday(match: re.Match[str]) -> Parts:
    """the second Sunday of April; `count` is -1 for the last."""
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(match["nth"], -1)
    return _month(match) | {"weekday": weekday_number(match["weekday"]), "count": nth, "unit": ""}


def _which(words: str) -> int:
    return 1 if words in ("next", "coming", "this coming", "following") else 0 if words == "this" else -1


def _week_of(match: re.Match[str]) -> Parts:
    return {"month": month_number(match["month"]), "day": ordinal(match["day"])} | _year(match)


def _period(match: re.Match[str]) -> Parts:
    """last month, later this week, the end of the year, that same week, the following month, earlier in the day."""
    which = squeeze(_group(match, "which") or "")
    unit = _group(match, "unit") or _group(match, "unit2") or ""
    if which in ("ago", "earlier"):
        return {"unit": unit, "count": -1}
    narrative = which in ("following", "previous") or which.endswith(("same", "that"))
    here = which in ("", "current") or which.endswith(("same", "that"))
    return {
        "kind": "in_the_day" if unit == "day" else "that" if narrative else "period",
        "unit": unit,
        "count": 0 if here else _which(which),
        "modifier": _modifier(match) or _group(match, "modifier2") or "",
        "words": "the" if _group(match, "article") else "",
    }


def _that(match: re.Match[str]) -> Parts:
    """the next day, the previous evening, that night."""
    which = squeeze(match["which"])
    return {"unit": "day", "count": {"next": 1, "following": 1, "previous": -1}.get(which, 0)}


def _counted(match: re.Match[str]) -> Parts:
    """A number of units; None for "several" and the like, 1 where none is said before a single unit."""
    words = _group(match, "count")
    unit = _UNITS.get(match["unit"], match["unit"])
    if words is None:
        return {"unit": unit, "count": None if _group(match, "plural") or "count" in match.re.groupindex else 1}
    amount = number(re.sub(expand("^{ABOUT}"), "", words))
    return {"unit": unit, "count": amount, "words": squeeze(match[0])}


def _window(match: re.Match[str]) -> Parts:
    parts = _counted(match)
    if match["count"] is None and not match["plural"]:
        parts["count"] = 1
    return parts | {"modifier": "next" if match["which"] in ("next", "coming") else "last"}


def _ago(match: re.Match[str]) -> Parts:
    parts = _counted(match)
    return parts | {"count": None if parts["count"] is None else -parts["count"]}


def _offset(match: re.Match[str]) -> Parts:
    parts: Parts = _counted(match) if "count" in match.re.groupindex else {"unit": match["unit"], "count": 1}
    if parts["unit"] in ("night", "morning", "evening"):
        parts["unit"] = "day"
    ahead = match["way"] in _AFTER
    return parts | {
        "count": parts["count"] if ahead or parts["count"] is None else -parts["count"],
        "words": match["way"],
    }


def _weekend(match: re.Match[str]) -> Parts:
    return {"modifier": squeeze(match["which"] or "").removeprefix("the ")}


def _season(match: re.Match[str]) -> Parts:
    return _year(match) | {"words": match["season"], "modifier": squeeze(_group(match, "which") or "")}


def _quarter(match: re.Match[str]) -> Parts:
    """the third quarter of 1990, Q3 2008, H1 2010; `day` holds the number of the quarter or half."""
    if "nth" in match.groupdict():
        year, number_of = match["year"] or match["year2"], re.search(r"[qh]([1-4])", match[0])
        unit = "half" if "h" in match[0] else "quarter"
        return {
            "words": unit,
            "day": int(number_of[1]) if number_of else 0,
            "year": year_number(year) if year else None,
        }
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(match["ordinal"], 0)
    parts = _year(match) | {"words": match["unit"], "day": nth}
    return parts | {"unit": ""} | ({"modifier": match["whose"]} if _group(match, "whose") else {})


def _decade(match: re.Match[str]) -> Parts:
    return {"year": int(match["decade"]) if match["decade"] else 1900 + int(match["short"])}


def _holiday(match: re.Match[str]) -> Parts:
    """The holiday's name as the table holds it."""
    name = squeeze(_group(match, "holiday") or match["holiday2"]).replace("'", "")
    return _year(match) | {"words": name, "modifier": _modifier(match)}


_READERS: dict[str, Callable[[re.Match[str]], Parts]] = {
    "month": _month,
    "weekday": _weekday,
    "weekday_number": lambda m: {
        "kind": "ordinal_day",
        "weekday": weekday_number(m["weekday"]),
        "day": ordinal(_group(m, "day") or m["day2"]),
    },
    "nth_weekday": _nth_weekday,
    "week_of": _week_of,
    "year": lambda m: _year(m) | {"modifier": _modifier(m)},
    "decade": _decade,
    "named": lambda m: {"words": "9/11" if m[0].startswith("sept") else m[0]},
    "today": lambda _: {"count": 0},
    "yesterday": lambda _: {"count": -1},
    "tomorrow": lambda _: {"count": 1},
    "day_before_yesterday": lambda _: {"kind": "yesterday", "count": -2},
    "day_after_tomorrow": lambda _: {"kind": "tomorrow", "count": 2},
    "period": _period,
    "that": _that,
    "weekend": _weekend,
    "window": _window,
    "ago": _ago,
    "from_now": lambda m: _counted(m) | {"kind": "ago"},
    "offset": _offset,
    "season": _season,
    "quarter": _quarter,
    "holiday": _holiday,
    "holiday_week": _holiday,
    "ordinal_day": lambda m: {"day": ordinal(m["day"] or m["day2"] or m["day3"])},
}
