"""Statements that no attribution holds: acts of speech told by a verb alone, and claims handed on as a noun."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from ..offsets import LEMMA, tokens_where
from .clauses import is_hypothetical, is_negated, is_past, is_planned, is_present, raising
from .context import Context, Item
from .vocabulary import vocabulary


def acts_of_speech(context: Context) -> Iterator[Item]:
    """Statements of which the text tells only that they were made: "Kuleba appeared to downplay the risk"."""
    words = vocabulary()
    subjects = {
        (head.head.i if mention.rule == "demonym" and head.dep_ == "amod" else head.i): mention
        for mention, head in context.mentioned
        if mention.rule not in ("place", "media")
    }
    for verb in tokens_where(context.doc, LEMMA, words.acts.__contains__):
        if verb.pos_ != "VERB" or is_negated(verb):
            continue
        top = raising(verb)
        told = is_past(top) or is_present(top)
        speaker = next(
            (subjects[child.i] for child in top.children if child.dep_ == "nsubj" and child.i in subjects), None
        )
        sentence = context.sentence_at(verb.idx)
        if speaker is None or sentence is None or not told or is_planned(top) or is_hypothetical(top):
            continue
        if context.is_quoted(verb):
            continue
        last = verb.right_edge
        if last.i + 1 < len(verb.doc) and last.nbor().tag_ in ("MD", "VBD", "VBZ", "VBP"):
            last = clause_end(last)  # "insisted Roe must go": the parse takes the subject for an object
        end = last.idx + len(last)
        yield Item(
            kind="statement",
            sentence=sentence,
            head=verb.i,
            rule="act-of-speech",
            speaker=speaker.actor,
            speaker_mention=(speaker.start, speaker.end),
            cue=verb.text,
            content=((verb.idx + len(verb) + 1, end),) if end > verb.idx + len(verb) + 1 else ((verb.idx, end),),
        )


def clause_end(token: Token) -> Token:
    """The last word before the next comma or stop."""
    while (
        token.i + 1 < len(token.doc) and token.nbor().text not in (",", ".", ";", "?", "!") and "\n" not in token.text
    ):
        token = token.nbor()
    return token


def claims_told(context: Context) -> Iterator[Item]:
    """Statements that the text hands on as a noun: "disputing claims from Moscow that …", "Kyiv's denial that …"."""
    words = vocabulary()
    holders = {head.i: mention for mention, head in context.mentioned if mention.rule != "media"}
    for noun in tokens_where(context.doc, LEMMA, words.answered.__contains__):
        if noun.pos_ not in ("NOUN", "VERB") or noun.head.lemma_ in words.handed_on_by:
            continue
        clause = clause_after(noun)
        by = [child for child in noun.children if child.dep_ == "poss"]
        by += [word for child in noun.children if child.lower_ in ("from", "by") for word in child.children]
        holder = next((holders[token.i] for token in by if token.i in holders), None)
        sentence = context.sentence_at(noun.idx)
        if clause is None or holder is None or sentence is None:
            continue
        start, end = clause.left_edge.idx, clause.right_edge.idx + len(clause.right_edge)
        yield Item(
            kind="statement",
            sentence=sentence,
            head=noun.i,
            rule="claim-told",
            speaker=holder.actor,
            speaker_mention=(holder.start, holder.end),
            cue=noun.text,
            content=((start, end),),
        )


def clause_after(noun: Token) -> Token | None:
    """The verb of the clause with "that" in a noun's phrase or right after it, whatever it hangs on."""
    inside = (child for child in noun.subtree if child.dep_ in ("acl", "ccomp", "relcl") and has_that(child))
    clause = next(inside, None)
    after = noun.right_edge.i + 1
    if clause is not None or after >= len(noun.doc):
        return clause
    word = noun.doc[after]
    return word.head if word.lower_ == "that" and word.dep_ == "mark" and word.head.i > after else None


def has_that(verb: Token) -> bool:
    return any(child.lower_ == "that" and child.dep_ == "mark" for child in verb.children)
