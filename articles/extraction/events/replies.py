"""Denials and replies: where the text itself sets one statement against another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from .clauses import is_verbal
from .context import Context, Item
from .vocabulary import vocabulary

NEGATING = {"deny", "dispute", "reject", "dismiss", "refute"}
POINTING = {"this", "that", "it"}
FAR = 6  # sentences back to a statement whose speaker the reply names


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reply takes up: `of` is whose words they are, where the text says so."""

    of: str | None


def find_replies(context: Context, statements: list[Item]) -> list[tuple[int, int]]:
    """(reply, answered) pairs of indexes into `statements`, precision before recall.

    A verb of disputing takes up what was said ("hit back at the claims", "disputing Moscow's claim", "denied that"), or
    is one by itself ("retorted"). Answered is the nearest statement of whoever is named with it, in the sentence or the
    few before; where nobody is named, the other side's in the same sentence or the last in the one before.
    """
    holders = {head.i: mention.actor for mention, head in context.mentioned if mention.rule != "media"}
    pairs = []
    for index, item in enumerate(statements):
        answer = next(answers(context, item, holders), None)
        answered = None if answer is None else statement_answered(context, index, answer, statements)
        if answered is not None:
            pairs.append((index, answered))
    return pairs


def answers(context: Context, item: Item, holders: dict[int, str]) -> Iterator[Answer]:
    """What the verbs of an item's speaker take up: the cue, and participles and joined verbs that go on with it."""
    cue = context.doc[item.head]
    if not item.cue or not is_verbal(cue):
        return
    words = vocabulary()
    leading = [cue.head] if cue.tag_ == "VBG" and cue.dep_ == "advcl" else []  # "hit back, saying"
    for verb in [*leading, cue, *(token for token in cue.subtree if goes_on_from(token, cue))]:
        if verb.lemma_ in words.disputes:
            for noun in objects(verb):
                if noun.lemma_ in words.answered:
                    yield Answer(holder_of(noun, holders))
                elif noun.lower_ in POINTING and verb.lemma_ in NEGATING:
                    yield Answer(None)
        if verb.lemma_ in words.retorts or any(f"{verb.lemma_}_{c.lower_}" in words.retorts for c in verb.children):
            named = [holders[noun.i] for noun in objects(verb) if noun.i in holders]
            yield Answer(named[0] if named else None)


def goes_on_from(verb: Token, cue: Token) -> bool:
    """A participle set off by a comma, or a verb or infinitive that hangs on the cue."""
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i > cue.i:
        return True
    return verb.head is cue and verb.dep_ in ("advcl", "conj", "xcomp")


def objects(verb: Token) -> Iterator[Token]:
    """The objects of a verb and of its prepositions."""
    for child in verb.children:
        if child.dep_ == "dobj" or (child.dep_ == "ccomp" and child.pos_ == "NOUN"):
            yield child
        elif child.dep_ == "prep":
            yield from (inner for inner in child.children if inner.dep_ == "pobj")


def holder_of(noun: Token, holders: dict[int, str]) -> str | None:
    """Whose claim it is: "Moscow's claim", "US claims", "claims from Moscow"."""
    own = [child for child in noun.children if child.dep_ in ("poss", "amod", "compound", "nmod")]
    own += [inner for child in noun.children if child.lower_ in ("from", "by", "of") for inner in child.children]
    return next((holders[token.i] for token in own if token.i in holders), None)


def statement_answered(context: Context, index: int, answer: Answer, statements: list[Item]) -> int | None:
    item = statements[index]
    own = set(context.lineage(item.speaker))
    others = [number for number, other in enumerate(statements) if not own.intersection(context.lineage(other.speaker))]
    if answer.of is not None:
        theirs = [
            number
            for number in others
            if (answer.of == statements[number].speaker or context.are_related(answer.of, statements[number].speaker))
            and 0 <= context.distance(statements[number].sentence, item.sentence) <= FAR
        ]
        return max(theirs, key=lambda number: (statements[number].sentence, number), default=None)
    same = [number for number in others if statements[number].sentence == item.sentence]
    before = [number for number in others if context.distance(statements[number].sentence, item.sentence) == 1]
    return same[0] if same else before[-1] if before else None
