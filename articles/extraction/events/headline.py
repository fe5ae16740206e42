"""Headlines: short, faithful, made of the evidence's own words."""

from __future__ import annotations

import re

from spacy.tokens import Token

from ..offsets import span_over
from ..records import Span
from .clauses import is_verbal, raising
from .context import Context, Item
from .happening_words import happening_parts

LONGEST = 110
FAR = 60
SINGLE_OPEN = re.compile(r"(?:^|\s)['‘](?=\w)")
SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?])['’](?=[\s,.…]|$)")
DATELINE = re.compile(r"^[A-Z][A-Z .’'-]{2,}(?:, [\w .]+)?(?: \([^)]*\))? ?(?:--|[-–—]) ")
LABEL = re.compile(r"^[A-Z][\w’']+(?: [\w’']+){1,3}: (?=[A-Z])")
AGREEMENT = {word: forms for forms in (("has", "have"), ("is", "are"), ("was", "were")) for word in forms}
VERB_GROUP = {"aux", "auxpass", "neg", "advmod"}
ADJUNCTS = {"advcl", "relcl", "acl", "prep", "appos", "npadvmod", "cc", "mark", "punct", "parataxis", "advmod"}


def headline(context: Context, item: Item) -> str:
    """At most 110 characters: the speaker's name and what is said, or the clause that tells the happening. What is too
    long ends with an ellipsis, where possible before a part that the sentence can do without."""
    lead, span, quoted = statement_parts(context, item) if item.speaker else happening_parts(context, item)
    marks = "“”" if quoted else ""
    room = LONGEST - len(lead) - len(marks)
    words = tidy(context.text[slice(*span)])
    if len(words) > room:
        words = tidy(context.text[span[0] : cut(context, span, room - 1)]) + "…"
    if quoted:
        words = f"“{words}”"
    words = lead + words
    return balanced(words[:1].upper() + words[1:])[:LONGEST]


def statement_parts(context: Context, item: Item) -> tuple[str, Span, bool]:
    """(lead, span, whether it is put into quotation marks): "Name warned that …" where the content follows the cue,
    else "Name: …"."""
    text, name = context.text, item.speaker or ""
    first, last = item.content[0], item.content[-1]
    longest = max(item.content, key=lambda span: span[1] - span[0])
    cue = context.doc[item.head]
    participle = cue.tag_ == "VBG" or cue.lower_ == "according"
    near = item.sentence[0] <= cue.idx < first[0] <= cue.idx + FAR
    if item.cue and is_verbal(cue) and near and not participle:
        end = last[1] + 1 if text[last[1] : last[1] + 1] in ("”", '"') else last[1]
        start = verb_start(cue, item)
        auxiliary = text[start:].split(None, 1)[0]
        if auxiliary in AGREEMENT:
            return f"{name} {agreeing(auxiliary, name)} ", (start + len(auxiliary) + 1, end), False
        return f"{name} ", (start, end), False
    quoted = text[slice(*longest)].strip(" ,.") in {quote.strip(" ,.") for quote in item.quotes}
    return f"{name}: ", longest, quoted


def agreeing(auxiliary: str, name: str) -> str:
    """The auxiliary in the number of the name that stands for the text's own words ("London and Paris have")."""
    last = name.split()[-1]
    plural = last.islower() and last.endswith("s")
    return AGREEMENT[auxiliary][plural]


def verb_start(cue: Token, item: Item) -> int:
    """Where the verb group of a cue begins: its auxiliaries and what it hangs on ("has repeatedly denied")."""
    top = raising(cue)
    group = [cue, top, *(child for child in top.children if child.dep_ in VERB_GROUP and not is_set_off(child))]
    floor = item.speaker_mention[1] if item.speaker_mention else cue.idx
    starts = [token.idx for token in group if floor <= token.idx <= cue.idx]
    return min(starts, default=cue.idx)


def is_set_off(word: Token) -> bool:
    """Whether a comma stands on either side ("…, meanwhile, warned")."""
    return "," in (word.nbor(-1).text if word.i else "", word.nbor().text if word.i + 1 < len(word.doc) else "")


def cut(context: Context, span: Span, room: int) -> int:
    """The offset to cut a span at: before the last adjunct that starts within the room, else between words."""
    tokens = span_over(context.doc, *span)
    edges = {
        token.left_edge.idx
        for token in tokens
        if token.dep_ in ADJUNCTS and token.head.i < token.i and token.left_edge.i > token.head.i
    }
    fitting = [edge for edge in edges if span[0] + room // 2 < edge <= span[0] + room]
    if fitting:
        return max(fitting)
    blank = context.text.rfind(" ", span[0], span[0] + room)
    return blank if blank > span[0] else span[0] + room


def tidy(words: str) -> str:
    """One line, without dateline, label ("Why it matters:"), asides in brackets, an opening "that", or marks at either
    end."""
    words = LABEL.sub("", DATELINE.sub("", words))
    words = re.sub(r"\s*\([^)]*\)|^\W*that\s", "", words)
    return re.sub(r"\s+", " ", words).strip(" ,;:.–—-")


def balanced(words: str) -> str:
    """Close a quotation mark that the cut left open."""
    if words.count("“") > words.count("”"):
        return words + "”"
    if SINGLE_OPEN.search(words) and not SINGLE_CLOSE.search(words):
        words += "’" if "‘" in words else "'"
    return words + '"' if words.count('"') % 2 else words
