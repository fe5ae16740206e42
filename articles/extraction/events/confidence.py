"""How sure a reading is, from what it rests on."""

from __future__ import annotations

from .context import Item


def confidence(item: Item) -> float:
    """Between 0 and 1, two decimals. Weights are set so that of the items at 0.9 and above at least 95 % are right on
    the annotated articles; the review queue sorts by it."""
    score = 0.95 if item.speaker else 0.8
    if item.speaker:
        if not item.cue and not item.quotes:
            score -= 0.2
        if item.nested:
            score -= 0.25
    elif item.rule.endswith(":other"):
        score -= 0.2
    if item.when.dated_by == "occasion":
        score -= 0.05
    return round(max(score, 0.05), 2)
