"""The words of a clause that make a headline of it: its subject found where it stands elsewhere."""

from __future__ import annotations

from spacy.tokens import Token

from ..records import Span
from .clauses import SUBJECTS, is_verbal, shared_subjects
from .context import Context, Item

RELATIVE = ("which", "who", "that")
Parts = tuple[str, Span, bool]


def happening_parts(context: Context, item: Item) -> Parts:
    """(lead, span, False): the clause from its subject on. A pronoun gives way to the actors it stands for, a relative
    pronoun to the noun it describes, a subject left out to the one it shares; where none is found, and for a happening
    that only a noun tells, the whole sentence."""
    head = context.doc[item.head]
    if not is_verbal(head):
        opening = context.doc[context.first_token(item.sentence[0])]
        return (*owned(context, opening, item.sentence[1], item.sentence[0]), False)
    head = governing(head)
    end = head.right_edge.idx + len(head.right_edge)
    subject = next((child for child in head.children if child.dep_ in SUBJECTS and child.i < head.i), None)
    if subject is None:
        shared = shared_subjects(head)
        return (
            (f"{phrase(context, shared[0])} ", (verb_group(head), end), False) if shared else ("", item.sentence, False)
        )
    if subject.lower_ in RELATIVE and head.dep_ == "relcl":
        return f"{described(context, subject)} ", (verb_group(head), end), False
    pronoun = next((child for child in head.children if child.lower_ in RELATIVE and child.dep_ == "dobj"), None)
    if head.dep_ == "relcl" and pronoun is not None:
        verb_end = head.idx + len(head)
        told = context.text[subject.left_edge.idx : verb_end]
        return f"{told} {described(context, pronoun)} ", (min(verb_end + 1, end), end), False
    if subject.left_edge.tag_ == "PRP$":
        return (*owned(context, subject.left_edge, end, subject.left_edge.idx), False)
    meant = [mention.actor for mention in context.mentions_from(subject.idx, subject.idx + 1)]
    if subject.pos_ == "PRON" and meant:
        return " and ".join(meant) + " ", (subject.idx + len(subject) + 1, end), False
    return "", (subject.left_edge.idx, end), False


def owned(context: Context, opening: Token, end: int, start: int) -> tuple[str, Span]:
    """The words from `start` on, with whom a possessive pronoun at their beginning means in its place."""
    here = context.mentions_from(opening.idx, opening.idx + 1) if opening.tag_ == "PRP$" else ()
    meant = [mention.actor for mention in here]
    return (f"{meant[0]}’s ", (opening.idx + len(opening) + 1, end)) if meant else ("", (start, end))


def governing(head: Token) -> Token:
    """The verb whose clause an infinitive completes: "was due" for "was due to hold a call"."""
    while head.dep_ in ("xcomp", "acomp") and head.head is not head:
        head = head.head
    return head


def described(context: Context, pronoun: Token) -> str:
    """The name or phrase right before a relative pronoun; the parse often picks another."""
    at = pronoun.i - 1
    while at > 0 and not (context.doc[at].pos_ in ("NOUN", "PROPN") or context.doc[at].is_alpha):
        at -= 1
    noun = context.doc[at]
    end = noun.idx + len(noun)
    named = next((mention for mention, head in context.mentioned if mention.start <= noun.idx < mention.end), None)
    return context.text[named.start : end] if named else context.text[noun.left_edge.idx : end]


def phrase(context: Context, noun: Token) -> str:
    """A noun with what stands before it."""
    return context.text[noun.left_edge.idx : noun.idx + len(noun)]


def verb_group(head: Token) -> int:
    """Where a verb and its auxiliaries, negation and adverbs begin."""
    group = [
        child.left_edge.idx for child in head.children if child.dep_ in ("aux", "auxpass", "neg", "advmod", "npadvmod")
    ]
    return min([head.idx, *(start for start in group if start < head.idx)])
