"""How dates and parties are drawn: five marks of precision that never claim more than is known, and two hues."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.safestring import SafeString, mark_safe

EXACT, ABOUT, SEVERAL, MONTH, ARTICLE = "exact", "about", "several", "month", "article"
LEGEND = (
    (EXACT, "Exact day"),
    (ABOUT, "On or about"),
    (SEVERAL, "Several days"),
    (MONTH, "Month or year only"),
    (ARTICLE, "From article date"),
)
_HUES = {"RU": "a", "UA": "b"}
_RING = '<circle class="ring" cx="11" cy="5" r="4"/>'
_SHAPES = {
    EXACT: '<circle class="solid" cx="11" cy="5" r="4"/>',
    ABOUT: f'<line x1="0" x2="22" y1="5" y2="5"/>{_RING}',
    SEVERAL: '<rect class="solid" x="1" y="2" width="20" height="6" rx="3"/>',
    MONTH: '<rect class="hatch" x="1" y="2" width="20" height="6" rx="3"/>',
    ARTICLE: _RING,
}
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


def drawn(mark: str) -> SafeString:
    """A mark as a small picture beside words."""
    return mark_safe(f'<svg class="mark" width="22" height="10" aria-hidden="true">{_SHAPES[mark]}</svg>')  # noqa: S308
