"""How to cite one event: APA, Chicago, BibTeX, RIS and plain words, each with permalink and day of access."""

from __future__ import annotations

from datetime import date

from timeline.exports.about import SUBJECT, TITLE
from timeline.exports.dating import date_words
from timeline.exports.events import EventReader
from timeline.exports.rows import Row
from timeline.exports.sources import bibtex, ris, tex
from timeline.exports.texts import one_line


def citations(event: Row, accessed: date) -> dict[str, str]:
    """Style -> citation of the event's entry. The entry's year is that of its latest change; the day of the event
    stands in brackets, so that nobody takes it for the day of publication."""
    changed = date.fromisoformat(event["modified"][:10])
    title = f"{one_line(event['headline']).rstrip('.')} [{date_words(event)}]"
    site = f"{TITLE}: {SUBJECT}"
    return {
        "APA": f"{title}. ({changed.year}, {_month_day(changed)}). In {site}. Retrieved {_american(accessed)}, from "
        f"{event['url']}",
        "Chicago": f"“{title}.” {site}. Last modified {_american(changed)}. Accessed {_american(accessed)}. "
        f"{event['url']}.",
        "BibTeX": bibtex(
            {
                "title": f"{{{tex(title)}}}",
                "howpublished": tex(site),
                "year": str(changed.year),
                "url": tex(event["url"]),
                "urldate": accessed.isoformat(),
                "note": tex(f"Entry {event['id']}"),
            },
            f"chronology-{event['id']}",
            "misc",
        ),
        "RIS": ris(
            [
                ("TY", "ELEC"),
                ("ID", event["id"]),
                ("TI", title),
                ("T2", site),
                ("DA", changed.strftime("%Y/%m/%d")),
                ("PY", str(changed.year)),
                ("UR", event["url"]),
                ("Y2", accessed.strftime("%Y/%m/%d")),
            ]
        ),
        "Plain": f"{title}. {TITLE}, entry {event['id']}, {event['url']} (accessed {_american(accessed)}).",
    }


def cite_event(pk: int, site: str, accessed: date) -> dict[str, str]:
    """The same for an event in the database; `site` begins its permalink."""
    row, _ = next(EventReader(site).rows([pk]))
    return citations(row, accessed)


def _month_day(when: date) -> str:
    return f"{when:%B} {when.day}"


def _american(when: date) -> str:
    return f"{_month_day(when)}, {when.year}"
