"""What an answer can be narrowed by: links, each with the number of events it would leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from timeline.forms import EventFilter
from timeline.links import swaps
from timeline.marks import hue
from timeline.models import Actor, Event

from .counts import Totals
from .lanes import toggled

SHORT_NAMES = {"United States": "U.S.", "United Kingdom": "U.K.", "European Union": "E.U.", "United Nations": "U.N."}
KIND_WORDS = {"statement": "Statements", "event": "Events", "plan": "Plans", "background": "Background"}


@dataclass(frozen=True, slots=True)
class Chip:
    """One value to narrow by; `key` makes its element's id, `link` adds it or takes it out."""

    key: str
    words: str
    number: int
    link: str
    is_on: bool
    hue: str = "c"

    @property
    def count(self) -> str:
        return f"{self.number:,}"

    @property
    def drawn(self) -> SafeString:
        """The chip of an actor as HTML. Put together here: of many chips, templates make hard work."""
        look = f"chip {self.hue}{' on' if self.is_on else ''}{'' if self.number else ' none'}"
        current = ' aria-current="true"' if self.is_on else ""
        words = f"<i></i>{escape(self.words)} <b>{self.count}</b>"
        return mark_safe(f'<a class="{look}" id="chip-{self.key}" {swaps(self.link)}{current}>{words}</a>')  # noqa: S308


@dataclass(frozen=True, slots=True)
class Facets:
    everyone: Chip
    leading: tuple[Chip, ...]
    others: tuple[Chip, ...]
    kinds: tuple[Chip, ...]


def offer_facets(
    question: EventFilter,
    leading: Sequence[Actor],
    others: Sequence[Actor],
    numbers: dict[int, int],
    totals: Totals,
    everyone: int,
) -> Facets:
    """Chips for actors and kinds; `numbers` are events by actor id, `everyone` those without a choice of actors."""
    return Facets(
        everyone=Chip("all", "All", everyone, "?" + question.without_actors().query(match="any"), not question.actors),
        leading=tuple(_actor_chips(question, leading, numbers)),
        others=tuple(_actor_chips(question, others, numbers)),
        kinds=tuple(_kind_chips(question, totals)),
    )


def _actor_chips(question: EventFilter, actors: Iterable[Actor], numbers: dict[int, int]) -> Iterable[Chip]:
    for actor in actors:
        is_on = actor.slug in question.actors
        link = "?" + toggled(question, actor)
        yield Chip(
            actor.slug,
            SHORT_NAMES.get(actor.name, actor.name),
            numbers.get(actor.pk, 0),
            link,
            is_on,
            hue(actor.country),
        )


def _kind_chips(question: EventFilter, totals: Totals) -> Iterable[Chip]:
    for kind in Event.Kind.values:
        is_on = kind in question.kinds
        kept = tuple(k for k in question.kinds if k != kind) if is_on else (*question.kinds, kind)
        yield Chip(kind, KIND_WORDS[kind], totals.kinds.get(kind, 0), "?" + question.query(kinds=kept), is_on)
