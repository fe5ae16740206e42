"""Where the article begins and ends among the lines of a page, and which lines between are not its own."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from articles.extraction.clean.lines import (
    BOX,
    BYLINE,
    CAPTION,
    ENTRY,
    LABEL,
    PROMPT,
    PROSE,
    SHORT,
    STAMP,
    STOP,
    WORD,
    Line,
    agencies,
    vocabulary,
)
from articles.extraction.records import Span
from articles.extraction.stamps import CLOCK, find_stamps

LONGEST_DECK = 60  # words
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
DATELINE = re.compile(
    r"^(?:[A-Z][A-Z.’' -]*[A-Z.](?:[,/ -]+[A-Z][\w.’']*){0,4}\s*[,(—–:-]"
    rf"|[A-Z][\w.’-]+(?: [A-Z][\w.’-]+){{0,2}}(?:, [A-Z][\w.]+)?,? {MONTH}\b\.? \d{{1,2}}\b)"
)
ANCHORED = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|overnight"
    rf"|\d{{1,2}} {MONTH}|{MONTH}\.? \d{{1,2}})\b",
    re.IGNORECASE,
)
SIGN_OFF = re.compile(r"^\W{0,3}(?:additional )?(?:reporting|writing|editing) by\b", re.IGNORECASE)
TRAILER = re.compile(r"(?<=[.!?\"”’])\s*(?:[-–—/]+\s*|[(\[]\s*)(?P<name>[A-Z][\w. -]{1,28}?)\s*[)\]/]?\.?$")
TWEETED = re.compile(
    r"\s*(?:pic\.twitter\.com/\w+\s*|https?://t\.co/\w+\s*)*[—–-]\s*[^.!?]{1,60}\(@\w+\).{0,30}$|\s*pic\.twitter\.com/\w+\s*$"
)


def article_lines(lines: list[Line]) -> tuple[tuple[Span, ...], list[list[Span]], tuple[Span, ...]]:
    """The spans of the head, the article's paragraphs (each one or more spans), the spans of the foot."""
    lines = continued(captioned(lines))
    lines = clocked(lines)
    start = first_line(lines)
    if start is None:
        return tuple(line.whole for line in lines if line.kind in HEAD_KINDS), [], ()
    end = last_line(lines, start)
    own = own_lines(lines[start:end])
    head = tuple(line.whole for line in lines[:start] if line.kind in HEAD_KINDS)
    foot = tuple(line.whole for line in lines[end:] if line.kind in FOOT_KINDS)
    return head, [list(line.spans) for line in own], foot


HEAD_KINDS = (SHORT, STAMP, ENTRY, BYLINE, PROSE, CAPTION)
FOOT_KINDS = (STAMP, BYLINE, PROMPT)


def sentences(text: str) -> int:
    """A rough count of sentences: marks followed by a blank and a capital, and the end."""
    return 1 + len(re.findall(r"[a-z\d)][.!?][\"”’]?\s+[\"“‘]?[A-Z]", text))


def captioned(lines: list[Line]) -> list[Line]:
    """Mark picture captions that carry no credit themselves: the line before a bare credit, a scene in the present
    tense with a full date, and every copy of a caption."""
    scenes = vocabulary()["scenes"]
    result = list(lines)
    for index, line in enumerate(lines):
        if line.kind != PROSE or sentences(line.text) > 2 or len(line.text) > 400:
            continue
        opening = " ".join(line.text.split()[:16])
        dated = any(stamp.day_stated for stamp in find_stamps(line.text[-60:]))
        following = lines[index + 1] if index + 1 < len(lines) else None
        credited = following is not None and following.kind == CAPTION and len(following.text.split()) <= 8
        if scenes.search(opening) and (dated or (credited and not ANCHORED.search(opening))):
            result[index] = replace(line, kind=CAPTION)
    captions = [line.text for line in result if line.kind == CAPTION and len(line.text.split()) > 4]
    return [
        replace(line, kind=CAPTION)
        if line.kind in (PROSE, SHORT)
        and len(line.text.split()) > 4
        and any(line.text.rstrip(".") in text for text in captions)
        else line
        for line in result
    ]


def continued(lines: list[Line]) -> list[Line]:
    """Put a sentence together that a notice or an inserted line cut in two: it breaks off without a mark and goes on in
    lower case."""
    result: list[Line] = []
    for line in lines:
        back = next(
            (i for i in range(len(result) - 1, max(-1, len(result) - 4), -1) if result[i].kind in (PROSE, SHORT)), None
        )
        if (
            back is not None
            and line.text[0].islower()
            and line.kind in (PROSE, SHORT)
            and len(line.text.split()) >= 3
            and len(result[back].text.split()) >= 4
            and not re.search(r"[.!?…:][\"”’]?$", result[back].text)
            and (line.kind == PROSE or result[back].kind == PROSE)
        ):
            before = result[back]
            result[back] = replace(
                before, spans=before.spans + line.spans, text=f"{before.text} {line.text}", kind=PROSE
            )
        else:
            result.append(line)
    return result


def clocked(lines: list[Line]) -> list[Line]:
    """In a live blog (three clock-stamped entries or more, each above running text) the stamps belong to the text."""
    entries = [
        index
        for index, line in enumerate(lines)
        if line.kind in (STAMP, SHORT)
        and CLOCK.search(line.text)
        and any(after.kind == PROSE for after in lines[index + 1 : index + 3])
    ]
    if len(entries) < 3:
        return lines
    return [replace(line, kind=ENTRY) if index in entries else line for index, line in enumerate(lines)]


def first_line(lines: list[Line]) -> int | None:
    """The index of the article's first line: the first running text that is neither deck nor notice."""
    prose = [index for index, line in enumerate(lines) if line.kind == PROSE]
    long = [
        index for index in prose if len(WORD.findall(lines[index].text)) >= 8 or len(lines[index].text) > 60
    ] or prose
    if not long:
        return None
    for place, index in enumerate(long[:-1]):
        if not is_deck(lines, index, long[place + 1]):
            break
    else:
        index = long[-1]
    return index


def is_deck(lines: list[Line], index: int, following: int) -> bool:
    """Whether the paragraph at `index` stands above the article: a deck, a repeated headline, a notice.

    Signs: a byline or date line between it and the next paragraph (and none just above it); the same words again as
    the lead; or, side by side, a single sentence without a day, above a paragraph that opens with a dateline or that,
    unlike it, names the day and takes up the headline's words.
    """
    text, lead = lines[index].text, lines[following].text
    between = lines[index + 1 : following]
    above = [line for line in lines[:index] if line.kind == SHORT and 4 <= len(WORD.findall(line.text)) <= 40]
    if lead.startswith(text.rstrip(".…")) or any(text == line.text for line in above):
        return True
    if len(text.split()) > LONGEST_DECK or DATELINE.match(text):
        return False
    signed = any(line.kind in (BYLINE, STAMP) for line in lines[max(0, index - 3) : index])
    titled = [
        line for line in between if line.kind == SHORT and len(WORD.findall(line.text)) >= 5 and line not in above
    ]
    if any(line.kind in (BYLINE, STAMP) for line in between) and not signed:
        return not (above and titled)
    if not above and titled and any(line.kind in (BYLINE, STAMP) for line in lines[following - 3 : following]):
        return True
    if not above or sentences(text) > 1 or len(text.split()) > 40 or text[0] in "\"“‘'":
        return False
    if DATELINE.match(lead) and not DATELINE.match(text):
        return True
    title = stems(above[0].text)
    return (
        bool(ANCHORED.search(lead))
        and not ANCHORED.search(text)
        and lead[0] not in "\"“‘'"
        and len(title & stems(lead)) >= len(title & stems(text)) + 2
    )


def stems(text: str) -> set[str]:
    """The content words of a text, cut to five letters so that inflections meet."""
    return {word.lower()[:5] for word in WORD.findall(text) if len(word) > 3 or word.isupper()}


def last_line(lines: list[Line], start: int) -> int:
    """One past the article's last line: the first stop, or box of other articles after which no text resumes."""
    end = len(lines)
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if line.kind == STOP or SIGN_OFF.search(line.text) or (line.kind == BOX and not resumes(lines, index)):
            end = index
            break
    while end > start + 1 and lines[end - 1].kind != PROSE:
        end -= 1
    return cut_short(lines, end)


def cut_short(lines: list[Line], end: int) -> int:
    """Take in a last line that the page breaks off in mid-sentence."""
    if end == len(lines) - 1 and lines[end].kind == SHORT:
        words = WORD.findall(lines[end].text)
        lower = sum(word[0].islower() for word in words)
        if len(words) >= 6 and lower >= 0.5 * len(words):
            return end + 1
    return end


def resumes(lines: list[Line], box: int) -> bool:
    """Whether the article goes on below a box of other articles: running text at once, or two paragraphs on end after
    the box's headlines; a headline with one paragraph each is a list of teasers."""
    rest = [line for line in lines[box + 1 :] if line.kind not in (CAPTION, BOX)]
    stop = next((i for i, line in enumerate(rest) if line.kind == STOP), len(rest))
    rest = rest[:stop]
    first = next((i for i, line in enumerate(rest) if line.kind == PROSE), None)
    if first is None or rest[first].text.endswith(("...", "…")):
        return False
    if first == 0 or len(rest[first - 1].text.split()) < 4 or rest[first - 1].kind == LABEL:
        return first <= 8
    return first <= 8 and first + 1 < len(rest) and rest[first + 1].kind == PROSE


def own_lines(lines: list[Line]) -> list[Line]:
    """The article's own lines between its first and last: running text but no teasers, and clock stamps of entries."""
    teasers = teaser_lines(lines)
    own = [
        line
        for index, line in enumerate(lines)
        if index not in teasers
        and (line.kind in (PROSE, ENTRY) or (line.kind == SHORT and (introduces(line) or index == len(lines) - 1)))
    ]
    return [trimmed(line, index == len(own) - 1) for index, line in enumerate(own)]


def introduces(line: Line) -> bool:
    """A short line that belongs to the text: it announces a quotation or list."""
    words = WORD.findall(line.text)
    return (
        line.text.endswith((":", ","))
        and len(words) >= 3
        and sum(word[0].islower() for word in words) >= 0.4 * len(words)
    )


def teaser_lines(lines: list[Line]) -> set[int]:
    """The indexes of paragraphs that summarise another article: below a headline with a date line of its own or broken
    off by an ellipsis, unless the page is a live blog, whose every entry looks so."""
    if any(line.kind == ENTRY for line in lines):
        return set()
    found = set()
    for index, (first, second) in enumerate(pairwise(lines), start=1):
        if second.kind != PROSE or first.kind not in (SHORT, STAMP):
            continue
        unit = lines[max(0, index - 3) : index]
        headline = any(line.kind == SHORT and len(line.text.split()) >= 4 for line in unit)
        dated = any(line.kind == STAMP for line in unit)
        if headline and ((dated and not second.apart) or second.text.endswith(("...", "…"))):
            found.add(index)
    return found


def trimmed(line: Line, last: bool) -> Line:
    """The line without what hangs at its end: an embedded tweet's signature, or an agency's sign below the article."""
    start, end = line.spans[-1]
    text = line.text[-(end - start) :]
    match = TWEETED.search(text)
    if not match and last:
        match = TRAILER.search(text)
        match = match if match and match["name"].strip() in agencies() else None
    if not match or match.start() == 0:
        return line
    return replace(
        line,
        spans=(*line.spans[:-1], (start, start + match.start())),
        text=line.text[: len(line.text) - len(text) + match.start()],
    )
