"""The lines of a raw page, each with its place and its kind, judged by shape and by the words of page furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from articles.extraction.clean.names import WORD, is_byline
from articles.extraction.clean.vocabulary import furniture
from articles.extraction.records import Span
from articles.extraction.stamps import MACHINE, is_stamp

LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
SENTENCE_END = re.compile(
    r"[.!?…。！？।։۔][\"'”’»)\]]*\s*$|[.!?…。！？।։۔][\"'”’»)\]]*\s*[-–—/(\[]+[A-Za-z -]{2,24}[)\]/]*\s*$"
)
GLUED_BYLINE = re.compile(
    r"(By (?:[A-Z][\w.’'-]+(?:,? and |, | )){1,14}[A-Z][\w.’'-]+) "
    r"(?=[A-Z]{3}[A-Z/, ]*(?:, [A-Z][a-z]+\.? \d{1,2} )?\([A-Z][A-Za-z]+\))"
)
TRAILING_BYLINE = re.compile(
    r"(?<=[\w.!?’”\"')])(?:\s+[-–—|]\s+)?"
    r"(?P<byline>By (?:[A-Z][\w.’'-]+(?:,? and |, | )){1,14}[A-Z(][^.\n]{1,80})$"
)
INNER_END = re.compile(r"[a-z]{3}[\"”’)]?[.!?][\"”’]?\s+[\"“‘]?[A-Z]")
SECTION = re.compile(
    r"(?:Opinion|Analysis|Editorial|Comment(?:ary)?|Explainer|Column|Op-Ed|Exclusive|Breaking)\s*[|:]\s"
)
FIGURE = re.compile(r"\S*\d\S*")
MENU = 0.75  # share of different words: a line that repeats its words is a menu
BULLETS = ("•", "*", "- ", "– ", "— ", "▪", "●", "·")
LETTER = re.compile(r"[^\W\d_]")
NOT_TEXT = re.compile(
    r"^\W*(?:https?://\S+|www\.\S+|pic\.twitter\.com/\S+|[#@][\w#@ ,-]+)\W*$"
    r"|[{};]\s*[{};]|^\s*[<{].*[>}]\s*$|=>|\bfunction\s*\("
)
TWEET_SIGNATURE = re.compile(
    r"^\W{0,3}[^\n]{0,60}\(?@\w{2,20}\)?.{0,40}\b\d{4}\W*$|^\W*@\w{2,20}(?: ?[·•].{0,20})?\W*$"
)
TWEETED = re.compile(r"[—–-]\s*.{1,60}\(@\w{2,20}\)")  # the signature of a tweet is no date line
LONGEST_JUDGED = 1_500  # characters; vocabulary is sought in the beginning of a line only, so cost stays linear
SENTENCE_MARKS = (".", ".”", '."', "!”")
LONGEST_LABEL, LONGEST_CAPTION, LONGEST_PROMPT = 90, 420, 900
BLANKS = " \t\xa0\u200b\ufeff\u3000\u2003\u2002\u2009\x00"
WIDEST_WRAP = 120
NEWLINE = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

PROSE, SHORT, HEADING, STAMP, ENTRY, BYLINE, CAPTION, LABEL, BOX, STOP, PROMPT, BIO = (
    "prose short heading stamp entry byline caption label box stop prompt bio".split()
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page without its outer blanks. `spans` are its runs in the raw page, several where a hard-wrapped
    paragraph was put together again; `text` joins them by a blank. `apart` says a blank line stands before it."""

    spans: tuple[Span, ...]
    text: str
    apart: bool
    kind: str = SHORT

    @property
    def whole(self) -> Span:
        """From the first to the last character in the raw page."""
        return self.spans[0][0], self.spans[-1][1]


def read_lines(raw: str) -> list[Line]:
    """The non-blank lines of a page in order, each with its kind, hard-wrapped paragraphs put together again. A machine
    prefix ("date 2022-02-16") is a line of its own."""
    machine = MACHINE.match(raw)
    lines = (
        [Line(((machine.start(1) - 5, machine.end(1)),), raw[machine.start(1) - 5 : machine.end(1)], True)]
        if machine
        else []
    )
    previous_end = 0
    for match in LINE.finditer(raw, machine.end() if machine else 0):
        text = match.group().strip(BLANKS)
        if text:
            start = match.start() + len(match.group()) - len(match.group().lstrip(BLANKS))
            apart = len(NEWLINE.findall(raw, previous_end, start)) != 1
            previous_end = start + len(text)
            for first, last in pieces(text):
                lines.append(Line(((start + first, start + last),), text[first:last], apart and not first))
    kinded = [replace(line, kind=kind_of(line.text)) for line in unwrap(lines)]
    return [replace(kinded[0], kind=LABEL), *kinded[1:]] if machine else kinded


def pieces(text: str) -> list[Span]:
    """The runs of a line: a byline glued to its beginning or end, or hung on a headline, is one of its own."""
    leading = GLUED_BYLINE.match(text)
    if leading:
        return [(0, leading.end(1)), (leading.end(), len(text))]
    trailing = TRAILING_BYLINE.search(text) if len(text) <= LONGEST_CAPTION else None
    if trailing and trailing.start() > 0:
        return [(0, trailing.start()), (trailing.start("byline"), len(text))]
    return [(0, len(text))]


def unwrap(lines: list[Line]) -> list[Line]:
    """Put lines together that were cut at a fixed width: the next word would not have fitted any more.

    A page counts as hard-wrapped when most of its line breaks inside paragraphs are of that sort.
    """
    width = max((len(line.text) for line in lines if len(line.text.split()) > 3), default=0)
    if not 40 <= width <= WIDEST_WRAP:
        return lines

    def cut(first: Line, second: Line) -> bool:
        return not second.apart and len(first.text) + 1 + len(second.text.split()[0]) > width

    inner = [(a, b) for a, b in pairwise(lines) if not b.apart]
    if sum(cut(a, b) for a, b in inner) < max(4, 0.5 * len(inner)):
        return lines
    joined = lines[:1]
    for first, second in pairwise(lines):
        if cut(first, second):
            joined[-1] = replace(
                joined[-1], spans=joined[-1].spans + second.spans, text=f"{joined[-1].text} {second.text}"
            )
        else:
            joined.append(second)
    return joined


@lru_cache(maxsize=4096)
def kind_of(text: str) -> str:
    """The kind of a line by its own words and shape, whatever stands around it."""
    words = furniture()
    sample = text[:LONGEST_JUDGED]
    if TWEETED.match(text):
        return CAPTION
    stamp = is_stamp(text)
    if not stamp and (NOT_TEXT.search(sample) or not LETTER.search(sample) or is_ticker(sample)):
        return LABEL
    if len(text) <= LONGEST_LABEL:
        told = text.endswith(SENTENCE_MARKS) and len(text.split()) >= 4
        for kind, name in ((STOP, "stops"), (BOX, "boxes"), (LABEL, "labels")):
            if words[name].is_whole(text) and not (told and kind != STOP):
                return kind
    if stamp:
        return STAMP
    if is_byline(text):
        return BYLINE
    if len(text) <= LONGEST_CAPTION and (words["credits"].is_in(text) or TWEET_SIGNATURE.search(text)):
        return CAPTION
    if len(text) <= LONGEST_PROMPT and words["prompts"].is_in(text):
        return PROMPT
    if len(text) <= LONGEST_PROMPT and words["bios"].is_in(text):
        return BIO
    if len(text) <= LONGEST_CAPTION and words["pointers"].is_in(text):
        return LABEL
    return shape_of(text)


def is_ticker(text: str) -> bool:
    """Whether a line is mostly figures: prices, scores, counters."""
    tokens = text.split()
    return len(tokens) >= 5 and len(FIGURE.findall(text)) >= max(3, 0.4 * len(tokens))


def shape_of(text: str) -> str:
    """PROSE for running sentences, SHORT for anything else.

    A sentence ends in a terminal mark and, unlike a headline, is mostly lower-case; a long line without a mark is
    prose too (lists, text cut short). A question of headline length is a headline.
    """
    if text.startswith(BULLETS) and len(text.split()) >= 7:
        return PROSE
    if SECTION.match(text) and len(text.split()) <= 30:
        return SHORT
    sample = text[:LONGEST_JUDGED]
    words = WORD.findall(sample)
    if len(words) < 2:
        return SHORT
    lower = sum(word[0].islower() for word in words) / len(words)
    if SENTENCE_END.search(text[-60:]):
        return SHORT if is_question_headline(text, words) or is_titled(text, words, lower) else PROSE
    if len(words) >= 12 and lower >= 0.4 and INNER_END.search(sample):
        return PROSE
    if 5 <= len(words) < 30 and len(set(map(str.lower, words))) <= MENU * len(words):
        return LABEL
    return PROSE if len(words) >= 30 and lower >= 0.5 and re.search(r"[,.;:]\s", sample) else SHORT


def is_question_headline(text: str, words: list[str]) -> bool:
    """Whether a line is one question of headline length, not a quoted one."""
    return text.rstrip("\"'”’»").endswith("?") and len(words) <= 16 and "." not in text and text[0] not in "\"“‘'"


def is_titled(text: str, words: list[str], lower: float) -> bool:
    """Whether words are capitalised as in a title, whatever mark they end in; sentences with a full stop and long
    ones may be full of names."""
    most = 0.15 if "." in text[-3:] else 0.35 if len(words) <= 16 else 0.2
    cased = any(word[0].isupper() or word[0].islower() for word in words)
    return cased and len(words) > 4 and lower < most
