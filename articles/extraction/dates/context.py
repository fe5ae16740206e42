"""Which matches of the grammar are dates in their context: the verb may, 2000 people and USA Today are none."""

from __future__ import annotations

import re

from .vocabulary import COUNTED
from .words import Words

_VERBLIKE = ("may", "march", "mar", "dec", "sat", "sun", "wed", "mon", "jun")
_YEAR_LEAD = frozenset(
    "in since of by until till from to between and or during before after through for around about as late early mid"
    " year fiscal , ( – - — 's ’s".split()
)


def plausible(words: Words, kind: str, match: re.Match[str]) -> bool:
    """Drop matches whose words are no date here: the verb may, a count of 2000 people, USA Today."""
    if kind in ("month", "month_day"):
        return _plausible_month(words, match, kind)
    if kind == "year":
        return _plausible_year(words, match)
    if kind == "today":
        return _plausible_today(words, match)
    if kind == "tomorrow":
        token = words.at(match.start())
        before = words.doc[token.i - 1] if token is not None and token.i else None
        return before is None or (before.tag_ not in ("JJ", "JJR", "PRP$") and before.lower_ not in ("a", "the"))
    if kind == "quarter":
        return "half" not in match[0] or any(match.groupdict().get(name) for name in ("year", "year2", "whose"))
    if kind == "period":
        return _plausible_period(words.text, match)
    if kind == "window":
        after = words.at(match.end() + 1)
        return match["unit"] != "day" or bool(match["count"]) or after is None or after.lower_ != "of"
    if kind in ("ordinal_day", "weekday_number"):
        after = words.at(match.end() + 1)
        bracketed = "(" in match[0]
        return bracketed or after is None or after.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM")
    return True


def _plausible_month(words: Words, match: re.Match[str], kind: str) -> bool:
    start = match.start("month")
    name = words.text[start : match.end("month")]
    if name.lower().rstrip(".") in _VERBLIKE and not name[0].isupper():
        return False
    if kind == "month_day" or match.end() > match.end("month") or match.start() < start:
        return True
    token = words.at(start)
    if token is None or token.ent_type_ == "PERSON":
        return False
    after = words.at(match.end() + 1)
    titled = after is not None and after.lower_ in ("for", "of")
    if titled and (token.i == 0 or words.doc[token.i - 1].pos_ != "ADP"):
        return False
    if name.lower() in ("may", "march") or not name[0].isupper():
        return token.tag_ in ("NNP", "NNPS") and (token.ent_type_ == "DATE" or token.dep_ == "pobj")
    return True


def _plausible_year(words: Words, match: re.Match[str]) -> bool:
    """A bare number is a year after in, since, of …, as a DATE of the model, or where it counts no plural noun; an
    index that closes at 1989 stands at no year."""
    groups = match.groupdict()
    year = groups.get("year")
    if not year or groups.get("modifier") or groups.get("until") or match[0].startswith("fy"):
        return True
    token = words.at(match.start("year"))
    if token is not None and token.i + 1 < len(words.doc) and words.doc[token.i + 1].lower_ in COUNTED:
        return False
    if token is None or (token.ent_type_ in ("MONEY", "PERCENT", "QUANTITY", "CARDINAL") and token.dep_ == "nummod"):
        return False
    if token.i and words.doc[token.i - 1].lower_ == "at" and token.dep_ == "pobj":
        return False
    led = token.i > 0 and words.doc[token.i - 1].lower_ in _YEAR_LEAD
    if year.startswith("two") and not led:
        return False
    if token.ent_type_ == "DATE":
        return True
    if not led and token.i and words.doc[token.i - 1].pos_ == "PROPN":
        return False
    if not year.isdigit() or not 1900 <= int(year) <= 2099:
        return led and year.isdigit() and token.dep_ == "pobj"
    return token.dep_ != "nummod" or token.head.tag_ not in ("NNS", "NNPS") or token.head.i < token.i


def _plausible_period(text: str, match: re.Match[str]) -> bool:
    """No title in quotation marks ("This Week")."""
    unit = match.groupdict().get("unit") or ""
    quoted = match.start() > 0 and text[match.start() - 1] in "\"“‘'`"
    return not (unit and quoted and text[match.end() - len(unit)].isupper())


def _plausible_today(words: Words, match: re.Match[str]) -> bool:
    token = words.at(match.start())
    if token is None or token.lower_ != "today" or not token.text[0].isupper() or token.is_sent_start:
        return True
    return not words.doc[token.i - 1].text[0].isupper()


def goes_on(words: Words, end: int) -> bool:
    """Whether "two days before" is followed by what it came before, so that no earlier date is its anchor."""
    after = words.at(end + 1)
    return after is not None and after.pos_ in ("DET", "NOUN", "PROPN", "PRON", "VERB", "ADJ", "NUM", "AUX")
