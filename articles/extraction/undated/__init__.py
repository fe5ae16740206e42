"""The publication day of an article that states none, inferred from what the article itself says.

A vote: every day near a fact of the reference chronology that the text refers to, or near a date it names, is a
candidate; every date phrase and every such fact is a witness that makes some candidates likelier than others. No
published system dates an article to the day from its content, so the witnesses' weights are measured where research
gives a measure (weekdays) and otherwise chosen so that one wrong witness does not outvote three right ones. Without
a clear winner the answer is None.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Doc

from articles.extraction.dates import Expression
from articles.extraction.records import Page
from articles.extraction.undated.chronology import Chronology, load_chronology
from articles.extraction.undated.witness import DAY_NAMES, REFUTED, Witness
from articles.extraction.undated.witnesses import witnesses

__all__ = ["Inference", "infer_published", "load_chronology"]

CLEAR_WINNER = 0.4  # of the vote
LATER_DAYS = 500  # days after all candidates on which an article that looks back may have appeared
LEAST_ODDS = 1.8  # of the best day against the next
MOST_REASONS = 6


@dataclass(frozen=True, slots=True)
class Inference:
    """The inferred day, the reasons in words, and the share of the vote it won (0 to 1)."""

    date: date
    evidence: str
    confidence: float


def infer_published(
    doc: Doc, expressions: Iterable[Expression], chronology: Chronology, page: Page | None = None
) -> Inference | None:
    """The day on which the article most likely appeared, or None without a clear winner.

    `expressions` are the article's unresolved date expressions; `page` adds what its head says in part: a dateline
    without a year, a weekday with a number, the date of a picture.
    """
    heard = list(witnesses(doc, tuple(expressions), chronology, page))
    candidates = {
        first + timedelta(days) for w in heard for first, last in w.windows for days in range((last - first).days + 1)
    }
    if not candidates or not any(w.anchors for w in heard):
        return None
    scores = {day: vote(heard, day) for day in sorted(candidates)}
    best = max(scores, key=scores.__getitem__)
    later = math.log(LATER_DAYS) + sum(w.weight * math.log(w.later) for w in heard)
    share = 1 / sum(math.exp(score - scores[best]) for score in (*scores.values(), later))
    second = max((score for day, score in scores.items() if day != best), default=-math.inf)
    if share < CLEAR_WINNER or scores[best] - second < math.log(LEAST_ODDS):
        return None
    reasons = list(dict.fromkeys(w.words for w in heard if w.words and w.likelihood(best) > 5 * REFUTED))[:MOST_REASONS]
    evidence = (
        f"Inferred from the text; {DAY_NAMES[best.weekday()]} {best.isoformat()} fits it best: {'; '.join(reasons)}."
    )
    return Inference(best, evidence, round(share, 2))


def vote(heard: list[Witness], day: date) -> float:
    """The weighted sum of the witnesses' log-likelihoods for a day."""
    return sum(w.weight * math.log(max(REFUTED, w.likelihood(day))) for w in heard)
