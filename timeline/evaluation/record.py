"""The accuracy that was measured, kept beside the code for readers: written by `evaluate --record`, shown by About."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from timeline.evaluation.scoring import Score

KEPT = Path(__file__).with_name("accuracy.json")


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found on some annotated pages: their number, that of the annotated items, shares from 0 to 1."""

    pages: str
    articles: int
    items: int
    day: str
    figures: dict[str, float]


def measured(pages: str, articles: int, score: Score, day: date) -> Measured:
    """The figures of a comparison, to two decimals, under words that say which pages they are of."""
    figures = {name: round(value, 2) for name, value in score.figures().items()}
    return Measured(pages, articles, score.total.items, day.isoformat(), figures)


def read_measured(path: Path = KEPT) -> list[Measured]:
    return [Measured(**record) for record in json.loads(path.read_text(encoding="utf-8"))]


def record(new: Measured, path: Path = KEPT) -> None:
    """Keep the figures in the place of earlier ones of the same pages."""
    kept = read_measured(path) if path.exists() else []
    rest = [one for one in kept if one.pages != new.pages]
    text = json.dumps([asdict(one) for one in [*rest, new]], ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
