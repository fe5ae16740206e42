"""The phrase that names a cue's speaker, as written."""

from __future__ import annotations

from spacy.tokens import Token

from ..records import Span

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
LOOSE = ("relcl", "acl", "advcl", "appos", "punct", "cc", "parataxis", "ccomp", "dep")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X")
SHARING = (
    "conj",
    "xcomp",
    "advcl",
    "acl",
    "relcl",
    "ccomp",
    "dep",
    "pcomp",
    "aux",
    "prep",
    "acomp",
    "attr",
    "dobj",
    "pobj",
    "oprd",
)
RELATIVE = ("who", "which", "that", "whom")


def subject_of(cue: Token) -> Token | None:
    """The head of the speaker's phrase: the cue's subject, else that of the verb it is joined to ("met X and said",
    "left, saying", "sought to say"); for a noun or an adjective that of the verb it completes ("made a claim about");
    for a participle after a noun the noun itself; a relative pronoun stands for itself."""
    word = cue
    detached = cue.tag_ == "VBG" and cue.i > 0 and cue.nbor(-1).text == ","
    for _ in range(8):
        if word.pos_ in ("VERB", "AUX") and not (detached and word.dep_ in ("acl", "relcl")):
            subject = next((c for c in word.children if c.dep_ in SUBJECTS), None)
            if subject is not None:
                return subject
            if word.dep_ in ("acl", "relcl") and word.head.pos_ in ("NOUN", "PROPN", "PRON"):
                return word.head
        if word.head is word or not (detached or word.dep_ in SHARING):
            return None
        word = word.head
    return None


def phrase(head: Token) -> Span:
    """The phrase around a head, without what is hung on loosely: "Pentagon spokesman John Kirby", not the relative
    clause after it; character offsets."""
    doc = head.doc
    start, end = head.left_edge.i, head.i + 1
    if head.lower_ in RELATIVE and head.head.dep_ == "relcl":
        noun = head.head.head
        if noun.i < head.i:
            return doc[noun.left_edge.i].idx, head.idx + len(head)
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
