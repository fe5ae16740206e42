"""The phrase that names a cue's speaker, as written."""

from __future__ import annotations

from spacy.tokens import Token

from ..records import Span

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
LOOSE = ("relcl", "acl", "advcl", "appos", "punct", "cc", "parataxis", "ccomp", "dep")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X")
SHARING = ("conj", "xcomp", "advcl", "acl", "relcl", "ccomp", "dep", "pcomp", "aux")


def subject_of(cue: Token) -> Token | None:
    """The head of the speaker's phrase: the cue's subject, else that of the verb it is joined to ("met X and said",
    "left, saying", "sought to say"); for a participle after a noun or a relative pronoun the noun itself."""
    verb, steps = cue, 0
    while steps < 6:
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if subject is not None:
            return _antecedent(subject, verb)
        if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return verb.head
        if verb.dep_ == "prep" or verb.dep_ == "pcomp" or (verb.dep_ in SHARING and verb.head is not verb):
            verb = verb.head
        else:
            return None
        steps += 1
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    if subject.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
        return verb.head
    return subject


def phrase(head: Token) -> Span:
    """The phrase around a head, without what is hung on loosely: "Pentagon spokesman John Kirby", not the relative
    clause after it; character offsets."""
    doc = head.doc
    start, end = head.left_edge.i, head.i + 1
    for child in head.rights:
        if child.dep_ in LOOSE and child.dep_ not in ("appos",):
            if child.dep_ in ("punct", "cc"):
                continue
            break
        end = child.right_edge.i + 1
    while start < head.i and (
        doc[start].is_punct or doc[start].is_space or doc[start].dep_ in ("cc", "advmod", "mark")
    ):
        start += 1
    while end > head.i + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
