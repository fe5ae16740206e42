"""The overview of one answer, read in a fixed number of queries however many events there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from timeline.forms import EventFilter
from timeline.models import Actor

from .counts import Archive, DayCount, Totals, actor_counts, day_counts, lane_counts, read_archive, totals
from .facets import Facets, offer_facets
from .lanes import draw_lane, most_spans
from .sample import read_sample
from .strip import Strip, draw_strip
from .window import choose_window, places

LANES = 8
OTHERS = 24
_DRAWN = ("name", "slug", "kind", "parent_id", "country")


@dataclass(frozen=True, slots=True)
class Overview:
    totals: Totals
    days: list[DayCount]
    facets: Facets
    strip: Strip | None
    archive: Archive


def read_overview(question: EventFilter, lanes: Sequence[Actor] | None = None) -> Overview:
    """Count and draw the answer to a question, with lanes for the leading actors or for these."""
    days = day_counts(question)
    answered = totals(question)
    leading, others, overall = _leading_actors(question)
    numbers, everyone = _numbers(question, leading, others, overall, answered)
    if question.actors and question.match == "all" and (read := read_sample(question)).are_cut:
        answered = replace(answered, sampled=len(read.parts))
    archive = read_archive()
    return Overview(
        totals=answered,
        days=days,
        facets=offer_facets(question, leading, others, numbers, answered, everyone),
        strip=_strip(question, days, leading if lanes is None else lanes, (archive.first, archive.last)),
        archive=archive,
    )


def _leading_actors(question: EventFilter) -> tuple[list[Actor], list[Actor], dict[int, int]]:
    """The actors with most events whatever days are chosen, so that their order stands still while days change:
    first those who answer to nobody, then all others; actors of the question are always among the first."""
    overall = actor_counts(question.without_actors().without_days())
    actors = Actor.objects.listed().only(*_DRAWN).in_bulk({*overall, *question.actor_ids})
    ranked = [actors[pk] for pk in (*overall, *(pk for pk in question.actor_ids if pk not in overall)) if pk in actors]
    first = [actor for actor in ranked if actor.parent_id is None and actor.kind != Actor.Kind.UNNAMED]
    ids = {actor.pk for actor in first}
    leading = (first + [actor for actor in ranked if actor.pk not in ids])[:LANES]
    ids = {actor.pk for actor in leading}
    leading += [actor for actor in ranked if actor.pk in question.actor_ids and actor.pk not in ids]
    ids = {actor.pk for actor in leading}
    return leading, [actor for actor in ranked if actor.pk not in ids][:OTHERS], overall


def _numbers(
    question: EventFilter, leading: Sequence[Actor], others: Sequence[Actor], overall: dict[int, int], answered: Totals
) -> tuple[dict[int, int], int]:
    """Events by actor under the other conditions, and their number without a choice of actors. With "all of", a chip
    says what would be left of the present choice."""
    asked = question if question.match == "all" else question.without_actors()
    same = not question.first and not question.last and (question.match == "any" or not question.actors)
    numbers = overall if same else actor_counts(asked, [actor.pk for actor in (*leading, *others)])
    if not question.actors:
        return numbers, answered.selected
    return numbers, totals(question.without_actors()).selected


def _strip(
    question: EventFilter,
    counts: Sequence[DayCount],
    leading: Sequence[Actor],
    published: tuple[date | None, date | None],
) -> Strip | None:
    held = (
        min((count.day for count in counts if count.day and count.starts), default=None),
        max((count.day for count in counts if count.day and count.ends), default=None),
    )
    window = choose_window(published, (question.first, question.last), held)
    if window is None:
        return None
    bins = window.bins()
    standing = places(bins)
    ids = [actor.pk for actor in leading]
    by_actor = lane_counts(question, ids, window, most_spans(window) + 1)
    numbers = actor_counts(question.without_actors().without_days(), ids)
    lanes = [
        draw_lane(question, window, bins, standing, actor, by_actor[actor.pk], numbers.get(actor.pk, 0))
        for actor in leading
    ]
    return draw_strip(question, window, bins, standing, counts, lanes)
