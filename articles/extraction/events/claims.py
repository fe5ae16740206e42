"""Which cue or clause a temporal expression belongs to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from ..dates.periods import unit_around
from ..records import Timex
from .clauses import ancestors_from, is_planned, is_verbal, overlaps
from .context import Context, Item, When, spanning, stated
from .vocabulary import vocabulary

DATELINE = re.compile(r"[A-Z][A-Z .’'-]+(?:, [A-Z][\w .]+)?(?:[,.]| [-–—]) ")
DATELINE_END = re.compile(r"(?:, \d{4})?[.,]? ?(?:\(|/|-|–|—)")
JOINING = {"and", "to", "through", "until", "till", "–", "-", "and on", "or"}
Cues = Mapping[int, Sequence[Item]]  # statements by the token of their cue
BESIDE = 4  # words between a cue and its time
TIME_LEADS = {"on", "late", "early", "earlier", "in"}
SPEECH_SCENES = {"speak", "talk", "write", "testify", "address"}
ADDRESSED = {"dobj", "dative"}
OBJECTS = {"dobj", "obj", "nsubj", "nsubjpass", "attr", "pobj", "conj", "appos"}


@dataclass(frozen=True, slots=True)
class Claim:
    """A day or days of the text with the word that has them: a cue or the head of a clause."""

    head: Token
    when: When


def find_claims(context: Context, statements: list[Item]) -> list[Claim]:
    """Every resolved timex with its owner; two of one owner that the text joins ("between Thursday and Saturday",
    "on Wednesday and Thursday") are one range."""
    cues: defaultdict[int, list[Item]] = defaultdict(list)
    for item in statements:
        if item.cue:
            cues[item.head].append(item)
    claims: list[tuple[Claim, Timex]] = []
    for timex in context.timexes:
        if timex.date is None or is_in_dateline(context, timex):
            continue
        owner = claim(context, timex, cues)
        if owner is None:
            continue
        if claims and joins(context, claims[-1][1], timex):
            before, first = claims.pop()
            claims.append((replace(before, when=spanning(first, timex)), timex))
        else:
            head = context.doc[owner.head] if isinstance(owner, Item) else owner
            claims.append((Claim(head, days_of(context, timex, head)), timex))
    return [found for found, _ in claims]


def is_in_dateline(context: Context, timex: Timex) -> bool:
    """Whether a day stands in an agency's dateline ("KYIV, Feb 11 (Agency) -"): it says when the report was sent."""
    line = context.text[context.text.rfind("\n", 0, timex.start) + 1 : timex.start]
    return bool(DATELINE.fullmatch(line) and DATELINE_END.match(context.text, timex.end))


def days_of(context: Context, timex: Timex, head: Token) -> When:
    """The days that a timex names; "since Monday" is the time from then to publication, "will meet this week" what is
    left of the week."""
    when = stated(timex)
    if timex.rule == "period" and when.date and when.date_end == context.published and is_planned(head):
        unit = timex.text.split()[-1].lower()
        rest = unit_around(unit, context.published) if context.published else None
        return replace(when, date=context.published, date_end=rest.end) if rest else when
    before = context.text[max(timex.start - 6, 0) : timex.start].lower()
    if timex.precision != "day" or not before.endswith("since ") or not when.date or not context.published:
        return when
    return replace(when, date_end=context.published, precision="range") if when.date < context.published else when


def joins(context: Context, first: Timex, last: Timex) -> bool:
    """Whether two days are the ends of a range or listed side by side."""
    between = context.text[first.end : last.start].strip().lower()
    ordered = first.date and last.date and first.date < last.date
    return bool(ordered) and first.precision == last.precision == "day" and between in JOINING


def claim(context: Context, timex: Timex, cues: Cues) -> Item | Token | None:
    """The statement whose cue a timex dates, or the head of the clause that it dates, or None.

    A cue right before the timex has it, whatever the parse says ("said on Monday Russia could invade"). Else, from the
    timex upwards through the parse, whoever comes first: a cue whose content the timex is not part of; a noun of
    happening that no verb carries ("the talks on Monday"); the verb of its clause.
    """
    root = context.token_at(timex.start, timex.end)
    if root is None:
        return None
    beside = cue_before(context, timex, cues)
    if beside is not None:
        return beside
    nouns = vocabulary().nouns
    noun: Token | None = None
    for token in ancestors_from(root):
        if (item := stated_by(token, timex, cues)) is not None:
            return item
        if is_verbal(token) and token.dep_ not in ("aux", "auxpass"):
            if (item := adverbial_of(token, timex, cues) or message_of(token, timex, cues)) is not None:
                return item
            told_of = token.lemma_ in vocabulary().states or is_said_to(token)
            if noun is not None and (told_of or noun.dep_ not in OBJECTS):
                return noun
            return token
        if noun is None and token.i != root.i and token.lower_ in nouns:
            noun = token
    return noun


def message_of(verb: Token, timex: Timex, cues: Cues) -> Item | None:
    """The cue of what a message says whose sending a timex dates ("issued a statement on Friday calling …")."""
    nouns = [child for child in verb.children if child.dep_ == "dobj" and child.lemma_ in vocabulary().saying_nouns]
    for cue in (child for head in (*nouns, verb) for child in head.children if nouns):
        going_on = cue.dep_ in ("acl", "advcl") and cue.tag_ == "VBG" and cue.i > verb.i
        if going_on and (item := stated_by(cue, timex, cues)) is not None:
            return item
    return None


def is_said_to(verb: Token) -> bool:
    """ "The call on Friday was said to be friendly": the call is what happened."""
    return verb.lemma_ == "say" and any(child.dep_ == "nsubjpass" for child in verb.children)


def cue_before(context: Context, timex: Timex, cues: Cues) -> Item | None:
    """The statement whose cue stands right before a timex, with at most whom it was told and a preposition between
    ("telling reporters on Friday"): the parse often hangs the time on another verb."""
    first = context.first_token(timex.start)
    for at in range(first - 1, max(first - 1 - BESIDE, -1), -1):
        token = context.doc[at]
        if (item := stated_by(token, timex, cues)) is not None:
            return item
        if token.lower_ not in TIME_LEADS and (token.dep_ not in ADDRESSED or token.head.i not in cues):
            return None
    return None


def stated_by(cue: Token, timex: Timex, cues: Cues) -> Item | None:
    """The last statement of a cue whose content a timex is not part of."""
    statements = reversed(cues.get(cue.i, ()))
    return next((item for item in statements if not overlaps(timex.start, timex.end, item.content)), None)


def adverbial_of(verb: Token, timex: Timex, cues: Cues) -> Item | None:
    """The statement that a participle sets the scene for ("Speaking in Geneva on Friday, he said …", "…, he said,
    speaking in Geneva on Friday")."""
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and (verb.i < verb.head.i or verb.lemma_ in SPEECH_SCENES):
        return stated_by(verb.head, timex, cues)
    return None
