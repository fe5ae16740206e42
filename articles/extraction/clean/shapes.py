"""Shapes of paragraphs: datelines, named days, sentences, content words."""

from __future__ import annotations

import re

from articles.extraction.clean.lines import Line
from articles.extraction.clean.names import WORD

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
DATELINE = re.compile(
    r"^(?:\([A-Z][^()]{1,30}\)\s*[—–-]|[A-Z][A-Z.’' -]*[A-Z.](?:[,/ -]+[A-Z][\w.’']*){0,4}\s*[,(—–:-]"
    rf"|[A-Z][\w.’-]+(?: [A-Z][\w.’-]+){{0,2}}(?:, [A-Z][\w.]+)?,? {MONTH}\b\.? \d{{1,2}}\b)"
)
ANCHORED = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|overnight"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {MONTH}|{MONTH}\.? \d{{1,2}})\b",
    re.IGNORECASE,
)
ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Rep|St|Gov|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.K|[A-Z])\.\s"
)


def sentences(text: str) -> int:
    """A rough count of sentences: marks followed by a blank and a capital, and the end."""
    return 1 + len(re.findall(r"[a-z\d)][.!?][\"”’]?\s+[\"“‘]?[A-Z]", ABBREVIATED.sub(" ", text)))


def stems(text: str) -> set[str]:
    """The content words of a text, cut to five letters so that inflections meet."""
    words = (word for compound in WORD.findall(text) for word in compound.split("-"))
    return {word.lower()[:5] for word in words if len(word) > 3 or word.isupper()}


def lower_share(text: str) -> float:
    """The share of words in lower case: high in running text, low in headlines and lists of names."""
    words = WORD.findall(text)
    return sum(word[0].islower() for word in words) / max(1, len(words))


def introduces(line: Line) -> bool:
    """Whether a line without a full stop belongs to the text all the same: it announces a quotation or a list."""
    return line.text.endswith((":", ",")) and len(WORD.findall(line.text)) >= 3 and lower_share(line.text) >= 0.4
