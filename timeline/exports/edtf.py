"""Extended Date/Time Format (ISO 8601-2), written from a first day, a last day and a precision."""

from __future__ import annotations

import calendar

_KNOWN = {"month": len("2022-02"), "year": len("2022")}


def edtf(first: str | None, last: str | None, precision: str) -> str | None:
    """`2022-02-24`, `2022-02`, `2022`, or `2022-02-20/2022-02-26` for several days; None where no date is known. Days
    come as ISO text.

    A month or a year is written short only when the days given are all of it. Python libraries disagree on the marks
    for "about" and "one of", so none is used: what is not exact is an interval that says how far it reaches."""
    if first is None or precision == "unknown":
        return None
    if last is None:
        return first[: _KNOWN.get(precision)]
    if last == first:
        return first
    if precision == "year" and _is_whole_year(first, last):
        return first[:4]
    if precision in ("month", "year") and _is_whole_month(first, last):
        return first[:7]
    return f"{first}/{last}"


def _is_whole_month(first: str, last: str) -> bool:
    month_end = calendar.monthrange(int(first[:4]), int(first[5:7]))[1]
    return first.endswith("-01") and last == f"{first[:7]}-{month_end}"


def _is_whole_year(first: str, last: str) -> bool:
    return first.endswith("-01-01") and last == f"{first[:4]}-12-31"
