"""The records that extraction hands on: plain, frozen, without Django.

Offsets are characters (Python string indexes, end exclusive). Unless a docstring says otherwise they count
into the article's body, the clean text that `clean.clean` returns.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

Span = tuple[int, int]

KINDS = ("statement", "event", "plan", "background")
PRECISIONS = ("day", "range", "month", "year", "unknown")
ACTOR_KINDS = ("person", "country", "institution", "organisation", "unnamed")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of the raw page that became body text: raw[raw_start:raw_end] stands at body_start.

    Within a segment raw and body have the same length, so an offset moves by a constant.
    """

    raw_start: int
    raw_end: int
    body_start: int


@dataclass(frozen=True, slots=True)
class Page:
    """A raw page taken apart; spans are into `raw`. `head` holds the lines above the body that are not furniture
    (headline, deck, byline, date line), `foot` the signatures below it, `captions` those of pictures above it; `body`
    is the article's own text, paragraphs separated by one newline."""

    raw: str
    body: str
    segments: tuple[Segment, ...]
    head: tuple[Span, ...] = ()
    foot: tuple[Span, ...] = ()
    captions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Hints:
    """What the page's own metadata (HTML head, JSON fields) says of it; every part may be missing."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: dt.datetime | dt.date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Masthead:
    """Who published the article, and when. `published_how`: stated, inferred or unknown; `published_evidence` says in
    words what the date rests on."""

    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    author: str | None = None
    published: dt.date | None = None
    published_time: dt.time | None = None
    published_how: str = "unknown"
    published_evidence: str = ""


@dataclass(frozen=True, slots=True)
class Timex:
    """A temporal expression. `value` is its TIMEX3 calendar value (2022-01-24, 2022-01, 2022, 2022-W04) or None;
    `date`/`date_end` the days it covers (both None when it names none), `date_end` None for a single day;
    `anchor` what it was resolved from: absolute, published, or narrative (a date mentioned before)."""

    start: int
    end: int
    text: str
    value: str | None
    date: dt.date | None
    date_end: dt.date | None
    precision: str
    rule: str
    anchor: str = "absolute"


@dataclass(frozen=True, slots=True)
class ActorRecord:
    """An actor as the gazetteer or the text knows it. `parent` is another actor's name: whom this one speaks for."""

    name: str
    kind: str
    parent: str | None = None
    role: str = ""
    country: str = ""
    wikidata: str = ""
    gender: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an actor; `actor` is the actor's canonical name, `rule` how it was recognised."""

    start: int
    end: int
    text: str
    actor: str
    rule: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content and who it is attributed to. `spans` hold the content without its outer quotation marks, in text order;
    `speaker_start`/`speaker_end` the mention as written (None if none), `speaker` the resolved actor's name;
    `kind`: direct, indirect or mixed; `via` the news medium that passes it on."""

    spans: tuple[Span, ...]
    speaker_start: int | None
    speaker_end: int | None
    speaker_text: str | None
    cue_start: int | None
    cue_end: int | None
    cue: str | None
    kind: str
    rule: str
    speaker: str | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """One sentence of the body on which an event rests: excerpt == body[start:end]."""

    start: int
    end: int
    excerpt: str
    timex: str = ""
    cue: str = ""
    rule: str = ""
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRecord:
    """Who said or did what, when. `parties` are the actors besides the speaker; `dated_by` says what the date hangs on:
    absolute (the text names the day), published (relative to the publication date), narrative, occasion (carried over
    from the speaker's occasion) or none. `replies_to` are indexes into the extraction's events."""

    kind: str
    date: dt.date | None
    date_end: dt.date | None
    precision: str
    dated_by: str
    date_basis: str
    headline: str
    speaker: str | None
    parties: tuple[str, ...]
    quotes: tuple[str, ...]
    confidence: float
    evidence: tuple[EvidenceRecord, ...]
    replies_to: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one page. `actors` describes every actor the records name, parents included."""

    page: Page
    masthead: Masthead
    language: str = "en"
    timexes: tuple[Timex, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[EventRecord, ...] = ()
    actors: dict[str, ActorRecord] = field(default_factory=dict)
