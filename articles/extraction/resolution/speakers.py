"""Speakers: each attribution's speaker phrase resolved to actors, by a sieve from the surest rule to the weakest."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from articles.extraction.actors.cast import Cast, core_of
from articles.extraction.actors.unnamed import is_group, vocabulary
from articles.extraction.offsets import LOWER, tokens_where
from articles.extraction.records import Attribution, Mention
from articles.extraction.resolution.anaphors import anaphoric_noun, owned, plain_noun
from articles.extraction.resolution.pairs import find_pairs, pair_named
from articles.extraction.resolution.pronouns import (
    BODIES,
    HE,
    IT,
    RELATIVE,
    SELF,
    SHE,
    THEY,
    Discourse,
    actors_of_pronoun,
    paragraph_start,
)

HEADSHIPS = frozenset(("head", "chief", "boss", "director", "chairman", "chairwoman", "leader", "commander"))
PERSONAL = HE | SHE | frozenset(("they", "them", "their"))
PRONOUNS = HE | SHE | IT | THEY | RELATIVE


def resolve_speakers(doc: Doc, attributions: tuple[Attribution, ...], cast: Cast) -> tuple[Attribution, ...]:
    """The attributions in text order with `speaker` filled where it can be told; see resolve_references."""
    return resolve_references(doc, attributions, cast)[0]


def resolve_references(
    doc: Doc, attributions: tuple[Attribution, ...], cast: Cast
) -> tuple[tuple[Attribution, ...], tuple[Mention, ...]]:
    """The attributions with their speakers, and mentions (rules "pronoun", "pair") of whom pronouns and pairs mean.

    Joint speakers ("Paris and Kyiv said") give one attribution each, with the same spans. "I" and "we" inside a
    quotation are its speaker. An attribution without a speaker phrase keeps the speaker it has. Both are read in
    one go, in text order: who spoke, and whom the last pronoun meant, decides whom the next one means."""
    discourse = Discourse(cast, quoted_spans(attributions))
    ordered = sorted(attributions, key=first_offset)
    resolved: list[Attribution] = []
    pronouns: list[Mention] = []
    waiting = deque(token for token in tokens_where(doc, LOWER, PERSONAL.__contains__) if token.pos_ == "PRON")
    for attribution in [*ordered, None]:
        limit = len(cast.text) if attribution is None else first_offset(attribution)
        while waiting and waiting[0].idx < limit:
            pronouns += read_pronoun(waiting.popleft(), resolved, discourse)
        if attribution is not None:
            resolved += with_speakers(doc, attribution, discourse, resolved)
    return tuple(resolved), (*pronouns, *find_pairs(discourse))


def with_speakers(
    doc: Doc, attribution: Attribution, discourse: Discourse, resolved: list[Attribution]
) -> list[Attribution]:
    """The attribution once for each of its speakers, who enter the discourse."""
    if attribution.speaker_start is None or attribution.speaker_end is None:
        return [attribution]
    speakers = speakers_of(doc, attribution.speaker_start, attribution.speaker_end, discourse, resolved)
    for speaker in speakers:
        discourse.add(attribution.speaker_start, speaker, attribution.speaker_text or "")
    return [replace(attribution, speaker=speaker) for speaker in speakers or (attribution.speaker,)]


def read_pronoun(token: Token, resolved: list[Attribution], discourse: Discourse) -> list[Mention]:
    """Whom he, she or they means here; a subject enters the discourse like a speaker. In quoted words "they" is the
    other side, and he or she is left open."""
    if discourse.is_quoted(token.idx):
        speaker = speaker_at(token.idx, resolved)
        actors = other_side(token.idx, speaker, discourse) if speaker and token.lower_ in THEY else ()
    else:
        actors = actors_of_pronoun(token, token.lower_, discourse)
        if token.dep_ in ("nsubj", "nsubjpass"):
            for actor in actors:
                discourse.add(token.idx, actor, token.text)
    return [Mention(token.idx, token.idx + len(token), token.text, actor, "pronoun") for actor in actors]


def quoted_spans(attributions: tuple[Attribution, ...]) -> tuple[tuple[int, int], ...]:
    return tuple(span for attribution in attributions if attribution.kind == "direct" for span in attribution.spans)


def first_offset(attribution: Attribution) -> int:
    starts = [start for start, _ in attribution.spans]
    if attribution.speaker_start is not None:
        starts.append(attribution.speaker_start)
    return min(starts, default=0)


def speakers_of(doc: Doc, start: int, end: int, discourse: Discourse, resolved: list[Attribution]) -> tuple[str, ...]:
    """Whom a speaker phrase names, by the first that hits: pronoun, joint speakers, name or title, noun."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not any(character.isalpha() for character in span.text):
        return ()
    word = discourse.cast.text[start:end].strip(" \"'“”‘’,").lower()
    if word in SELF:
        return outer_speaker(start, resolved)
    if word in PRONOUNS:
        return actors_of_pronoun(span[-1], word, discourse)
    joint = joint_speakers(span, discourse.cast) or pair_named(span.text, start, discourse)
    if joint:
        return joint
    cast = discourse.cast
    actor = (
        owned(span, discourse)
        or cast.resolve(start, end)
        or body_headed(span, cast)
        or anaphoric_noun(span, discourse)
        or plain_noun(span)
    )
    return (actor,) if actor else ()


def body_headed(span: Span, cast: Cast) -> str | None:
    """The body for which somebody speaks of whom the text gives only the office: "the head of Norway's army", "the
    press service of the ministry"."""
    core = core_of(span)
    speaks = len(core) > 0 and (core[-1].lower_ in HEADSHIPS or core.text.lower().startswith("press "))
    if not speaks or core.end >= span.end or core.doc[core.end].lower_ != "of":
        return None
    bodies = [mention for mention in cast.within(span) if mention.rule not in ("place", "media")]
    return bodies[0].actor if bodies and bodies[0].start >= core.doc[core.end].idx else None


def outer_speaker(position: int, resolved: list[Attribution]) -> tuple[str, ...]:
    """Who speaks the words that stand at a position: the speaker of the quotation around it."""
    for attribution in reversed(resolved):
        if attribution.speaker and any(start <= position < end for start, end in attribution.spans):
            return (attribution.speaker,)
    return ()


def joint_speakers(span: Span, cast: Cast) -> tuple[str, ...]:
    """All of "Paris and Kyiv", "the EU and NATO", "Russian and Ukrainian delegations": mentions joined by nothing but
    "and", commas and articles, that open the phrase or stand after its first comma."""
    mentions = [mention for mention in cast.within(span) if mention.rule != "place"]
    text = cast.text
    runs: list[list[Mention]] = [[mention] for mention in mentions[:1]]
    for mention in mentions[1:]:
        between = text[runs[-1][-1].end : mention.start].strip().lower()
        if re.fullmatch(r"(,|and|, and|,? as well as)( the| its| their)?", between):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    for run in runs:
        if len(run) > 1 and opens_joint(text[span.start_char : run[0].start].strip().lower(), span):
            return tuple(dict.fromkeys(joint_name(mention, run[-1], cast) for mention in run))
    return ()


def opens_joint(opening: str, span: Span) -> bool:
    """Whether words may stand before joint speakers: articles and numbers ("several French and German officials"), a
    clause up to a comma, or those whom states send ("the ministers of France and Germany")."""
    if opening.endswith(",") or set(opening.split()) <= vocabulary()["dropped"]:
        return True
    core = core_of(span)
    return bool(re.search(r" of( the)?$", opening)) and len(core) > 0 and is_group(core[-1].text)


def joint_name(mention: Mention, last: Mention, cast: Cast) -> str:
    """The actor of one of several joined mentions; "US" in "US and UK officials" is unnamed officials too."""
    owner = cast.records[last.actor].parent
    if last.rule != "unnamed" or mention.rule == "unnamed" or owner is None:
        return mention.actor
    return last.actor.replace(cast.gazetteer.label(owner), cast.gazetteer.label(mention.actor), 1)


def speaker_at(position: int, attributions: list[Attribution]) -> str | None:
    """Whose quoted words stand at a position."""
    for attribution in attributions:
        if attribution.kind == "direct" and any(start <= position < end for start, end in attribution.spans):
            return attribution.speaker
    return None


def other_side(position: int, speaker: str, discourse: Discourse) -> tuple[str, ...]:
    """Whom a speaker calls "they": the state or group last named before, in his words or the reporter's, that is not
    the speaker nor whom he speaks for."""
    cast = discourse.cast
    own = {speaker, *cast.lineage(speaker)}
    begin = paragraph_start(cast.text, position, 2)
    for mention in reversed(cast.between(begin, position)):
        record = cast.records.get(mention.actor)
        named = mention.rule not in ("media", "place")
        if named and record and record.kind in BODIES and mention.actor not in own:
            return (mention.actor,)
    return ()
