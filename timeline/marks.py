"""How dates and parties are drawn: five marks of precision that never claim more than is known, and two hues."""

from __future__ import annotations

from datetime import date, timedelta

EXACT, ABOUT, SEVERAL, MONTH, ARTICLE = "exact", "about", "several", "month", "article"
LEGEND = (
    (EXACT, "Exact day"),
    (ABOUT, "On or about"),
    (SEVERAL, "Several days"),
    (MONTH, "Month or year only"),
    (ARTICLE, "From article date"),
)
_HUES = {"RU": "a", "UA": "b"}
_TWO_DAYS = timedelta(days=1)


def date_mark(precision: str, kind: str, day: date | None, last_day: date | None) -> str:
    """The mark of an event. A statement is made once, so days in which it lies are "on or about", as are two days for
    an event ("overnight"); longer ones are "several days". An event without a date of its own stands "from article
    date"."""
    if precision == "day":
        return EXACT
    if precision in ("month", "year"):
        return MONTH
    if precision == "range" and day and last_day:
        return ABOUT if kind == "statement" or last_day - day <= _TWO_DAYS else SEVERAL
    return ARTICLE


def hue(country: str) -> str:
    """The hue of a party by its ISO country code: one for each main party, grey for everyone else."""
    return _HUES.get(country, "c")
