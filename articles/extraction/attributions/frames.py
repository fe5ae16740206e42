"""Where the grammar puts the content of a cue: one function per frame, from a cue word to candidates.

A frame is the grammatical shape in which a cue takes its content ("clause": said that X; "object": denied X;
"prep:for": called for X). Which words are cues in which frames is data (cues.toml), learnt from annotated news; this
module only knows the shapes. Content is a list of token ranges, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue in a frame with its content as token ranges; `holder`: the token whose phrase is the speaker, if the frame
    itself names one (possessives, agents, "according to")."""

    cue: Token
    frame: str
    lemma: str
    content: tuple[Range, ...]
    holder: Token | None = None


def candidates(token: Token) -> Iterator[Candidate]:
    """All frames in which a word could be a cue, whether or not the lexicon knows it as one."""
    if token.pos_ in ("VERB", "AUX"):
        yield from _verb_frames(token)
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from _noun_frames(token)
    elif token.pos_ == "ADJ":
        yield from _adjective_frames(token)
    if token.lower_ == "according":
        yield from _according(token)


def whole(token: Token) -> Range:
    """The token's phrase: everything under it, as one range."""
    return token.left_edge.i, token.right_edge.i + 1


def _verb_frames(verb: Token) -> Iterator[Candidate]:
    lemma = verb.lemma_.lower()
    children = {}
    preps = []
    for child in verb.children:
        children.setdefault(child.dep_, child)
        if child.dep_ == "prep":
            preps.append(child)
    particle = children.get("prt")
    if particle is not None:
        lemma = f"{lemma}_{particle.lower_}"
    passive = "nsubjpass" in children
    clause = children.get("ccomp")
    obj = children.get("dobj")
    if passive:
        yield from _passive(verb, lemma, children, preps)
        return
    if clause is not None:
        if clause.i < verb.i:
            yield Candidate(verb, "before", lemma, _around(clause, verb))
        else:
            yield Candidate(verb, "clause", lemma, (whole(clause),))
    elif verb.dep_ in ("parataxis", "ccomp") and verb.head.i < verb.i and "xcomp" not in children and obj is None:
        pass
    open_clause = children.get("xcomp")
    if open_clause is not None and open_clause.i > verb.i:
        if obj is not None and verb.i < obj.i < open_clause.i:
            yield Candidate(verb, "object+infinitive", lemma, (whole(obj), whole(open_clause)))
        elif any(c.dep_ == "aux" and c.lower_ == "to" for c in open_clause.children):
            yield Candidate(verb, "infinitive", lemma, (whole(open_clause),))
        elif open_clause.tag_ == "VBG":
            yield Candidate(verb, "gerund", lemma, (whole(open_clause),))
        else:
            yield Candidate(verb, "predicate", lemma, (whole(open_clause),))
    after = [p for p in preps if p.i > verb.i]
    if obj is not None and obj.i > verb.i:
        predicate = children.get("oprd")
        if predicate is not None and predicate.i > obj.i:
            yield Candidate(verb, "object+predicate", lemma, (whole(obj), whole(predicate)))
        for prep in after:
            if prep.i > obj.i:
                yield Candidate(verb, f"object+{prep.lower_}", lemma, (whole(obj), whole(prep)))
                break
        yield Candidate(verb, "object", lemma, (whole(obj),))
    for prep in after:
        inner = next((c for c in prep.children if c.dep_ in ("pobj", "pcomp")), None)
        if inner is not None:
            yield Candidate(verb, f"prep:{prep.lower_}", lemma, (whole(inner),))
    complement = children.get("acomp") or children.get("oprd")
    if complement is not None and complement.i > verb.i and obj is None:
        yield Candidate(verb, "complement", lemma, (whole(complement),))


def _around(clause: Token, verb: Token) -> tuple[Range, ...]:
    start, end = whole(clause)
    if end <= verb.i:
        return ((start, end),)
    return (start, end)


def _passive(verb: Token, lemma: str, children: dict[str, Token], preps: list[Token]) -> Iterator[Candidate]:
    subject = children["nsubjpass"]
    agent = children.get("agent")
    holder = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
    kind = "passive-by" if holder is not None else "passive"
    clause = children.get("xcomp") or children.get("ccomp")
    if clause is not None and clause.i > verb.i:
        yield Candidate(verb, f"{kind}+{clause.dep_}", lemma, (whole(subject), whole(clause)), holder)
    for prep in preps:
        if prep.i > verb.i:
            yield Candidate(verb, f"{kind}+{prep.lower_}", lemma, (whole(subject), whole(prep)), holder)
    predicate = children.get("oprd")
    if predicate is not None:
        yield Candidate(verb, f"{kind}+predicate", lemma, (whole(subject), whole(predicate)), holder)
    yield Candidate(verb, kind, lemma, (whole(subject),), holder)


def _noun_frames(noun: Token) -> Iterator[Candidate]:
    lemma = noun.lemma_.lower()
    holder = None
    for child in noun.children:
        if child.dep_ == "poss":
            holder = child
        elif child.dep_ == "prep" and child.lower_ in ("from", "by") and child.i > noun.i:
            holder = holder or next((c for c in child.children if c.dep_ == "pobj"), None)
    own = "noun" if holder is not None else "bare-noun"
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in ("acl", "ccomp", "relcl"):
            first = child.left_edge.lower_
            shape = (
                "clause"
                if first == "that" and child.dep_ != "relcl"
                else "infinitive"
                if first == "to"
                else f"{child.dep_}"
            )
            yield Candidate(noun, f"{own}+{shape}", lemma, (whole(child),), holder)
        elif child.dep_ == "prep":
            inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            if inner is not None and inner is not holder:
                yield Candidate(noun, f"{own}+{child.lower_}", lemma, (whole(inner),), holder)


def _adjective_frames(adjective: Token) -> Iterator[Candidate]:
    lemma = adjective.lemma_.lower()
    for child in adjective.children:
        if child.i < adjective.i:
            continue
        if child.dep_ in ("ccomp", "xcomp"):
            yield Candidate(adjective, f"adj+{child.dep_}", lemma, (whole(child),))
        elif child.dep_ == "prep":
            inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            if inner is not None:
                yield Candidate(adjective, f"adj+{child.lower_}", lemma, (whole(inner),))


def _according(token: Token) -> Iterator[Candidate]:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None:
        return
    holder = next((c for c in to.children if c.dep_ in ("pobj", "pcomp")), None)
    sent = token.sent
    phrase = whole(token)
    yield Candidate(token, "according", "according", ((sent.start, phrase[0]), (phrase[1], sent.end)), holder)
