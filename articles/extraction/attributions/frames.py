"""Where the grammar puts the content of a cue: from a cue word to candidates, one frame each.

A frame is the grammatical shape in which a cue takes its content ("clause": said that X; "object": denied X;
"prep:for": called for X). Which words are cues in which frames is data (cues.toml), learnt from annotated news
(PolNeAR, train part); this module only knows the shapes. Content is a list of token ranges, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

Range = tuple[int, int]

NOUN_CLAUSES = ("acl", "ccomp", "relcl")
SUBJECTS = ("nsubj", "nsubjpass", "expl")
FINITE = ("VBD", "VBZ", "VBP", "MD")
PURE_SPEECH = ("say", "mention")  # verbs that take no person or thing as object
CLAIMS = frozenset("accusation allegation assertion belief claim fact idea report statement suggestion warning".split())
HELD_BY = ("from", "by")  # "a statement from X", "criticism by X"
OBJECT_PREPS = ("as", "of", "for", "to", "with", "over", "against", "into", "from", "between")
REACH = 40  # words in a quotation that completes a verb
CONTRASTS = ("while", "whereas", "although", "though")  # "While X says A is true, Y denies it"
ADDRESSING = ("tell", "assure", "inform", "remind", "notify", "advise", "warn")  # whose object hears it
SCENES = ("after", "before", "following", "at", "during", "in", "on", "ahead")
UNVOICED = ("when", "if", "while", "once", ",")  # "when asked about X, Roe said": somebody else asks
TOPIC_PREPS = ("about", "on", "over", "for", "to", "of", "as", "with", "against", "at", "in")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue in a frame with its content. `holder`: the token whose phrase is the speaker, where the frame itself names
    one (possessives, agents, "according to"); `voiced`: whether the cue's subject speaks if there is no holder."""

    cue: Token
    frame: str
    lemma: str
    content: tuple[Range, ...]
    holder: Token | None = None
    voiced: bool = True


def candidates(token: Token) -> Iterator[Candidate]:
    """All frames in which a word could be a cue, best first, whether or not the lexicon knows it as one."""
    if token.lower_ == "according":
        yield from _according(token)
    elif token.pos_ in ("VERB", "AUX"):
        yield from _verb_frames(token)
    elif token.pos_ == "NOUN":
        yield from _noun_frames(token)
    elif token.pos_ == "ADJ":
        yield from _adjective_frames(token)


def whole(token: Token) -> Range:
    """The token's phrase: everything under it, as one range."""
    return token.left_edge.i, token.right_edge.i + 1


def around(token: Token, hole: Token) -> tuple[Range, ...]:
    """The token's phrase without the phrase of another word inside it: "The plan, he said, has failed"."""
    (start, end), (cut, resume) = whole(token), whole(hole)
    return tuple(r for r in ((start, cut), (resume, end)) if r[0] < r[1])


def particle_lemma(verb: Token) -> str:
    """The verb's lemma with its particle: "point_out"."""
    particle = next((c for c in verb.children if c.dep_ == "prt"), None)
    return f"{verb.lemma_.lower()}_{particle.lower_}" if particle is not None else verb.lemma_.lower()


def _has_auxiliary(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass", "nsubj") and c.i < verb.i for c in verb.children)


def _inner(prep: Token) -> Token | None:
    return next((c for c in prep.children if c.dep_ in ("pobj", "pcomp")), None)


def _verb_frames(verb: Token) -> Iterator[Candidate]:
    lemma = particle_lemma(verb)
    if lemma == "ask" and not _has_auxiliary(verb) and verb.i and verb.nbor(-1).lower_ in UNVOICED:
        return
    children: dict[str, Token] = {}
    for child in verb.children:
        children.setdefault(child.dep_, child)
    preps = [c for c in verb.rights if c.dep_ == "prep"]
    if "nsubjpass" in children:
        yield from _passive_frames(verb, lemma, children, preps)
        return
    yield from _clause_frames(verb, lemma, children)
    yield from _infinitive_frames(verb, lemma, children, preps)
    yield from _object_frames(verb, lemma, children, preps)
    if "dobj" not in children:
        yield from _prep_frames(verb, lemma, preps)
    complement = children.get("acomp") or children.get("oprd")
    if complement is not None and complement.i > verb.i and "dobj" not in children:
        yield from _raising(verb, lemma, children, complement)
        yield Candidate(verb, "complement", lemma, (whole(complement),))


def _clause_frames(verb: Token, lemma: str, children: dict[str, Token]) -> Iterator[Candidate]:
    """said that X; X, he said; X, he said, Y; as he said, X; X, said Jane Roe."""
    inverted = _inverted(verb, children.get("nsubj"))
    if inverted is not None:
        yield Candidate(verb, "inverted", lemma, ((verb.sent.start, verb.i),), inverted)
    clear = _made_clear(verb)
    if clear:
        yield Candidate(verb, "clause", "make_clear", (clear,))
    clause = children.get("ccomp")
    if clause is not None:
        if clause.i > verb.i:
            yield Candidate(verb, "clause", lemma, (_with_subject(clause, children.get("dobj")),))
        else:
            yield Candidate(verb, "before", lemma, (whole(clause),))
        return
    astray = _clause_astray(verb)
    if astray is not None and "nsubj" in children and "xcomp" not in children:
        yield Candidate(verb, "clause", lemma, (astray,))
    own = "dobj" not in children and "xcomp" not in children and "nsubj" in children
    if own and verb.dep_ == "advcl" and verb.left_edge.lower_ in CONTRASTS and verb.head.i > verb.i:
        comma = next((t for t in verb.doc[verb.i + 1 : verb.sent.end] if t.text == ","), None)
        if comma is not None and verb.head.i < comma.i:
            yield Candidate(verb, "clause", lemma, ((verb.i + 1, comma.i),))
    if own and verb.dep_ in ("parataxis", "advcl") and verb.head.i != verb.i:
        if verb.dep_ == "parataxis":
            yield Candidate(verb, "inside", lemma, around(verb.head, verb))
        elif verb.left_edge.lower_ == "as":
            yield Candidate(verb, "as", lemma, around(verb.head, verb))


def _clause_astray(verb: Token) -> Range | None:
    """The clause with "that" that the parse hangs on a noun of the scene: "said after the talks that it was late"."""
    for adjunct in verb.rights:
        addressed = adjunct.dep_ == "dobj" and verb.lemma_ in ADDRESSING
        if not addressed and (adjunct.dep_ != "prep" or adjunct.lower_ not in SCENES):
            continue
        for clause in adjunct.subtree:
            first = clause.left_edge
            if clause.dep_ not in NOUN_CLAUSES or clause.head.pos_ not in ("NOUN", "PROPN") or first.lower_ != "that":
                continue
            if first.tag_ == "IN" or any(c.dep_ in SUBJECTS and c.i > first.i for c in clause.lefts):
                return whole(clause)
    return None


def _made_clear(verb: Token) -> Range | None:
    """What follows "made (it) clear", whatever the parse makes of it."""
    if verb.lemma_ != "make":
        return None
    doc, at, end = verb.doc, verb.i + 1, verb.right_edge.i + 1
    at += at < end and doc[at].lower_ == "it"
    if at + 2 < end and doc[at].lower_ in ("clear", "plain") and not doc[at + 1].is_punct:
        return at + 1, end
    return None


def _inverted(verb: Token, subject: Token | None) -> Token | None:
    """The speaker behind a cue that follows a comma, where nothing but a noun phrase stands up to the next comma or the
    end of the sentence; and where a clause stands before that comma."""
    doc = verb.doc
    if verb.tag_ not in ("VBD", "VBZ") or verb.i == 0 or doc[verb.i - 1].text != ",":
        return None
    sentence = verb.sent
    if verb.i - sentence.start < 3:
        return None
    if subject is not None and subject.i < verb.i and verb.lemma_ not in PURE_SPEECH:
        return None
    if not any(t.tag_ in FINITE for t in doc[sentence.start : verb.i]):
        return None
    head = None
    for token in doc[verb.i + 1 : sentence.end]:
        if token.text in (",", ".", "”", '"') or "\n" in token.text:
            break
        if token.tag_ in FINITE or token.text in (":", "“"):
            return None
        if (
            head is None
            and token.pos_ in ("NOUN", "PROPN", "PRON")
            and token.dep_ not in ("compound", "amod", "poss", "nmod")
        ):
            if token.ent_type_ in ("DATE", "TIME"):
                return None
            head = token
    return head


def _with_subject(clause: Token, obj: Token | None) -> Range:
    """The clause, from the object before it where the parser took its subject for one ("warned the pullback may"), or
    its noun away from it ("disputed claims that")."""
    start, end = whole(clause)
    if obj is None or obj.i > start:
        return start, end
    finite = clause.tag_ in FINITE or any(c.tag_ == "MD" for c in clause.lefts)
    orphaned = finite and not any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in clause.children)
    return (obj.left_edge.i, end) if orphaned or obj.lemma_ in CLAIMS else (start, end)


def _raising(verb: Token, lemma: str, children: dict[str, Token], rest: Token) -> Iterator[Candidate]:
    """X seems to Y: the judgement is the reporter's, its content X and Y."""
    subject = children.get("nsubj")
    if subject is not None and subject.i < verb.i:
        yield Candidate(verb, "raising", lemma, (whole(subject), whole(rest)), voiced=False)


def _infinitive_frames(verb: Token, lemma: str, children: dict[str, Token], preps: list[Token]) -> Iterator[Candidate]:
    """vowed to X; urged Y to X; called on Y to X; denied doing X; wants Y done."""
    clause, obj = children.get("xcomp"), children.get("dobj")
    if clause is None or clause.i < verb.i:
        appeal = _appeal(preps)
        if appeal is not None and lemma == "call":
            yield Candidate(verb, "prep+infinitive", lemma, (appeal,))
        return
    if obj is not None and verb.i < obj.i < clause.i:
        yield Candidate(verb, "object+infinitive", lemma, (whole(obj), whole(clause)))
        return
    prep = next((p for p in preps if p.i < clause.i and p.lower_ in ("on", "for", "upon", "with") and _inner(p)), None)
    if prep is not None:
        yield Candidate(verb, "prep+infinitive", lemma, ((whole(prep)[0] + 1, whole(clause)[1]),))
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children):
        yield from _raising(verb, lemma, children, clause)
        yield Candidate(verb, "infinitive", lemma, (whole(clause),))
    elif clause.tag_ == "VBG":
        yield Candidate(verb, "gerund", lemma, (whole(clause),))
    else:
        yield from _raising(verb, lemma, children, clause)
        yield Candidate(verb, "predicate", lemma, (whole(clause),))


def _appeal(preps: list[Token]) -> Range | None:
    """What is asked of whom in "called on Roe to go", whatever the infinitive hangs on."""
    for prep in preps:
        whom = _inner(prep)
        if prep.lower_ != "on" or whom is None or whom.i + 2 >= len(whom.doc):
            continue
        to, clause = whom.doc[whom.i + 1], whom.doc[whom.i + 2]
        if to.lower_ == "to" and clause.tag_ == "VB":
            return prep.i + 1, max(clause.right_edge.i, clause.i) + 1
    return None


def _object_frames(verb: Token, lemma: str, children: dict[str, Token], preps: list[Token]) -> Iterator[Candidate]:
    """denied X; called X Y; described X as Y; accused X of Y; told Y about X."""
    obj = children.get("dobj")
    if obj is None or obj.i < verb.i:
        return
    predicate = children.get("oprd")
    if predicate is not None and predicate.i > obj.i:
        yield Candidate(verb, "object+predicate", lemma, (whole(obj), whole(predicate)))
    elif (quoted := _with_quotation(obj)) is not None:
        yield Candidate(verb, "object+predicate", lemma, (quoted,))
    for prep in preps:
        if prep.i > obj.i and prep.lower_ in OBJECT_PREPS:
            yield Candidate(verb, f"object+{prep.lower_}", lemma, (whole(obj), whole(prep)))
            break
    topic = next((p for p in preps if p.lower_ == "about"), None)
    if topic is not None and (inner := _inner(topic)) is not None:
        yield Candidate(verb, "object+about", lemma, (whole(inner),))
    yield Candidate(verb, "object", lemma, (whole(obj),))


def _with_quotation(obj: Token) -> Range | None:
    """The object and the quotation right after it, whatever the parse makes of that: called it “absurd and late”."""
    doc, at = obj.doc, obj.i + 1
    if at >= len(doc) or not doc[at].is_quote:
        return None
    close = next((t.i for t in doc[at + 1 : at + REACH] if t.is_quote), None)
    return (obj.left_edge.i, close + 1) if close else None


def _prep_frames(verb: Token, lemma: str, preps: list[Token]) -> Iterator[Candidate]:
    """called for X; referred to X as Y."""
    for prep in preps:
        inner = _inner(prep)
        if inner is None:
            continue
        after = next((p for p in preps if p.i > prep.i and p.lower_ == "as"), None)
        content = (whole(inner), whole(after)) if after is not None else (whole(inner),)
        yield Candidate(verb, f"prep:{prep.lower_}", lemma, content)


def _passive_frames(verb: Token, lemma: str, children: dict[str, Token], preps: list[Token]) -> Iterator[Candidate]:
    """X was asked to Y; X was accused of Y by Z; X was announced: who speaks is the agent, if anybody is named."""
    subject, agent = children["nsubjpass"], children.get("agent")
    holder = _inner(agent) if agent is not None else None
    voice = "passive-by" if holder is not None else "passive"
    first = (whole(subject),)
    clause = children.get("xcomp")
    if clause is not None and clause.i > verb.i:
        yield Candidate(verb, f"{voice}+infinitive", lemma, (*first, whole(clause)), holder, voiced=False)
    told = children.get("ccomp")
    if told is not None and told.i > verb.i:
        yield Candidate(verb, f"{voice}+clause", lemma, (whole(told),), holder, voiced=False)
    for prep in preps:
        inner = _inner(prep)
        if inner is not None and prep.lower_ in TOPIC_PREPS:
            content = (whole(inner),) if prep.lower_ == "about" else (*first, whole(inner))
            yield Candidate(verb, f"{voice}+{prep.lower_}", lemma, content, holder, voiced=False)
    predicate = children.get("oprd")
    if predicate is not None:
        yield Candidate(verb, f"{voice}+predicate", lemma, (*first, whole(predicate)), holder, voiced=False)
    yield Candidate(verb, voice, lemma, first, holder, voiced=False)


def _noun_frames(noun: Token) -> Iterator[Candidate]:
    """Moscow's claim that X; his refusal to X; criticism of X by Y; made a statement about X."""
    lemma, holder = noun.lemma_.lower(), None
    for child in noun.children:
        if child.dep_ == "poss":
            holder = child
        elif child.dep_ == "prep" and child.lower_ in HELD_BY and child.i > noun.i and holder is None:
            holder = _inner(child)
    owner = "noun" if holder is not None else "bare-noun"
    for child in noun.rights:
        if child.dep_ in NOUN_CLAUSES:
            first = child.left_edge
            complement = first.lower_ == "that" and (child.dep_ != "relcl" or first.tag_ == "IN")
            shape = "clause" if complement else "infinitive" if first.lower_ == "to" else ""
            if shape:
                yield Candidate(noun, f"{owner}+{shape}", lemma, (whole(child),), holder)
        elif child.dep_ == "prep":
            inner = _inner(child)
            if inner is not None and inner is not holder and child.lower_ in TOPIC_PREPS:
                yield Candidate(noun, f"{owner}+{child.lower_}", lemma, (whole(inner),), holder)


def _adjective_frames(adjective: Token) -> Iterator[Candidate]:
    """is confident that X; is eager to X; is worried about X."""
    lemma = adjective.lemma_.lower()
    for child in adjective.rights:
        if child.dep_ in ("ccomp", "xcomp"):
            yield Candidate(adjective, f"adj+{child.dep_}", lemma, (whole(child),))
        elif child.dep_ == "prep":
            inner = _inner(child)
            if inner is not None and child.lower_ in TOPIC_PREPS:
                yield Candidate(adjective, f"adj+{child.lower_}", lemma, (whole(inner),))


def _according(token: Token) -> Iterator[Candidate]:
    """According to X, Y; Y, according to X: content is the clause around the phrase, up to one joined on after it."""
    to = next((c for c in token.children if c.lower_ == "to"), None)
    holder = _inner(to) if to is not None else None
    if holder is None:
        return
    start, end = whole(token)
    sentence = token.sent
    first, last = sentence.start, sentence.end
    while (
        first < start
        and (token.doc[first].dep_ in ("cc", "advmod", "punct", "mark") or token.doc[first].is_space)
        and token.doc[first].head.i >= start - 1 - (start - first)
    ):
        first += 1
    joined = next(
        (t for t in token.doc[end:last] if t.dep_ == "cc" and t.head.pos_ in ("VERB", "AUX") and t.head.i < start), None
    )
    if joined is not None and start > first:
        last = joined.i
    content = tuple(r for r in ((first, start), (end, last)) if r[0] < r[1])
    if content:
        yield Candidate(token, "according", "according", content, holder)
