"""What the database says of articles, as evaluation compares it with gold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from articles.models import Article
from timeline.evaluation.gold import plain
from timeline.models import Actor, Alias, Event, Evidence
from timeline.text import fold

Same = Callable[[str | None], str | None]


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence of evidence with what its event says."""

    excerpt: str
    in_place: bool
    rule: str
    kind: str
    speaker: str | None
    first: str | None
    last: str | None
    precision: str
    actors: frozenset[str]
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An article of the database and its findings."""

    meta: dict[str, str]
    body: str
    findings: tuple[Finding, ...]


def found_in_database(names: Container[str]) -> dict[str, Found]:
    """The articles of these names (a file's name without its ending), with the public events found in them."""
    origins = Article.objects.values_list("pk", "origin")
    articles = Article.objects.in_bulk([pk for pk, origin in origins if PurePosixPath(origin).stem in names])
    evidence = Evidence.objects.filter(article__in=articles, event__in=Event.objects.public()).order_by("start")
    events = Event.objects.with_context().in_bulk({row.event_id for row in evidence})
    findings: defaultdict[int, list[Finding]] = defaultdict(list)
    for row in evidence:
        findings[row.article_id].append(_finding(row, events[row.event_id], articles[row.article_id].body))
    return {
        PurePosixPath(article.origin).stem: Found(_meta(article), article.body, tuple(findings[pk]))
        for pk, article in articles.items()
    }


def same_actor() -> Same:
    """A function that gives every spelling of an actor the same name, as the aliases in the database have it."""
    names: dict[str, str] = {}
    for actor in Actor.objects.select_related("merged_into"):
        names[fold(actor.name)] = (actor.merged_into or actor).name
    aliases: defaultdict[str, set[str]] = defaultdict(set)
    for folded, name in Alias.objects.values_list("folded", "actor__name"):
        aliases[folded].add(name)
    names = {folded: next(iter(found)) for folded, found in aliases.items() if len(found) == 1} | names

    def same(name: str | None) -> str | None:
        if not name:
            return None
        folded = fold(plain(name)).removeprefix("the ")
        if folded.startswith("unnamed"):
            return folded.rstrip("s")
        return fold(names.get(folded, folded))

    return same


def _finding(row: Evidence, event: Event, body: str) -> Finding:
    actors: Iterable[str] = (part.actor.name for part in event.participations.all() if part.role != "represented")
    return Finding(
        excerpt=plain(row.excerpt),
        in_place=body[row.start : row.end] == row.excerpt,
        rule=row.rule,
        kind=event.kind,
        speaker=event.speaker.name if event.speaker else None,
        first=event.date.isoformat() if event.date and event.precision != "unknown" else None,
        last=event.date_end.isoformat() if event.date_end else None,
        precision=event.precision,
        actors=frozenset(actors),
        quotes=tuple(event.quotes if "quotes" in event.locked else row.reading.get("quotes", ())),
    )


def _meta(article: Article) -> dict[str, str]:
    return {
        "title": article.title,
        "publisher": article.publisher,
        "agency": article.agency,
        "author": article.author,
        "published": article.published.isoformat() if article.published else "",
    }
