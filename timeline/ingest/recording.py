"""The events of an article: old evidence carried on, new evidence placed, and what is left over put away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils import timezone

from articles.extraction.records import ActorRecord, Extraction
from articles.models import Article
from timeline.ingest import replies
from timeline.ingest.actors import Register
from timeline.ingest.bulk import update_rows
from timeline.ingest.matching import match
from timeline.ingest.placing import Placing, Told, names_in
from timeline.ingest.reading import Read, read
from timeline.ingest.telling import take_part, tell
from timeline.models import Event, Evidence, Participation

ASIDE = 1_000_000_000
_FIELDS = ("start", "end", "excerpt", "timex", "cue", "rule", "reading")
_JOINING = ("kind", "speaker", "parties", "date", "date_end", "precision", "words", "names", "quotes")


@dataclass(frozen=True, slots=True)
class Old:
    """Evidence of the former version, as matching compares it."""

    start: int
    excerpt: str
    kind: str
    speaker: str | None

    @classmethod
    def of(cls, row: Evidence) -> Old:
        if row.reading:
            return cls(row.start, row.excerpt, row.reading["kind"], row.reading["speaker"])
        return cls(row.start, row.excerpt, row.event.kind, row.event.speaker.name if row.event.speaker else None)


@dataclass(frozen=True, slots=True)
class Aligned:
    """The rows of the new version, the former rows that none of its sentences carries on, and the events for which that
    makes a difference."""

    rows: list[Evidence]
    gone: list[Evidence]
    unsettled: set[int]


def record(
    article: Article, extraction: Extraction, extractor: str, known: bool, redated: bool
) -> tuple[int, int, int]:
    """Write the events of an article that is already saved; answers how many are new, changed, and kept as editors have
    them. `known`: the article had been read before; `redated`: it had another publication date then."""
    before = list(Evidence.objects.filter(article=article).select_related("event__speaker")) if known else []
    lost = _lost_evidence(article) if known else []
    states = {row.pk: _state(row) for row in before}
    placing = Placing(article, Register(described(extraction), extractor))
    aligned = align(article, before + lost, read(extraction))
    placing.register.load(name for row in aligned.rows for name in names_in(row))
    all_old = {row.event_id for row in before} if redated else set()
    told = placing.place(aligned.rows, aligned.unsettled | all_old)
    placing.register.load(name for each in told for row in each.rows for name in names_in(row))
    heirs = {row.event_id: each for each in told for row in each.rows if row.event_id}
    standing = [each for each in told if each.rows]
    new, changed = tell(standing, placing.register, extractor)
    moved = _write_rows(standing, article, aligned.gone, states)
    take_part(standing, placing.register, new)
    left = [each for each in told if not each.rows]
    _put_away(left, heirs)
    _remember(aligned.gone, left)
    again = known or moved or bool(left)
    if again or any(event.replies_to for event in extraction.events):
        replies.link(article, [each.event for each in told if each.event.pk], again=again)
    return len(new), len({event.pk for event in changed}) + len(left), sum(each.held for each in told)


def described(extraction: Extraction) -> dict[str, ActorRecord]:
    """Every actor whom the events name; one that extraction does not describe is taken for an organisation."""
    named = [name for event in extraction.events for name in (event.speaker, *event.parties) if name]
    unknown = {name: ActorRecord(name, "organisation") for name in named if name not in extraction.actors}
    used = set(named)
    while (
        parents := {parent for name in used if name in extraction.actors and (parent := extraction.actors[name].parent)}
        - used
    ):
        used |= parents
    return {name: record for name, record in {**extraction.actors, **unknown}.items() if name in used}


def align(article: Article, old: list[Evidence], new: list[Read]) -> Aligned:
    """Former rows carried on by new readings, rows for what is new, and what is gone."""
    pairs = match([Old.of(row) for row in old], new)
    rows, carried, unsettled = [], set(), set()
    for number, each in enumerate(new):
        row = old[pairs[number]] if number in pairs else Evidence(article=article)
        if number in pairs and not row.reading and row.event.kind != each.kind:
            row = Evidence(article=article)
        elif number in pairs:
            carried.add(pairs[number])
            row.article = article
        if row.event_id and row.reading and _joins_otherwise(row, each):
            unsettled.add(row.event_id)
        for name in _FIELDS if row.reading or not row.event_id else _FIELDS[:3]:
            setattr(row, name, getattr(each, name))
        rows.append(row)
    gone = []
    for number, row in enumerate(old):
        if number not in carried and not (row.reading == {} and _found_again(row, article)):
            gone.append(row)
            unsettled.add(row.event_id)
        elif number not in carried:
            rows.append(row)
    return Aligned(rows, gone, unsettled)


def _joins_otherwise(row: Evidence, each: Read) -> bool:
    return row.excerpt != each.excerpt or any(row.reading.get(name) != each.reading[name] for name in _JOINING)


def _found_again(row: Evidence, article: Article) -> bool:
    """Whether a sentence that an editor gave as evidence still stands in the text; if so, its place is set anew."""
    start = row.start if article.body.startswith(row.excerpt, row.start) else article.body.find(row.excerpt)
    row.start, row.end = start, start + len(row.excerpt)
    row.article = article
    return start >= 0


def _state(row: Evidence) -> list[Any]:
    return [getattr(row, name) for name in ("event_id", "join_key", *_FIELDS)]


def _write_rows(told: Iterable[Told], article: Article, gone: list[Evidence], before: Mapping[int, list[Any]]) -> bool:
    """Write the evidence; answers whether any of other articles has moved from one event to another."""
    mine: dict[tuple[int, int, int], Evidence] = {}
    moved, doubled = [], [row.pk for row in gone if row.pk]
    for each in told:
        for row in each.rows:
            if row.article_id != article.pk:
                moved += [row] if row.event_id != each.event.pk else []
                row.event = each.event
                continue
            row.event = each.event
            first = mine.setdefault((each.event.pk, row.start, row.end), row)
            if first is not row and row.pk:
                doubled += [first.pk] if first.pk else []
                mine[each.event.pk, row.start, row.end] = row
    if doubled:
        Evidence.objects.filter(pk__in=doubled).delete()
    kept = [row for row in mine.values() if row.pk and _state(row) != before.get(row.pk)]
    if kept:
        Evidence.objects.filter(pk__in=[row.pk for row in kept]).update(start=F("start") + ASIDE, end=F("end") + ASIDE)
        update_rows(kept, ["event", "join_key", *_FIELDS])
    Evidence.objects.bulk_create([row for row in mine.values() if not row.pk], batch_size=500)
    update_rows(moved, ["event"])
    return bool(moved)


def _put_away(left: list[Told], heirs: Mapping[int, Told]) -> None:
    """Events without evidence: those an editor touched are kept as orphaned, those told under another event redirect
    there, the rest goes."""
    for each in left:
        event, heir = each.event, heirs.get(each.event.pk)
        if each.held:
            event.orphaned = True
        elif heir:
            event.merged_into, event.extracted = heir.event, {**event.extracted, "joined": True}
            Event.objects.filter(merged_into=event).update(merged_into=heir.event)
            Participation.objects.filter(event=event).delete()
        else:
            event.delete()
    kept = [each.event for each in left if each.event.pk]
    for event in kept:
        event.modified = timezone.now()
    update_rows(kept, ["orphaned", "merged_into", "extracted", "modified"])


def _remember(gone: list[Evidence], left: Iterable[Told]) -> None:
    """Keep the words of lost evidence with the events orphaned by that, so that they are known if they return."""
    orphans = {each.event.pk: each.event for each in left if each.held}
    lost = [row for row in gone if row.pk and row.event_id in orphans]
    for row in lost:
        event = orphans[row.event_id]
        words = {"article": row.article_id, "excerpt": row.excerpt, "reading": row.reading, "locked": row.locked}
        event.extracted = {**event.extracted, "lost": [*event.extracted.get("lost", []), words]}
    update_rows(orphans.values() if lost else (), ["extracted"])


def _lost_evidence(article: Article) -> list[Evidence]:
    """Evidence as it was in this article, of events orphaned when they lost it."""
    found = []
    for event in Event.objects.filter(orphaned=True, merged_into=None).select_related("speaker"):
        for lost in event.extracted.get("lost", []):
            if lost["article"] == article.pk:
                row: Any = {name: lost[name] for name in ("excerpt", "reading", "locked")}
                found.append(Evidence(article=article, event=event, start=0, end=0, **row))
    return found
