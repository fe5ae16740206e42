"""Spellings made comparable."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile("['’‘ʼ`´]")
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—_]+")


def fold(text: str) -> str:
    """One spelling for many: no case, accents or apostrophes; hyphens are spaces ("Zelenśkyj" == "zelenskyj")."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return _SEPARATORS.sub(" ", _APOSTROPHES.sub("", plain)).strip()
