"""From a candidate's token ranges to the character spans of its content: what belongs to it, what is cut off."""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Doc, Token

from ..records import Span
from .beside import before_next_speaker
from .cues import Lexicon
from .frames import Candidate, Range
from .quotations import Quotation

REST_OF_WORD = re.compile(r"(?<=\w)-\w+")  # "de-escalation" is three tokens
EDGES = " \t\n\r\xa0,;:.–—―-("
SUBJECTS = ("nsubj", "nsubjpass", "expl")
BEFORE_DAY = ("on", "late", "early", "earlier", "later")
BEGIN_CLAUSE = ("ADJ", "ADV", "DET", "NOUN", "NUM", "PRON", "PROPN", "SCONJ", "VERB")
OWNERS = ("'s", "’s", "'", "’")
REASONS = ("because", "unless", "if")
CLAUSAL = ("clause", "before")


def spans_of(
    candidate: Candidate, doc: Doc, text: str, quotations: tuple[Quotation, ...], lexicon: Lexicon
) -> list[Span]:
    """The content's character spans in text order, joined where only marks and blanks lie between them."""
    pieces: list[Range] = []
    for piece in candidate.content:
        pieces += _without(piece, candidate.cue)
    if not pieces:
        return []
    start, end = pieces[-1]
    if end > candidate.cue.i:
        start = _behind_day(candidate, start, end)
        end = _extended(candidate, end, lexicon)
        end = before_next_speaker(doc, start, _shortened(doc, start, end, lexicon), lexicon)
        pieces[-1] = (start, end)
    spans = [_characters(doc, text, piece, quotations) for piece in pieces if piece[0] < piece[1]]
    return _joined(text, [s for s in spans if s])


def _without(piece: Range, cue: Token) -> list[Range]:
    """A range that runs over its own cue ("which X has vowed to ignore") falls into the word that joins it to what is
    before and what stands after the cue."""
    start, end = piece
    if not start <= cue.i < end:
        return [piece]
    first = cue.doc[start]
    head = [(start, first.i + 1)] if first.tag_ in ("WDT", "WP", "WRB") else []
    return [*head, (cue.i + 1, end)] if cue.i + 1 < end else head


def _behind_day(candidate: Candidate, start: int, end: int) -> int:
    """Where a clause begins behind the day of saying it: in "said on Monday Russia could invade" the parser hangs the
    day on the clause, but right behind the cue it tells when the words were said. A day that is itself the clause's
    subject ("said Monday was too late"), a possessive ("said Monday's talks") or all there is stays content."""
    if candidate.frame != "clause" or start != candidate.cue.i + 1:
        return start
    doc, at = candidate.cue.doc, start
    while at < end and (doc[at].lower_ in BEFORE_DAY or doc[at].ent_type_ in ("DATE", "TIME")):
        at += 1
    day = doc[start:at]
    if at + 1 >= end or not any(token.ent_type_ for token in day) or any(token.dep_ in SUBJECTS for token in day):
        return start
    return at if doc[at].pos_ in BEGIN_CLAUSE and doc[at].lower_ not in OWNERS else start


def _extended(candidate: Candidate, end: int, lexicon: Lexicon) -> int:
    """What the parser hangs on the cue though it belongs to the content: a second clause, a clause or infinitive joined
    on, a reason, an "as" phrase (each is content in more than six of ten cases on PolNeAR train)."""
    frame = candidate.frame
    for child in candidate.cue.rights:
        if child.i < end or child.dep_ in ("cc", "punct"):
            continue
        has_subject = any(c.dep_ in SUBJECTS for c in child.children)
        belongs = (
            (frame == "clause" and child.dep_ == "ccomp")
            or (frame == "clause" and child.dep_ == "conj" and has_subject and child.lemma_ not in lexicon.direct)
            or ("infinitive" in frame and child.dep_ == "conj" and child.tag_ == "VB" and not has_subject)
            or (frame == "clause" and child.dep_ == "advcl" and any(c.lower_ in REASONS for c in child.lefts))
            or (
                child.left_edge.lower_ == "as"
                and child.dep_ in ("prep", "advcl")
                and frame.startswith(("object", "prep"))
            )
        )
        if not belongs:
            break
        end = child.right_edge.i + 1
    return _to_sentence_end(candidate.cue.doc, end)


def _to_sentence_end(doc: Doc, end: int) -> int:
    """A sentence that the parser ends without a stop goes on in the next one."""
    if not 0 < end < len(doc) or "\n" in doc[end - 1].text or doc[end - 1].text in ".?!;:…":
        return end
    return doc[end].sent.end if doc[end].is_sent_start and doc[end].is_lower else end


def _shortened(doc: Doc, start: int, end: int, lexicon: Lexicon) -> int:
    """Without a relative clause set off by a comma at the end, three of four of which are the reporter's own words, and
    without a participle that goes on to tell what the speaker does: "..., adding that"."""
    head = doc[start:end].root
    for _ in range(12):
        last = next((c for c in reversed(list(head.rights)) if c.i < end and not c.is_punct and not c.is_space), None)
        if last is None:
            break
        edge = last.left_edge.i
        if edge > start + 1 and doc[edge - 1].text == ",":
            resumes = last.tag_ == "VBG" and last.dep_ != "conj" and last.i == edge and _is_cue(last.lemma_, lexicon)
            if last.dep_ == "relcl" or resumes:
                return edge
        head = last
    return end


def _is_cue(lemma: str, lexicon: Lexicon) -> bool:
    return lemma in lexicon.direct or lemma in lexicon.frames["object"]


def _characters(doc: Doc, text: str, piece: Range, quotations: tuple[Quotation, ...]) -> Span | None:
    """The piece in characters, to the end of a quotation that opens inside it, without marks and blanks at its edges
    unless a quotation starts or ends there."""
    start, end = piece
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
    at = bisect_left(quotations, last, key=lambda q: q.start)
    if at and first <= quotations[at - 1].inner_start < last < quotations[at - 1].end:
        last = quotations[at - 1].end
    if rest := REST_OF_WORD.match(text, last):
        last = rest.end()
    while first < last and text[first] in EDGES:
        first += 1
    while last > first and text[last - 1] in EDGES:
        last -= 1
    return (first, last) if first < last else None


def _joined(text: str, spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and not any(c.isalnum() for c in text[out[-1][1] : start]):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
