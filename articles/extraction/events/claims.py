"""Which cue or clause a temporal expression belongs to."""

from __future__ import annotations

from spacy.tokens import Token

from ..records import Timex
from .clauses import ancestors_from, is_verbal, overlaps
from .context import Context, Item
from .vocabulary import vocabulary

OBJECTS = {"dobj", "obj", "nsubj", "nsubjpass", "attr", "pobj", "conj", "appos"}


def claim(context: Context, timex: Timex, statements: list[Item]) -> Item | Token | None:
    """The statement whose cue a timex dates, or the head of the clause that it dates, or None.

    From the timex upwards through the parse, whoever comes first has it: a cue whose content the timex is not part of;
    a noun of happening that no verb carries ("the talks on Monday"); the verb of its clause.
    """
    root = context.token_at(timex.start, timex.end)
    if root is None:
        return None
    cues = {item.head: item for item in statements if item.cue and not in_content(timex, item)}
    nouns = vocabulary().nouns
    noun: Token | None = None
    for token in ancestors_from(root):
        if token.i in cues:
            return cues[token.i]
        if is_verbal(token) and token.dep_ not in ("aux", "auxpass"):
            cue = adverbial_of(token, cues)
            if cue is not None:
                return cue
            if noun is not None and (token.lemma_ in vocabulary().states or noun.dep_ not in OBJECTS):
                return noun
            return token
        if noun is None and token.i != root.i and token.lower_ in nouns:
            noun = token
    return noun


def in_content(timex: Timex, item: Item) -> bool:
    return overlaps(timex.start, timex.end, item.content)


def adverbial_of(verb: Token, cues: dict[int, Item]) -> Item | None:
    """The cue that a participle sets the scene for ("Speaking in Geneva on Friday, he said …")."""
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.i in cues and verb.i < verb.head.i:
        return cues[verb.head.i]
    return None
