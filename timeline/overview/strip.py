"""The overview strip: bars of all events, a lane for each leading actor, the selected days. Pure computing, no queries.

Positions across are per cent of the strip's width, so one drawing serves every screen; heights are in pixels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from timeline.days import ONE_DAY, day_words, span_words
from timeline.forms import EventFilter

from .counts import DayCount
from .lanes import Lane
from .window import Bin, Tick, Window

BASE, TALLEST, LEAST = 75.5, 52.0, 1.0
KEY_DAYS = {date(2022, 2, 24): "Invasion"}


class Bar(NamedTuple):
    left: str
    width: str
    top: str
    height: str
    title: str
    link: str
    is_key: bool


@dataclass(frozen=True, slots=True)
class Grid:
    top: float
    words: str


@dataclass(frozen=True, slots=True)
class KeyDay:
    left: float
    day: str
    words: str
    toward_end: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """The selected days on the strip: where they begin and end, and how much lies either side."""

    left: float
    right: float

    @property
    def rest(self) -> float:
        return 100 - self.right


@dataclass(frozen=True, slots=True)
class Beyond:
    """Events before or after the strip, and the link that shows them."""

    words: str
    link: str


class TableRow(NamedTuple):
    key: str
    words: str
    link: str
    cells: tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    window: Window
    words: str
    total: int
    bars: tuple[Bar, ...]
    grid: Grid | None
    ticks: tuple[tuple[Tick, str], ...]
    lanes: tuple[Lane, ...]
    selection: Selection | None
    key_day: KeyDay | None
    earlier: Beyond | None
    later: Beyond | None
    table: tuple[TableRow, ...]
    notes: tuple[str, ...]
    summary: str

    @property
    def count(self) -> str:
        return f"{self.total:,}"

    @property
    def lines(self) -> SafeString:
        """Where months or years begin, as SVG. Put together here, as are bars and rows: templates take too long."""
        lines = (
            f'<line class="tick" x1="{tick.left:.2f}%" x2="{tick.left:.2f}%" y1="0" y2="100%"/>'
            for tick, _ in self.ticks
            if tick.left
        )
        return mark_safe("".join(lines))  # noqa: S308

    @property
    def drawn_bars(self) -> SafeString:
        """The bars as SVG, each a link to its days."""
        bars = (
            f'<a tabindex="-1" href="{escape(bar.link)}"><title>{bar.title}</title>'
            f'<rect class="bar{" key" if bar.is_key else ""}" x="{bar.left}" y="{bar.top}" '
            f'width="{bar.width}" height="{bar.height}"/></a>'
            for bar in self.bars
        )
        return mark_safe("".join(bars))  # noqa: S308

    @property
    def table_rows(self) -> SafeString:
        """The rows of the table as HTML."""
        rows = (
            f'<tr><th scope="row"><a id="{row.key}" href="{escape(row.link)}">{row.words}</a></th>'
            f"{''.join(f'<td>{cell}</td>' for cell in row.cells)}</tr>"
            for row in self.table
        )
        return mark_safe("".join(rows))  # noqa: S308


def draw_strip(
    question: EventFilter,
    window: Window,
    bins: Sequence[Bin],
    places: Mapping[date, int],
    counts: Sequence[DayCount],
    lanes: Sequence[Lane],
) -> Strip:
    """Draw the answer to a question; `counts` are its events by day, whatever days it asks for."""
    heights = count_by_bin(places, counts)
    peak = max(heights.values(), default=0)
    return Strip(
        window=window,
        words=span_words(window.first, window.last, year=True),
        total=sum(count.starts for count in counts),
        bars=tuple(_bars(question, bins, heights, peak)),
        grid=_grid(peak, window.unit),
        ticks=tuple((tick, link(question, tick.first, tick.last)) for tick in window.ticks()),
        lanes=tuple(lanes),
        selection=_selection(question, window),
        key_day=_key_day(window),
        earlier=_beyond(question, window, counts, earlier=True),
        later=_beyond(question, window, counts, earlier=False),
        table=tuple(_table(question, bins, heights, lanes)),
        notes=tuple(_notes(counts, lanes)),
        summary=_summary(bins, heights, peak),
    )


def count_by_bin(places: Mapping[date, int], counts: Iterable[DayCount]) -> Counter[int]:
    """How many events stand in each bin, by its number. Each counts once, on its first day; those known by month or
    year only stand on no day."""
    heights: Counter[int] = Counter()
    for day, starts, vague, _ in counts:
        if day and starts > vague and day in places:
            heights[places[day]] += starts - vague
    return heights


def link(question: EventFilter, first: date, last: date) -> str:
    return "/?" + question.query(first=first, last=last)


def _bars(question: EventFilter, bins: Sequence[Bin], heights: Counter[int], peak: int) -> Iterable[Bar]:
    address = question.for_days()
    for number, one in enumerate(bins):
        if not (count := heights[number]):
            continue
        height = max(count / peak * TALLEST, LEAST)
        yield Bar(
            left=f"{one.left + one.width * 0.12:.2f}%",
            width=f"{one.width * 0.76:.2f}%",
            top=f"{BASE - height:.1f}",
            height=f"{height:.1f}",
            title=f"{one.words}: {count:,} event{'s' * (count > 1)}",
            link="/?" + address(one.first, one.last),
            is_key=any(one.first <= day <= one.last for day in KEY_DAYS),
        )


def _grid(peak: int, unit: str) -> Grid | None:
    """A line at a round number of events, at most three quarters up."""
    rounds = [step * 10**power for power in range(7) for step in (1, 2, 5)]
    height = max((n for n in rounds if n <= peak * 0.75), default=0)
    if not height:
        return None
    return Grid(BASE - height / peak * TALLEST, f"{height:,} event{'s' * (height > 1)} a {unit}")


def _selection(question: EventFilter, window: Window) -> Selection | None:
    if not (question.first or question.last):
        return None
    left = window.left(question.first) if question.first else 0.0
    right = window.right(question.last) if question.last and question.last >= window.first else 100.0
    if question.last and question.last < window.first:
        right = 0.0
    return Selection(left, max(left, right))


def _key_day(window: Window) -> KeyDay | None:
    for day, words in KEY_DAYS.items():
        if window.first <= day <= window.last:
            left = (window.left(day) + window.right(day)) / 2
            return KeyDay(left, day_words(day), words, toward_end=left < 30)
    return None


def _beyond(question: EventFilter, window: Window, counts: Iterable[DayCount], *, earlier: bool) -> Beyond | None:
    edge = window.first if earlier else window.last
    outside = [count for count in counts if count.day and (count.day < edge if earlier else count.day > edge)]
    number = sum(count.ends if earlier else count.starts for count in outside)
    if not number:
        return None
    days = [count.day for count in outside if count.day]
    first, last = min(days), max(days)
    years = str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    words = f"{number:,} {'earlier' if earlier else 'later'} event{'s' * (number > 1)}, {years}"
    ends = (None, window.first - ONE_DAY) if earlier else (window.last + ONE_DAY, None)
    return Beyond(words, "/?" + question.query(first=ends[0], last=ends[1]))


def _table(
    question: EventFilter, bins: Sequence[Bin], heights: Counter[int], lanes: Sequence[Lane]
) -> Iterable[TableRow]:
    address = question.for_days()
    for number, one in enumerate(bins):
        cells = tuple(lane.by_bin[number] or "" for lane in lanes)
        if heights[number] or any(cells):
            days = "/?" + address(one.first, one.last)
            yield TableRow(f"row-{one.first}", one.words, days, (heights[number], *cells))


def _notes(counts: Iterable[DayCount], lanes: Sequence[Lane]) -> Iterable[str]:
    months = sum(count.vague for count in counts)
    if months == 1:
        yield "1 event known only by its month or year stands in no bar."
    elif months:
        yield f"{months:,} events known only by their month or year stand in no bar."
    if any(lane.left_out for lane in lanes):
        yield "Of many overlapping spans, lanes draw the most frequent."


def _summary(bins: Sequence[Bin], heights: Counter[int], peak: int) -> str:
    if not peak:
        return "No event of this selection falls on a day of the strip."
    highest = next(one for number, one in enumerate(bins) if heights[number] == peak)
    busy = sum(1 for count in heights.values() if count)
    return (
        f"{busy} of {len(bins)} bars hold events; the highest is {highest.words} with {peak:,}. "
        "The same numbers are in the table."
    )
