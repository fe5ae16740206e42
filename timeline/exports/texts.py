"""Text from articles made harmless for what reads it: spreadsheets that calculate, formats that break at a control
character, layouts that a hidden mark turns round."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"\s+")
RISKY_STARTS = frozenset(" \u00a0\ufeff=+-@\t\r\n|%＝＋－＠")
_FORMULA = re.compile(r"[ \u00a0\ufeff]*[=+\-@\t\r\n|%＝＋－＠]")
_WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f<>\"\\^`{|}]+", re.IGNORECASE)


def printable(text: str) -> str:
    """Without control characters (tab and line ends stay), lone surrogates and marks that turn the reading direction of
    what follows. Left-to-right and right-to-left marks stay: they are spelling."""
    if text.isprintable():
        return text
    return _TURNING.sub("", _CONTROL.sub("", text))


def one_line(text: str | None) -> str:
    """Printable, every run of white space a single space."""
    return _SPACE.sub(" ", printable(text or "")).strip()


def web_address(text: str) -> str | None:
    """The text, if it is an address that a browser may follow: never `javascript:` or `data:`."""
    return text if _WEB_ADDRESS.fullmatch(text) else None


def formula_safe(text: str) -> str:
    """A spreadsheet takes the text for text: what it could take for a formula gets an apostrophe in front.

    A text like +1 is guarded too, or it would become a number. The guards of django-import-export 4.4 and of defusedcsv
    3.0 let some of these starts through (measured), hence this one."""
    text = _CONTROL.sub("", text)
    return f"'{text}" if _FORMULA.match(text) else text
