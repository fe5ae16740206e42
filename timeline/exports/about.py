"""What every export says about itself: title, licence, how to cite it, and its known limits."""

from __future__ import annotations

from datetime import date

TITLE = "Chronology"
SUBJECT = "The 2022 Russia–Ukraine escalation, day by day, as news articles told it"
LICENCE = "CC-BY-4.0"
LICENCE_TITLE = "Creative Commons Attribution 4.0 International"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_WORDS = (
    f"The data may be used under {LICENCE_TITLE} ({LICENCE_URL}). Sentences and quotations are excerpts of news "
    "articles that stand here as evidence; rights in them stay with their publishers."
)
LIMITS = (
    "A machine finds the entries and editors check them; no editor has yet looked at those marked “unreviewed”.",
    "Counts show what these articles reported, not everything that happened.",
    "An entry says who stated what and where it was reported. It is no verdict on whether the statement is true.",
    "Days are as the articles state them; nothing is converted between time zones.",
    "A date is no more exact than its precision says. Where none is known, date is empty and reported gives the day of "
    "the earliest report.",
    "Excel keeps 32,767 characters of a cell and days from 1900 on: longer text ends in “…”, earlier days are text.",
)
SAMPLE = "Sample: an invented outlet, retold from public reports."


def how_to_cite(site: str, accessed: date) -> str:
    return f"{TITLE}: {SUBJECT}. {site}/ (data exported {accessed.isoformat()}). {LICENCE}."


def lines(query: str, count: int, site: str, made: date) -> tuple[str, ...]:
    """What a file says about itself, a paragraph each."""
    asked = f"the filter {query}" if query else "no filter: everything"
    return (
        f"{SUBJECT}.",
        f"{count} {'event' if count == 1 else 'events'}, exported on {made.isoformat()} from {site}/ with {asked}.",
        f"How to cite: {how_to_cite(site, made)}",
        f"Licence: {LICENCE_WORDS}",
        *LIMITS,
    )
