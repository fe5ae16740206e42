"""Spellings made comparable."""

from __future__ import annotations

import re
import unicodedata

_WIDE = re.compile(r"[^\x00-\x7f]+")
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—_]+")


def fold(text: str) -> str:
    """One spelling for many: no case, accents or apostrophes; hyphens are spaces ("Zelenśkyj" == "zelenskyj")."""
    plain = text.casefold()
    if not plain.isascii():
        plain = _WIDE.sub(_without_marks, unicodedata.normalize("NFKD", plain))
    return _SEPARATORS.sub(" ", _APOSTROPHES.sub("", plain)).strip()


def _without_marks(wide: re.Match[str]) -> str:
    return "".join(c for c in wide[0] if not unicodedata.combining(c))
