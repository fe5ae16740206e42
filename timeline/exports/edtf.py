"""Extended Date/Time Format (ISO 8601-2), written from a first day, a last day and a precision."""

from __future__ import annotations

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def edtf(first: date | None, last: date | None, precision: str) -> str | None:
    """`2022-02-24`, `2022-02`, `2022`, or `2022-02-20/2022-02-26` for several days; None where no date is known.

    A month or a year is written short only when the days given are all of it. Python libraries disagree on the marks
    for "about" and "one of", so none is used: what is not exact is an interval that says how far it reaches."""
    if first is None or precision == "unknown":
        return None
    if precision == "day" and last in (None, first):
        return first.isoformat()
    last = last or first
    if precision == "year" and _is_whole_year(first, last):
        return f"{first.year:04d}"
    if precision in ("month", "year") and _is_whole_month(first, last):
        return f"{first.year:04d}-{first.month:02d}"
    if first == last:
        return first.isoformat()
    return f"{first.isoformat()}/{last.isoformat()}"


def _is_whole_month(first: date, last: date) -> bool:
    return first.day == 1 and last == (first.replace(day=28) + 4 * ONE_DAY).replace(day=1) - ONE_DAY


def _is_whole_year(first: date, last: date) -> bool:
    return (first.month, first.day) == (1, 1) and last == date(first.year, 12, 31)
