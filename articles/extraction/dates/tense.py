"""The tense that governs a date expression, read from spaCy's parse.

Measured on annotated news: a bare weekday lies ahead only under will / 'll / shall, an infinitive under a verb of
planning, or after until / by with a verb that is not past; `would`, `may` and the bare present are no signs of future
(they cost 2-4 points in reported speech).
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from .vocabulary import EFFECTIVE, MOVED, PLAN, SAY, SCHEDULED, UNTIL, WILL

_AUXILIARIES = ("aux", "auxpass")
_CLIMB = 12


def governing_tense(words: Span, *, yearly: bool) -> str:
    """past, present, future, or "" where no finite verb governs the words.

    After until, by, through a day of the week lies ahead unless the verb is past; what comes once a year (`yearly`: a
    month, a holiday) is left to be the nearest one. After since it lies behind.
    """
    verb, below = governor(_said_right_before(words) or words.root)
    before = [t.lower_ for t in words.doc[max(0, words.start - 3) : words.start]]
    if before and (before[-1] in EFFECTIVE or (before[-1] in ("until", "till", "to") and verb.lemma_ in MOVED)):
        return "future"
    if before and before[-1] == "since":
        return "past"
    tense = _verb_tense(verb, below)
    possessed = words.end < len(words.doc) and words.doc[words.end].tag_ == "POS"
    if tense == "future" or possessed or not _until(before):
        return tense
    return "" if yearly else "past" if tense == "past" else "future"


def _said_right_before(words: Span) -> Token | None:
    """The verb of saying behind which the words stand: in "said on Thursday it will pull back" the parser hangs the day
    on the second verb, but the first governs it."""
    at = words.start - 1
    if at > 0 and words.doc[at].lower_ == "on":
        at -= 1
    token = words.doc[at] if at >= 0 else None
    return token if token is not None and token.pos_ == "VERB" and token.lemma_.lower() in SAY else None


def governor(token: Token, below: Token | None = None) -> tuple[Token, Token]:
    """The nearest verb, or verb-like plan word ("due"), at or above a token, and the token under it on the way."""
    below = below or token
    for _ in range(_CLIMB):
        if token.head is token or token.pos_ in ("VERB", "AUX") or token.lemma_ in PLAN:
            break
        token, below = token.head, token
    return token, below


def _verb_tense(verb: Token, below: Token) -> str:
    """Climb from verb to verb until one is finite."""
    for _ in range(_CLIMB):
        auxiliaries = [c for c in verb.children if c.dep_ in _AUXILIARIES]
        if any(a.lower_ in WILL for a in auxiliaries) or _planned(verb, below, auxiliaries):
            return "future"
        tense = _own_tense(verb, auxiliaries)
        if tense or verb.head is verb:
            return tense
        verb, below = governor(verb.head, verb)
    return ""


def _own_tense(verb: Token, auxiliaries: list[Token]) -> str:
    tags = {a.tag_ for a in auxiliaries} | {verb.tag_}
    if "VBD" in tags or any(a.lemma_ == "have" for a in auxiliaries):
        return "past"
    if verb.tag_ == "VBN" and not auxiliaries:
        return "past"
    if not auxiliaries and verb.tag_ in ("VBZ", "VBP") and verb.lemma_ in SCHEDULED:
        return "future"
    return "present" if tags & {"VBZ", "VBP", "MD"} else ""


def _planned(verb: Token, below: Token, auxiliaries: list[Token]) -> bool:
    """What lies ahead: "expected to meet Friday", "is (going) to meet Friday", "due Friday", "set for Friday", "plans
    on Friday to meet", "planned a rally on Friday"; not "a rally set for Friday was canceled"."""
    if verb.lemma_ in PLAN:
        if verb.dep_ == "acl" and verb.head.head.lemma_ in MOVED:
            return False
        if verb.lower_ in ("due", "slated", "scheduled", "expected") or below.lower_ == "for" or below.dep_ == "dobj":
            return True
        return verb.tag_ in ("VBZ", "VBP") and any(c.dep_ == "xcomp" for c in verb.children)
    if not any(a.tag_ == "TO" for a in auxiliaries):
        return False
    above = verb.head
    going = above.lemma_ == "go" and above.tag_ == "VBG"
    return verb.dep_ in ("xcomp", "advcl", "acl", "ccomp") and (going or above.lemma_ in PLAN | {"be"})


def _until(before: list[str]) -> bool:
    """until Friday, by Friday, as early as Friday."""
    return bool(before) and (before[-1] in UNTIL or (len(before) == 3 and before[0] == before[2] == "as"))
