"""The gazetteer: whom the news of this field names, under every spelling it uses. Data lie in data/actors/*.toml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any

from articles.extraction.lexicon import DATA, fold, read_data
from articles.extraction.records import ActorRecord

LEADING = (
    "president",
    "prime minister",
    "chancellor",
    "secretary general",
    "director",
    "director general",
    "executive director",
    "managing director",
    "high commissioner",
    "governor",
    "chair",
)


@dataclass(frozen=True, slots=True)
class Office:
    """A title held in `of` (an actor's name) from `start` to `end`, None where no date was checked; `at` is where: an
    ambassador's post (an actor's name), a mayor's town."""

    title: str
    of: str
    start: date | None = None
    end: date | None = None
    at: str | None = None

    def held(self, on: date | None) -> bool:
        """Whether the office was, or may have been, held that day."""
        return on is None or ((self.start is None or self.start <= on) and (self.end is None or on <= self.end))


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor of the gazetteer. `label` is what stands before officials and ministries ("US", "Russian");
    `adjectives` and `people` name it through its forces and citizens; a `capital` is a place unless it speaks;
    `shy` marks a surname too common to stand for the person before the full name was read; `called` are nouns that take
    a body up ("the alliance"), `led_by` the office of a state's leader."""

    name: str
    kind: str
    parent: str | None = None
    country: str = ""
    gender: str = ""
    wikidata: str = ""
    label: str = ""
    aliases: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    surname: str = ""
    shy: bool = False
    called: tuple[str, ...] = ()
    led_by: str = ""


@dataclass(frozen=True, slots=True)
class Sense:
    """The actor a spelling stands for, and the rule: name, metonym, capital, place, demonym, surname, media."""

    actor: str
    rule: str


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """All entries by name, news media, towns by the state they lie in, and titles by the office they name."""

    entries: dict[str, Entry]
    media_names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    title_defaults: dict[str, str] = field(default_factory=dict)

    @cached_property
    def media(self) -> frozenset[str]:
        """Every spelling of every news medium."""
        return frozenset(spelling for name, others in self.media_names.items() for spelling in (name, *others))

    @cached_property
    def senses(self) -> dict[str, Sense]:
        """Spelling as written -> what it stands for. Names win over weaker senses of the same spelling."""
        found: dict[str, Sense] = {}
        for spelling, sense in self._all_senses():
            found.setdefault(spelling, sense)
        return found

    def _all_senses(self) -> Iterable[tuple[str, Sense]]:
        entries = self.entries.values()
        fields_of = {
            "name": ("aliases",),
            "metonym": ("metonyms",),
            "capital": ("capital",),
            "demonym": ("adjectives", "people"),
        }
        for rule, fields in fields_of.items():
            for entry in entries:
                if rule == "name":
                    yield entry.name, Sense(entry.name, rule)
                for name in fields:
                    for spelling in getattr(entry, name):
                        yield spelling, Sense(entry.name, rule)
        for name, others in self.media_names.items():
            for spelling in (name, *others):
                yield spelling, Sense(name, "media")
        for place, state in self.places.items():
            yield place, Sense(state, "place")
        for surname, names in self.surnames.items():
            yield surname, Sense(names[0], "surname")

    @cached_property
    def surnames(self) -> dict[str, tuple[str, ...]]:
        """Surname, in every spelling -> the persons who bear it, those known by it alone first."""
        bearers: dict[str, dict[str, None]] = {}
        for entry in self.entries.values():
            if entry.kind == "person":
                for spelling in surname_spellings(entry):
                    bearers.setdefault(spelling, {})[entry.name] = None
        return {
            surname: tuple(sorted(names, key=lambda name: self.entries[name].shy)) for surname, names in bearers.items()
        }

    def known_by_surname(self, surname: str) -> str | None:
        """The person whom the surname alone names: the only one who bears it and is not marked as shy."""
        bold = [name for name in self.surnames.get(surname, ()) if not self.entries[name].shy]
        return bold[0] if len(bold) == 1 else None

    def spellings(self) -> dict[str, str]:
        """Folded spelling -> canonical name, for search: names, aliases, metonyms, capitals and demonyms."""
        return {
            fold(spelling): sense.actor
            for spelling, sense in reversed(self.senses.items())
            if sense.rule not in ("media", "place") and (sense.rule != "surname" or self.known_by_surname(spelling))
        }

    def label(self, name: str) -> str:
        """What stands before the nouns of an actor: Russia -> Russian, United States -> US, Pentagon -> Pentagon."""
        entry = self.entries.get(name)
        if entry is None:
            return name
        return entry.label or next(iter(entry.adjectives), name)

    @cached_property
    def _holders(self) -> dict[tuple[str, str], tuple[tuple[Office, str], ...]]:
        table: dict[tuple[str, str], list[tuple[Office, str]]] = {}
        for entry in self.entries.values():
            for office in entry.offices:
                group = self.titles[office.title.lower()]
                table.setdefault((office.of, group), []).append((office, entry.name))
        return {key: tuple(rows) for key, rows in table.items()}

    def holders(self, title: str, of: str, on: date | None, where: Collection[str] = ()) -> tuple[str, ...]:
        """Who held an office of that title, or of one meaning the same, that day, in the order of the data.

        An office with a place (`at`) counts only if `where` holds the place, and then alone."""
        rows = [row for row in self._holders.get((of, self.titles.get(title, title)), ()) if row[0].held(on)]
        placed = [name for office, name in rows if office.at in where]
        return tuple(dict.fromkeys(placed or [name for office, name in rows if office.at is None]))

    def leaders(self, state: str, on: date | None) -> tuple[str, ...]:
        """Who led a state or body that day: the holder of the office it is `led_by`, else the first of LEADING held."""
        entry = self.entries.get(state)
        offices = ((entry.led_by,) if entry and entry.led_by else ()) + LEADING
        return next((found for title in offices if (found := self.holders(title, state, on))), ())

    def role(self, entry: Entry, on: date | None) -> str:
        """The person's office that day in words ("Russian ambassador to the United States"), empty if none is known."""
        office = next((office for office in entry.offices if office.held(on)), None)
        if office is None:
            return ""
        where = f" {'to' if 'ambassador' in office.title else 'of'} {office.at}" if office.at else ""
        return f"{self.label(office.of)} {office.title}{where}"

    def record(self, name: str, on: date | None = None) -> ActorRecord:
        """The entry as extraction hands it on. Raises KeyError for a name that is not in the gazetteer."""
        entry = self.entries[name]
        country = entry.country or self.country(entry.parent)
        return ActorRecord(
            name=name, kind=entry.kind, parent=entry.parent, role=self.role(entry, on), country=country,
            wikidata=entry.wikidata, gender=entry.gender, aliases=entry.aliases,
        )  # fmt: skip

    @cached_property
    def _states(self) -> dict[str, str]:
        return {entry.country: entry.name for entry in self.entries.values() if entry.kind == "country"}

    def state(self, name: str | None) -> str | None:
        """The state an actor belongs to, by its canonical name; None if none is known."""
        return self._states.get(self.country(name))

    def country(self, name: str | None) -> str:
        """ISO code of the state an actor belongs to, through its parents; empty if none."""
        entry = self.entries.get(name or "")
        if entry is None:
            return ""
        return entry.country or self.country(entry.parent)


def surname_spellings(entry: Entry) -> tuple[str, ...]:
    """A person's surname in the spellings of name and aliases: "Zelensky", "Zelenskyy"."""
    if entry.surname:
        return (entry.surname,)
    return tuple(dict.fromkeys(spelling.split()[-1] for spelling in (entry.name, *entry.aliases)))


def _entry(name: str, kind: str, row: dict) -> Entry:
    offices = tuple(
        Office(o["title"], o["of"], o.get("from"), o.get("to"), o.get("at")) for o in row.get("offices", ())
    )
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    fields |= {"name": name, "kind": row.get("kind", kind), "offices": offices}
    fields["parent"] = row.get("parent") or (offices[0].of if offices else None)
    return Entry(**fields)


def _entries() -> dict[str, Entry]:
    rows = [_entry(row["name"], "country", row | {"country": code}) for code, row in read_data("states.toml").items()]
    for file, kind in (("bodies.toml", "organisation"), ("institutions.toml", "institution")):
        rows += [_entry(name, kind, row) for name, row in read_data(file).items()]
    for path in sorted(DATA.glob("people*.toml")):
        rows += [_entry(name, "person", row) for name, row in read_data(path.name).items()]
    doubled = [name for name, times in Counter(entry.name for entry in rows).items() if times > 1]
    if doubled:
        raise ValueError(f"entered twice in {DATA}: {', '.join(doubled)}")
    return {entry.name: entry for entry in rows}


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of data/actors, read once per process (about 30 ms); raises ValueError on a name entered twice."""
    entries = _entries()
    states = {code: row["name"] for code, row in read_data("states.toml").items()}
    vocabulary = read_data("titles.toml")
    offices = vocabulary["office"]
    return Gazetteer(
        entries=entries,
        media_names={name: tuple(others) for name, others in read_data("media.toml").items()},
        places={place: states[code] for code, places in read_data("places.toml").items() for place in places},
        titles={office.title.lower(): office.title.lower() for entry in entries.values() for office in entry.offices}
        | {title: title for title in vocabulary["roles"]}
        | {title: office["titles"][0] for office in offices for title in office["titles"]},
        title_defaults={t: office["default"] for office in offices if "default" in office for t in office["titles"]},
    )
