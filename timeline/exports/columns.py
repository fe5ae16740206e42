"""What each field means: one dictionary for the data page, the About sheet, the data package and the API."""

from __future__ import annotations

from dataclasses import dataclass

from articles.models import Article
from timeline.models import Actor, Correction, Event


@dataclass(frozen=True, slots=True)
class Column:
    """A field. `type`: text, address, day, moment, clock, whole, number, texts (a list) or records; `null`: may be
    empty; `choices`: the only values it takes; `own`: written here, so that it holds no words of articles."""

    name: str
    type: str
    words: str
    null: bool = False
    choices: tuple[str, ...] = ()
    own: bool = False


EVIDENCE = (
    Column("article", "text", "Where the article came from: its path in the folder that was read, or its address."),
    Column("title", "text", "The article's headline.", null=True),
    Column("publisher", "text", "The outlet that published it, as the page itself names it.", null=True),
    Column("published", "day", "The article's day of publication.", null=True),
    Column("start", "whole", "Where the sentence begins in the article's body, in characters from 0."),
    Column("end", "whole", "Where the sentence ends, in characters, exclusive."),
    Column("excerpt", "text", "The sentence, word for word."),
    Column("timex", "text", "The words of the text that date it.", null=True),
    Column("cue", "text", "The words that attribute it, such as “said”.", null=True),
    Column("rule", "text", "The rule by which the sentence was read.", null=True),
)

EVENTS = (
    Column("id", "text", "The event's public id. It never changes and is never used again.", own=True),
    Column("url", "address", "The event's page."),
    Column(
        "kind",
        "text",
        "statement (somebody says it), event (it happened), plan (it lay ahead) or background (long before).",
        choices=tuple(Event.Kind.values),
    ),
    Column("date", "day", "The day, or the first of several; empty where no date is known.", null=True),
    Column("date_end", "day", "The last day, where the date covers several days, a month or a year.", null=True),
    Column(
        "precision",
        "text",
        "How exactly the date is known: day, range (several days), month, year, or unknown.",
        choices=tuple(Event.Precision.values),
    ),
    Column("date_basis", "text", "How the date was found, in words.", null=True),
    Column("edtf", "text", "The date in the Extended Date/Time Format, ISO 8601-2.", null=True, own=True),
    Column(
        "reported", "day", "The earliest publication day of its evidence; undated events are sorted by it.", null=True
    ),
    Column("headline", "text", "What was said or done, in the words of the strongest sentence."),
    Column("speaker", "text", "Who says it.", null=True),
    Column("actors", "texts", "Everyone who speaks, is addressed, acts or is acted upon."),
    Column("quotes", "texts", "What is quoted word for word, without the outer quotation marks."),
    Column("replies_to", "texts", "The ids of the events that this one answers.", own=True),
    Column("reports", "whole", "How many articles tell it."),
    Column("voices", "whole", "How many tell it independently: copies of one wire story count once."),
    Column("confidence", "number", "How sure the reading is, from 0 to 1; an estimate, not a verdict on the facts."),
    Column(
        "status",
        "text",
        "unreviewed (found by machine), checked by an editor, or rejected.",
        choices=tuple(Event.Status.values),
    ),
    Column("corrected", "texts", "The fields that an editor set.", own=True),
    Column("modified", "moment", "When the entry last changed (UTC)."),
    Column(
        "evidence",
        "records",
        "The sentences on which it rests; in tables, the articles that hold them, [sample] after an invented outlet's.",
    ),
)

_ARTICLE = {column.name: column for column in EVIDENCE}

SOURCES = (
    Column("event", "text", "The id of the event that rests on this sentence."),
    Column("date", "day", "The event's day, or the first of several.", null=True),
    Column("headline", "text", "The event's headline."),
    _ARTICLE["article"],
    Column("url", "address", "Where readers find the original article, if known.", null=True),
    _ARTICLE["title"],
    _ARTICLE["publisher"],
    Column("agency", "text", "The wire service named in the byline.", null=True),
    Column("author", "text", "Who wrote the article.", null=True),
    *(_ARTICLE[name] for name in ("published", "start", "end", "excerpt", "timex", "cue", "rule")),
    Column(
        "sample", "text", "“yes” where the outlet is invented and the article retold from public reports.", null=True
    ),
)

ARTICLES = (
    Column("id", "whole", "The article's number here."),
    Column("origin", "text", "Its path in the folder that was read, or its address."),
    Column("url", "address", "Where readers find the original, if known.", null=True),
    *(column for column in SOURCES if column.name in ("title", "publisher", "agency", "author")),
    Column("published", "day", "The day of publication.", null=True),
    Column("published_time", "clock", "The time of publication, as the page states it.", null=True),
    Column(
        "published_how",
        "text",
        "Whether the day is stated on the page, inferred from the text, set by an editor, or unknown.",
        choices=tuple(Article.PublishedHow.values),
    ),
    Column("published_evidence", "text", "What the publication day rests on, in words.", null=True),
    Column("language", "text", "The language of the text."),
    Column("body", "text", "The article's own text, where it may be given.", null=True),
)

ACTORS = (
    Column("id", "text", "The actor's short name in addresses and filters."),
    Column("url", "address", "The actor's page."),
    Column("name", "text", "The name."),
    Column("kind", "text", "person, country, institution, organisation or unnamed.", choices=tuple(Actor.Kind.values)),
    Column("parent", "text", "For whom they speak or act.", null=True),
    Column("role", "text", "The office at the time.", null=True),
    Column("country", "text", "ISO 3166-1 alpha-2 code of the country.", null=True),
    Column("wikidata", "text", "The Wikidata item, where it was checked.", null=True),
    Column("aliases", "texts", "Other spellings."),
)

CORRECTIONS = (
    Column("id", "whole", "The correction's number."),
    Column("event", "text", "The id of the event it concerns, if any.", null=True),
    Column("url", "address", "That event's page.", null=True),
    Column("label", "text", "What was corrected, as it read then."),
    Column("field", "text", "Which field."),
    Column("machine_value", "text", "What the machine read.", null=True),
    Column("old_value", "text", "What stood there before.", null=True),
    Column("new_value", "text", "What the editor set.", null=True),
    Column("reason", "text", "Why, from a list.", choices=tuple(Correction.Reason.values)),
    Column("words", "text", "Why, in words.", null=True),
    Column("evidence_url", "address", "Where the editor's evidence is found.", null=True),
    Column("when", "moment", "When (UTC)."),
)
