"""What the database says of articles, as evaluation compares it with gold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.db.models import Q

from articles.models import Article
from timeline.evaluation.gold import META, plain
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


def found_in_database(names: Container[str], machine: Container[str] = ()) -> dict[str, Found]:
    """The articles of these names (a file's name without its ending), with the public events found in them; those of
    `machine` with what the machine reads there, whatever editors made of it."""
    origins = Article.objects.values_list("pk", "origin")
    articles = Article.objects.in_bulk([pk for pk, origin in origins if PurePosixPath(origin).stem in names])
    stems = {pk: PurePosixPath(article.origin).stem for pk, article in articles.items()}
    as_read = {pk for pk, stem in stems.items() if stem in machine}
    published = Q(event__in=Event.objects.public()) & ~Q(article__in=as_read)
    evidence = Evidence.objects.filter(published | Q(article__in=as_read) & ~Q(reading={}), article__in=articles)
    events = Event.objects.with_context().in_bulk({row.event_id for row in evidence})
    findings: defaultdict[int, list[Finding]] = defaultdict(list)
    for row in evidence.order_by("start"):
        body = articles[row.article_id].body
        found = _reading(row, body) if row.article_id in as_read else _finding(row, events[row.event_id], body)
        findings[row.article_id].append(found)
    return {
        stems[pk]: Found(_meta(article, by_machine=pk in as_read), article.body, tuple(findings[pk]))
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


def _reading(row: Evidence, body: str) -> Finding:
    read = row.reading
    return Finding(
        excerpt=plain(row.excerpt),
        in_place=body[row.start : row.end] == row.excerpt,
        rule=row.rule,
        kind=read["kind"],
        speaker=read["speaker"],
        first=read["date"] if read["precision"] != "unknown" else None,
        last=read["date_end"],
        precision=read["precision"],
        actors=frozenset({*read["parties"], read["speaker"]} - {None}),
        quotes=tuple(read["quotes"]),
    )


def _meta(article: Article, *, by_machine: bool) -> dict[str, str]:
    if by_machine:
        return {name: article.extracted.get(name) or "" for name in META}
    return {
        "title": article.title,
        "publisher": article.publisher,
        "agency": article.agency,
        "author": article.author,
        "published": article.published.isoformat() if article.published else "",
    }
