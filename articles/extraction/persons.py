"""Persons and organisations that the gazetteer does not know: from the statistical tags and from titles, under guards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz
from spacy.tokens import Doc, Span, Token

from articles.extraction.gazetteer import Gazetteer, fold
from articles.extraction.records import Mention

HONORIFICS = frozenset(
    "mr mrs ms miss dr sir lord lady dame gen general lt lieutenant col colonel maj major capt captain adm admiral sgt "
    "rep sen senator congressman congresswoman gov governor mayor president minister secretary king queen prince "
    "pope patriarch chancellor ambassador justice judge professor prof rev".split()
)
PARTICLES = frozenset("de van von der den la le di da al el bin ibn ben du dos del y".split())
NAME_WORD = re.compile(r"^(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'.-]*|[A-Z]\.)$")
NOT_NAMES = frozenset(
    "state states department ministry council committee street house news read photo image video live update updates "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december north south east west northern southern eastern western war crisis covid nato olympics "
    "twitter facebook instagram telegram getty images chevron icon share comments related advertisement sea river "
    "square bridge airport university institute party union bank company inc ltd group forces army navy the and".split()
)
FUZZY = 88  # of 100: "Volodymyr Zelenskyi" ~ "Volodymyr Zelensky" passes, "Alexander Novak" ~ "Alexander Nowak" too


def is_name_word(token: Token) -> bool:
    return bool(NAME_WORD.match(token.text)) and token.lower_ not in NOT_NAMES


def name_span(span: Span) -> Span | None:
    """The span without honorifics before and possessive or punctuation after; None unless what is left looks like a name."""
    start, end = span.start, span.end
    doc = span.doc
    while start < end and (doc[start].lower_.rstrip(".") in HONORIFICS or doc[start].is_punct):
        start += 1
    while end > start and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_punct or doc[end - 1].lower_ in ("’s", "'s")):
        end -= 1
    words = [token for token in doc[start:end] if token.lower_ not in PARTICLES and token.text != "-"]
    if not 1 <= len(words) <= 4 or not all(is_name_word(token) for token in words):
        return None
    return doc[start:end]


def in_running_text(span: Span) -> bool:
    """Whether the line that holds the span is prose (it ends with a stop or runs long), not a heading or a label."""
    text = span.doc.text
    begin = text.rfind("\n", 0, span.start_char) + 1
    end = text.find("\n", span.end_char)
    line = text[begin : end if end >= 0 else len(text)].rstrip()
    return line.endswith((".", "!", "?", "”", '"', "’", "'", ":", ")", "…", ",")) or len(line.split()) > 14


def find_persons(doc: Doc, gazetteer: Gazetteer, taken: set[int], titles: list[Span]) -> list[Mention]:
    """Persons by name: full names tagged PERSON or standing after a title, then their surnames.

    `taken` holds the indexes of tokens that belong to known names. A name of one word needs a title before it.
    A near spelling of a known person's full name is that person (rule "fuzzy")."""
    found: dict[int, tuple[Span, str, str]] = {}
    by_surname: dict[str, str] = {}
    for span in person_candidates(doc, taken, titles):
        if span.start in found:
            continue
        known = nearest_entry(span.text, gazetteer)
        name = known or plain_name(span)
        found[span.start] = (span, name, "fuzzy" if known else "person")
        by_surname.setdefault(span[-1].text, name)
    covered = taken | {i for span, _, _ in found.values() for i in range(span.start, span.end)}
    for token in doc:
        if token.text in by_surname and token.i not in covered and NAME_WORD.match(token.text):
            found[token.i] = (doc[token.i : token.i + 1], by_surname[token.text], "surname")
    longest = whole_names({name for _, name, _ in found.values()})
    return [
        Mention(span.start_char, span.end_char, span.text, longest[name], rule) for span, name, rule in found.values()
    ]


def person_candidates(doc: Doc, taken: set[int], titles: list[Span]) -> Iterator[Span]:
    """Spans that look like a person's name, those after titles first."""
    for title in titles:
        span = name_after(doc, title.end)
        if span is not None and not taken & set(range(span.start, span.end)):
            yield span
    for ent in doc.ents:
        if ent.label_ != "PERSON" or "\n" in ent.text:
            continue
        span = name_span(ent)
        if span is None or taken & set(range(span.start, span.end)) or not in_running_text(span):
            continue
        titled = span.start > ent.start or (span.start and doc[span.start - 1].lower_.rstrip(".") in HONORIFICS)
        if len(span) > 1 or titled:
            yield span


def name_after(doc: Doc, start: int) -> Span | None:
    """Two to four capitalised words right after a title, on its line: "counsellor Derek Chollet"."""
    end = start
    while (
        end < len(doc)
        and end - start < 5
        and (is_name_word(doc[end]) or (end > start and doc[end].lower_ in PARTICLES))
    ):
        if doc[end].pos_ not in ("PROPN", "NOUN", "ADJ", "ADP", "X", "VERB"):
            break
        end += 1
    span = doc[start:end]
    while len(span) and span[0].lower_.rstrip(".") in HONORIFICS:
        span = span[1:]
    return span if 2 <= len(span) <= 4 else None


def plain_name(span: Span) -> str:
    return " ".join(span.text.replace("’", "'").split())


def whole_names(names: set[str]) -> dict[str, str]:
    """Each name -> the longest name of the text with the same first and last word ("Frank B. Hale" for "Frank Hale"),
    or, for a single word, the one name that ends with it."""
    longest = {}
    for name in names:
        words = name.split()
        same = [
            other for other in names
            if other.split()[-1] == words[-1] and (len(words) == 1 or other.split()[0] == words[0])
        ]  # fmt: skip
        longest[name] = max(same, key=lambda other: (len(other.split()), other))
    return longest


def nearest_entry(text: str, gazetteer: Gazetteer) -> str | None:
    """The person of the gazetteer whose full name in some spelling is nearly this one; first letters must agree."""
    if " " not in text:
        return None
    mine = fold(text)
    for entry in gazetteer.entries.values():
        if entry.kind == "person":
            for spelling in (entry.name, *entry.aliases):
                if spelling[0].lower() == mine[0] and fuzz.ratio(fold(spelling), mine) >= FUZZY:
                    return entry.name
    return None


def find_organisations(doc: Doc, taken: set[int]) -> list[Mention]:
    """Organisations tagged ORG that the text lets act: a name of several capitalised words, or a word that is a subject."""
    found = []
    for ent in doc.ents:
        if (
            ent.label_ != "ORG"
            or "\n" in ent.text
            or taken & set(range(ent.start, ent.end))
            or not in_running_text(ent)
        ):
            continue
        start = ent.start + (ent[0].lower_ == "the")
        span = doc[start : ent.end - (ent[-1].tag_ == "POS")]
        words = [token for token in span if token.is_alpha]
        capitalised = [token for token in words if token.text[0].isupper()]
        subject = span and span.root.dep_ in ("nsubj", "nsubjpass", "agent", "pobj", "appos")
        long_enough = len(capitalised) >= 2 or (len(words) == 1 and words[0].is_upper and len(words[0]) > 2)
        if words and long_enough and subject and not any(token.lower_ in NOT_NAMES for token in words[:1]):
            found.append(Mention(span.start_char, span.end_char, span.text, plain_name(span), "organisation"))
    return found
