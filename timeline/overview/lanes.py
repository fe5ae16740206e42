"""The lanes of the strip: for each actor dots for exact days, and below the line a mark for every less certain date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from timeline.days import span_words
from timeline.forms import EventFilter
from timeline.marks import ABOUT, ARTICLE, EXACT, MONTH, SEVERAL, hue
from timeline.models import Actor

from .counts import Tally
from .window import Bin, Window

SMALL, MIDDLE, LARGE = "2.6", "3.7", "4.9"
MOST_SPANS, MOST_LONG_SPANS = 40, 12
Vague = tuple[str, date, date]
_WORDS = {MONTH: "some time in", SEVERAL: "during", ABOUT: "on or about", ARTICLE: "from article date"}
_LAYERS = {shape: layer for layer, shape in enumerate(_WORDS)}


@dataclass(frozen=True, slots=True)
class Dot:
    left: str
    radius: str
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A less certain date: `left` to `right` are the days it may mean, `middle` where its ring stands."""

    shape: str
    left: str
    right: str
    width: str
    middle: str
    title: str
    link: str

    @property
    def drawing(self) -> str:
        if self.shape in (MONTH, SEVERAL):
            look = "hatch" if self.shape == MONTH else "solid"
            return f'<rect class="{look}" x="{self.left}" width="{self.width}" y="14.5" height="5" rx="2.5"/>'
        ring = f'<circle class="ring" cx="{self.middle}" cy="17" r="3.3"/>'
        whisker = f'<line class="whisker" x1="{self.left}" x2="{self.right}" y1="17" y2="17"/>'
        return whisker + ring if self.shape == ABOUT else ring


@dataclass(frozen=True, slots=True)
class Lane:
    slug: str
    name: str
    hue: str
    total: int
    link: str
    is_selected: bool
    is_faded: bool
    dots: tuple[Dot, ...]
    marks: tuple[Mark, ...]
    by_bin: Counter[int]
    left_out: int

    @property
    def count(self) -> str:
        return f"{self.total:,}"

    @property
    def circles(self) -> SafeString:
        """The dots as SVG. Put together here: in a template, hundreds of them take longer than all the rest."""
        shapes = (
            f'<circle class="solid" cx="{dot.left}" cy="9" r="{dot.radius}"><title>{escape(dot.title)}</title></circle>'
            for dot in self.dots
        )
        return mark_safe("".join(shapes))  # noqa: S308

    @property
    def spans(self) -> SafeString:
        """The marks of less certain dates as SVG, each a link to the days that it may mean."""
        links = (
            f'<a tabindex="-1" href="{escape(mark.link)}"><title>{escape(mark.title)}</title>{mark.drawing}</a>'
            for mark in self.marks
        )
        return mark_safe("".join(links))  # noqa: S308


def draw_lane(
    question: EventFilter, window: Window, bins: Sequence[Bin], actor: Actor, tallies: Sequence[Tally], total: int
) -> Lane:
    """One actor's lane. Events stand in the bin of their first day; marks keep the length of what is not known."""
    numbers = {day: number for number, one in enumerate(bins) for day in one.days()}
    exact: Counter[int] = Counter()
    by_bin: Counter[int] = Counter()
    vague: Counter[Vague] = Counter()
    for tally in tallies:
        if not window.holds(tally.day, tally.last_day):
            continue
        number = numbers.get(tally.day)
        if number is not None and tally.mark != MONTH:
            by_bin[number] += tally.number
        if tally.mark == EXACT and number is not None:
            exact[number] += tally.number
        elif tally.mark != EXACT:
            vague[(tally.mark, *_widened(tally.day, tally.last_day, bins, numbers, window))] += tally.number
    selected = actor.slug in question.actors
    drawn = _most_frequent(vague, MOST_SPANS if window.unit == "day" else MOST_LONG_SPANS)
    return Lane(
        slug=actor.slug,
        name=actor.name,
        hue=hue(actor.country),
        total=total,
        link="/?" + toggled(question, actor),
        is_selected=selected,
        is_faded=bool(question.actors) and not selected,
        dots=tuple(_dots(actor.name, bins, exact)),
        marks=tuple(_marks(question, window, actor, drawn)),
        by_bin=by_bin,
        left_out=len(vague) - len(drawn),
    )


def toggled(question: EventFilter, actor: Actor) -> str:
    """The query string that adds an actor to the question, or takes it out again."""
    if actor.slug in question.actors:
        kept = tuple(slug for slug in question.actors if slug != actor.slug)
        return question.query(actors=kept, match=question.match if len(kept) > 1 else "any")
    return question.query(actors=(*question.actors, actor.slug))


def _widened(
    day: date, last_day: date, bins: Sequence[Bin], numbers: dict[date, int], window: Window
) -> tuple[date, date]:
    """The days of a mark, widened to whole bins, so that a long strip draws a bounded number of marks."""
    if window.unit == "day":
        return day, last_day
    return bins[numbers[max(day, window.first)]].first, bins[numbers[min(last_day, window.last)]].last


def _dots(name: str, bins: Sequence[Bin], exact: Counter[int]) -> Iterable[Dot]:
    peak = max(exact.values(), default=0)
    small, middle = max(1, peak // 16), max(3, peak // 4)
    for number in sorted(exact):
        count, one = exact[number], bins[number]
        radius = SMALL if count <= small else MIDDLE if count <= middle else LARGE
        yield Dot(f"{one.middle:.2f}%", radius, f"{name}, {one.words}: {count:,} event{'s' * (count > 1)}")


def _most_frequent(vague: Counter[Vague], most: int) -> Counter[Vague]:
    """All rings of article dates, which stand in one bin each, and the most frequent of the longer spans, which would
    cover each other."""
    spans = Counter({key: number for key, number in vague.items() if key[0] != ARTICLE})
    rings = Counter({key: number for key, number in vague.items() if key[0] == ARTICLE})
    return rings + Counter(dict(spans.most_common(most)))


def _marks(question: EventFilter, window: Window, actor: Actor, vague: Counter[Vague]) -> Iterable[Mark]:
    address = question.for_days(actors=(actor.slug,))
    for (shape, first, last), count in sorted(vague.items(), key=lambda item: (_LAYERS[item[0][0]], item[0])):
        left, right = window.left(first), window.right(last)
        number = f"{count:,} event{'s' * (count > 1)}"
        yield Mark(
            shape=shape,
            left=f"{left:.2f}%",
            right=f"{right:.2f}%",
            width=f"{right - left:.2f}%",
            middle=f"{(left + right) / 2:.2f}%",
            title=f"{actor.name}, {number} {_WORDS[shape]} {span_words(first, last, year=True)}",
            link="/?" + address(first, last),
        )
