"""Events: who said or did what, on which day, from the records of the earlier steps."""

from __future__ import annotations

from ..records import EventRecord
from .context import Context
from .grouping import event_of, group
from .happenings import find_happenings
from .occasions import carry_days
from .replies import find_replies
from .statements import find_statements

__all__ = ["Context", "find_events"]


def find_events(context: Context) -> tuple[EventRecord, ...]:
    """The events of one article in the order of their first sentence; every one rests on at least one sentence."""
    statements = find_statements(context)
    happenings = find_happenings(context, statements)
    carry_days(context, statements, happenings)
    groups = group(context, statements + happenings)
    number = {id(item): index for index, members in enumerate(groups) for item in members}
    answers: dict[int, set[int]] = {}
    for reply, answered in find_replies(context, statements):
        one, other = number[id(statements[reply])], number[id(statements[answered])]
        if one != other:
            answers.setdefault(one, set()).add(other)
    return tuple(
        event_of(context, members, tuple(sorted(answers.get(index, ())))) for index, members in enumerate(groups)
    )
