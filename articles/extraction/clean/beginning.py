"""Where the article begins: below headline, deck, byline and pictures."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import takewhile

from articles.extraction.clean.lines import BULLETS, BYLINE, CAPTION, PROSE, SHORT, STAMP, Line
from articles.extraction.clean.names import WORD
from articles.extraction.clean.shapes import ANCHORED, DATELINE, introduces, sentences, stems

LONGEST_DECK = 60  # words; side by side with the lead, a deck is shorter
LONGEST_PLAIN_DECK = 40
MOST_NOTICES = 3  # paragraphs above the headline
MOST_ABOVE = 5  # paragraphs that may stand above an article
SAME = 0.6  # share of a deck's words that come again in a lead that says the same
DASHES = ("-", "–", "—")  # open quotations in some languages
OPENING = 6  # words
ALIKE = 0.4  # share of a deck's words in a lead that introduces the same person
INTRODUCED = re.compile(
    r"\b(?:[Pp]resident|[Mm]inister|[Ss]ecretary|[Ss]ecretary[- ][Gg]eneral|[Cc]hancellor|[Ss]pokes\w+|[Cc]hief"
    r"|[Pp]remier|[Aa]mbassador|[Gg]eneral|[Dd]irector|[Ll]eader) (?P<name>[A-ZÀ-ÞŞĞİ][\w’'-]+ [A-ZÀ-ÞŞĞİ][\w’'-]+)"
)
NEAR = 3  # lines above a paragraph in which a byline or date line still belongs to it


def first_line(lines: list[Line]) -> int | None:
    """The index of the article's first line: the first running text that is neither deck nor notice."""
    prose = [index for index, line in enumerate(lines) if line.kind == PROSE]
    full = [i for i in prose if len(WORD.findall(lines[i].text)) >= 8 or len(lines[i].text) > 60] or prose
    if not full:
        return None
    full = below_masthead(lines, full)
    above = takewhile(lambda place: stands_above(lines, full, place), range(min(MOST_ABOVE, len(full) - 1)))
    return introduction(lines, full[sum(1 for _ in above)])


def below_masthead(lines: list[Line], full: list[int]) -> list[int]:
    """The paragraphs below the masthead, if a notice or two stands above it: a headline, the page's
    first, that a byline or date line follows."""
    for index in range(full[0], full[min(MOST_NOTICES, len(full) - 1)]):
        if is_headline(lines[index]) and signed(lines[index + 1 : index + 1 + NEAR]):
            headed = any(is_headline(line) for line in lines[: full[0]])
            return full if headed else [i for i in full if i > index]
    return full


def stands_above(lines: list[Line], full: list[int], place: int) -> bool:
    """Whether a paragraph stands above the article; of points in a deck, all that follow are looked past."""
    points = lines[full[place]].text.startswith(BULLETS)
    below = (i for i in full[place + 1 :] if not (points and lines[i].text.startswith(BULLETS)))
    following = next(below, None)
    if following is None:
        return False
    text = lines[full[place]].text
    unmarked = points and not text.startswith(DASHES) and not text.endswith((".", "!", "”", '"', ";"))
    return unmarked or is_above(lines, full[place], following)


def introduction(lines: list[Line], start: int) -> int:
    """Take in a line just above that announces what follows ("Here is what we know:")."""
    for index in range(start - 1, max(-1, start - NEAR), -1):
        if lines[index].kind not in (SHORT, PROSE):
            break
        if introduces(lines[index]) and len(WORD.findall(lines[index].text)) >= 6:
            return index
    return start


def is_above(lines: list[Line], index: int, following: int) -> bool:
    """Whether the paragraph at `index` still stands above the article, the next paragraph being at `following`.

    Signs: the same words again as the lead or a headline; a byline or date line below it and none just above; or
    the shape of a deck beside the lead.
    """
    text, lead = lines[index].text, lines[following].text
    above = [line for line in lines[:index] if is_headline(line)]
    if lead.startswith(text.rstrip(".…")) or any(text == line.text for line in above) or comes_again(lines, index):
        return True
    if len(text.split()) > LONGEST_DECK or DATELINE.match(text):
        return False
    between = lines[index + 1 : following]
    if lead.startswith(BULLETS) and any(line.kind == CAPTION for line in between) and sentences(text) == 1:
        return bool(above)
    before = lines[max(0, index - NEAR) : index]
    if signed(between) and not signed(before, kinds={line.kind for line in between}):
        known = {line.text for line in above}
        teased = takewhile(lambda line: not signed([line]), between)
        return not (above and any(is_headline(line) and line.text not in known for line in teased))
    return bool(above) and not between_paragraphs(between) and is_deck(text, lead, headline_of(above, text + lead))


def is_headline(line: Line) -> bool:
    """Whether a line has a headline's shape; four or five words in capitals are rather a name."""
    words = WORD.findall(line.text)
    return line.kind == SHORT and 4 <= len(words) <= 40 and (len(words) > 5 or any(word[0].islower() for word in words))


def signed(lines: list[Line], kinds: Container[str] = (BYLINE, STAMP)) -> bool:
    """Whether a byline or date line, or only one of the given kinds, is among the lines."""
    return any(line.kind in (BYLINE, STAMP) and line.kind in kinds for line in lines)


def comes_again(lines: list[Line], index: int) -> bool:
    """Whether a later paragraph opens with the same words: the article says in its course what its deck said."""
    opening = " ".join(lines[index].text.split()[:OPENING])
    return len(opening.split()) == OPENING and any(
        line.kind == PROSE and line.text.startswith(opening) for line in lines[index + 1 :]
    )


def between_paragraphs(lines: list[Line]) -> bool:
    """Whether a subheading stands among the lines: the paragraph above it then is the article's."""
    return any(line.kind == SHORT for line in lines)


def headline_of(above: list[Line], text: str) -> str:
    """The likeliest headline among the lines above: one that comes twice, else the one most taken up."""
    texts = [line.text for line in above]
    return max(texts, key=lambda line: (texts.count(line) > 1, len(stems(line) & stems(text))))


def introduced(text: str) -> set[str]:
    """The persons a paragraph introduces, by title and full name; news text does so once."""
    return {match["name"] for match in INTRODUCED.finditer(text)}


def is_deck(text: str, lead: str, headline: str) -> bool:
    """Whether a paragraph beside the lead is a deck: one sentence that names no day, above a paragraph that opens with
    a dateline or that, unlike it, names the day and either says the same or takes up more of the headline's words."""
    if sentences(text) > 1 or len(text.split()) > LONGEST_PLAIN_DECK or text[0] in "\"“‘'":
        return False
    if DATELINE.match(lead):
        return True
    if introduced(text) & introduced(lead) and len(stems(text) & stems(lead)) >= ALIKE * len(stems(text)):
        return True
    if not ANCHORED.search(lead) or ANCHORED.search(text) or lead[0] in "\"“‘'":
        return False
    same = len(stems(text) & stems(lead)) >= SAME * len(stems(text))
    return same or len(stems(headline) & stems(lead)) >= len(stems(headline) & stems(text)) + 2
