"""Which readings of different articles tell the same event. Pure: pieces in, clusters out, whatever their order.

A piece is what one article tells of one event. Two pieces may be one event if kind, speaker (or, for happenings, the
states and bodies that take part) and day agree and a sentence of the one is worded nearly like a sentence of the other.
Clusters grow along such links, the likeliest first, but never over two different days or two events that editors hold
apart."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rapidfuzz import fuzz

from timeline.text import fold

NEARLY_EQUAL = 85
QUOTED_ALIKE = 92
SHORTEST = 4
QUOTED_WORDS = 5
UNDATED_DAYS = 7
SHARED_OF_STATEMENT = 0.75
SHARED_OF_HAPPENING = 0.5
ONE_DAY = timedelta(days=1)

LONGEST_SPAN = 31
AHEAD_OR_LONG_AGO = ("plan", "background")

Rank = tuple[str, int, int]
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence as it is compared: folded text, telling words, those of them that are names or figures, quotations."""

    text: str
    words: frozenset[str]
    names: frozenset[str]
    quotes: tuple[str, ...]

    @classmethod
    def of(cls, excerpt: str, words: Iterable[str], names: Iterable[str], quotes: Iterable[str]) -> Wording:
        return cls(fold(excerpt), frozenset(words), frozenset(names), tuple(fold(quote) for quote in quotes))


@dataclass(frozen=True, slots=True)
class Piece:
    """What one article tells of one event. `who` is what must be equal (kind, and speaker or parties); `span` are its
    first and last day, None if undated, `reported` then bounds them; `exact` if it is one day and known as such.
    `held_by` names the event an editor keeps it with; pieces of one `unit` (a reading that an editor divided) never
    come together again, nor two readings of one sentence. `rank` orders pieces, whoever came first."""

    rank: Rank
    unit: Hashable
    who: str
    kind: str
    span: Span | None
    exact: bool
    reported: date | None
    wordings: tuple[Wording, ...]
    starts: tuple[int, ...]
    held_by: int | None = None
    words: frozenset[str] = frozenset()

    @property
    def bucket(self) -> str:
        """Where this piece is looked for: its day, the month of several days, the day reported of an undated one."""
        if self.span is None:
            return f"?{self.reported or ''}"
        return self.span[0].isoformat() if self.exact else f"~{self.span[0]:%Y-%m}"

    def buckets(self) -> list[str]:
        """Where pieces on compatible days are found."""
        if self.span is not None:
            return [self.bucket] if _is_long(self.span) else _buckets_near(*self.span)
        if self.reported is None:
            return ["?"]
        undated = [f"?{day}" for day in _days(self.reported, -UNDATED_DAYS, UNDATED_DAYS)]
        if self.kind in AHEAD_OR_LONG_AGO:
            return undated
        months = {f"~{day:%Y-%m}" for day in _days(self.reported, -UNDATED_DAYS - LONGEST_SPAN, 1)}
        return [*undated, *(day.isoformat() for day in _days(self.reported, -UNDATED_DAYS, 1)), *sorted(months)]


def _buckets_near(first: date, last: date) -> list[str]:
    length = (last - first).days
    days = [day.isoformat() for day in _days(first, 0, length)]
    months = {f"~{day:%Y-%m}" for day in _days(first, -LONGEST_SPAN, length)}
    return [*days, *sorted(months), *(f"?{day}" for day in _days(first, -1, length + UNDATED_DAYS))]


def _is_long(span: Span) -> bool:
    return (span[1] - span[0]).days > LONGEST_SPAN


def clusters(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces by event, each cluster and their list in the order of `rank`. The same for every order of arrival."""
    ordered = sorted(pieces, key=lambda piece: piece.rank)
    links = [
        (-likeness, a.rank, b.rank, a, b)
        for at, a in enumerate(ordered)
        for b in ordered[at + 1 :]
        if (likeness := linked(a, b))
    ]
    home = {piece.rank: [piece] for piece in ordered}
    for _, _, _, a, b in sorted(links, key=lambda link: link[:3]):
        mine, other = home[a.rank], home[b.rank]
        if mine is not other and can_be_one(mine + other):
            mine.extend(other)
            home.update((piece.rank, mine) for piece in other)
    distinct = {id(cluster): cluster for cluster in home.values()}
    return sorted(
        (sorted(cluster, key=lambda piece: piece.rank) for cluster in distinct.values()), key=lambda c: c[0].rank
    )


def linked(a: Piece, b: Piece) -> float:
    """How alike (0 to 100) the likeliest two sentences of two articles' pieces are; 0 if these cannot be one event, or
    if less than half of what the shorter one tells stands in the other: a sentence in common makes no common event."""
    if a.who != b.who or a.rank[0] == b.rank[0] or not compatible(a, b):
        return 0
    if a.words and b.words and a.words.isdisjoint(b.words):
        return 0
    alike = quotes_alike if a.kind == "statement" else happenings_alike
    shorter, longer = sorted((a.wordings, b.wordings), key=len)
    likeness = [max(max(nearly_equal(x, y), alike(x, y)) for y in longer) for x in shorter]
    told_by_both = sum(map(bool, likeness))
    return max(likeness) if 2 * told_by_both >= len(shorter) else 0


def compatible(a: Piece, b: Piece) -> bool:
    """Whether two pieces can lie on one day: days overlap, or an undated one was reported within a week after. Spans of
    more than a month must be the same."""
    if a.span and b.span and (_is_long(a.span) or _is_long(b.span)):
        return a.span == b.span
    if a.span and b.span:
        return a.span[0] <= b.span[1] and b.span[0] <= a.span[1]
    if a.span or b.span:
        return _reported_soon(a, b) if a.span else _reported_soon(b, a)
    if a.reported is None or b.reported is None:
        return a.reported == b.reported
    return abs((a.reported - b.reported).days) <= UNDATED_DAYS


def _reported_soon(dated: Piece, undated: Piece) -> bool:
    if dated.span is None or _is_long(dated.span) or undated.reported is None or dated.kind in AHEAD_OR_LONG_AGO:
        return False
    return dated.span[0] - ONE_DAY <= undated.reported <= dated.span[1] + UNDATED_DAYS * ONE_DAY


def nearly_equal(a: Wording, b: Wording) -> float:
    """Nearly the same sentence, letter by letter."""
    if min(a.text.count(" "), b.text.count(" ")) + 1 < SHORTEST or _differ(a, b):
        return 0
    return fuzz.ratio(a.text, b.text, score_cutoff=NEARLY_EQUAL)


def quotes_alike(a: Wording, b: Wording) -> float:
    """Statements of one speaker on one day: the same words quoted, whole or in part, or most telling words shared."""
    best = _shared(a, b, SHARED_OF_STATEMENT, fewest=5)
    for mine in a.quotes:
        for other in b.quotes:
            if min(mine.count(" "), other.count(" ")) + 1 >= QUOTED_WORDS:
                best = max(best, fuzz.partial_ratio(mine, other, score_cutoff=QUOTED_ALIKE))
    return best


def happenings_alike(a: Wording, b: Wording) -> float:
    """Happenings of one kind on one day with the same parties: half of the telling words shared."""
    return _shared(a, b, SHARED_OF_HAPPENING, fewest=3)


def _shared(a: Wording, b: Wording, least: float, fewest: int) -> float:
    """The share (0 to 100) of the shorter sentence's telling words that the other has too."""
    if _differ(a, b):
        return 0
    shorter = min(len(a.words), len(b.words))
    share = len(a.words & b.words) / shorter if shorter >= fewest else 0
    return 100 * share if share >= least else 0


def _differ(a: Wording, b: Wording) -> bool:
    """Sentences that each have a name or figure which the other lacks tell of different things."""
    return bool(a.names - b.words and b.names - a.words)


def can_be_one(pieces: Sequence[Piece]) -> bool:
    spans = [piece.span for piece in pieces if piece.span]
    if spans and max(first for first, _ in spans) > min(last for _, last in spans):
        return False
    if len({piece.held_by for piece in pieces} - {None}) > 1:
        return False
    units = [piece.unit for piece in pieces]
    sentences = [(piece.rank[0], start) for piece in pieces for start in piece.starts]
    return len(set(units)) == len(units) and len(set(sentences)) == len(sentences)


def _days(day: date, first: int, last: int) -> list[date]:
    return [day + n * ONE_DAY for n in range(first, last + 1)]
