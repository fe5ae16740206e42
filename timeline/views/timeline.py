"""The front page: the answer to a question, drawn, counted and listed by day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from timeline.entries import read_page
from timeline.exports.registry import FORMATS
from timeline.forms import EventFilter
from timeline.marks import LEGEND
from timeline.models import Actor
from timeline.overview import read_overview
from timeline.roles import sees_rejected

from .fragments import render_page
from .words import count_in_words, question_in_words, relaxations, scope_in_words, status_in_words

OFFERED = ("csv", "xlsx", "json", "timelinejs.json", "ics", "docx", "ris")
SHORT_LABELS = {"xlsx": "Excel", "timelinejs.json": "TimelineJS", "ics": "Calendar", "docx": "Word", "ris": "Citations"}


@dataclass(frozen=True, slots=True)
class FileLink:
    words: str
    extension: str
    link: str


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """The timeline, whole or as the fragment that a change of the question swaps in. 400 for a malformed question."""
    question = EventFilter.parse(request.GET, staff=sees_rejected(request.user))
    address = "/" + (f"?{question.query()}" if question.query() else "")
    context = {"question": question, "legend": LEGEND, "asked": asked_values(request, question), "address": address}
    context["section"] = "timeline"
    if not question.is_valid:
        return render_page(request, "timeline.html", context, status=400)
    return render_page(request, "timeline.html", context | answer(question), address=address)


def answer(question: EventFilter) -> dict[str, Any]:
    """Everything the page says in answer to a valid question."""
    overview = read_overview(question)
    names = actor_names(question)
    page = read_page(question, overview.totals, overview.days, overview.archive.year)
    count, notes = status_in_words(question, overview.totals, page)
    words = question_in_words(question, names)
    return {
        "archive": overview.archive,
        "scope": scope_in_words(overview.archive),
        "strip": overview.strip,
        "facets": overview.facets,
        "articles": f"{overview.archive.articles:,} news article{'s' * (overview.archive.articles != 1)}",
        "page": page,
        "total": f"{page.total:,}",
        "count": count,
        "notes": notes,
        "words": words,
        "title": f"{words}: {count_in_words(page.total)}" if words else "The road to war, day by day",
        "relaxations": relaxations(question, names) if not page.total and words else (),
        "files": file_links(question),
        "show_all": "?" + question.query(show="all"),
        "switches": switches(question),
        "removals": removals(question),
    }


def file_links(question: EventFilter) -> list[FileLink]:
    """The offered formats that are there to be had, each for exactly the events of the question."""
    formats = [FORMATS["events"][extension] for extension in OFFERED if extension in FORMATS["events"]]
    selection = question.selection()
    query = f"?{selection}" if selection else ""
    return [
        FileLink(SHORT_LABELS.get(one.extension, one.label), one.extension, f"/events.{one.extension}{query}")
        for one in formats
    ]


def switches(question: EventFilter) -> list[dict[str, Any]]:
    """Either-or choices as links: any or all of the actors, involved or said, newest or oldest first."""
    choices = []
    if len(question.actors) > 1:
        choices.append(("match", "Actors", (("any", "any of them"), ("all", "all together"))))
    if question.actors:
        choices.append(("role", "Part", (("involved", "involved"), ("said", "said by them"))))
    choices.append(("status", "Review", (("", "all entries"), ("checked", "checked only"))))
    choices.append(("order", "Order", (("newest", "newest first"), ("oldest", "oldest first"))))
    return [
        {
            "name": name,
            "words": words,
            "options": [
                (value, label, "?" + question.query(**{name: value}), getattr(question, name) == value)
                for value, label in options
            ],
        }
        for name, words, options in choices
    ]


def removals(question: EventFilter) -> list[tuple[str, str]]:
    """Conditions that no field or chip shows, each with the link that takes it out."""
    found = []
    if question.publisher:
        found.append((question.publisher, "?" + question.query(publisher="")))
    if question.ids:
        found.append((f"{len(question.ids)} picked", "?" + question.query(ids=())))
    if question.status not in ("", "checked"):
        found.append((question.status, "?" + question.query(status="")))
    return found


def actor_names(question: EventFilter) -> list[str]:
    if not question.actor_ids:
        return []
    names = dict(Actor.objects.filter(pk__in=question.actor_ids).values_list("pk", "name"))
    return [names[pk] for pk in question.actor_ids]


def asked_values(request: HttpRequest, question: EventFilter) -> dict[str, str]:
    """What stands in the fields, so that a mistake can be mended; what is no day cannot stand in a date field."""
    days = {"from": question.first, "to": question.last}
    return {"q": request.GET.get("q", ""), **{name: day.isoformat() if day else "" for name, day in days.items()}}
