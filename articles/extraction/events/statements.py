"""Statements: who said something in which sentence, from the attributions."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from spacy.tokens import Token

from ..offsets import span_over
from ..records import Attribution, Span
from .clauses import inside, is_hypothetical, is_planned, is_verbal, overlaps
from .context import Context, Item
from .speech_acts import acts_of_speech, claims_told
from .vocabulary import vocabulary


def find_statements(context: Context) -> list[Item]:
    """One item for each sentence and speaker of every attribution whose cue is one of saying, and each act of speech.

    The unit is the sentence, as in the annotation scheme: a sentence that only continues a quotation is an item of its
    own. An attribution without a resolved speaker makes no statement, nor does a news medium: it is a channel.
    """
    media = {mention.actor for mention in context.mentions if mention.rule == "media"}
    spoken = [
        attribution
        for attribution in (by_its_speaker(context, found, media) for found in context.attributions)
        if attribution.speaker
        and attribution.speaker not in media
        and says(context, attribution)
        and not is_handed_on(context, attribution)
        and not is_only_a_name(context, attribution)
    ]
    items: dict[tuple[Span, str], Item] = {}
    for attribution in spoken:
        for sentence in context.sentences_over(attribution.spans):
            item = statement(context, attribution, sentence)
            key = (sentence, item.speaker or "")
            items[key] = joined(context, items[key], item) if key in items else item
    for item in (*acts_of_speech(context), *claims_told(context)):
        items.setdefault((item.sentence, item.speaker or ""), item)
    ordered = sorted(items.values(), key=lambda item: (item.sentence, item.head))
    for _, group in groupby(ordered, key=lambda item: item.sentence):
        beside = list(group)
        for item in beside:
            item.parties = parties(context, item, beside)
            item.nested = any(other is not item and is_within(context, item, other) for other in beside)
    return ordered


def by_its_speaker(context: Context, attribution: Attribution, media: set[str]) -> Attribution:
    """The attribution as it is, or, where a participle was laid to a news medium ("in an interview on …, explaining
    that"), to the subject of its sentence."""
    cue = cue_token(context, attribution)
    if attribution.speaker not in media or cue is None or cue.tag_ != "VBG":
        return attribution
    subjects = [head for head in cue.sent.root.children if head.dep_ == "nsubj"]
    named = [mention for mention, head in context.mentioned if head in subjects and mention.actor not in media]
    return replace(attribution, speaker=named[0].actor) if named else attribution


def says(context: Context, attribution: Attribution) -> bool:
    """Whether the cue is one of saying that was said, not only planned or supposed; words in quotation marks are said
    whatever the cue."""
    if attribution.kind in ("direct", "mixed"):
        return True
    cue = cue_token(context, attribution)
    if cue is None or (cue.dep_ == "pcomp" and cue.head.lower_ != "with"):
        return False
    if is_verbal(cue) and (is_planned(cue) or is_hypothetical(cue)):
        return False
    words = vocabulary()
    return any(
        token.lemma_.lower() in (words.says if is_verbal(token) else words.saying_nouns | words.says)
        for token in cue_tokens(context, attribution)
    )


def cue_tokens(context: Context, attribution: Attribution) -> list[Token]:
    if attribution.cue_start is None or attribution.cue_end is None:
        return []
    return list(span_over(context.doc, attribution.cue_start, attribution.cue_end))


def cue_token(context: Context, attribution: Attribution) -> Token | None:
    if attribution.cue_start is None or attribution.cue_end is None:
        return None
    return context.token_at(attribution.cue_start, attribution.cue_end)


def is_handed_on(context: Context, attribution: Attribution) -> bool:
    """A noun of saying that is the object of "reiterated" and the like: the speaker of that verb says it."""
    cue = cue_token(context, attribution)
    return bool(
        cue and not is_verbal(cue) and cue.dep_ in ("dobj", "obj") and cue.head.lemma_ in vocabulary().handed_on_by
    )


def is_only_a_name(context: Context, attribution: Attribution) -> bool:
    """Somebody praised or mocked is no content: the words are those of one mention."""
    if attribution.kind != "indirect" or len(attribution.spans) > 1:
        return False
    return any(
        end <= mention.end + 4
        for start, end in attribution.spans
        for mention in context.mentions_from(start, start + 5)
    )


def statement(context: Context, attribution: Attribution, sentence: Span) -> Item:
    cue = cue_token(context, attribution)
    in_sentence = cue is not None and sentence[0] <= cue.idx < sentence[1]
    head = cue if cue is not None and in_sentence else first_token(context, sentence)
    content = tuple(
        (max(s, sentence[0]), min(e, sentence[1])) for s, e in attribution.spans if s < sentence[1] and e > sentence[0]
    )
    mention = None
    if attribution.speaker_start is not None and attribution.speaker_end is not None:
        mention = (attribution.speaker_start, attribution.speaker_end)
    return Item(
        kind="statement",
        sentence=sentence,
        head=head.i,
        rule=attribution.rule,
        speaker=attribution.speaker,
        speaker_mention=mention,
        cue=(attribution.cue or "") if in_sentence else "",
        quotes=quotes_in(context, content),
        content=content,
    )


def first_token(context: Context, sentence: Span) -> Token:
    return span_over(context.doc, *sentence)[0]


def quotes_in(context: Context, content: tuple[Span, ...]) -> tuple[str, ...]:
    """The direct quotations, verbatim, as far as they lie in the content of this sentence."""
    text = context.text
    quotes = []
    for start, end in context.quotations_over(content[0][0], content[-1][1]) if content else ():
        for s, e in content:
            words = text[max(start, s) : min(end, e)].strip()
            if start < e and s < end and any(char.isalnum() for char in words):
                quotes.append(words)
    return tuple(dict.fromkeys(quotes))


def joined(context: Context, one: Item, other: Item) -> Item:
    """Two attributions to one speaker in one sentence are one item; the outer cue stands for both."""
    first = min(one, other, key=lambda item: (not item.cue, not is_finite(context, item), item.head))
    return replace(
        first,
        quotes=tuple(dict.fromkeys(one.quotes + other.quotes)),
        content=tuple(sorted({*one.content, *other.content})),
    )


def is_finite(context: Context, item: Item) -> bool:
    return context.doc[item.head].tag_ in ("VBD", "VBZ", "VBP")


def is_within(context: Context, item: Item, other: Item) -> bool:
    """Whether the cue of `item` stands in what `other` says."""
    cue = context.doc[item.head]
    return bool(item.cue) and other.speaker != item.speaker and overlaps(cue.idx, cue.idx + 1, other.content)


def parties(context: Context, item: Item, beside: list[Item]) -> tuple[str, ...]:
    """The actors that the sentence names beside the speaker: whom they address, who acts or is acted upon.
    A town or country that only says where is left out, and so is whoever stands only in what others of the sentence
    say, or as who says it, and the speaker's own description."""
    own_phrase = [item.speaker_mention] if item.speaker_mention else []
    theirs = [span for other in beside if other.speaker != item.speaker for span in spans_of(other)]
    found = [
        mention.actor
        for mention in context.mentions_from(*item.sentence)
        if mention.end <= item.sentence[1]
        and mention.rule not in ("place", "media")
        and not (mention.rule == "unnamed" and inside(mention.start, mention.end, own_phrase))
        and (inside(mention.start, mention.end, spans_of(item)) or not inside(mention.start, mention.end, theirs))
    ]
    return tuple(name for name in dict.fromkeys(found) if name != item.speaker)


def spans_of(item: Item) -> list[Span]:
    """Where a statement is told: what is said, and the words that name the speaker."""
    return [*item.content, *([item.speaker_mention] if item.speaker_mention else [])]
