"""Denials and replies: where the text itself sets one statement against another."""

from __future__ import annotations

from spacy.tokens import Token

from .clauses import is_verbal
from .context import Context, Item
from .vocabulary import vocabulary


def find_replies(context: Context, statements: list[Item]) -> list[tuple[int, int]]:
    """(reply, answered) pairs of indexes into `statements`, precision before recall:

    the cue is one of disputing and its object names what was said ("hit back at the claims", "disputing claims from
    Moscow"); answered is the other speaker's statement in the same sentence, else the last one in the sentence before.
    """
    pairs = []
    for index, item in enumerate(statements):
        verb = disputing(context, item)
        if verb is None:
            continue
        others = [
            number
            for number, other in enumerate(statements)
            if other.speaker != item.speaker and not context.are_related(other.speaker, item.speaker)
        ]
        same = [number for number in others if statements[number].sentence == item.sentence]
        before = [number for number in others if is_sentence_before(context, statements[number], item)]
        if same or before:
            pairs.append((index, (same or before[-1:])[0]))
    return pairs


def disputing(context: Context, item: Item) -> Token | None:
    """The verb of disputing in the item's sentence whose object is something said, if the speaker is its subject."""
    cue = context.doc[item.head]
    if not item.cue or not is_verbal(cue):
        return None
    for verb in [cue, *(child for child in cue.children if child.dep_ in ("advcl", "conj", "xcomp"))]:
        if verb.lemma_ in vocabulary().disputes and any(is_something_said(token) for token in verb.children):
            return verb
    return None


def is_something_said(token: Token) -> bool:
    if token.dep_ == "prep":
        return any(is_something_said(child) for child in token.children)
    return token.dep_ in ("dobj", "pobj") and token.lemma_ in vocabulary().answered


def is_sentence_before(context: Context, other: Item, item: Item) -> bool:
    return context.distance(other.sentence, item.sentence) == 1
