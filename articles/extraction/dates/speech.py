"""Words spoken on a named day: "today" in a quotation is the day on which it was said, not the day it was printed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from .expression import Expression
from .tense import governor
from .vocabulary import SAY
from .words import Words

_QUOTED = re.compile(r"“[^”\n]*”?|\"[^\"\n]*\"?|``(?:(?!'')[^\n])*")
_SPOKEN = frozenset(("today", "yesterday", "tomorrow"))
_NAMES_A_DAY = frozenset(("weekday", "month_day", "date", "yesterday"))


def with_occasions(words: Words, found: Sequence[Expression]) -> tuple[Expression, ...]:
    """Give "As of today …" of a paragraph that goes on "… he said on Monday" Monday as its occasion: the nearest
    expression of the paragraph that stands outside quotation marks and hangs on a verb of saying."""
    if not any(expression.kind in _SPOKEN for expression in found):
        return tuple(found)
    quotes = [m.span() for m in _QUOTED.finditer(words.text)]
    days = [
        i for i, e in enumerate(found) if e.kind in _NAMES_A_DAY and not _within(e, quotes) and _of_saying(words, e)
    ]
    return tuple(
        replace(e, occasion=_nearest(e, days, found, words.text)) if e.kind in _SPOKEN and _within(e, quotes) else e
        for e in found
    )


def _within(expression: Expression, quotes: list[tuple[int, int]]) -> bool:
    at = bisect_right(quotes, (expression.start, len(quotes) and quotes[-1][1])) - 1
    return at >= 0 and quotes[at][0] <= expression.start < quotes[at][1]


def _of_saying(words: Words, expression: Expression) -> bool:
    return governor(words.span(expression.start, expression.end).root)[0].lemma_.lower() in SAY


def _nearest(spoken: Expression, days: list[int], found: Sequence[Expression], text: str) -> int | None:
    near = [i for i in days if "\n" not in text[min(spoken.end, found[i].end) : max(spoken.start, found[i].start)]]
    return min(near, key=lambda i: abs(found[i].start - spoken.start), default=None)
