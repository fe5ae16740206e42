"""A question put into words: for the title, the status line, and what to relax when nothing was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.days import day_words, month_words
from timeline.entries import EventPage
from timeline.forms import EventFilter
from timeline.overview import Archive, Totals, totals
from timeline.overview.counts import counted_choice

KIND_WORDS = {"statement": "statements", "event": "events", "plan": "plans", "background": "background"}


@dataclass(frozen=True, slots=True)
class Relaxation:
    words: str
    link: str
    count: str


def days_in_words(question: EventFilter) -> str:
    """Feb. 11 to March 16, 2022; from Feb. 11, 2022; until March 16, 2022."""
    first, last = question.first, question.last
    if first and last:
        if first == last:
            return day_words(first, year=True)
        return f"{day_words(first, year=first.year != last.year)} to {day_words(last, year=True)}"
    if first:
        return f"from {day_words(first, year=True)}"
    return f"until {day_words(last, year=True)}" if last else ""


def question_in_words(question: EventFilter, names: Sequence[str]) -> str:
    """Russia and NATO, statements, “gas”, Feb. 11 to March 16, 2022. Empty for the whole chronology."""
    joint = " and " if question.match == "all" else " or "
    said = "said by " if question.role == "said" and names else ""
    parts = (
        said + joint.join(names),
        " and ".join(KIND_WORDS[kind] for kind in question.kinds),
        f"“{question.words}”" if question.words else "",
        question.publisher,
        question.status,
        f"{len(question.ids)} picked" if question.ids else "",
        days_in_words(question),
    )
    return ", ".join(part for part in parts if part)


def count_in_words(number: int, *, at_least: bool = False) -> str:
    return f"{'at least ' if at_least else ''}{number:,} event{'' if number == 1 else 's'}"


def status_in_words(question: EventFilter, found: Totals, page: EventPage) -> tuple[str, str]:
    """The count, and what else a reader must know of it: the days, and how many undated ones these leave out."""
    notes = [days_in_words(question)]
    if found.undated_left_out:
        notes.append(f"{found.undated_left_out:,} undated left out")
    if page.shown < page.total and not page.is_picked:
        notes.append(f"the first {page.shown:,} shown")
    if found.sampled:
        what = "counts of actors" if counted_choice(question) else "strip and counts"
        notes.append(f"{what} of the {question.order} {found.sampled:,}")
    return count_in_words(found.selected, at_least=found.at_least), ", ".join(note for note in notes if note)


def relaxations(question: EventFilter, names: Sequence[str]) -> list[Relaxation]:
    """For an empty answer: each condition that can be dropped, and how many events that would leave, most first."""
    found = [(totals(relaxed), words, relaxed) for words, relaxed in _relaxed(question, names)]
    return [
        Relaxation(words, "?" + relaxed.query(), count_in_words(left.selected, at_least=left.at_least))
        for left, words, relaxed in sorted(found, key=lambda one: -one[0].selected)
        if left.selected
    ]


def _relaxed(question: EventFilter, names: Sequence[str]) -> Iterable[tuple[str, EventFilter]]:
    if question.match == "all" and len(names) > 1:
        yield "any of these actors instead of all", question.but(match="any")
    if question.role == "said":
        yield "involving them, not only said by them", question.but(role="involved")
    if question.first or question.last:
        yield f"on any day, not only {days_in_words(question)}", question.without_days()
    if question.actors:
        yield f"without {' and '.join(names)}", question.without_actors()
    if question.words:
        yield f"without the words “{question.words}”", question.but(words="", terms=())
    if question.kinds:
        yield "of every kind", question.but(kinds=())
    if question.publisher:
        yield f"from any outlet, not only {question.publisher}", question.but(publisher="")
    if question.status:
        yield "whether checked or not", question.but(status="")
    if question.ids:
        yield "not only the picked ones", question.but(ids=())


def scope_in_words(archive: Archive) -> str:
    """from January to March 2022."""
    if not archive.first or not archive.last:
        return ""
    start, end = month_words(archive.first), month_words(archive.last)
    if start == end:
        return f"in {end}"
    return f"from {start if archive.year is None else start.split()[0]} to {end}"
