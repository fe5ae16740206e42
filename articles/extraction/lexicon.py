"""The word lists and tables of data/actors, read once, and how spellings are folded to compare."""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "actors"


def fold(text: str) -> str:
    """Case, accents and kinds of apostrophe taken out, so that spellings compare ("Élysée" -> "elysee")."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return " ".join("".join(ch for ch in decomposed if not unicodedata.combining(ch)).casefold().split())


@cache
def read_data(name: str) -> dict:
    """A table of data/actors, as written; shared, so never to be changed."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """A list of words.toml."""
    return frozenset(read_data("words.toml")[name])
