"""Names the gazetteer knows, found in the text: longest first, guarded by letter case and by context."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from spacy.lang.en import English
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans
from spacy.vocab import Vocab

from articles.extraction.actors.unnamed import is_group, unnamed_noun
from articles.extraction.gazetteer import Gazetteer, Sense
from articles.extraction.lexicon import words
from articles.extraction.records import Mention


@cache
def phrase_matcher(vocab: Vocab, spellings: tuple[str, ...]) -> PhraseMatcher:
    """Matches the spellings whatever their case; they are cut into tokens by the same English rules as the text."""
    tokenizer = English(vocab=vocab).tokenizer
    matcher = PhraseMatcher(vocab, attr="LOWER")
    matcher.add("spelling", [tokenizer(spelling) for spelling in spellings])
    return matcher


@cache
def _by_lower(gazetteer: Gazetteer) -> dict[str, tuple[tuple[str, Sense], ...]]:
    table = defaultdict(list)
    for spelling, sense in gazetteer.senses.items():
        table[spelling.replace("’", "'").lower()].append((spelling, sense))
    return {key: tuple(rows) for key, rows in table.items()}


def find_names(doc: Doc, gazetteer: Gazetteer) -> list[Mention]:
    """All names, metonyms, towns, demonyms, surnames and media of the gazetteer, without overlaps, in text order.

    A surname stands for its bearer if the full name is in the text or the gazetteer marks it as known by itself;
    a capital is a metonym where it speaks or acts, else a place (rule "place")."""
    matcher = phrase_matcher(doc.vocab, tuple(gazetteer.senses))
    candidates = []
    for span in matcher(doc, as_spans=True):
        sense = sense_of(span, gazetteer)
        if sense is not None and not part_of_other_name(span, sense):
            candidates.append((span, sense))
    senses = {(span.start, span.end): sense for span, sense in candidates}
    spans = filter_spans([span for span, _ in candidates])
    named = {senses[span.start, span.end].actor for span in spans if senses[span.start, span.end].rule == "name"}
    mentions = []
    for span in spans:
        sense = senses[span.start, span.end]
        if sense.rule == "surname":
            sense = bearer(span, gazetteer, named)
        if sense is not None:
            rule = capital_rule(span) if sense.rule == "capital" else sense.rule
            mentions.append(Mention(span.start_char, span.end_char, span.text, sense.actor, rule))
    return mentions


def sense_of(span: Span, gazetteer: Gazetteer) -> Sense | None:
    """The sense whose spelling the text has at least in its capitals: "US" is not "us", "KYIV" is "Kyiv"."""
    text = span.text.replace("’", "'")
    for spelling, sense in _by_lower(gazetteer).get(" ".join(text.split()).lower(), ()):
        plain = spelling.replace("’", "'")
        if all(mine == theirs or mine == theirs.upper() for mine, theirs in zip(text, plain, strict=False)):
            return sense
    return None


def part_of_other_name(span: Span, sense: Sense) -> bool:
    """A single word inside a longer capitalised name is not its own actor: "Chad Wolf", "Paris Hilton".

    Surnames are exempt (they end names), demonyms too ("Russian Foreign Ministry")."""
    if len(span) > 1 or sense.rule in ("surname", "demonym", "media"):
        return False
    after = span.doc[span.end] if span.end < len(span.doc) else None
    before = span.doc[span.start - 1] if span.start else None
    inside = span[0].ent_type_ == "PERSON" and span[0].ent_iob_ in "BI"
    if inside and after is not None and after.ent_iob_ == "I" and after.ent_type_ == "PERSON":
        return after.text[:1].isupper()
    return bool(
        inside and before is not None and span[0].ent_iob_ == "I" and before.text.istitle() and before.pos_ == "PROPN"
    )


def bearer(span: Span, gazetteer: Gazetteer, named: set[str]) -> Sense | None:
    """Who a surname names here: one whose full name the text has, else the one known by it alone; none after a
    first name that is not theirs ("Hanna Johnson")."""
    names = gazetteer.surnames[_by_lower(gazetteer)[span.text.lower()][0][0]]
    present = [name for name in names if name in named]
    doc = span.doc
    before = doc[span.start - 1] if span.start else None
    if before is not None and is_first_name(before) and span[0].ent_iob_ == "I":
        return None
    alone = gazetteer.known_by_surname(span.text) or (names[0] if tagged_alone(span[0]) and len(names) == 1 else None)
    name = present[0] if present else alone
    return Sense(name, "surname") if name else None


def tagged_alone(token: Token) -> bool:
    """Whether a word is tagged as a person's whole name."""
    after = token.nbor().ent_iob_ if token.i + 1 < len(token.doc) else "O"
    return token.ent_type_ == "PERSON" and token.ent_iob_ == "B" and after != "I"


def is_first_name(token: Token) -> bool:
    """Whether a word before a surname is tagged as part of a person's name and is no title."""
    return token.ent_type_ == "PERSON" and token.text.istitle() and token.lower_.rstrip(".") not in words("honorifics")


def capital_rule(span: Span) -> str:
    """Whether a capital stands for its government ("capital": Moscow said, talks between Kyiv and Moscow) or for the
    town ("place": in Kyiv, flew to Moscow)."""
    if span.start == 0:
        return "metonym"
    if names_a_thing(span):
        return "place"
    before = previous_word(span[0])
    if before == "on" and span.root.head.head.lemma_ in words("aimed_at"):
        return "metonym"
    if before in words("locative"):
        return "place"
    if before in words("directional") and goes_there(span.root):
        return "place"
    return "metonym"


def names_a_thing(span: Span) -> bool:
    """Whether the capital only tells which meeting or treaty is meant: "the Beijing Games", "Minsk agreements"."""
    noun = span.root.head
    compound = span.root.dep_ in ("compound", "nmod") and noun.i == span.end
    return compound and not (is_group(noun.text) or unnamed_noun(noun.text))


def previous_word(token: Token) -> str:
    """The lowercased word before a token, joint names skipped back ("in Moscow and Kyiv" -> "in" for Kyiv)."""
    position = token.i - 1
    doc = token.doc
    while position > 1 and (doc[position].lower_ in ("and", "or", ",") and doc[position - 1].pos_ == "PROPN"):
        position -= 2
    return doc[max(position, 0)].lower_


def goes_there(token: Token) -> bool:
    """Whether what the preposition hangs on is a motion or a distance."""
    head = token.head.head if token.head.pos_ == "ADP" else token.head
    window = {head.lemma_.lower()} | {
        other.lemma_.lower() for other in head.lefts if other.dep_ in ("advmod", "compound")
    }
    before = token.doc[max(token.i - 4, 0) : token.i]
    return bool(words("motion") & (window | {word.lemma_.lower() for word in before}))
