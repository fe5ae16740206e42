"""Old and new evidence of one article: which sentence of the new version is which of the old one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

from rapidfuzz import fuzz, process

ALIKE = 85
NEIGHBOURS = 60


class Sentence(Protocol):
    """A sentence read as an event: where it starts, its words, the event's kind and speaker."""

    @property
    def start(self) -> int: ...
    @property
    def excerpt(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def speaker(self) -> str | None: ...


def match(old: Sequence[Sentence], new: Sequence[Sentence]) -> dict[int, int]:
    """Index of the old reading for each new one that continues it. Sentences are paired one to one by likeness (at
    least 85 %) and order, then the readings of a sentence by kind and speaker."""
    old_places, new_places = _places(old), _places(new)
    pairs = {}
    for new_place, old_place in _pair_places(list(old_places), list(new_places)).items():
        pairs.update(_pair_readings(old, old_places[old_place], new, new_places[new_place]))
    return pairs


Place = tuple[int, str]


def _places(readings: Sequence[Sentence]) -> dict[Place, list[int]]:
    """The readings of each sentence, sentences in text order."""
    places: defaultdict[Place, list[int]] = defaultdict(list)
    for number in sorted(range(len(readings)), key=lambda number: readings[number].start):
        places[readings[number].start, readings[number].excerpt].append(number)
    return places


def _pair_places(old: list[Place], new: list[Place]) -> dict[Place, Place]:
    """Equal sentences first, the n-th with the n-th; then the most alike of those left, near ones before far ones."""
    by_words: defaultdict[str, list[Place]] = defaultdict(list)
    for place in reversed(old):
        by_words[place[1]].append(place)
    pairs = {place: by_words[place[1]].pop() for place in new if by_words[place[1]]}
    taken = set(pairs.values())
    old_left = [(rank, place) for rank, place in enumerate(old) if place not in taken]
    new_left = [(rank, place) for rank, place in enumerate(new) if place not in pairs]
    alike = []
    for new_rank, new_place in new_left:
        near = [(rank, place) for rank, place in old_left if abs(rank - new_rank) <= NEIGHBOURS]
        choices = [place[1] for _, place in near]
        for _, likeness, at in process.extract(
            new_place[1], choices, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=len(choices)
        ):
            alike.append((-likeness, abs(near[at][0] - new_rank), new_rank, new_place, near[at][1]))
    for *_, new_place, old_place in sorted(alike):
        if new_place not in pairs and old_place not in taken:
            pairs[new_place] = old_place
            taken.add(old_place)
    return pairs


def _pair_readings(
    old: Sequence[Sentence], old_numbers: list[int], new: Sequence[Sentence], new_numbers: list[int]
) -> dict[int, int]:
    """The readings of one sentence: same kind and speaker, else same kind, else same speaker, else in order."""
    pairs: dict[int, int] = {}
    free = list(old_numbers)
    for same_kind, same_speaker in ((True, True), (True, False), (False, True), (False, False)):
        for number in new_numbers:
            if number in pairs:
                continue
            for candidate in free:
                if (not same_kind or old[candidate].kind == new[number].kind) and (
                    not same_speaker or old[candidate].speaker == new[number].speaker
                ):
                    pairs[number] = candidate
                    free.remove(candidate)
                    break
    return pairs
