"""The lexicon of cues: which words introduce somebody's words or thoughts, and in which frames."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ACCORDING = "accord"  # the lemma of "according"
DATA = Path(__file__).parent.parent / "data" / "cues.toml"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`direct`: lemmas that introduce a quotation; `frames`: frame -> lemmas that take content in it; `framed`: those
    of all frames, without their particles."""

    direct: frozenset[str]
    frames: dict[str, frozenset[str]]
    framed: frozenset[str]


@cache
def load_lexicon() -> Lexicon:
    """The cues of cues.toml; read once per process."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    frames = {frame: frozenset(words.split()) for frame, words in data["frames"].items()}
    framed = {word.partition("_")[0] for words in frames.values() for word in words}
    return Lexicon(frozenset(data["direct"].split()), frames, frozenset(framed | {ACCORDING}))
