"""Speakers: each attribution's speaker phrase resolved to an actor, by a sieve from the surest rule to the weakest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Span

from articles.extraction.actors import Cast, core_of
from articles.extraction.records import Attribution, Mention
from articles.extraction.titles import head_word, is_person
from articles.extraction.unnamed import is_group, vocabulary

HE, SHE, IT, THEY = (
    frozenset(("he", "him", "his")),
    frozenset(("she", "her", "hers")),
    frozenset(("it", "its")),
    frozenset(("they", "them", "their", "some", "both", "others", "many", "these", "those")),
)
RELATIVE = frozenset(("who", "which", "that", "whom"))
BODY_NOUNS = frozenset(
    "ministry department agency organization organisation alliance bloc company office institution council commission "
    "statement country government kremlin body group union watchdog".split()
)
PEOPLE_NOUNS = frozenset(("official", "officials", "source", "sources", "officer", "officers", "spokesperson"))


@dataclass
class Said:
    """Who has spoken so far: position, actor and the words that named them, newest last."""

    cast: Cast
    turns: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, position: int, actor: str, words: str) -> None:
        self.turns.append((position, actor, words))

    def last(self, *, gender: str = "", kinds: tuple[str, ...] = (), after: int = 0) -> str | None:
        """The newest speaker at or after a position whose gender (if known) and kind agree."""
        for position, actor, _ in reversed(self.turns):
            if position < after:
                return None
            record = self.cast.records.get(actor)
            if record is None or (kinds and record.kind not in kinds):
                continue
            if not gender or record.gender in ("", gender):
                return actor
        return None

    def last_called(self, noun: str) -> str | None:
        """The newest speaker whose phrase ended with the noun, in singular or plural ("the official")."""
        stem = noun.rstrip("s")
        for _, actor, words in reversed(self.turns):
            if any(word.rstrip("s") == stem for word in re.findall(r"\w+", words.lower())):
                return actor
        return None


def resolve_speakers(doc: Doc, attributions: tuple[Attribution, ...], cast: Cast) -> tuple[Attribution, ...]:
    """The attributions in text order with `speaker` filled where it can be told; joint speakers ("Paris and Kyiv said")
    give one attribution each, of the same spans. An attribution without a speaker phrase keeps the speaker it has."""
    said = Said(cast)
    resolved: list[Attribution] = []
    for attribution in sorted(attributions, key=position):
        if attribution.speaker_start is None or attribution.speaker_end is None:
            resolved.append(attribution)
            continue
        speakers = speakers_of(doc, attribution.speaker_start, attribution.speaker_end, cast, said)
        for speaker in speakers or (attribution.speaker,):
            resolved.append(replace(attribution, speaker=speaker))
            if speaker:
                said.add(attribution.speaker_start, speaker, attribution.speaker_text or "")
    return tuple(resolved)


def position(attribution: Attribution) -> int:
    starts = [start for start, _ in attribution.spans]
    if attribution.speaker_start is not None:
        starts.append(attribution.speaker_start)
    return min(starts, default=0)


def speakers_of(doc: Doc, start: int, end: int, cast: Cast, said: Said) -> tuple[str, ...]:
    """The actors a speaker phrase names: by name, title or unnamed head; by pronoun; by anaphoric noun."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return ()
    words = [token.lower_ for token in span if not token.is_punct]
    if not words:
        return ()
    joint = joint_speakers(span, cast)
    if joint:
        return joint
    if len(words) == 1 and words[0] in HE | SHE | IT | THEY | RELATIVE:
        return pronoun(span, words[0], cast, said)
    actor = cast.resolve(start, end) or anaphoric_noun(span, cast, said)
    return (actor,) if actor else ()


def joint_speakers(span: Span, cast: Cast) -> tuple[str, ...]:
    """Both of "Paris and Kyiv", "the EU and NATO", "Johnson and Macron": mentions joined by nothing but and, commas and
    articles."""
    mentions = cast.within(span)
    if len(mentions) < 2:
        return ()
    text = cast.doc.text
    for one, other in zip(mentions, mentions[1:], strict=False):
        between = text[one.end : other.start].strip().lower()
        if not re.fullmatch(r"(,|and|,\s*and|, as well as|as well as)(\s+the)?", between):
            return ()
    opening = text[span.start_char : mentions[0].start].strip().lower()
    if opening not in ("", "the", "both", "both the"):
        return ()
    return tuple(dict.fromkeys(mention.actor for mention in mentions))


def pronoun(span: Span, word: str, cast: Cast, said: Said) -> tuple[str, ...]:
    """he/she: the last speaker of that gender in this or the previous paragraph, else the last person before who could be;
    it: the last country or body that spoke or stands before; they: the last group; who/which: the noun before."""
    token = span[0]
    if word in RELATIVE:
        return antecedent(token, cast)
    window = paragraph_start(cast.doc.text, span.start_char, back=1)
    if word in HE | SHE:
        gender = "m" if word in HE else "f"
        actor = subject_person(span.start_char, gender, cast, window, said) or said.last(
            gender=gender, kinds=("person", "unnamed")
        )
        return (actor,) if actor else ()
    if word in IT:
        actor = last_body(span.start_char, cast, window) or said.last(kinds=("country", "institution", "organisation"))
        return (actor,) if actor else ()
    return they(span, cast, said, window)


def they(span: Span, cast: Cast, said: Said, window: int) -> tuple[str, ...]:
    """The actors joined by "and" before in the same sentence, else the last plural or collective speaker."""
    sentence = span.sent
    before = [m for m in cast.within(cast.doc[sentence.start : span.start]) if m.rule != "place"]
    for one, other in zip(before, before[1:], strict=False):
        if cast.doc.text[one.end : other.start].strip().lower() in ("and", "and the"):
            return (one.actor, other.actor)
    actor = last_plural(span.start_char, cast, window) or said.last(
        kinds=("unnamed", "organisation", "country", "institution")
    )
    return (actor,) if actor else ()


def antecedent(token, cast: Cast) -> tuple[str, ...]:
    """The mention right before a relative pronoun."""
    for i in range(token.i - 1, max(token.i - 6, -1), -1):
        mention = cast.at[i]
        if mention is not None:
            return (mention.actor,)
        if cast.doc[i].pos_ == "VERB":
            break
    return ()


def subject_person(before: int, gender: str, cast: Cast, window: int, said: Said) -> str | None:
    """The person whom he or she most likely is: of the persons of that gender since the previous paragraph, the last one
    who spoke or stands as a subject; else the last one named."""
    spoken = {actor for at, actor, _ in said.turns if at >= window}
    candidates = [
        mention
        for mention in cast.mentions
        if window <= mention.start < before and fits(mention, gender, cast) and not cast.possessive(mention)
    ]
    for mention in reversed(candidates):
        if is_subject(mention, cast) or mention.actor in spoken:
            return mention.actor
    return candidates[-1].actor if candidates else None


def fits(mention: Mention, gender: str, cast: Cast) -> bool:
    """Whether he or she can mean this mention: a person, or one unnamed official, of that or unknown gender."""
    record = cast.records.get(mention.actor)
    if record is None:
        return False
    if record.kind == "unnamed":
        return not record.name.endswith("s")
    return record.kind == "person" and record.gender in ("", gender)


def is_subject(mention: Mention, cast: Cast) -> bool:
    span = cast.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span is not None and span.root.dep_ in ("nsubj", "nsubjpass")


def last_body(before: int, cast: Cast, window: int) -> str | None:
    """The last country or body before that stands as a subject, for "it"."""
    for mention in reversed(cast.mentions):
        record = cast.records.get(mention.actor)
        if window <= mention.start < before and record and record.kind in ("country", "institution", "organisation"):
            if is_subject(mention, cast) and mention.rule not in ("media", "place"):
                return mention.actor
    return None


def last_plural(before: int, cast: Cast, window: int) -> str | None:
    """The last plural subject before, for "they" and "some"."""
    for mention in reversed(cast.mentions):
        record = cast.records.get(mention.actor)
        if window <= mention.start < before and record and is_subject(mention, cast):
            if record.name.endswith("s") and record.kind in ("unnamed", "organisation"):
                return mention.actor
    return None


def anaphoric_noun(span: Span, cast: Cast, said: Said) -> str | None:
    """The official, the source: the last speaker called so; the agency, the ministry: the last body; other nouns become
    unnamed speakers ("residents" -> "unnamed residents")."""
    core = core_of(span)
    if not len(core):
        return None
    noun = core[-1].lower_
    if noun in PEOPLE_NOUNS or noun in vocabulary()["heads"]:
        return (
            said.last_called(noun)
            or said.last(kinds=("person", "unnamed"))
            or f"unnamed {vocabulary()['heads'].get(noun, noun)}"
        )
    for mention in reversed(cast.mentions):
        if (
            mention.start < span.start_char
            and is_person(mention, cast.gazetteer)
            and cast.roles.bears(mention.actor, noun, None)
        ):
            return mention.actor
    if noun in BODY_NOUNS:
        return last_body(span.start_char, cast, 0) or said.last(kinds=("country", "institution", "organisation"))
    proper = [token for token in core if token.pos_ == "PROPN"]
    if proper and core[-1].pos_ == "PROPN":
        return " ".join(token.text for token in core)
    return None


def paragraph_start(text: str, at: int, back: int = 0) -> int:
    """Where the paragraph that holds an offset begins, or the one `back` paragraphs before it."""
    for _ in range(back + 1):
        at = text.rfind("\n", 0, at)
        if at < 0:
            return 0
    return at + 1
