"""From items, one a sentence, to events: what belongs to one occasion is one event resting on several sentences."""

from __future__ import annotations

from collections import defaultdict

from ..records import EventRecord, EvidenceRecord
from .confidence import confidence
from .context import Context, Item
from .headline import headline
from .occasions import is_standing

NEAR = 2
ENOUGH_WORDS = 6


def group(context: Context, items: list[Item]) -> list[list[Item]]:
    """Items of one event together, in text order: one speaker's statements of the same day, or of no known day where at
    most one sentence lies between them; mentions of one meeting or call on the same day by the same parties."""
    groups: list[list[Item]] = []
    alike: defaultdict[object, list[list[Item]]] = defaultdict(list)
    for item in sorted(items, key=lambda item: (item.sentence, item.head)):
        candidates = alike[item.kind, item.speaker, item.when.days]
        mine = next((members for members in candidates if belongs(context, item, members)), None)
        if mine is None:
            groups.append([item])
            candidates.append(groups[-1])
        else:
            mine.append(item)
    return groups


def belongs(context: Context, item: Item, members: list[Item]) -> bool:
    """Whether an item is of one event with others of its kind, speaker and days."""
    first, last = members[0], members[-1]
    if item.speaker:
        return item.when.known or (
            near(context, last, item) and not is_standing(context, item) and not is_standing(context, last)
        )
    shared = set(item.parties) & {party for member in members for party in member.parties}
    return item.when.known and item.group == first.group == "contact" and len(shared) >= min(2, len(item.parties))


def near(context: Context, one: Item, other: Item) -> bool:
    return abs(context.distance(one.sentence, other.sentence)) <= NEAR


def event_of(context: Context, members: list[Item], replies_to: tuple[int, ...]) -> EventRecord:
    """The event that a group of items tells; the headline comes from the strongest sentence."""
    strongest = max(members, key=lambda item: strength(context, item))
    when = next((item.when for item in members if item.when.words), members[0].when)
    names = [name for item in members for name in item.parties if name != item.speaker]
    return EventRecord(
        kind=strongest.kind,
        date=when.date,
        date_end=when.date_end,
        precision=when.precision,
        dated_by=when.dated_by,
        date_basis=when.basis,
        headline=headline(context, strongest),
        speaker=strongest.speaker,
        parties=tuple(dict.fromkeys(names)),
        quotes=tuple(dict.fromkeys(quote for item in members for quote in item.quotes)),
        confidence=min(confidence(context, item) for item in members),
        evidence=tuple(evidence(context, item) for item in first_of_each_sentence(members)),
        replies_to=replies_to,
    )


def strength(context: Context, item: Item) -> tuple[bool, bool, bool, float, int]:
    """A sentence with its own cue, then one that says more than a few words, then one with a quotation, then the surer,
    then the earlier."""
    says_enough = sum(len(context.text[start:end].split()) for start, end in item.content) >= ENOUGH_WORDS
    return bool(item.cue), says_enough, bool(item.quotes), confidence(context, item), -item.sentence[0]


def first_of_each_sentence(members: list[Item]) -> list[Item]:
    return list({item.sentence: item for item in reversed(members)}.values())[::-1]


def evidence(context: Context, item: Item) -> EvidenceRecord:
    start, end = item.sentence
    return EvidenceRecord(
        start=start,
        end=end,
        excerpt=context.text[start:end],
        timex=item.when.words,
        cue=item.cue,
        rule=item.rule,
        quotes=item.quotes,
    )
