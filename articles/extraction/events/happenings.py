"""Happenings: what was done, planned or went long before, from clauses with a date or with a verb of happening."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from spacy.tokens import Token

from ..attributions.drafts import covered
from ..offsets import LEMMA, LOWER, tokens_where
from ..records import Span
from .claims import find_claims
from .clauses import (
    clause_head,
    clause_tokens,
    inside,
    is_hypothetical,
    is_negated,
    is_past,
    is_perfect,
    is_planned,
    is_present,
    is_verbal,
    shared_subjects,
)
from .context import Context, Item, When
from .vocabulary import vocabulary

LASTING = re.compile(r"(?:years?|decades?)-?long")
LONG_BEFORE = timedelta(days=183)
LINKS = ("as", "after", "amid", "before", "while", "ahead")
CREDITS = ("according", "trailing", "inverted")
SAYING = frozenset({"say", "tell", "add", "state", "claim", "warn", "insist", "argue", "write", "tweet", "declare"})


def find_happenings(context: Context, statements: list[Item]) -> list[Item]:
    """Events, plans and background of every sentence; a timex that dates a statement is given to that statement.

    Two ways in: a clause that a resolved timex dates and that names an actor; a main clause in the past whose verb is
    one of happening and whose subject or object is an actor. Within what somebody says only dated clauses count.
    """
    items: dict[int, Item] = {}
    spoken = covered(context.text, (span for item in statements for span in item.content))
    for claim in find_claims(context, statements):
        told = statements_at(claim.head, statements)
        if told:
            for item in told:
                item.when = sharper(item.when, claim.when)
        elif claim.head.i not in items:
            happened = dated(context, claim.head, claim.when, spoken)
            if happened:
                items[claim.head.i] = happened
    for verb in undated_verbs(context, statements, spoken):
        if verb.i not in items:
            happened = happening(context, verb, "past-clause")
            if happened and happened.parties:
                items[verb.i] = happened
    for head in lasting_verbs(context):
        happened = happening(context, head, "lasting")
        if happened and happened.parties and head.i not in items:
            happened.kind = "background"
            items[head.i] = happened
    return one_per_day(context, sorted(items.values(), key=lambda item: item.head))


def statements_at(head: Token, statements: list[Item]) -> list[Item]:
    """The statements whose cue a word is; a verb of saying that is no cue itself ("said on Friday it wanted …") stands
    for those of its sentence."""
    own = [item for item in statements if item.cue and item.head == head.i]
    if own or head.lemma_ not in SAYING or not is_verbal(head):
        return own
    return [
        item
        for item in statements
        if item.cue and item.sentence[0] <= head.idx < item.sentence[1] and not item.when.known
    ]


def lasting_verbs(context: Context) -> Iterator[Token]:
    """The verb of a clause that tells of something going on for years ("have waged a yearslong battle"), outside
    quotation marks."""
    for token in tokens_where(context.doc, LOWER, LASTING.fullmatch):
        head = clause_head(token)
        if head.pos_ == "VERB" and (is_past(head) or is_perfect(head)) and not context.is_quoted(head):
            yield head


def sharper(one: When, other: When) -> When:
    """The more precise of two dates of one statement; the first where they are alike."""
    order = ("day", "range", "month", "year", "unknown")
    return min(one, other, key=lambda when: order.index(when.precision))


def dated(context: Context, head: Token, when: When, spoken: bytearray) -> Item | None:
    """The item of a clause that a timex dates, unless it is supposed, denied, or only the speaker's scenery. `spoken`
    tells of each character whether somebody says it."""
    if is_supposed(head) or (is_verbal(head) and head.lemma_ in SAYING) or is_scenery(context, head):
        return None
    if spoken[head.idx] and not may_stand_in_speech(context, head):
        return None
    item = happening(context, head, "dated-clause")
    if item is None:
        return None
    item.when = when
    item.kind = kind_of(head, when, context.published)
    return item if item.parties or item.kind == "plan" else None


def is_supposed(head: Token) -> bool:
    verb = head if is_verbal(head) else next((t for t in head.ancestors if is_verbal(t)), None)
    if verb is None:
        return False
    return is_hypothetical(verb) or (is_negated(verb) and is_verbal(head))


def is_scenery(context: Context, head: Token) -> bool:
    """ "The remarks come a day after …", "his call came as …": the reporter's link between two events, of which nobody
    is the subject."""
    if head.lemma_ != "come" or any(child.dep_ == "nsubj" and child.i in context.named for child in head.children):
        return False
    linked = any(token.lower_ in LINKS for token in head.subtree if token.i > head.i and token.dep_ in ("mark", "prep"))
    return is_present(head) or linked


def may_stand_in_speech(context: Context, head: Token) -> bool:
    """Reported speech may hold an event of its own: outside quotation marks, told by a verb or noun of happening."""
    if context.is_quoted(head):
        return False
    words = vocabulary()
    if is_verbal(head):
        return head.lemma_ in words.verbs and head.lemma_ not in words.states
    return head.lower_ in words.nouns


def kind_of(head: Token, when: When, published: date | None) -> str:
    """plan: it lies ahead, is told with will, due, plan, or in the present of that very day ("flies later on Tuesday");
    background: it ended half a year before publication."""
    if published and when.date:
        told_now = when.date == published and when.precision == "day" and is_verbal(head) and is_present(head)
        if when.date > published or told_now:
            return "plan"
    if is_planned(head):
        return "plan"
    last = when.date_end or when.date
    if (
        published
        and last
        and when.date
        and (published - last > LONG_BEFORE or (when.precision == "year" and when.date.year < published.year))
    ):
        return "background"
    return "event"


def undated_verbs(context: Context, statements: list[Item], spoken: bytearray) -> Iterator[Token]:
    """Verbs of happening that head a main clause of the reporter's own."""
    words = vocabulary()
    cues = {item.head for item in statements}
    for token in tokens_where(context.doc, LEMMA, (words.verbs.keys() - words.states).__contains__):
        if (
            token.pos_ != "VERB"
            or token.i in cues
            or (spoken[token.idx] and not (is_planned(token) and is_credited(token, statements)))
            or context.is_quoted(token)
            or not is_main(token)
        ):
            continue
        if is_negated(token) or is_hypothetical(token) or is_said_on(token, cues) or is_scenery(context, token):
            continue
        if token.dep_ == "conj" and token.head.i in cues and is_planned(token) and is_past(token.head):
            continue  # "said it will wait and will take steps": the second verb is said too
        if is_past(token) or is_planned(token):
            yield token


def is_credited(verb: Token, statements: list[Item]) -> bool:
    """Whether the sentence tells it as the reporter's own and only names who said so ("…, according to Roe")."""
    return any(item.rule in CREDITS and inside(verb.idx, verb.idx + 1, item.content) for item in statements)


def is_said_on(verb: Token, cues: set[int]) -> bool:
    """Whether a participle goes on to say what the verb was about ("hit back, saying …"): the statement tells it."""
    return any(child.i in cues and child.tag_ == "VBG" and child.dep_ == "advcl" for child in verb.children)


def is_main(verb: Token) -> bool:
    """The main verb of a sentence, or one coordinated with it or set beside it (parataxis)."""
    while verb.dep_ in ("conj", "parataxis") and is_verbal(verb.head):
        verb = verb.head
    return verb.dep_ == "ROOT" or (verb.dep_ == "ccomp" and verb.head.dep_ == "ROOT" and verb.i < verb.head.i)


def happening(context: Context, head: Token, rule: str) -> Item | None:
    sentence = context.sentence_at(head.idx)
    if sentence is None:
        return None
    words = vocabulary()
    group = words.verbs.get(head.lemma_, "") if is_verbal(head) else words.nouns.get(head.lower_, "")
    if is_verbal(head):
        group = object_group(head) or group
    return Item(
        kind="plan" if is_planned(head) else "event",
        sentence=sentence,
        head=head.i,
        rule=f"{rule}:{group or 'other'}",
        parties=parties(context, head),
        content=(extent(head),),
        group=group,
    )


def object_group(verb: Token) -> str:
    """A light verb takes the group of its noun: "held talks" is contact, "launched an attack" is force."""
    nouns = vocabulary().nouns
    found = (nouns.get(child.lower_, "") for child in verb.children if child.dep_ in ("dobj", "nsubjpass", "nsubj"))
    return next((group for group in found if group), "")


def extent(head: Token) -> Span:
    tokens = clause_tokens(head)
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def parties(context: Context, head: Token) -> tuple[str, ...]:
    """The actors in the clause, with the subject it shares or, in a relative clause, the noun it describes; where it
    names nobody, those of the clause it hangs on. A country that only says where counts only when it stands alone."""
    tokens = {token.i for token in clause_tokens(head)}
    tokens |= {token.i for shared in shared_subjects(head) for token in shared.subtree}
    acting: list[str] = []
    where: list[str] = []
    for mention, token in (found for i in sorted(tokens) for found in context.headed.get(i, ())):
        if mention.rule == "media":
            continue
        is_place = mention.rule == "place" or (mention.rule in ("metonym", "capital") and token.dep_ == "compound")
        (where if is_place else acting).append(mention.actor)
    if not acting and not where and head.dep_ in ("advcl", "relcl", "acl") and head.head is not head:
        return parties(context, clause_head(head.head))
    return tuple(dict.fromkeys(acting or where))


def one_per_day(context: Context, items: list[Item]) -> list[Item]:
    """The unit is the sentence, one item per kind and day: of several clauses with the same kind and day the first
    stands for all, and a clause without a day gives way to a dated one of the same kind, unless it is in the perfect
    ("has massed troops, and this week launched exercises")."""
    kept: dict[tuple[Span, str, object], Item] = {}
    for item in sorted(items, key=lambda item: (item.when.date is None, item.head)):
        key = (item.sentence, item.kind, item.when.days)
        beside = item.when.date is None and any(k[0] == item.sentence and k[1] == item.kind for k in kept)
        if key in kept:
            first = kept[key]
            first.parties = tuple(dict.fromkeys(first.parties + item.parties))
        elif not beside or is_perfect(context.doc[item.head]):
            kept[key] = item
    return sorted(kept.values(), key=lambda item: item.head)
