"""Headlines: short, faithful, made of the evidence's own words."""

from __future__ import annotations

import re

from spacy.tokens import Token

from ..records import Span
from .clauses import SUBJECTS, is_verbal
from .context import Context, Item

LONGEST = 110
PRONOUNS = {"he", "she", "they", "it", "we", "i"}
PAIRS = {"“": "”", "‘": "’", "(": ")", "[": "]", '"': '"'}


def headline(context: Context, item: Item) -> str:
    """At most 110 characters: the speaker's name and what is said, or the clause that tells the happening."""
    words = statement_words(context, item) if item.speaker else happening_words(context, item)
    return shorten(tidy(words))


def statement_words(context: Context, item: Item) -> str:
    """ "Name said that …" where cue and content follow the name in the text, else "Name: …"."""
    text, name = context.doc.text, displayed(item.speaker or "")
    content = next((span for span in item.content if span[1] > span[0]), item.sentence)
    mention = item.speaker_mention
    cue = context.doc[item.head]
    if item.cue and mention and item.sentence[0] <= mention[0] and mention[1] <= cue.idx < content[0]:
        between = text[mention[1] : cue.idx]
        if len(between) < 40 and "," not in between:
            return f"{name} {text[mention[1] : item.content[-1][1]].lstrip()}" + closing(text, item.content[-1][1])
    said = " … ".join(text[start:end].strip() for start, end in item.content) or text[slice(*item.sentence)]
    if item.quotes and said.strip(" ,.") in {quote.strip(" ,.") for quote in item.quotes} | {
        " … ".join(item.quotes).strip(" ,.")
    }:
        said = f"“{said.rstrip(',')}”"
    return f"{name}: {said}"


def closing(text: str, end: int) -> str:
    """The mark that closes a quotation which ends the content."""
    rest = text[end : end + 1]
    return rest if rest in ("”", '"') else ""


def displayed(name: str) -> str:
    return name[0].upper() + name[1:] if name else name


def happening_words(context: Context, item: Item) -> str:
    head = context.doc[item.head]
    start, end = clause_span(head)
    words = context.doc.text[start:end]
    subject = next((child for child in head.children if child.dep_ in SUBJECTS), None)
    if subject is not None and subject.lower_ in PRONOUNS and item.parties:
        lead = " and ".join(item.parties[:2])
        words = lead + words[subject.idx + len(subject) - start :]
    return words


def clause_span(head: Token) -> Span:
    """From the subject to the end of the clause; a noun of happening gives its noun phrase."""
    if not is_verbal(head):
        return head.left_edge.idx, head.right_edge.idx + len(head.right_edge)
    subject = next((child for child in head.children if child.dep_ in SUBJECTS and child.i < head.i), None)
    if subject is None:
        noun = head.head if head.dep_ in ("relcl", "acl") else None
        first = noun.left_edge if noun is not None else head.left_edge
    else:
        first = subject.left_edge
        if subject.lower_ in ("which", "who", "that") and head.dep_ == "relcl":
            first = head.head.left_edge
    return first.idx, head.right_edge.idx + len(head.right_edge)


def tidy(words: str) -> str:
    """One line, without asides in brackets, a final stop or an opening conjunction."""
    words = re.sub(r"\s*\([^)]*\)", "", words)
    words = re.sub(r"\s+", " ", words).strip(" ,;:.–—-")
    return balanced(words[:1].upper() + words[1:])


def shorten(words: str) -> str:
    """Cut at the last clause boundary that leaves half the length, else between words, with an ellipsis."""
    if len(words) <= LONGEST:
        return words
    room = words[: LONGEST - 2]
    cut = max(room.rfind(mark) for mark in (", ", "; ", " – ", " — "))
    if cut < LONGEST // 2:
        cut = room.rfind(" ")
    return balanced(words[: cut if cut > 0 else LONGEST - 2].rstrip(" ,;:–—-") + "…")


def balanced(words: str) -> str:
    """Close a quotation mark or bracket that the cut left open."""
    if words.count("“") > words.count("”"):
        words += "”"
    if words.count('"') % 2:
        words += '"'
    return words
