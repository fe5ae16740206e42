"""The day of a statement whose sentence does not name one: carried over from the occasion the text has set."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Token

from ..offsets import span_over
from ..records import Span
from .clauses import EARLIER_MARKS, inside, is_perfect, is_pluperfect, is_present, is_verbal, marks, raising
from .context import UNDATED, Context, Item, When, carried
from .vocabulary import vocabulary

NEWS_CYCLE = timedelta(days=7)
SHARED_WORDS = 2
SHORTLY = 3
SHORTEST = 3
TODAY = re.compile(
    r"(?:earlier |later |as of )?(?:today|tonight|this (?:morning|afternoon|evening))|earlier (?:in|within) the day",
    re.I,
)
OWN_DAY = "what is said names its own day"
AT_MEETING = "said at or after the meeting"
REMEMBERED = 8  # sentences over which "the talks" are those told before
SCENES = {"after", "following", "at", "during", "in", "on"}
TOGETHER = {"simultaneously", "concurrently"}
IN_PERSON = {"briefing", "conference", "speak", "talk"}


def carry_days(context: Context, statements: list[Item], happenings: list[Item]) -> None:
    """Give undated statements, and meetings told again, the day of their occasion, in place, strongest ground first:

    the same moment ("simultaneously", "hours later"); "today" in what is said; the speaker's own dated statement, the
    nearest before, else the nearest after; a meeting or call told shortly before in which the speaker took part; a
    dated statement of whom they speak for, or of who speaks for them, that says the same in other words; and, where the
    news is of publication day, an appearance in person. A cue in the present or perfect, one told as earlier, and one
    repeated over time ("has repeatedly denied") keep no day: an honest unknown (annotation scheme).
    """
    narrow_ranges(statements)
    for item in statements:
        if not item.when.known and is_same_moment(context, item):
            item.when = moment_before(context, item)
    in_sentence: defaultdict[int, list[Item]] = defaultdict(list)
    for item in statements:
        in_sentence[context.number(item.sentence[0])].append(item)
    for item in still_open(statements):
        item.when = day_of_speech(context, item, in_sentence) or day_of_today(context, item)
    from_scene(context, still_open(statements), happenings)
    meetings = [item for item in happenings if item.group == "contact" and item.kind == "event"]
    from_meeting_before(context, meetings)
    open_items = [item for item in statements if not item.when.known and not is_standing(context, item)]
    from_own_words(context, open_items, statements)
    for ground in (from_meetings, from_kindred_words, from_news_day, from_kindred_words):
        others = meetings if ground is from_meetings else statements
        ground(context, still_open(open_items), others)
        from_own_words(context, still_open(open_items), statements)


def day_of_speech(context: Context, item: Item, in_sentence: Mapping[int, list[Item]]) -> When | None:
    """The day of the sentence beside it in which the same speech is attributed ("… ," he said on Monday)."""
    number = context.number(item.sentence[0])
    for other in () if item.cue else (*in_sentence[number - 1], *in_sentence[number + 1]):
        if other.cue and other.speaker == item.speaker and other.when.words:
            return carried(other.when, f"the same speech, dated “{other.when.words}”")
    return None


def day_of_today(context: Context, item: Item) -> When:
    """ "Today" in what is said is the day it is said."""
    for timex in context.timexes:
        if timex.date and TODAY.fullmatch(timex.text) and inside(timex.start, timex.end, item.content):
            when = When(timex.date, None, "day", timex.anchor)
            return carried(when, f"{OWN_DAY}, “{timex.text}”")
    return UNDATED


def from_scene(context: Context, items: list[Item], happenings: list[Item]) -> None:
    """ "Said after the talks": the day of the talks told last before, or in the same sentence."""
    held = [item for item in happenings if item.group == "contact" and item.kind == "event"]
    held = [item for item in held if item.when.words and item.when.precision == "day"]
    for item in items:
        near = [one for one in held if 0 <= context.distance(one.sentence, item.sentence) <= REMEMBERED]
        if near and item.cue and names_scene(context, item):
            item.when = carried(near[-1].when, f"{AT_MEETING} dated “{near[-1].when.words}”")


def names_scene(context: Context, item: Item) -> bool:
    """Whether the words around the cue tell that it was said at or after talks already told of: "the talks", not "a
    meeting" nor a briefing."""
    nouns = vocabulary().nouns
    cue, opening = context.doc[item.head], span_over(context.doc, *item.sentence)[0]
    leads = [token for token in scene(context, item) if token.head.i == cue.i] if is_verbal(cue) else []
    told = (child for token in (opening, *leads) if token.lower_ in SCENES for child in token.children)
    return any(
        nouns.get(noun.lower_) == "contact"
        and noun.lower_ not in IN_PERSON
        and not any(word.lower_ in ("a", "an") for word in noun.children)
        for noun in told
    )


def narrow_ranges(statements: list[Item]) -> None:
    """ "Earlier this week" is Monday where the same speaker is told to have spoken on Monday and no other day of it."""
    for item in statements:
        first, last = item.when.date, item.when.date_end
        if item.when.precision != "range" or first is None or last is None:
            continue
        days = {
            other.when.days: other.when
            for other in statements
            if other.speaker == item.speaker and other.when.precision == "day"
        }
        within = [when for when in days.values() if when.date and first <= when.date <= last]
        if len(within) == 1:
            item.when = replace(within[0], words=item.when.words, basis=f"{item.when.basis}, {within[0].basis}")


def still_open(items: list[Item]) -> list[Item]:
    return [item for item in items if not item.when.known]


def is_standing(context: Context, item: Item) -> bool:
    """A position held over time or taken earlier: present, perfect, past perfect, repeated, "after he said"."""
    if not item.cue:
        return False
    cue = raising(context.doc[item.head])
    if not is_verbal(cue):
        return True
    adverbs = {child.lower_ for child in cue.children if child.dep_ in ("advmod", "npadvmod")}
    told_as_earlier = cue.dep_ == "advcl" and bool(marks(cue) & EARLIER_MARKS)
    lasting = is_present(cue) or is_perfect(cue) or is_pluperfect(cue)
    return lasting or told_as_earlier or bool(adverbs & vocabulary().repeated)


def is_same_moment(context: Context, item: Item) -> bool:
    """ "Simultaneously", or "hours later" and "minutes later"."""
    return any(
        child.lower_ in TOGETHER
        or (child.lower_ == "later" and any(c.lemma_ in ("hour", "minute") for c in child.children))
        for child in context.doc[item.head].children
    )


def moment_before(context: Context, item: Item) -> When:
    """The day last named before a statement that was made "simultaneously"."""
    at = context.doc[item.head].idx
    before = [t for t in context.timexes if t.end <= at and t.date and t.precision == "day"]
    if not before or before[-1].start < item.sentence[0] - 1000:
        return UNDATED
    last = before[-1]
    when = When(last.date, last.date_end, last.precision)
    return carried(when, f"the same moment as what is dated “{last.text}”")


def from_own_words(context: Context, items: list[Item], statements: list[Item]) -> None:
    """The nearest dated statement before by the same speaker; where there is none, the nearest after, of those that are
    not told in passing ("a remark which he clarified on Monday")."""
    by_speaker: dict[str | None, list[Item]] = defaultdict(list)
    for item in statements:
        if item.when.known and is_current(context, item.when):
            by_speaker[item.speaker].append(item)
    for item in items:
        own = by_speaker.get(item.speaker, [])
        before = bisect_right(own, item.sentence, key=lambda other: other.sentence)
        after = (other for other in own if context.doc[other.head].dep_ not in ("relcl", "acl", "advcl"))
        chosen = own[before - 1] if before else next(after, None)
        if chosen is None:
            continue
        item.when = carried(chosen.when, f"the day already set for {item.speaker}")


def is_current(context: Context, when: When) -> bool:
    """A day of the news cycle; older occasions are not carried to what is told without a day."""
    if context.published is None or when.date is None:
        return True
    return context.published - (when.date_end or when.date) <= NEWS_CYCLE and when.precision in ("day", "range")


def from_meeting_before(context: Context, meetings: list[Item]) -> None:
    """A meeting or call without a day shares the day of one told shortly before between the same parties."""
    for item in still_open(meetings):
        for other in meetings:
            shared = set(item.parties) & set(other.parties)
            if other.when.known and shortly_after(context, item, other) and len(shared) >= min(2, len(other.parties)):
                item.when = carried(other.when, f"the meeting dated “{other.when.words}”")


def shortly_after(context: Context, item: Item, other: Item) -> bool:
    return 0 <= context.distance(other.sentence, item.sentence) <= SHORTLY


def from_meetings(context: Context, items: list[Item], meetings: list[Item]) -> None:
    """The day of a meeting, call or visit told at most three sentences before, of which the speaker was a party."""
    for item in items:
        for other in meetings:
            took_part = item.speaker in other.parties and other.when.precision == "day"
            if took_part and shortly_after(context, item, other):
                item.when = carried(other.when, f"{AT_MEETING} dated “{other.when.words}”")


def from_kindred_words(context: Context, items: list[Item], statements: list[Item]) -> None:
    """A spokesman elaborates what the lead says of the ministry: a speaker of the same lineage, at least two content
    words in common with all that the speaker says without a day."""
    said: dict[str | None, set[str]] = defaultdict(set)
    told_in: dict[str | None, set[Span]] = defaultdict(set)
    for item in items:
        said[item.speaker] |= content_words(context, item)
        told_in[item.speaker].add(item.sentence)
    dated = [
        (item, content_words(context, item))
        for item in statements
        if item.when.known and is_current(context, item.when)
    ]
    for speaker, words in said.items():
        kin = [
            (len(others & words), item)
            for item, others in dated
            if item.speaker != speaker
            and context.are_related(item.speaker, speaker)
            and item.sentence not in told_in[speaker]
        ]
        shared, likest = max(kin, key=lambda found: found[0], default=(0, None))
        if likest is None or shared < SHARED_WORDS:
            continue
        for item in items:
            if item.speaker == speaker:
                item.when = carried(likest.when, f"the day set for {likest.speaker}, who says the same")


def content_words(context: Context, item: Item) -> set[str]:
    """Lemmas of the nouns, verbs and adjectives of what is said, names of actors left out."""
    return {
        token.lemma_.lower()
        for start, end in item.content
        for token in span_over(context.doc, start, end)
        if token.pos_ in ("NOUN", "VERB", "ADJ")
        and not token.is_stop
        and len(token) > SHORTEST
        and token.i not in context.named
    }


def from_news_day(context: Context, items: list[Item], statements: list[Item]) -> None:
    """Where most dated statements are of publication day, one made in person ("at a briefing") is too."""
    days = [item.when.date for item in statements if item.when.known and item.when.precision == "day"]
    if context.published is None or not days or 2 * days.count(context.published) <= len(days):
        return
    for item in items:
        if item.cue and appears_in_person(context, item):
            item.when = news_day(context.published)


def news_day(published: date) -> When:
    return When(published, None, "day", "published", "an appearance reported on the day of publication")


def appears_in_person(context: Context, item: Item) -> bool:
    return any(token.lemma_.lower() in IN_PERSON and token.i != item.head for token in scene(context, item))


def scene(context: Context, item: Item) -> list[Token]:
    """The words that hang on a cue and are not what is said."""
    cue = context.doc[item.head]
    return [token for token in cue.subtree if not any(s <= token.idx < e for s, e in item.content)]
