"""Direct quotations: by their marks and the cue beside them, within the line, whatever the parse says.

In news the order is quotation, speaker, cue ("A," X said), then speaker, cue, quotation (X said, "A"), then
quotation, cue, speaker ("A," said X); 45 % of direct quotations hang nowhere in the parse (own count on PolNeAR).
"""

from __future__ import annotations

from spacy.tokens import Token

from ..records import Span
from .cues import Lexicon
from .drafts import Draft, covered
from .marked import MarkedText
from .quotations import Quotation
from .speakers import FINITE, NOUNS, STEPS, VERBS, phrase, subject_of

NEAR = 12  # words from a quotation that ends in no comma to the cue after it
TERSE = 6  # the same after a full stop
DASHES = ("—", "–", "―", "-", "--")
SUBORDINATORS = frozenset("when as after before while because since until if though although whether that".split())
MODIFIERS = ("compound", "amod", "poss", "nmod", "det", "nummod", "case")


def direct_drafts(marked: MarkedText, lexicon: Lexicon, known: list[Draft]) -> list[Draft]:
    """The quotations with a cue beside them that no known draft holds; those that share a cue are one attribution."""
    held = covered(marked.text, (span for draft in known for span in draft.spans))
    by_cue: dict[int, Draft] = {}
    for at, quotation in enumerate(marked.quotations):
        if not marked.is_speech(quotation) or any(held[slice(*quotation.inner)]):
            continue
        found = _cue_of(marked, lexicon, at)
        if found is None:
            continue
        cue, beside, rule = found
        if cue.i not in by_cue:
            speaker = _signature(beside) if rule == "signature" else speaker_beside(cue, beside)
            by_cue[cue.i] = Draft([], (cue.idx, cue.idx + len(cue)), cue.i, speaker, rule)
        by_cue[cue.i].spans.append(quotation.inner)
    return list(by_cue.values())


def _cue_of(marked: MarkedText, lexicon: Lexicon, at: int) -> tuple[Token, list[Token], str] | None:
    """The cue of a quotation, the words in which it stands, and the rule. A cue right before ("X said, ...") comes
    first; then one behind, then one further ahead."""
    quotation = marked.quotations[at]
    before, after = marked.before(at), marked.after(at)
    ahead = _cue_before(marked, lexicon, quotation, before)
    colon = bool(before) and before[-1].text == ":"
    close = ahead is not None and not colon and before[-1].i - ahead.i <= 1
    if not (close and before[-1].is_punct) and (not before or before[-1].is_punct):
        behind = None if before and _ends_clause(marked, quotation) else _cue_behind(marked, lexicon, quotation, after)
        if behind is not None and not (colon and marked.inner(quotation)[-1] != ","):
            return behind, after, "quote-cue"
    if ahead is not None and not _is_reported(ahead, lexicon):
        return ahead, before, "colon" if before[-1].text == ":" else "cue-quote"
    if not before and _signature(after):
        return after[0], after, "signature"
    return None


def _ends_clause(marked: MarkedText, quotation: Quotation) -> bool:
    """Whether a quotation completes the sentence before it, as in: said that, “not a soul is left.”"""
    inner = marked.inner(quotation)
    return inner[0].islower() and inner[-1] in ".?!"


def _cue_behind(marked: MarkedText, lexicon: Lexicon, quotation: Quotation, after: list[Token]) -> Token | None:
    """The cue in the words after a quotation. A comma on either side of the closing mark ties them to it; after another
    stop they must be no more than a speaker and a cue, and must not lead up to the next quotation."""
    if not after or after[0].lower_ in SUBORDINATORS:
        return None
    ending = marked.inner(quotation)[-1]
    tied = ending == "," or after[0].text == ","
    leads_on = len(after) > 1 and after[-1].text in (",", ":")
    for n, token in enumerate(after):
        if not _may_follow(token, lexicon):
            continue
        if tied:
            return token
        clause = any(c.dep_ in ("ccomp", "xcomp") and c.i > token.i for c in token.children)
        far = n > (TERSE if ending == "." else NEAR)
        return None if clause or far or leads_on else token
    if ending not in ",?!" or leads_on:
        return None
    return next((t for t in after[:8] if t.tag_ in ("VBD", "VBZ")), None)


def _may_follow(token: Token, lexicon: Lexicon) -> bool:
    if not is_cue(token, lexicon) or token.dep_ in ("relcl", "acl"):
        return False
    if token.tag_ in ("VBD", "VBZ", "VBP"):
        return True
    return any(c.dep_ in ("aux", "auxpass", "nsubj") and c.tag_ != "TO" for c in token.children)


def _cue_before(marked: MarkedText, lexicon: Lexicon, quotation: Quotation, before: list[Token]) -> Token | None:
    """The cue in the words before a quotation: the last one there, with nothing but a colon, a comma or an addressee
    between; a bare colon where there is none."""
    if not before:
        return None
    end = before[-1]
    cue = next((t for t in reversed(before) if is_cue(t, lexicon)), None)
    if end.text == ":":
        return cue if cue is not None and end.i - cue.i < NEAR else end
    if cue is None or end.text == "that":
        return None
    capital = marked.text[quotation.inner_start].isupper()
    between = [
        t for t in before if t.i > cue.i and not (t.i == cue.i + 1 and (t.tag_ == "RP" or t.lower_ in ("on", "it")))
    ]
    if end.text == "," and len(between) == 1:
        return cue
    if not between:
        return cue if capital or marked.is_whole(quotation) else None
    if any(t.pos_ in ("VERB", "AUX") and t.tag_ != "VBG" for t in between):
        return None
    return cue if capital and (end.text == "," or marked.is_whole(quotation)) else None


def _is_reported(cue: Token, lexicon: Lexicon) -> bool:
    """Whether a cue stands in a clause that another cue before it reports: "he said that she told them, ..."; the outer
    one takes the whole."""
    token = cue
    for _ in range(STEPS):
        head = token.head
        if head.i == token.i:
            return False
        if token.dep_ == "ccomp" and head.i < cue.i and head.lemma_ in lexicon.frames["clause"]:
            return True
        token = head
    return False


def is_cue(token: Token, lexicon: Lexicon) -> bool:
    if not token.tag_.startswith("VB"):
        return False
    lemma = token.lemma_.lower()
    if lemma in lexicon.direct:
        return True
    beside = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    return f"{lemma}_{beside}" in lexicon.direct


def _signature(after: list[Token]) -> Span | None:
    """The name behind a dash after a quotation: "A" — Jane Roe, at the end of the line."""
    if len(after) < 2 or len(after) > TERSE or after[0].text not in DASHES or after[1].pos_ != "PROPN":
        return None
    return after[1].idx, after[-1].idx + len(after[-1])


def speaker_beside(cue: Token, beside: list[Token]) -> Span | None:
    """The cue's subject where it stands beside the quotation; else the noun before the cue, else the one after; before
    a bare colon the subject of the sentence, or the phrase that it is."""
    if cue.text == ":":
        dash = max((n for n, t in enumerate(beside) if t.text in DASHES), default=-1)
        beside = beside[dash + 1 :]
    inside = {t.i for t in beside}
    if cue.text == ":":
        root = next((t for t in beside if t.pos_ in VERBS and _is_top(t, inside)), None) or next(
            (t for t in beside if t.pos_ in NOUNS and _is_top(t, inside)), None
        )
        head = subject_of(root) if root is not None and root.pos_ in VERBS else root
        return phrase(head) if head is not None else None
    subject = subject_of(cue)
    nouns = [t for t in beside if t.pos_ in NOUNS]
    inverted = cue.tag_ in FINITE and all(t.is_punct or t.pos_ == "ADV" for t in beside if t.i < cue.i)
    if subject is not None and subject.i in inside and not (inverted and subject.i > cue.i):
        return phrase(subject)
    ahead = [t for t in nouns if t.i < cue.i]
    near = ahead[-1] if ahead else next((t for t in nouns if t.i > cue.i), None)
    if near is None:
        return phrase(subject) if subject is not None else None
    while near.dep_ in MODIFIERS and near.head.i in inside:
        near = near.head
    return phrase(near)


def _is_top(token: Token, inside: set[int]) -> bool:
    return token.head.i == token.i or token.head.i not in inside
