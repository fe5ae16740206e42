"""The words by which page furniture shows itself, read from data/."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
WHOLE_LINE = ("stops", "boxes", "labels")


LONGEST_ENDING = 140  # characters


@dataclass(frozen=True, slots=True)
class Category:
    """One category of furniture: patterns with the cues without one of which they are not tried (a paragraph has
    hundreds of places to try them at), and patterns that can only close a line."""

    rules: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]
    endings: re.Pattern[str] | None = None

    def is_whole(self, line: str) -> bool:
        return any(pattern.fullmatch(line) for _, pattern in self.rules)

    def is_in(self, line: str) -> bool:
        lower = line.lower()
        return any(
            pattern.search(line) for cues, pattern in self.rules if not cues or any(cue in lower for cue in cues)
        ) or bool(self.endings and self.endings.search(line[-LONGEST_ENDING:]))


def _joined(entries: list[str], frame: str = "{}") -> re.Pattern[str]:
    return re.compile(frame.format("|".join(f"(?:{entry})" for entry in entries)), re.IGNORECASE)


@cache
def furniture() -> dict[str, Category]:
    """The categories of data/furniture.toml by name; `scenes` are the verbs of picture captions."""
    tables = tomllib.loads((DATA / "furniture.toml").read_text(encoding="utf-8"))
    scenes = tables["credits"].pop("scenes")
    categories = {"scenes": Category((((), _joined(scenes, r"\b(?:{})\b")),))}
    for name, table in tables.items():
        cued = [(tuple(cues.split("|")), _joined(entries)) for cues, entries in table.pop("cued", {}).items()]
        endings = _joined(table.pop("endings")) if "endings" in table else None
        plain = [entry for entries in table.values() for entry in entries]
        frame = r"\W*(?:{})\W*" if name in WHOLE_LINE else "{}"
        rules = [((), _joined(plain, frame))] if plain else []
        categories[name] = Category((*rules, *cued), endings)
    return categories


@cache
def agencies() -> frozenset[str]:
    """The names by which news agencies sign, from data/agencies.toml."""
    return frozenset(tomllib.loads((DATA / "agencies.toml").read_text(encoding="utf-8"))["names"])
