"""What editors add by hand: an event with its evidence, and further evidence for an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from articles.models import Article
from timeline.models import Actor, Event, Evidence

from . import machine, parts, rows
from .events import BY_EDITOR, EDITABLE, PARTIES, check, keep_as_it_stood, made_to_fit
from .log import record
from .why import Why

RULE = "editor"
ADDED = "added"


@transaction.atomic
def add_event(article: Article, excerpt: str, fields: Mapping[str, Any], why: Why) -> Event:
    """Add a checked event that rests on these words of the article; every field of it is the editor's.

    `fields` as for `correct`. Raises ValidationError by field, for words that the article does not hold too."""
    start, end = locate(article, excerpt)
    parties: Sequence[Actor] = fields.get(PARTIES, ())
    event = Event(public_id=machine.new_public_id(), status=Event.Status.CHECKED, confidence=1)
    for name, value in made_to_fit(event, fields).items():
        if name != PARTIES:
            setattr(event, name, value)
    event.reported, event.dated_by = article.published, BY_EDITOR
    event.date_basis = f"Set by an editor: {why}"[:300] if event.date else ""
    event.locked = sorted(set(EDITABLE) - {PARTIES})
    check(event)
    rows.save(event, why)
    rows.save(_evidence(event, article, start, end), why)
    parts.set_parties(event, parties, why)
    record(event, ADDED, None, event.headline, why)
    return event


@transaction.atomic
def add_evidence(event: Event, article: Article, excerpt: str, why: Why) -> Evidence:
    """Let an event rest on further words. Raises ValidationError for words the article does not hold."""
    event = rows.locked_row(event)
    start, end = locate(article, excerpt)
    if event.evidence.filter(article=article, start=start, end=end).exists():
        raise ValidationError({"excerpt": "The event rests on this sentence already."})
    keep_as_it_stood(event)
    sentence = _evidence(event, article, start, end)
    rows.save(sentence, why)
    machine.recombine(event, why)
    record(event, "evidence", None, sentence.excerpt, why)
    return sentence


def locate(article: Article, excerpt: str) -> tuple[int, int]:
    """Where these words stand in the article's body; white space may differ."""
    wanted = excerpt.split()
    if not wanted:
        raise ValidationError({"excerpt": "Paste the sentence on which it rests."})
    start = article.body.find(excerpt.strip())
    if start >= 0:
        return start, start + len(excerpt.strip())
    return _loosely(article.body, wanted)


def _loosely(body: str, wanted: list[str]) -> tuple[int, int]:
    at = body.find(wanted[0])
    while at >= 0:
        end = _follow(body, at, wanted)
        if end is not None:
            return at, end
        at = body.find(wanted[0], at + 1)
    raise ValidationError({"excerpt": "The article does not hold these words, letter by letter."})


def _follow(body: str, at: int, wanted: list[str]) -> int | None:
    for word in wanted:
        while at < len(body) and body[at].isspace():
            at += 1
        if not body.startswith(word, at):
            return None
        at += len(word)
    return at


def _evidence(event: Event, article: Article, start: int, end: int) -> Evidence:
    return Evidence(
        event=event,
        article=article,
        start=start,
        end=end,
        excerpt=article.body[start:end],
        rule=RULE,
        locked=["event"],
    )
