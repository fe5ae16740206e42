"""From years to months to days in a list of events, by the ends of an index instead of a scan of all rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from timeline.models import Event

FIRST, BEYOND = "day__gte", "day__lt"


@dataclass(frozen=True)
class Step:
    label: str
    query: str


def drill(changelist: Any) -> list[Step]:
    """Links to all days, the period chosen and the periods within it."""
    chosen = _chosen(changelist.params)
    back = [Step("All days", changelist.get_query_string(remove=[FIRST, BEYOND]))]
    if chosen is None:
        return _years(changelist)
    first, beyond = chosen
    if (beyond - first).days > 31:
        months = [date(first.year, month, 1) for month in range(1, 13)]
        return [*back, *(_step(changelist, month, _next_month(month), f"{month:%B %Y}") for month in months)]
    year = date(first.year, 1, 1)
    back.append(_step(changelist, year, _next_year(year), f"{year:%Y}"))
    days = [
        date.fromordinal(number) for number in range(first.replace(day=1).toordinal(), _next_month(first).toordinal())
    ]
    return [*back, *(_step(changelist, day, date.fromordinal(day.toordinal() + 1), f"{day:%-d %b}") for day in days)]


def _years(changelist: Any) -> list[Step]:
    days = Event.objects.filter(day__isnull=False).order_by("day").values_list("day", flat=True)
    first, last = days.first(), days.last()
    if first is None or last is None:
        return []
    years = [date(year, 1, 1) for year in range(max(first.year, last.year - 40), last.year + 1)]
    return [_step(changelist, year, _next_year(year), f"{year:%Y}") for year in years]


def _chosen(params: dict[str, Any]) -> tuple[date, date] | None:
    try:
        first, beyond = (date.fromisoformat(_text(params[name])) for name in (FIRST, BEYOND))
    except (KeyError, ValueError):
        return None
    return (first, beyond) if first.year > 1000 and first < beyond and beyond.year < 9000 else None


def _text(value: Any) -> str:
    return value[-1] if isinstance(value, list) else value


def _step(changelist: Any, first: date, beyond: date, label: str) -> Step:
    return Step(label, changelist.get_query_string({FIRST: first.isoformat(), BEYOND: beyond.isoformat()}))


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _next_year(day: date) -> date:
    return date(day.year + 1, 1, 1)
