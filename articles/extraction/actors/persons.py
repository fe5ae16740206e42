"""Persons the gazetteer does not know: from the statistical tags and from titles, under guards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz import fuzz, process
from spacy.tokens import Doc, Span, Token

from articles.extraction.gazetteer import Gazetteer
from articles.extraction.lexicon import fold, words
from articles.extraction.offsets import ORTH, tokens_where
from articles.extraction.records import Mention

NAME_WORD = re.compile(r"^(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'.-]*|[A-Z]\.)$")
FUZZY = 88  # of 100: "Volodymyr Zelenskyi" ~ "Volodymyr Zelensky" passes, "Alexander Novak" ~ "Alexander Nowak" too


def is_name_word(token: Token) -> bool:
    return bool(NAME_WORD.match(token.text)) and token.lower_ not in words("never_names")


def name_span(span: Span) -> Span | None:
    """The span without honorifics before and marks after; None unless what is left looks like a name."""
    start, end = span.start, span.end
    doc = span.doc
    while start < end and (doc[start].lower_.rstrip(".") in words("honorifics") or doc[start].is_punct):
        start += 1
    while end > start and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_punct or doc[end - 1].lower_ in ("’s", "'s")):
        end -= 1
    core = [token for token in doc[start:end] if token.lower_ not in words("particles") and token.text != "-"]
    if not 1 <= len(core) <= 4 or not all(is_name_word(token) for token in core):
        return None
    return doc[start:end]


def in_running_text(span: Span, text: str) -> bool:
    """Whether the line of the text that holds the span is prose (it ends with a stop or runs long), not a heading."""
    begin = text.rfind("\n", 0, span.start_char) + 1
    end = text.find("\n", span.end_char)
    line = text[begin : end if end >= 0 else len(text)].rstrip()
    return line.endswith((".", "!", "?", "”", '"', "’", "'", ":", ")", "…", ",")) or len(line.split()) > 14


def find_persons(doc: Doc, text: str, gazetteer: Gazetteer, taken: set[int], titles: list[Span]) -> list[Mention]:
    """Persons by name: full names tagged PERSON or standing after a title, then their surnames.

    `text` is the doc's own; `taken` are indexes of tokens that belong to known names. A name of one word needs a title
    before it. A near spelling of a known person's full name is that person (rule "fuzzy")."""
    found: dict[int, tuple[Span, str, str]] = {}
    by_surname: dict[str, str] = {}
    for span in person_candidates(doc, text, gazetteer, taken, titles):
        if span.start in found:
            continue
        known = nearest_entry(span.text, gazetteer)
        name = known or plain_name(span)
        found[span.start] = (span, name, "fuzzy" if known else "person")
        by_surname.setdefault(span[-1].text, name)
    covered = taken | {i for span, _, _ in found.values() for i in range(span.start, span.end)}
    for token in tokens_where(doc, ORTH, by_surname.__contains__):
        if token.i not in covered and NAME_WORD.match(token.text):
            found[token.i] = (doc[token.i : token.i + 1], by_surname[token.text], "surname")
    longest = whole_names({name for _, name, _ in found.values()})
    return [
        Mention(span.start_char, span.end_char, span.text, longest[name], rule) for span, name, rule in found.values()
    ]


def person_candidates(doc: Doc, text: str, gazetteer: Gazetteer, taken: set[int], titles: list[Span]) -> Iterator[Span]:
    """Spans that look like a person's name, those after titles first."""
    for title in titles:
        span = name_after(doc, title.end, gazetteer)
        if span is not None and not taken & set(range(span.start, span.end)):
            yield span
    for ent in doc.ents:
        if ent.label_ != "PERSON" or "\n" in ent.text:
            continue
        span = name_span(doc[name_start(ent, taken, gazetteer) : ent.end])
        if span is None or taken & set(range(span.start, span.end)) or not in_running_text(span, text):
            continue
        titled = span.start > ent.start or (
            span.start and doc[span.start - 1].lower_.rstrip(".") in words("honorifics")
        )
        if len(span) > 1 or titled:
            yield span


def name_start(ent: Span, taken: set[int], gazetteer: Gazetteer) -> int:
    """Where the name proper begins: after states and titles that the tag took in ("Interior Minister Jan Bond")."""
    for i in range(ent.end - 1, ent.start - 1, -1):
        word = ent.doc[i].lower_
        if i in taken or word in gazetteer.titles or word.removesuffix("s") in gazetteer.titles:
            return i + 1
    return ent.start


def name_after(doc: Doc, start: int, gazetteer: Gazetteer) -> Span | None:
    """Two to four capitalised words right after a title, on its line: "counsellor Derek Chollet"."""
    end = start
    while (
        end < len(doc)
        and end - start < 5
        and (is_name_word(doc[end]) or (end > start and doc[end].lower_ in words("particles")))
    ):
        if doc[end].pos_ not in ("PROPN", "NOUN", "ADJ", "ADP", "X", "VERB"):
            break
        end += 1
    span = doc[start:end]
    while len(span) and span[0].lower_.rstrip(".") in words("honorifics"):
        span = span[1:]
    return span if 2 <= len(span) <= 4 and not any(token.lower_ in gazetteer.titles for token in span) else None


def plain_name(span: Span) -> str:
    return " ".join(span.text.replace("’", "'").split())


def whole_names(names: set[str]) -> dict[str, str]:
    """Each name -> the longest name of the text with the same first and last word ("Frank B. Hale" for "Frank Hale"),
    or, for a single word, the one name that ends with it."""
    longest = {}
    for name in names:
        parts = name.split()
        same = [
            other
            for other in names
            if other.split()[-1] == parts[-1] and (len(parts) == 1 or other.split()[0] == parts[0])
        ]
        longest[name] = max(same, key=lambda other: (len(other.split()), other))
    return longest


@cache
def known_spellings(gazetteer: Gazetteer) -> dict[str, str]:
    """Folded full name, in every spelling -> the person of the gazetteer."""
    people = (entry for entry in gazetteer.entries.values() if entry.kind == "person")
    return {
        fold(spelling): entry.name for entry in people for spelling in (entry.name, *entry.aliases) if " " in spelling
    }


def nearest_entry(text: str, gazetteer: Gazetteer) -> str | None:
    """The person of the gazetteer whose full name in some spelling is nearly this one; the first letters must agree."""
    spellings = known_spellings(gazetteer)
    best = (
        process.extractOne(fold(text), spellings.keys(), scorer=fuzz.ratio, score_cutoff=FUZZY) if " " in text else None
    )
    return spellings[best[0]] if best and best[0][0] == fold(text)[0] else None


@cache
def first_names(gazetteer: Gazetteer) -> dict[str, str]:
    """First name -> the gender of those who bear it in the gazetteer."""
    people = (entry for entry in gazetteer.entries.values() if entry.kind == "person" and entry.gender)
    return {spelling.split()[0]: entry.gender for entry in people for spelling in (entry.name, *entry.aliases)}
