"""The grammar of English date expressions: regular expressions over the lower-cased text.

A blank in a pattern stands for white space that may hold one line break; {NAME} for a fragment below.
Forms follow TimeML's TIMEX3 guidelines (Saurí et al. 2006): prepositions stay outside ("Friday" of "on Friday"),
modifiers that are part of the time stay inside ("early March", "the end of 2014").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .vocabulary import (
    COUNTED,
    HOLIDAY_NAMES,
    MONTH_ABBREVIATIONS,
    MONTHS,
    NAMED_DAYS,
    NAMES,
    NUMBERS,
    ORDINALS,
    SEASONS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAYS,
)


def _any(words: object) -> str:
    """An alternation of literal words, the longest first; a hyphen or blank in them matches either."""
    ordered = sorted(map(str, words), key=len, reverse=True)  # type: ignore[call-overload]
    return "(?:" + "|".join(re.sub(r"[- ]", "[- ]", w.replace("'", "['’]?")) for w in ordered) + ")"


_small = "one|two|three|four|five|six|seven|eight|nine"
_tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_teens = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_zone = r"e[sd]?t|c[sd]?t|p[sd]t|m[sd]t|gmt|utc|bst|cest|cet|eest|eet|msk|ist|local time|moscow time|kyiv time|eastern"

FRAGMENTS = {
    "MON": f"(?:{_any(MONTHS)}|{_any(MONTH_ABBREVIATIONS)}(?:\\.|\\b))",
    "MONTH": _any(MONTHS),
    "WD": f"(?:{_any(WEEKDAYS)}|{_any(WEEKDAY_ABBREVIATIONS)}\\b\\.?)",
    "WEEKDAY": _any(WEEKDAYS),
    "DAY": r"(?:(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\w|[/%]|[:.]\d|,\d{3}(?!\d)))",
    "ORD": rf"(?:(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)\b|{_any(ORDINALS)}\b)",
    "SEP": r"(?:[-–—]| [-–] | (?:to|and|or|through|until|till) )",
    "COUNTED": _any(COUNTED),
    "YEAR": rf"(?:(?:1[5-9]|20)\d\d(?!\w|[,.]\d|%| ?(?:gmt|utc|hours|hrs|{_zone})\b)"
    rf"|(?:nineteen|twenty)[- ](?:(?:{_tens})(?:[- ](?:{_small}))?|{_teens})\b"
    rf"|two thousand(?: (?:and )?(?:(?:{_tens})(?:[- ](?:{_small}))?|{_teens}|{_small}))?\b)",
    "NUM": r"(?:\d{1,3}|(?:a )?couple(?: of)?|(?:a )?few|several|many|some|half a dozen|"
    rf"(?:{_tens})[- ](?:{_small})|{_any(NUMBERS)})",
    "ABOUT": "(?:(?:nearly|almost|about|around|roughly|over|more than|less than|at least|just (?:over|under)|some) )?",
    "UNIT": "(?:day|week|month|year|decade|centur(?:y|ie))",
    "SEASON": _any(SEASONS),
    "HOLIDAY": _any(HOLIDAY_NAMES),
    "NAMED": _any(NAMED_DAYS),
    "WHICH": "(?:last|next|this(?: past| coming| same)?|coming|past|(?<=the\\s)(?:previous|following))",
    # "final week" is "last week" put through a synonym machine; English has an article before "final".
    "FINAL": r"(?<!the\s)(?<!\ba\s)(?<!his\s)(?<!her\s)(?<!its\s)(?<!our\s)(?<!['’]s\s)(?<!their\s)final",
    "EDGE": "(?:early(?: in)?|late(?: in)?|mid|the (?:very )?(?:beginning|start|end|middle|close)"
    " of|the (?:early|late) part of)",
    "PART": "(?:morning|afternoon|evening|night|midday|noon|lunchtime)",
    "CLOCK": r"(?:\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.? ?m\b\.?)|(?<!\d)\d{1,2}:\d\d|noon|midnight|midday"
    rf"|mid-?(?:morning|afternoon))(?:,? \(?(?:{_zone})\b\)?)?",
}


_SPACE = r"(?:[^\S\n]+\n?[^\S\n]*|\n[^\S\n]*)"


def expand(pattern: str) -> str:
    """Fill in the fragments and let every blank match white space with at most one line break."""
    filled = re.sub(r"\{([A-Z]+)\}", lambda m: FRAGMENTS[m.group(1)], pattern)
    return re.sub(r"\[[^\]]*\]| ", lambda m: _SPACE if m[0] == " " else m[0].replace(" ", r"\s"), filled)


# The kinds of word of which every date expression holds one; where a word is of several kinds, the first counts.
KEYS = {
    "holiday": "{HOLIDAY}",
    "month": "{MON}",
    "weekday": "{WD}",
    "season": "{SEASON}",
    "ordinal": "{ORD}",
    "number": r"\d+|nineteen|twenty|two thousand",
    "single": "today|tonight|yesterday|tomorrow|overnight|weekend|millennium",
    "unit": "{UNIT}|quarter|half|hour|minute",
    "part": "{PART}",
    "short": r"[qh][1-4]|fy",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A form of date expression, and the kinds of word (KEYS) of which it holds one. An empty kind swallows words that
    only look like a date."""

    kind: str
    keys: tuple[str, ...]
    pattern: re.Pattern[str]


def _rule(kind: str, keys: str, pattern: str) -> Rule:
    return Rule(kind, tuple(keys.split()), re.compile(rf"(?<![\w]){expand(pattern)}(?!\w)"))


_more = (
    r"(?P<more>(?:, {DAY}){0,6}(?:, and |[-–—]| (?:to|and|or|through|until|till) ){DAY}"
    r"(?! (?:{MON}|{COUNTED}|others?\b|more\b|[ap]\.?m\b)))?"
)
_year = r"(?:(?:,? ?|-| of )(?P<year>{YEAR})|,? ?['’](?P<short>\d\d)|,? (?:of )?(?P<whose>this|last|next) year)?"

RULES = (
    _rule("", "weekday holiday month single", f"(?:{'|'.join(NAMES)})"),
    _rule("numeric", "number", r"\d{4}-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?)?"),
    _rule("numeric", "number", r"\d{4}/\d\d?/\d\d?"),
    _rule("numeric", "number", r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?!/)"),
    _rule("numeric", "number", r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?!\.\d)"),
    _rule("named", "number month", "{NAMED}|sept(?:ember|\\.)? 11(?:th)?(?= (?:terror|attack|hijack))"),
    _rule(
        "month_day",
        "month",
        r"(?:(?:(?P<modifier>{WHICH}) )?(?P<weekday>{WD})[,.]? \(?)?(?P<month>{MON}) ?(?:the )?(?P<day>{DAY}|{ORD})"
        + _more
        + _year,
    ),
    _rule(
        "month_day",
        "month",
        r"(?<![\d:.,$€£/–-])(?:(?P<weekday>{WD})[,.]? \(?)?(?:the )?"
        r"(?P<before>(?:(?:{DAY}, ){0,6}{DAY}(?:, and |{SEP}))?)"
        r"(?P<day>{DAY}|{ORD})[ -](?:of )?(?P<month>{MON})" + _year,
    ),
    _rule(
        "week_of",
        "month",
        r"the week (?:of|beginning|starting|ending|commencing) (?P<month>{MON}) (?P<day>{DAY})" + _year,
    ),
    _rule(
        "week_of",
        "month",
        r"the week (?:of|beginning|starting|ending|commencing) (?P<day>{DAY}) (?P<month>{MON})" + _year,
    ),
    _rule(
        "month",
        "month",
        r"(?:(?P<modifier>{EDGE}|the (?:first|second) half of|{WHICH})[ -])?(?P<month>{MONTH})" + _year,
    ),
    _rule("month", "month", r"(?P<month>{MON}),? ?(?:(?P<year>{YEAR})|['’](?P<short>\d\d))"),
    _rule(
        "weekday",
        "weekday",
        r"(?:(?:the )?(?P<modifier>{WHICH}|that(?: same)?) )?(?P<weekday>{WEEKDAY})"
        r"(?:,? (?:of )?(?P<week>{WHICH}) week)?",
    ),
    _rule(
        "nth_weekday",
        "weekday",
        r"the (?P<nth>first|second|third|fourth|last) (?P<weekday>{WEEKDAY}) (?:of|in) (?P<month>{MONTH})" + _year,
    ),
    _rule("weekday", "weekday", r"(?P<week>last|this|next) week,? (?:on )?(?P<weekday>{WEEKDAY})"),
    _rule("weekday_number", "weekday", r"(?P<weekday>{WD})[,.]? the (?P<day>\d\d?(?:st|nd|rd|th))"),
    _rule("weekday_number", "weekday", r"(?P<weekday>{WEEKDAY}) (?:(?P<paren>\()(?P<day2>{DAY})(?=\))|(?P<day>{DAY}))"),
    _rule(
        "set",
        "weekday month",
        r"{WEEKDAY}s|(?:{WEEKDAY}|{MONTH}) (?:and {WEEKDAY} )?(?:mornings|afternoons|evenings|nights)",
    ),
    _rule(
        "set",
        "weekday month unit season part",
        r"(?:every|each)(?: other| single| and every)? (?:{WEEKDAY}|{MONTH}|{UNIT}|{SEASON}|{PART})",
    ),
    _rule(
        "year",
        "number",
        r"(?:(?P<modifier>{EDGE}|{WHICH}|post|pre|fiscal(?: year)?|calendar(?: year)?|the year)[ -])?"
        r"(?<![\d$€£#.,:/])(?P<year>{YEAR})"
        r"(?:[-–/](?P<until>\d\d?(?:\d\d)?)(?![\d-]))?",
    ),
    _rule("year", "number", r"(?:(?<=\bin\s)|(?<=\bof\s))['’](?P<short>[0-2]\d|[4-9]\d)"),
    _rule(
        "decade",
        "number",
        r"(?:the )?(?:(?P<modifier>early|mid|late)[- ])?(?:to[- ]late[- ])?"
        r"(?:(?P<decade>1[5-9]\d0|20\d0)|['’](?P<short>\d0))['’]?s",
    ),
    _rule("today", "single part", r"today|tonight|this (?:very )?(?:morning|afternoon|evening)"),
    _rule("yesterday", "single part", r"yesterday|last (?:night|evening)"),
    _rule("tomorrow", "single", r"tomorrow"),
    _rule("day_before_yesterday", "single", r"(?:the )?day before yesterday"),
    _rule("day_after_tomorrow", "single", r"(?:the )?day after tomorrow"),
    _rule("overnight", "single", r"overnight"),
    _rule(
        "period",
        "unit",
        r"(?:(?P<modifier>early|earlier|late|later|sometime|{EDGE})(?: on| in)? )?(?P<article>the )?"
        r"(?P<which>{WHICH}|that(?: same)?|same|(?<=the\s)current|{FINAL}) "
        r"(?:calendar |fiscal |financial |full |whole |same )?"
        r"(?P<unit>week|month|year|quarter|decade)",
    ),
    _rule("period", "unit", r"(?P<modifier>early|earlier|late|later) (?:with)?in the (?P<unit>day|week|month|year)"),
    _rule("period", "unit", r"(?P<modifier>{EDGE}) the (?P<unit>week|month|year)"),
    _rule(
        "period",
        "unit",
        r"(?P<modifier>end)(?: of| ?-) ?(?P<unit>month|year)|(?P<unit2>year)(?:['’]s)?[ -](?P<modifier2>end)",
    ),
    _rule("that", "unit part", r"(?:the )?(?P<which>next|following|previous|same|that(?: same)?) (?P<unit>day|{PART})"),
    _rule("weekend", "single", r"(?:(?P<which>the|a|{WHICH}|the {WHICH}) )?weekend"),
    _rule(
        "window",
        "unit",
        r"(?:the )?(?P<which>last|past|next|coming|previous|recent)(?: (?P<count>{ABOUT}{NUM}))? "
        r"(?P<unit>hour|{UNIT}|quarter)(?P<plural>s)?(?: or (?:so|two))?",
    ),
    _rule(
        "window",
        "unit",
        r"the (?P<which>final)(?: (?P<count>{NUM}))? (?P<unit>hour|day|week|month)(?P<plural>s)? or (?:so|two)",
    ),
    _rule("ago", "unit", r"{ABOUT}(?:(?P<count>{NUM}) )?(?P<unit>minute|hour|{UNIT})s?(?: or (?:so|two))? ago"),
    _rule("from_now", "unit", r"{ABOUT}(?P<count>{NUM}) (?P<unit>{UNIT})s? (?:from now|hence)"),
    _rule(
        "offset",
        "unit",
        r"{ABOUT}(?:(?P<count>{NUM}) )(?P<unit>{UNIT})s?(?: or (?:so|two))? "
        r"(?P<way>earlier|before|prior|previously|later|after|afterwards?)",
    ),
    _rule(
        "offset",
        "unit part",
        r"the (?P<unit>day|week|month|year|night|morning|evening) (?P<way>before|after|earlier|prior)",
    ),
    _rule(
        "season",
        "season",
        r"(?:(?:early|late|mid)[ -])?(?:(?P<which>last|this(?: past| coming)?|next) )(?P<season>{SEASON})",
    ),
    _rule("season", "season", r"(?:the )?(?:(?:early|late|mid)[ -])?(?P<season>{SEASON})(?: of|,)? (?P<year>{YEAR})"),
    _rule(
        "quarter",
        "unit",
        r"(?:the )?(?:{YEAR} )?(?:fiscal[- ])?(?P<ordinal>first|second|third|fourth|last)[- ](?P<unit>quarter|half)"
        r"(?: (?:of )?(?:(?:fiscal )?(?P<year>{YEAR})|(?P<whose>this|last|next) year))?",
    ),
    _rule("quarter", "short", r"(?:[qh](?P<nth>[1-4])(?:[ /-]?(?P<year>{YEAR}))?|(?P<year2>{YEAR})[ /-]?q[1-4])"),
    _rule("year", "short", r"fy[ -]?(?P<year>{YEAR})"),
    _rule("holiday_week", "holiday", r"(?P<holiday>{HOLIDAY}) week|the week of (?P<holiday2>{HOLIDAY})"),
    _rule(
        "period", "unit", r"(?<=\bfor\s)the (?P<article>full )(?P<unit>year)(?! (?:of|to|before|after|ended|ending))"
    ),
    _rule("period", "unit", r"(?P<unit>year)-(?P<which>ago|earlier)"),
    _rule(
        "holiday",
        "holiday",
        r"(?:(?P<modifier>last|next|this(?: past| coming)?) )?(?P<holiday>{HOLIDAY})"
        r"(?:,? (?P<year>{YEAR}))?",
    ),
    _rule(
        "ordinal_day",
        "ordinal",
        r"(?<=on\s)the (?P<day>{ORD})|(?<=by\s)the (?P<day2>{ORD})|(?<=until\s)the (?P<day3>{ORD})",
    ),
)

BEFORE = re.compile(expand(r"(?:(?:early|earlier|late|later)(?: on)?|{CLOCK},?|mid-?(?:day|afternoon|morning)) $"))
AFTER = re.compile(expand(r" {PART}(?!\w)"))
CONNECTOR = re.compile(expand(r"(?:(?P<dash>[-–—]| [-–] )|,? (?P<word>to|through|until|till))(?: (?:on|in))? ?"))
