"""The lexicon of cues: which words introduce somebody's words or thoughts, and in which frames."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data" / "cues.toml"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`direct`: lemmas that introduce a quotation; `frames`: frame -> lemmas that take content in it."""

    direct: frozenset[str]
    frames: dict[str, frozenset[str]]


@cache
def load_lexicon() -> Lexicon:
    """The cues of cues.toml; read once per process."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    frames = {frame: frozenset(words.split()) for frame, words in data["frames"].items()}
    return Lexicon(frozenset(data["direct"].split()), frames)
