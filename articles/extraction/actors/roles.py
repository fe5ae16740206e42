"""What persons are: the titles a text gives them, and the offices the gazetteer knows for the day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from articles.extraction.gazetteer import Gazetteer
from articles.extraction.records import Mention

PERSON_RULES = frozenset(("person", "fuzzy", "surname"))


@dataclass(frozen=True, slots=True)
class Role:
    """What the text or the gazetteer says a person is: the title, whose it is (an actor), and the text's words."""

    title: str
    of: str | None
    words: str = ""


@dataclass
class Roles:
    """The article's table of titles and roles."""

    gazetteer: Gazetteer
    on: date | None
    by_person: dict[str, list[Role]] = field(default_factory=dict)

    def add(self, person: str, role: Role) -> None:
        self.by_person.setdefault(person, []).append(role)

    def of(self, person: str) -> list[Role]:
        """The roles the text gives, then the offices the gazetteer knows for the day."""
        entry = self.gazetteer.entries.get(person)
        offices = [Role(o.title, o.of) for o in entry.offices if o.held(self.on)] if entry else []
        return self.by_person.get(person, []) + offices

    def bears(self, person: str, title: str, of: str | None) -> bool:
        """Whether the person bears the title, in full or by its head word ("the secretary" of a secretary of state)."""
        group = self.gazetteer.titles.get(title, title)
        for role in self.of(person):
            if of is not None and not self.related(of, role.of):
                continue
            if self.gazetteer.titles.get(role.title, role.title) == group or head_word(role.title) == title:
                return True
        return False

    def related(self, one: str, other: str | None) -> bool:
        """The same actor, or one the parent of the other (a Pentagon spokesman is a US spokesman)."""
        if other is None or one == other:
            return one == other
        entries = self.gazetteer.entries
        return any(name in entries and entries[name].parent == wanted for name, wanted in ((one, other), (other, one)))


@lru_cache(5_000)
def head_word(title: str) -> str:
    """The noun that heads a title: "secretary" of "secretary of state", "minister" of "prime minister"; none for
    "secretary general", whose short form is the whole."""
    words = title.replace("-", " ").split()
    if words[-1] == "general" and len(words) > 1:
        return title
    return words[words.index("of") - 1] if "of" in words[1:] else words[-1]


def is_person(mention: Mention, gazetteer: Gazetteer) -> bool:
    if mention.rule in PERSON_RULES:
        return True
    entry = gazetteer.entries.get(mention.actor)
    return mention.rule == "name" and entry is not None and entry.kind == "person"
