"""The phrase that names a cue's speaker, as written."""

from __future__ import annotations

from spacy.tokens import Token

from ..records import Span

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
NOUNS = ("NOUN", "PROPN", "PRON")
VERBS = ("VERB", "AUX")
LOOSE = ("relcl", "acl", "advcl", "parataxis", "ccomp", "dep")
SHARING = frozenset("conj xcomp advcl acl relcl ccomp dep pcomp aux prep acomp attr dobj pobj oprd".split())
RELATIVE = ("who", "which", "that", "whom")
PERSONS = ("PERSON", "NORP", "ORG", "GPE")
WORDS = (
    "speech",
    "statement",
    "letter",
    "interview",
    "message",
    "email",
    "tweet",
    "post",
    "memo",
    "article",
    "address",
)
STEPS = 8  # words up the tree from a cue to the verb whose subject speaks
FINITE = ("VBD", "VBZ", "VBP")
STOPS = ".?!"
FAR = 40  # words before a participle in which the verb that it joins is looked for
NEAR = 12  # words before a cue in which a subject that the parser lost is looked for


def subject_of(cue: Token) -> Token | None:
    """The head of the speaker's phrase: the cue's subject or agent, else the subject of the verb it is joined to.

    Joined are "met X and said", "left, saying", "sought to say", and what completes a verb: "made a claim about". After
    a noun a participle is the noun's, unless the noun is what its verb's subject speaks with ("issued a statement
    saying"); an infinitive after an object that names somebody is the object's ("led X to announce")."""
    agent = next((c for c in cue.children if c.dep_ == "agent"), None)
    if agent is not None and cue.tag_ == "VBN":
        return next((c for c in agent.children if c.dep_ == "pobj"), None)
    detached = cue.tag_ == "VBG" and _after_comma(cue)
    if detached and cue.lemma_ == "add":
        return _speaker_before(cue)
    word = cue
    for _ in range(STEPS):
        if word.pos_ in VERBS and not (detached and word.dep_ in ("acl", "relcl", "ccomp")):
            subject = _own_subject(word)
            if subject is not None and subject.pos_ in VERBS:
                word = subject
                continue
            if subject is not None and not (detached and word.i == cue.i and subject.i < cue.i):
                return subject
            if word.dep_ in ("acl", "relcl") and word.head.pos_ in NOUNS and not _is_medium(word):
                return word.head
            if word.dep_ == "xcomp" and (controller := _controller(word)) is not None:
                return controller
        if word.head.i == word.i or not (detached or word.dep_ in SHARING):
            break
        word = word.head
    if detached:
        return _speaker_before(cue)
    return _nearest(cue) if cue.pos_ in VERBS and cue.tag_ != "VBG" else None


def _speaker_before(participle: Token) -> Token | None:
    """Who goes on in "..., adding that": the subject of the nearest finite verb before, in the sentence as its stops
    bound it."""
    doc = participle.doc
    for i in range(participle.i - 1, max(0, participle.i - FAR) - 1, -1):
        token = doc[i]
        if token.text in STOPS or "\n" in token.text:
            return None
        if token.tag_ in FINITE and token.dep_ not in ("ccomp", "relcl"):
            subject = _own_subject(token)
            if subject is not None and subject.pos_ in NOUNS:
                return subject
    return None


def _own_subject(verb: Token) -> Token | None:
    """The subject that stands nearest to the verb, where the parser gives it several."""
    return min((c for c in verb.children if c.dep_ in SUBJECTS), key=lambda c: abs(c.i - verb.i), default=None)


def _after_comma(token: Token) -> bool:
    """Whether a comma, or a comma and a closing mark, stands right before a word."""
    before = token.i - 1
    while before >= 0 and token.doc[before].is_quote:
        before -= 1
    return before >= 0 and token.doc[before].text == ","


def _is_medium(participle: Token) -> bool:
    """Whether a participle or infinitive hangs on a thing that its verb's subject uses to speak: "issued a statement
    saying", "has a chance to say"."""
    noun = participle.head
    if noun.dep_ == "pobj" and noun.head.dep_ == "prep" and participle.tag_ == "VBG":
        noun = noun.head.head  # "sent a message to supporters saying"
    if participle.dep_ != "acl" or noun.pos_ != "NOUN":
        return False
    if any(c.tag_ == "TO" for c in participle.lefts):
        return noun.dep_ in ("dobj", "attr", "pobj")
    return participle.tag_ == "VBG" and (
        noun.dep_ in ("dobj", "attr") or (noun.dep_ == "pobj" and noun.lemma_ in WORDS)
    )


def _controller(infinitive: Token) -> Token | None:
    """The object before an infinitive, if it names somebody."""
    verb = infinitive.head
    for child in verb.rights:
        if child.dep_ == "dobj" and child.i < infinitive.i and (child.ent_type_ in PERSONS or child.tag_ == "PRP"):
            return child
    return None


def _nearest(cue: Token) -> Token | None:
    """The nearest noun before a cue that no preposition or possessive takes, where the parser lost the subject."""
    for i in range(cue.i - 1, max(cue.sent.start, cue.i - NEAR) - 1, -1):
        token = cue.doc[i]
        if token.pos_ in NOUNS and token.dep_ not in ("pobj", "poss", "compound", "npadvmod"):
            return token
    return None


def phrase(head: Token) -> Span:
    """The phrase around a head, without clauses hung on it: "Pentagon spokesman John Kirby", not the relative clause
    after it; for a relative pronoun its antecedent too ("Kirby, who"). Character offsets."""
    doc = head.doc
    start, end = head.left_edge.i, head.i + 1
    clause = head.head
    if head.lower_ in RELATIVE and clause.dep_ == "relcl" and clause.head.i < head.i:
        return doc[clause.head.left_edge.i].idx, head.idx + len(head)
    for child in head.rights:
        if child.dep_ in LOOSE:
            break
        if child.dep_ not in ("punct", "cc"):
            end = child.right_edge.i + 1
    while start < head.i and _is_fringe(doc[start]):
        start += 1
    while end > head.i + 1 and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def _is_fringe(token: Token) -> bool:
    return token.is_punct or token.is_space or token.dep_ in ("cc", "advmod", "mark")
