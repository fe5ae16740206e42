"""Which event each piece of an article belongs to, and what that means for the events already there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db.models import Exists, OuterRef, Q

from articles.models import Article
from timeline.ingest import pool
from timeline.ingest.actors import Register
from timeline.ingest.joining import Piece, Rank, can_be_one, clusters, linked
from timeline.ingest.naming import public_id
from timeline.models import Correction, Event, Evidence, Participation


@dataclass(eq=False, slots=True)
class Told:
    """An event with all evidence for it. Where an editor holds it, the evidence stays and nothing merges the event."""

    event: Event
    held: bool = False
    rows: list[Evidence] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Placed:
    """A piece, its rows of evidence, and the event that they tell; None for none so far."""

    piece: Piece
    rows: list[Evidence]
    told: Told | None


class Placing:
    """Finds the events of one article's evidence."""

    def __init__(self, article: Article, register: Register) -> None:
        self.article = article
        self.register = register
        self.known: dict[int, Told] = {}
        self._placed: dict[Rank, Placed] = {}
        self._by_who: defaultdict[str, list[Placed]] = defaultdict(list)
        self._waiting: defaultdict[int, list[Placed]] = defaultdict(list)
        self._bare: list[Evidence] = []
        self._former: dict[int, int] = {}
        self._loaded: set[int] = set()
        self._whole: set[int] = set()
        self._looked_up: set[str] = set()
        self._by_name: dict[str, Event | None] = {}

    def know(self, event_ids: Iterable[int]) -> None:
        """Load events, keep others from changing them until this transaction ends, and see which ones editors hold."""
        missing = set(event_ids) - self.known.keys()
        if not missing:
            return
        touched = Q(Exists(Correction.objects.filter(event=OuterRef("pk"))))
        for model in (Participation, Evidence):
            touched |= Q(Exists(model.objects.filter(event=OuterRef("pk")).exclude(locked=[])))
        for event in Event.objects.select_for_update(of=("self",)).filter(pk__in=missing).annotate(touched=touched):
            by_editor = event.locked or event.status != Event.Status.UNREVIEWED or event.orphaned or not event.extractor
            self.known[event.pk] = Told(event, held=bool(by_editor or event.touched))
            for placed in self._waiting.pop(event.pk, ()):
                self._belongs(placed, event.pk)

    def place(self, rows: list[Evidence], unsettled: Iterable[int]) -> list[Told]:
        """Give every row of the article its event, and answer all events concerned with all their rows. `unsettled` are
        events that lost evidence, or whose evidence reads otherwise now: what holds them together is found anew."""
        self._former = self.register.former()
        self.know({*unsettled, *(row.event_id for row in rows if row.event_id)})
        mine = self._take_mine(rows)
        self._load_whole(self.known)
        free = [placed for placed in mine if not placed.piece.held_by]
        claims = Counter(placed.told for placed in free if placed.told)
        loose = {self.known[pk] for pk in unsettled if not self.known[pk].held}
        loose |= {told for told, number in claims.items() if number > 1}
        alike = self._prepare(free)
        unplaced = [placed for placed in free if placed.told in loose or not self._attached(placed, alike[placed])]
        if unplaced or loose:
            start = [each for each in self._placed.values() if each in free or each.told in loose]
            self._settle(self._closure(start))
        return self._concerned()

    def _prepare(self, free: list[Placed]) -> dict[Placed, list[Placed]]:
        """What is like each of these pieces, and all that placing them will ask the tables for, in a few queries."""
        alike = self._alike(free)
        likely = {other.told for others in alike.values() for other in others if other.told}
        self._load_whole(told.event.pk for told in likely if told.event.pk)
        names = [name_of(placed.rows[0]) for placed in free if not placed.told]
        found = {event.public_id: event for event in Event.objects.filter(public_id__in=names)}
        self._by_name = {name: found.get(name) for name in names}
        return alike

    def _take_mine(self, rows: list[Evidence]) -> list[Placed]:
        """The article's own pieces. Rows that an editor added have no reading and only count for their event."""

        def held_by(row: Evidence) -> int | None:
            return row.event_id if row.event_id and self.known[row.event_id].held else None

        self._bare += [row for row in rows if not row.reading]
        mine = []
        for piece, group in pool.pieces(rows, held_by, lambda row: pool.who(row.reading, self.register)):
            for row in group:
                row.join_key = pool.join_key(piece)
            mine.append(self._take(piece, group, min((row.event_id for row in group if row.event_id), default=None)))
        return mine

    def _take(self, piece: Piece, rows: list[Evidence], event_id: int | None) -> Placed:
        placed = Placed(piece, rows, None)
        self._placed[piece.rank] = placed
        self._by_who[piece.who].append(placed)
        if event_id in self.known:
            self._belongs(placed, event_id)
        elif event_id:
            self._waiting[event_id].append(placed)
        return placed

    def _belongs(self, placed: Placed, event_id: int) -> None:
        placed.told = self.known[event_id]
        if placed.told.held:
            placed.piece = replace(placed.piece, held_by=event_id)

    def _load(self, rows: Iterable[Evidence]) -> None:
        """Rows of other articles as pieces of the pool, their events not yet looked at."""
        fresh = [row for row in rows if row.pk not in self._loaded]
        self._loaded |= {row.pk for row in fresh}
        self._bare += [row for row in fresh if not row.reading]
        for piece, group in pool.pieces(
            fresh, lambda row: row.event_id, lambda row: pool.stored_who(row, self._former)
        ):
            self._take(piece, group, group[0].event_id)

    def _load_whole(self, event_ids: Iterable[int]) -> None:
        """All the evidence of events from other articles."""
        missing = set(event_ids) - self._whole
        if missing:
            self._whole |= missing
            self.know(missing)
            self._load(pool.evidence_rows(Q(event__in=missing) & ~Q(article=self.article)))

    def _look_around(self, placed: Iterable[Placed]) -> None:
        """Load whatever other articles tell that may be the same as these, by index."""
        keys = {key for each in placed for key in pool.join_keys(each.piece, self._former)} - self._looked_up
        self._looked_up |= keys
        if missing := set(pool.keys_to_rows(keys, self.article) if keys else ()) - self._loaded:
            self._load(pool.evidence_rows(Q(pk__in=missing)))

    def _alike(self, placed: Iterable[Placed]) -> dict[Placed, list[Placed]]:
        """For each of these pieces the others that may tell the same event; their events are known afterwards."""
        todo = list(placed)
        self._look_around(todo)
        alike = {each: [o for o in self._by_who[each.piece.who] if linked(each.piece, o.piece)] for each in todo}
        self.know(pk for others in alike.values() for other in others if (pk := other.rows[0].event_id))
        return alike

    def _attached(self, placed: Placed, alike: list[Placed]) -> bool:
        """The common case: nothing like it is known, or all that is like it is one event which it fits. An event only
        grows by that, so nothing else need be looked at."""
        events = {other.told for other in (placed, *alike) if other.told}
        if len(events) > 1:
            return False
        told = events.pop() if events else self._new(placed)
        others = [each.piece for each in self._placed.values() if each.told is told and each is not placed]
        fits = can_be_one([placed.piece, *others])
        if fits:
            placed.told = told
        return fits

    def _closure(self, start: list[Placed]) -> list[Placed]:
        """These pieces and all that hang together with them. Pieces that editors hold end the search."""
        component = dict.fromkeys(start)
        todo = [placed for placed in start if not placed.piece.held_by]
        while todo:
            alike = dict.fromkeys(other for others in self._alike(todo).values() for other in others)
            grown = {other.told for other in alike if other.told and not other.piece.held_by}
            self._load_whole(told.event.pk for told in grown if told.event.pk)
            found = [*alike, *(placed for placed in self._placed.values() if placed.told in grown)]
            todo = [each for each in dict.fromkeys(found) if each not in component and not each.piece.held_by]
            component.update(dict.fromkeys(found))
        return list(component)

    def _settle(self, component: list[Placed]) -> None:
        """Form the events of a component anew. Each event goes on as the cluster that holds its first evidence, and the
        oldest of a cluster's events stands for it."""
        groups = [[self._placed[piece.rank] for piece in cluster] for cluster in clusters(p.piece for p in component)]
        carried: defaultdict[int, list[Told]] = defaultdict(list)
        before = {placed.told for placed in component if placed.told and not placed.piece.held_by}
        for told in sorted(before, key=lambda told: (not told.event.pk, told.event.pk, told.event.public_id)):
            claims = [at for at, group in enumerate(groups) if any(placed.told is told for placed in group)]
            home = [at for at in claims if any(name_of(p.rows[0]) == told.event.public_id for p in groups[at])]
            carried[(home or claims)[0]].append(told)
        for at, group in enumerate(groups):
            held = [self.known[placed.piece.held_by] for placed in group if placed.piece.held_by]
            told = (held or carried[at] or [self._new(group[0])])[0]
            for placed in group:
                placed.told = told

    def _new(self, placed: Placed) -> Told:
        """An event for a piece that has none. One that ingest had joined to another comes back to life, and what an
        editor merged stays where the editor put it."""
        number = 0
        while before := self._named(wanted := name_of(placed.rows[0], number)):
            if before.merged_into_id and before.extracted.get("joined"):
                self._load_whole([before.pk])
                self.know([before.pk])
                self.known[before.pk].event.merged_into = None
                return self.known[before.pk]
            if before.merged_into_id:
                self.know([before.merged_into_id])
                return self.known[before.merged_into_id]
            number += 1
        event = self._by_name[wanted] = Event(public_id=wanted)
        return Told(event)

    def _named(self, wanted: str) -> Event | None:
        if wanted not in self._by_name:
            self._by_name[wanted] = Event.objects.filter(public_id=wanted).first()
        return self._by_name[wanted]

    def _concerned(self) -> list[Told]:
        """Every event whose evidence may have changed, with all its rows as they stand now."""
        seated = [(placed.told, placed.piece.rank[0]) for placed in self._placed.values() if placed.told]
        mine = [told for told, origin in seated if not told.event.pk or origin == self.article.origin]
        self._load_whole(told.event.pk for told in mine if told.event.pk)
        for placed in self._placed.values():
            if placed.told:
                placed.told.rows += placed.rows
        for row in self._bare:
            self.known[row.event_id].rows.append(row)
        whole = [told for pk, told in self.known.items() if pk in self._whole]
        return list(dict.fromkeys([*whole, *mine]))


def names_in(row: Evidence) -> list[str]:
    return [name for name in (row.reading.get("speaker"), *row.reading.get("parties", ())) if name]


def name_of(row: Evidence, number: int = 0) -> str:
    return public_id(row.article.origin, row.reading["kind"], row.reading["speaker"], row.excerpt, number)
