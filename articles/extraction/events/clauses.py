"""What the parse says of a clause: its head, tense, modality, polarity and the words that belong to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from .vocabulary import vocabulary

SUBORDINATE = {"advcl", "ccomp", "relcl", "acl", "csubj", "csubjpass", "parataxis"}
SUBJECTS = {"nsubj", "nsubjpass", "csubj", "agent"}
HYPOTHETICAL_MARKS = {"if", "whether", "unless", "lest"}
HYPOTHETICAL_MODALS = {"could", "may", "might", "can", "should", "must"}
FUTURE_MODALS = {"will", "'ll", "’ll", "shall", "wo", "would"}
EARLIER_MARKS = {"after", "before", "since", "when", "once", "until"}


def is_verbal(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def ancestors_from(token: Token) -> Iterator[Token]:
    """The token and its heads, up to the root of its sentence."""
    yield token
    yield from token.ancestors


def clause_head(token: Token) -> Token:
    """The verb that governs a token, or the topmost word where no verb does."""
    last = token
    for last in ancestors_from(token):
        if is_verbal(last) and last.dep_ not in ("aux", "auxpass"):
            return last
    return last


def clause_tokens(head: Token) -> list[Token]:
    """The words of a clause without those of the clauses below it (relative and adverbial ones, complements); an
    infinitive of purpose stays ("met to discuss")."""
    tokens, stack = [head], list(head.children)
    while stack:
        token = stack.pop()
        purpose = token.dep_ == "advcl" and token.tag_ == "VB"
        if (token.dep_ in SUBORDINATE and not purpose) or (
            token.dep_ == "conj" and is_verbal(token) and is_verbal(token.head)
        ):
            continue
        tokens.append(token)
        stack.extend(token.children)
    return sorted(tokens, key=lambda token: token.i)


def shared_subjects(head: Token) -> list[Token]:
    """Subjects that stand elsewhere: of the coordinated or governing verb, or the antecedent of a relative clause."""
    if head.dep_ in ("relcl", "acl") and not is_verbal(head.head):
        return [head.head]
    verb = head
    while (is_verbal(verb) or verb.dep_ == "acomp") and not any(child.dep_ in SUBJECTS for child in verb.children):
        if verb.dep_ in ("conj", "advcl", "xcomp", "pcomp", "acomp", "dep") and verb.head is not verb:
            verb = verb.head
            if verb.pos_ == "ADP":
                verb = verb.head
        else:
            break
    return [child for child in verb.children if child.dep_ in SUBJECTS] if verb is not head else []


def auxiliaries(verb: Token) -> set[str]:
    """The auxiliaries of a verb; a coordinated verb without its own, or a subject, shares its partner's ("has met and
    signed")."""
    own = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    alone = not own and not any(child.dep_ in SUBJECTS for child in verb.children)
    if alone and verb.dep_ == "conj" and is_verbal(verb.head):
        return auxiliaries(verb.head)
    return own


def is_negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ in ("never", "hardly", "barely") for child in verb.children)


def marks(verb: Token) -> set[str]:
    """The words that subordinate a clause ("if", "after", "when")."""
    found = {child.lower_ for child in verb.children if child.dep_ in ("mark", "advmod") and child.i < verb.i}
    if verb.dep_ == "pcomp":
        found.add(verb.head.lower_)
    return found


def is_hypothetical(verb: Token) -> bool:
    """Whether the clause, or one it hangs on, is supposed rather than told (if, whether, could, might; would with a
    condition beside it)."""
    if auxiliaries(verb) & HYPOTHETICAL_MODALS:
        return True
    if "would" in auxiliaries(verb) and any(marks(child) & HYPOTHETICAL_MARKS for child in verb.children):
        return True
    return any(is_verbal(token) and marks(token) & HYPOTHETICAL_MARKS for token in ancestors_from(verb))


def is_future(verb: Token) -> bool:
    """A clause with will or shall, or with would in the reporter's own words ("the mission would move")."""
    return bool(auxiliaries(verb) & FUTURE_MODALS)


def is_about_to(verb: Token) -> bool:
    """ "Is holding a call later"."""
    now = verb.tag_ == "VBG" and bool(auxiliaries(verb) & {"is", "are", "'s", "’s", "'re", "’re"})
    return now and any(child.lower_ in ("later", "soon", "tomorrow", "tonight") for child in verb.subtree)


def is_planned(head: Token) -> bool:
    """A verb with will or shall, or an infinitive under due, plan, expect and the like."""
    if not is_verbal(head):
        return False
    if is_future(head) or is_about_to(head):
        return True
    if head.tag_ != "VB" or not any(child.lower_ == "to" for child in head.children):
        return False
    plans = vocabulary().plans
    above = head.head if head.dep_ in ("xcomp", "acl", "advcl") else head
    if above.lemma_ == "be" and is_present(above):
        return True  # "are to hold talks"
    return above.lemma_ in plans or any(child.lemma_ in plans for child in above.children)


def raising(verb: Token) -> Token:
    """The verb whose tense counts: "continues" for "continues to accuse", else the verb itself."""
    return verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ in vocabulary().raised else verb


def is_past(verb: Token) -> bool:
    """Simple past, passive or perfect, or a participle that stands for one ("published by", "meeting in")."""
    if verb.tag_ in ("VBD", "VBN"):
        return not auxiliaries(verb) & (FUTURE_MODALS | HYPOTHETICAL_MODALS | {"to"})
    if verb.tag_ == "VBG":
        return bool(auxiliaries(verb) & {"been", "was", "were"}) or verb.dep_ in ("advcl", "acl", "pcomp")
    return False


def is_perfect(verb: Token) -> bool:
    return bool(auxiliaries(verb) & {"has", "have", "'s", "’s", "'ve", "’ve"}) and verb.tag_ in ("VBN", "VBG")


def is_pluperfect(verb: Token) -> bool:
    return bool(auxiliaries(verb) & {"had", "'d", "’d"}) and verb.tag_ in ("VBN", "VBG")


def is_present(verb: Token) -> bool:
    return verb.tag_ in ("VBZ", "VBP") and not auxiliaries(verb) & (FUTURE_MODALS | {"did", "had"})


def overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < e and s < end for s, e in spans)


def inside(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(s <= start and end <= e for s, e in spans)
