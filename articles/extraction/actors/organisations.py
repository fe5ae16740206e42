"""Organisations the gazetteer does not know, from the statistical tags, under guards."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from articles.extraction.actors.persons import in_running_text, plain_name
from articles.extraction.lexicon import words
from articles.extraction.records import Mention

ACTING = frozenset(("nsubj", "nsubjpass", "agent", "pobj", "appos", "conj"))


def find_organisations(doc: Doc, text: str, taken: set[int]) -> list[Mention]:
    """Organisations tagged ORG that the text lets act: acronyms, and names of two capitalised words or more with a noun
    of organisations in them or as the subject of a verb."""
    found = []
    for ent in doc.ents:
        if ent.label_ == "ORG" and not taken & set(range(ent.start, ent.end)) and in_running_text(ent, text):
            span = bare(ent)
            if is_organisation(span):
                found.append(Mention(span.start_char, span.end_char, span.text, plain_name(span), "organisation"))
    return found


def bare(ent: Span) -> Span:
    """The entity without its article and possessive mark."""
    return ent.doc[ent.start + (ent[0].lower_ == "the") : ent.end - (ent[-1].tag_ == "POS")]


def is_organisation(span: Span) -> bool:
    if not len(span) or "\n" in span.text or span.root.dep_ not in ACTING or span[0].lower_ in words("never_names"):
        return False
    letters = [token for token in span if token.is_alpha]
    capitalised = [token for token in letters if token.text[0].isupper()]
    if len(letters) == 1:
        return letters[0].is_upper and 2 < len(letters[0]) < 6
    if len(capitalised) < 2 or {token.lower_ for token in letters} & words("no_organisations"):
        return False
    return bool({token.lower_ for token in letters} & words("organisations")) or span.root.dep_ == "nsubj"
