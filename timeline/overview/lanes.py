"""The lanes of the strip: for each actor dots for exact days, and below the line a mark for every less certain date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from timeline.days import span_words
from timeline.forms import EventFilter
from timeline.marks import ABOUT, ARTICLE, MONTH, SEVERAL, hue
from timeline.models import Actor
from timeline.rollups import LaneCounts

from .window import Bin, Window

SMALL, MIDDLE, LARGE = "2.6", "3.7", "4.9"
MOST_SPANS, MOST_LONG_SPANS = 40, 12
Vague = tuple[str, date, date]
_WORDS = {MONTH: "some time in", SEVERAL: "during", ABOUT: "on or about", ARTICLE: "from article date"}
_LONGEST_BINS = {"day": 1, "week": 7, "month": 31, "year": 366}
_LAYERS = {shape: layer for layer, shape in enumerate(_WORDS)}


class Dot(NamedTuple):
    left: str
    radius: str
    title: str


class Mark(NamedTuple):
    """A less certain date: `left` to `right` are the days it may mean, `middle` where its ring stands. `is_run`: it
    stands for the article dates of several weeks or months in a row."""

    shape: str
    left: str
    right: str
    width: str
    middle: str
    title: str
    link: str
    is_run: bool = False

    @property
    def drawing(self) -> str:
        if self.shape in (MONTH, SEVERAL):
            look = "hatch" if self.shape == MONTH else "solid"
            return f'<rect class="{look}" x="{self.left}" width="{self.width}" y="14.5" height="5" rx="2.5"/>'
        if self.is_run:
            return f'<rect class="ring" x="{self.left}" width="{self.width}" y="13.7" height="6.6" rx="3.3"/>'
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
            f'<circle cx="{dot.left}" cy="9" r="{dot.radius}"><title>{dot.title}</title></circle>' for dot in self.dots
        )
        return mark_safe(f'<g class="solid">{"".join(shapes)}</g>')  # noqa: S308

    @property
    def spans(self) -> SafeString:
        """The marks of less certain dates as SVG, each a link to the days that it may mean."""
        links = (
            f'<a tabindex="-1" href="{escape(mark.link)}"><title>{escape(mark.title)}</title>{mark.drawing}</a>'
            for mark in self.marks
        )
        return mark_safe("".join(links))  # noqa: S308


def draw_lane(
    question: EventFilter,
    window: Window,
    bins: Sequence[Bin],
    places: Mapping[date, int],
    actor: Actor,
    counts: LaneCounts,
    total: int,
) -> Lane:
    """One actor's lane. Events stand in the bin of their first day, `places` says in which; marks keep the length of
    what is not known."""
    exact: Counter[int] = Counter()
    reported: Counter[int] = Counter()
    by_bin: Counter[int] = Counter()
    for day, on_day, on_article, lasting in counts.days:
        if (number := places.get(day)) is not None:
            exact[number] += on_day
            reported[number] += on_article
            by_bin[number] += on_day + on_article + lasting
    spans: Counter[Vague] = Counter()
    for mark, first, last, number in counts.spans:
        spans[(mark, *_widened(first, last, bins, places, window))] += number
    selected = actor.slug in question.actors
    drawn = dict(spans.most_common(most_spans(window)))
    return Lane(
        slug=actor.slug,
        name=actor.name,
        hue=hue(actor.country),
        total=total,
        link="/?" + toggled(question, actor),
        is_selected=selected,
        is_faded=bool(question.actors) and not selected,
        dots=tuple(_dots(bins, exact)),
        marks=tuple(_marks(question, window, actor, drawn | _runs(bins, reported, window.unit == "day"))),
        by_bin=by_bin,
        left_out=len(spans) - len(drawn),
    )


def most_spans(window: Window) -> int:
    """How many of the longer spans a lane draws; more would cover each other."""
    return MOST_SPANS if window.unit == "day" else MOST_LONG_SPANS


def toggled(question: EventFilter, actor: Actor) -> str:
    """The query string that adds an actor to the question, or takes it out again."""
    if actor.slug in question.actors:
        kept = tuple(slug for slug in question.actors if slug != actor.slug)
        return question.query(actors=kept, match=question.match if len(kept) > 1 else "any")
    return question.query(actors=(*question.actors, actor.slug))


def _widened(
    day: date, last_day: date, bins: Sequence[Bin], places: Mapping[date, int], window: Window
) -> tuple[date, date]:
    """The days of a mark, widened to whole bins, so that a long strip draws a bounded number of marks."""
    if window.unit == "day":
        return day, last_day
    return bins[places[max(day, window.first)]].first, bins[places[min(last_day, window.last)]].last


def _dots(bins: Sequence[Bin], exact: Counter[int]) -> Iterable[Dot]:
    peak = max(exact.values(), default=0)
    small, middle = max(1, peak // 16), max(3, peak // 4)
    for number, count in sorted(exact.items()):
        if count:
            radius = SMALL if count <= small else MIDDLE if count <= middle else LARGE
            words = f"{bins[number].words}: {count:,} event{'s' * (count > 1)}"
            yield Dot(f"{bins[number].middle:.2f}%", radius, words)


def _runs(bins: Sequence[Bin], reported: Counter[int], by_day: bool) -> dict[Vague, int]:
    """Article dates: a ring for each day; for each week or month too, but those in a row are one mark."""
    runs: list[list[int]] = []
    for number in sorted(number for number, count in reported.items() if count):
        if runs and not by_day and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return {(ARTICLE, bins[run[0]].first, bins[run[-1]].last): sum(reported[number] for number in run) for run in runs}


def _marks(question: EventFilter, window: Window, actor: Actor, vague: Mapping[Vague, int]) -> Iterable[Mark]:
    address = question.for_days(actors=(actor.slug,))
    for (shape, first, last), count in sorted(vague.items(), key=lambda item: (_layer(window, *item[0]), item[0])):
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
            is_run=_is_run(window, shape, first, last),
        )


def _layer(window: Window, shape: str, first: date, last: date) -> int:
    """What lies lowest is drawn first: a run, which would hide all others."""
    return -1 if _is_run(window, shape, first, last) else _LAYERS[shape]


def _is_run(window: Window, shape: str, first: date, last: date) -> bool:
    return shape == ARTICLE and (last - first).days >= _LONGEST_BINS[window.unit]
