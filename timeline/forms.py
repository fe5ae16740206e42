"""The one filter: what a page, a fragment, a file, a feed, the API, an embed and a command are asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from articles.models import Article
from timeline.models import Actor, Event, Term
from timeline.models.querysets import EventQuerySet
from timeline.search import read_terms

PAGE_SIZE = 50
LONGEST_PAGE = 2000
LONGEST_WORDS = 200
MOST_VALUES = 200
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class EventFilter:
    """A question to the chronology, as its address puts it.

    `EventFilter.parse(request.GET, staff=sees_rejected(user))` or `.parse("actor=nato&from=2022-02-01")` reads it;
    `errors` (parameter -> messages) says what cannot be answered, and then the answer is status 400. `apply` narrows a
    queryset, `query()` writes the canonical query string: sorted, without blanks and defaults. `order`, `upto` and
    `show` only say how a page presents the answer; `selection()` is the query string without them."""

    actors: tuple[str, ...] = ()
    match: str = "any"
    role: str = "involved"
    first: date | None = None
    last: date | None = None
    kinds: tuple[str, ...] = ()
    words: str = ""
    publisher: str = ""
    status: str = ""
    ids: tuple[str, ...] = ()
    order: str = "newest"
    upto: int = PAGE_SIZE
    show: str = ""
    actor_ids: tuple[int, ...] = ()
    terms: tuple[Term, ...] = ()
    errors: Mapping[str, list[str]] = field(default_factory=dict)
    memory: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)  # of one page and its variants

    @classmethod
    def parse(cls, data: QueryDict | str, *, staff: bool = False) -> EventFilter:
        """Read a query string. Never raises: what is unknown or malformed stands in `errors`. At most five queries."""
        return _Reader(QueryDict(data) if isinstance(data, str) else data, staff).read()

    @property
    def is_valid(self) -> bool:
        return not self.errors

    @property
    def is_narrowed(self) -> bool:
        return bool(self.selection())

    def apply(self, events: EventQuerySet | None = None) -> EventQuerySet:
        """The events asked for, unordered. Merged events are never among them, rejected ones only by `status`."""
        chosen = Event.objects.all() if events is None else events
        return (
            chosen.with_status(self.status)
            .involving(self.actor_ids, match=self.match, role=self.role)
            .between(self.first, self.last)
            .of_kinds(self.kinds)
            .reported_by(self.publisher)
            .matching(self.terms)
            .picked(self.ids)
        )

    def but(self, **changes: Any) -> EventFilter:
        """The same question with other fields, starting on its first page again unless `upto` is given."""
        return replace(self, **{"upto": PAGE_SIZE, **changes})

    def without_actors(self) -> EventFilter:
        return self.but(actors=(), actor_ids=())

    def without_days(self) -> EventFilter:
        return self.but(first=None, last=None)

    def query(self, **changes: Any) -> str:
        """The canonical query string, of this question or with some fields changed."""
        if changes:
            return self.but(**changes).query()
        shown = {"order": _unless(self.order, "newest"), "show": self.show, "upto": _unless(self.upto, PAGE_SIZE)}
        return _encode(self._selected() | shown)

    def for_days(self, **changes: Any) -> Callable[[date, date], str]:
        """Writes the canonical query string with other days, many times: all but the days is encoded once."""
        changes = {**changes, "first": date.min, "last": date.max}
        start, rest = self.query(**changes).split(f"from={date.min}", 1)
        middle, end = rest.split(f"to={date.max}", 1)
        return lambda first, last: f"{start}from={first}{middle}to={last}{end}"

    def selection(self) -> str:
        """The canonical query string of which events are asked for, however they are presented."""
        return _encode(self._selected())

    def _selected(self) -> dict[str, Any]:
        return {
            "actor": sorted(self.actors),
            "from": self.first,
            "id": sorted(self.ids),
            "kind": sorted(self.kinds),
            "match": _unless(self.match, "any"),
            "publisher": self.publisher,
            "q": self.words,
            "role": _unless(self.role, "involved"),
            "status": self.status,
            "to": self.last,
        }


def _unless(value: Any, default: Any) -> Any:
    return "" if value == default else value


def _encode(values: dict[str, Any]) -> str:
    return urlencode({key: values[key] for key in sorted(values) if values[key]}, doseq=True)


class _Reader:
    """Reads one query string, gathering errors under the names its author used."""

    def __init__(self, data: QueryDict, staff: bool) -> None:
        self.data = data
        self.staff = staff
        self.errors: dict[str, list[str]] = {}

    def read(self) -> EventFilter:
        actors, actor_ids = self._actors()
        words = self._words()
        first, last = self._day("from"), self._day("to")
        if first and last and last < first:
            self._complain("to", f"The last day, {last}, lies before the first, {first}.")
        return EventFilter(
            actors=actors,
            actor_ids=actor_ids,
            match=self._one_of("match", ("any", "all")) or "any",
            role=self._one_of("role", ("involved", "said")) or "involved",
            first=first,
            last=last,
            kinds=self._kinds(),
            words=words,
            terms=read_terms(words) if words else (),
            publisher=self._publisher(),
            status=self._status(),
            ids=self._ids(),
            order=self._one_of("order", ("newest", "oldest")) or "newest",
            upto=self._upto(),
            show=self._one_of("show", ("all",)),
            errors=self.errors,
        )

    def _complain(self, name: str, message: str) -> None:
        self.errors.setdefault(name, []).append(message)

    def _value(self, name: str) -> str:
        return self.data.get(name, "").strip()

    def _values(self, name: str) -> tuple[str, ...]:
        values = tuple(dict.fromkeys(value.strip() for value in self.data.getlist(name) if value.strip()))
        if len(values) > MOST_VALUES:
            self._complain(name, f"At most {MOST_VALUES} values can be given.")
        return values[:MOST_VALUES]

    def _one_of(self, name: str, known: Iterable[str]) -> str:
        value = self._value(name)
        if value and value not in known:
            self._complain(name, f"“{_shown(value)}” is not known; choose one of: {', '.join(known)}.")
            return ""
        return value

    def _day(self, name: str) -> date | None:
        value = self._value(name)
        if not value:
            return None
        try:
            if not _DAY.fullmatch(value):
                raise ValueError(value)
            return date.fromisoformat(value)
        except ValueError:
            self._complain(name, f"“{_shown(value)}” is not a day; write it as 2022-02-24.")
            return None

    def _kinds(self) -> tuple[str, ...]:
        values = self._values("kind")
        for value in values:
            if value not in Event.Kind.values:
                known = ", ".join(Event.Kind.values)
                self._complain("kind", f"“{_shown(value)}” is not a kind of event; choose from: {known}.")
        return tuple(value for value in values if value in Event.Kind.values)

    def _words(self) -> str:
        words = self._value("q")
        if _CONTROL.search(words):
            self._complain("q", "The words hold characters that no text contains.")
            return ""
        if len(words) > LONGEST_WORDS:
            self._complain("q", f"At most {LONGEST_WORDS} characters can be searched for.")
        return words[:LONGEST_WORDS]

    def _actors(self) -> tuple[tuple[str, ...], tuple[int, ...]]:
        slugs = self._values("actor")
        if not slugs:
            return (), ()
        found = self._found(
            "actor", slugs, "slug", Actor.objects.select_related("merged_into__merged_into"), "an actor"
        )
        return tuple(actor.slug for actor in found), tuple(actor.pk for actor in found)

    def _ids(self) -> tuple[str, ...]:
        ids = self._values("id")
        if not ids:
            return ()
        events = Event.objects.select_related("merged_into__merged_into")
        return tuple(event.public_id for event in self._found("id", ids, "public_id", events, "an event"))

    def _found(self, name: str, values: tuple[str, ...], key: str, rows: Any, what: str) -> list[Any]:
        """The rows with these keys, merged ones replaced by those they were merged into; complains of unknown keys."""
        clean = [value for value in values if not _CONTROL.search(value)]
        known = {getattr(row, key): row for row in rows.filter(**{f"{key}__in": clean})}
        for value in values:
            if value not in known:
                self._complain(name, f"“{_shown(value)}” is not {what} of this chronology.")
        survivors = (_survivor(known[value]) for value in values if value in known)
        return list({row.pk: row for row in survivors}.values())

    def _publisher(self) -> str:
        value = self._value("publisher")
        if not value:
            return ""
        if not _CONTROL.search(value):
            names = Article.objects.filter(publisher__iexact=value).order_by("publisher")
            if name := names.values_list("publisher", flat=True).first():
                return name
        self._complain("publisher", f"“{_shown(value)}” is not a publisher of this chronology.")
        return ""

    def _status(self) -> str:
        known = Event.Status.values if self.staff else ("unreviewed", "checked")
        return self._one_of("status", known)

    def _upto(self) -> int:
        value = self._value("upto")
        if not value:
            return PAGE_SIZE
        if not re.fullmatch(r"[0-9]{1,9}", value) or not 1 <= int(value) <= LONGEST_PAGE:
            self._complain("upto", f"“{_shown(value)}” is not a number of events between 1 and {LONGEST_PAGE}.")
            return PAGE_SIZE
        return int(value)


def _survivor(row: Any) -> Any:
    while row.merged_into is not None:
        row = row.merged_into
    return row


def _shown(value: str) -> str:
    return _CONTROL.sub("�", value if len(value) <= 60 else value[:57] + "…")
