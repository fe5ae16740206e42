"""Which rule resolves which kind of expression."""

from __future__ import annotations

from collections.abc import Callable

from . import day_rules, period_rules, step_rules
from .expression import Expression
from .memory import Memory
from .periods import Period


def _unresolved(_expression: Expression, _memory: Memory) -> None:
    return None


RESOLVERS: dict[str, Callable[[Expression, Memory], Period | None]] = {
    "ago": step_rules.ago,
    "date": day_rules.month_day,
    "decade": period_rules.decade,
    "holiday": day_rules.holiday,
    "holiday_week": day_rules.holiday_week,
    "in_the_day": step_rules.in_the_day,
    "month": period_rules.month,
    "month_day": day_rules.month_day,
    "named": day_rules.named,
    "nth_weekday": day_rules.nth_weekday,
    "numeric": day_rules.numeric,
    "offset": step_rules.offset,
    "ordinal_day": day_rules.ordinal_day,
    "overnight": period_rules.overnight,
    "period": period_rules.period,
    "quarter": period_rules.quarter,
    "season": period_rules.season,
    "set": _unresolved,
    "that": step_rules.that,
    "today": day_rules.relative_day,
    "tomorrow": day_rules.relative_day,
    "week_of": day_rules.week_of,
    "weekday": day_rules.weekday,
    "weekend": period_rules.weekend,
    "window": period_rules.window,
    "year": period_rules.year,
    "yesterday": day_rules.relative_day,
}
NARRATIVE = frozenset(("that", "offset", "in_the_day"))
