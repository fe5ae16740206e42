"""Events: kinds, days, parties, occasions, headlines and replies, on sentences written for these tests."""

from __future__ import annotations

import pytest

from articles.extraction.events.headline import LONGEST


def told(extraction, kind=None):
    """[(kind, first day, last day, speaker)] of the events, of one kind if given."""
    return [
        (
            event.kind,
            str(event.date) if event.date else None,
            str(event.date_end) if event.date_end else None,
            event.speaker,
        )
        for event in extraction.events
        if kind in (None, event.kind)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Olaf Scholz met Vladimir Putin in Moscow on Tuesday.", ("event", "2022-02-15", None)),
        ("Russia and Belarus launched joint exercises last week.", ("event", "2022-02-07", "2022-02-13")),
        ("Emmanuel Macron will visit Kyiv on Saturday.", ("plan", "2022-02-19", None)),
        ("Russia annexed Crimea in 2014.", ("background", "2014-01-01", "2014-12-31")),
        ("Russia has moved more tanks to the Ukrainian border.", ("event", None, None)),
        ("Ukraine and Russia held talks on Wednesday and Thursday.", ("event", "2022-02-16", "2022-02-17")),
        ("Boris Johnson was due to call Vladimir Putin on Friday.", ("plan", "2022-02-18", None)),
    ],
)
def test_happenings(read, text, expected):
    assert [event[:3] for event in told(read(text))] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "If Russia attacked Ukraine, Germany would stop the pipeline.",
        "The crisis is the gravest on the continent in a generation.",
        "Russia could strike Ukraine at any time.",
        "Vladimir Putin did not meet Joe Biden.",
        "Nobody knows how the standoff will end.",
    ],
)
def test_suppositions_and_analysis_are_no_events(read, text):
    assert told(read(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Kremlin said on Tuesday it had begun to withdraw troops.",
        "The Kremlin said on Tuesday Ukraine could attack at any time.",
        "The Kremlin said late Tuesday Ukraine had moved more troops.",
        "The Kremlin said on Tuesday the drills will end soon.",
    ],
)
def test_the_day_right_behind_a_cue_is_the_day_of_saying(read, text):
    assert told(read(text)) == [("statement", "2022-02-15", None, "Russia")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Sergey Lavrov will fly to Geneva on Friday, his ministry said on Tuesday.", "Russian Foreign Ministry"),
        ("Poland needs more soldiers, its defence minister said Tuesday.", "Mariusz Blaszczak"),
        ("Olaf Scholz urged Moscow to talk, speaking in Kyiv on Tuesday.", "Olaf Scholz"),
    ],
)
def test_who_said_it_on_which_day(read, text, speaker):
    assert told(read(text), "statement") == [("statement", "2022-02-15", None, speaker)]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The embassy in Kyiv said it would stay open.", []),
        ("Officials in Kyiv said there was no panic.", ["unnamed Ukrainian officials"]),
    ],
)
def test_where_somebody_speaks_is_not_who_speaks(read, text, speakers):
    assert [event[3] for event in told(read(text), "statement")] == speakers


def test_a_word_with_a_hyphen_stays_whole(read):
    [event] = read("Olaf Scholz called for de-escalation.").events
    assert event.headline == "Olaf Scholz called for de-escalation"


def test_a_question_put_to_somebody_is_not_theirs(read):
    [event] = read("Asked whether Russia would invade, Dmitry Peskov said: “Nobody will attack anyone.”").events
    assert event.headline == "Dmitry Peskov said: “Nobody will attack anyone.”"


def test_a_day_that_is_the_subject_of_what_is_said_does_not_date_it(read):
    assert told(read("The Kremlin said Tuesday was too early for a withdrawal."), "statement")[0][1] is None


def test_a_statement_is_dated_by_its_cue_and_not_by_what_is_said(read):
    events = told(read("Jens Stoltenberg said on Wednesday that Russia had moved troops on Monday."))
    assert ("statement", "2022-02-16", None, "Jens Stoltenberg") in events
    assert ("event", "2022-02-14", None, None) in events


def test_the_day_of_the_occasion_is_carried_over(read):
    extraction = read(
        "“We see no sign of peace,” Jens Stoltenberg told reporters on Wednesday.\n“We hope for talks,” he added."
    )
    assert told(extraction) == [("statement", "2022-02-16", None, "Jens Stoltenberg")]
    assert len(extraction.events[0].evidence) == 2
    assert extraction.events[0].quotes == ("We see no sign of peace,", "We hope for talks,")


def test_a_standing_position_keeps_no_day(read):
    extraction = read(
        "Dmitry Peskov said on Wednesday that the exercises would end soon. "
        "Dmitry Peskov has repeatedly denied that an attack is planned."
    )
    assert [event.date is None for event in extraction.events] == [False, True]


def test_a_spokesman_elaborates_what_the_lead_says_of_his_ministry(read):
    extraction = read(
        "The Pentagon said on Wednesday that new artillery had arrived in the forests near the border.\n"
        "“The artillery arrived overnight, in forests we watch,” said spokesman John Kirby."
    )
    assert {event.speaker: str(event.date) for event in extraction.events if event.kind == "statement"} == {
        "Pentagon": "2022-02-16",
        "John Kirby": "2022-02-16",
    }


def test_an_undated_article_keeps_relative_days_unknown(read):
    events = read("Olaf Scholz met Vladimir Putin in Moscow on Tuesday.", published=None).events
    assert all(event.date is None and event.precision == "unknown" for event in events)


def test_parties_are_those_who_act_or_are_acted_upon(read):
    event = read("Olaf Scholz met Vladimir Putin in Geneva on Tuesday.").events[0]
    assert set(event.parties) == {"Olaf Scholz", "Vladimir Putin"}


def test_joint_speakers_are_one_statement_each(read):
    events = told(read("Paris and Berlin said on Wednesday that the talks had failed."), "statement")
    assert {event[3] for event in events} == {"France", "Germany"}
    assert {event[1] for event in events} == {"2022-02-16"}


def test_a_reply_is_linked_to_what_it_answers(read):
    extraction = read(
        "Joe Biden warned on Wednesday that Russia was about to attack. Sergey Lavrov rejected the warning as hysteria."
    )
    by_speaker = {event.speaker: event for event in extraction.events}
    answered = by_speaker["Sergey Lavrov"].replies_to
    assert [extraction.events[index].speaker for index in answered] == ["Joe Biden"]


def test_evidence_is_the_sentence_verbatim(read):
    extraction = read("Snow fell all day. Olaf Scholz met Vladimir Putin on Tuesday. Nobody smiled.")
    evidence = extraction.events[0].evidence[0]
    assert extraction.page.body[evidence.start : evidence.end] == evidence.excerpt
    assert evidence.excerpt == "Olaf Scholz met Vladimir Putin on Tuesday."
    assert evidence.timex == "Tuesday"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dmitry Peskov denied any plan to attack.", "Dmitry Peskov denied any plan to attack"),
        ("The talks had failed, Berlin said.", "Germany: The talks had failed"),
        ("“Nobody wants this war,” Olaf Scholz said.", "Olaf Scholz: “Nobody wants this war”"),
    ],
)
def test_headlines(read, text, expected):
    assert read(text).events[0].headline == expected


def test_headlines_fit_a_list(read):
    words = " and ".join(f"the {number} villages beyond the river" for number in range(40))
    for event in read(f"Jens Stoltenberg said on Wednesday that Russia had shelled {words}.").events:
        assert len(event.headline) <= LONGEST


@pytest.mark.parametrize("text", ["", "\n\n", "“", "”“”", "a" * 5000, "\x00\ufeff \u202e?", "said said said said."])
def test_no_text_breaks_it(read, text):
    read(text)


TALKS = "Russian and Ukrainian delegations held talks in Istanbul on Tuesday.\n"


@pytest.mark.parametrize(
    ("statement", "day"),
    [
        ("“We received proposals,” Vladimir Medinsky said after the talks.", "2022-02-15"),
        ("Vladimir Medinsky told reporters following the meeting that proposals had come.", "2022-02-15"),
        ("After the talks, Vladimir Medinsky said that proposals had come.", "2022-02-15"),
        ("Vladimir Medinsky said at a meeting of lawmakers that proposals had come.", None),
        ("Vladimir Medinsky said before the talks that proposals would come.", None),
    ],
)
def test_said_after_the_talks_is_said_on_their_day(read, statement, day):
    said = [event for event in read(TALKS + statement).events if event.speaker == "Vladimir Medinsky"]
    assert [event.date and str(event.date) for event in said] == [day]


def test_since_a_day_lasts_until_publication(read):
    (event,) = read("Russian forces have shelled Kharkiv since Monday.").events
    assert (str(event.date), str(event.date_end), event.precision) == ("2022-02-14", "2022-02-17", "range")


def test_a_closing_mark_belongs_to_the_sentence_it_closes(read):
    (event,) = read('Joe Biden called the order "rushed."').events
    assert event.evidence[0].excerpt.endswith('"rushed."')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Joe Biden is holding a call with European leaders later.", ("plan", None, None)),
        ("Joe Biden would talk to Vladimir Putin this week.", ("plan", "2022-02-17", "2022-02-20")),
        ("India has ramped up its evacuation mission in Ukraine.", ("event", None, None)),
        ("KYIV, Feb 16 (Reuters) - Russia and Ukraine held talks on Tuesday.", ("event", "2022-02-15", None)),
        (
            "The call between Joe Biden and Vladimir Putin on Monday was said to be friendly.",
            ("event", "2022-02-14", None),
        ),
    ],
)
def test_more_happenings(read, text, expected):
    assert [event[:3] for event in told(read(text))] == [expected]


def test_remarks_that_come_after_something_are_no_event(read):
    assert told(read("The remarks come on Thursday, a day after Russia and Ukraine held talks."), "plan") == []


def test_what_is_credited_to_somebody_stays_a_plan(read):
    kinds = {event.kind for event in read("NATO will send a letter to Moscow, according to Antony Blinken.").events}
    assert kinds == {"plan", "statement"}


def test_according_to_opens_a_statement(read):
    (event,) = read("According to the Pentagon, the first trucks have left the border.").events
    assert (event.kind, event.speaker) == ("statement", "Pentagon")


def test_a_claim_disputed_is_a_statement_of_its_own(read):
    text = "Jens Stoltenberg said NATO had seen no withdrawal, disputing Russia's claim that some units had gone home."
    assert {event.speaker for event in read(text).events} == {"Jens Stoltenberg", "Russia"}


REPLIES = [
    (
        "Jens Stoltenberg said NATO had seen no withdrawal, disputing Russia's claim that some units had gone home.",
        [("Jens Stoltenberg", "Russia")],
    ),
    (
        "Antony Blinken said Russia would attack within days. London had no comment. Berlin kept silent.\n"
        "Dmitry Peskov dismissed the US warning as hysteria.",
        [("Dmitry Peskov", "Antony Blinken")],
    ),
    ("Russia said Ukraine had shelled Donetsk. Kyiv denied it.", [("Ukraine", "Russia")]),
    (
        "Liz Truss said Russia was planning a false flag. Maria Zakharova hit back, saying London had gone mad.",
        [("Maria Zakharova", "Liz Truss")],
    ),
    ("Dmitry Peskov said the drills were routine. Maria Zakharova rejected the accusation.", []),
    ("Antony Blinken said the talks would go on. Dmitry Peskov said the drills were routine.", []),
    ("Antony Blinken said the talks would go on. Moscow denies plans to invade.", []),
]


@pytest.mark.parametrize(("text", "expected"), REPLIES)
def test_replies(read, text, expected):
    events = read(text).events
    assert [(event.speaker, events[at].speaker) for event in events for at in event.replies_to] == expected


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (
            "MOSCOW, Feb 16 (Xinhua) -- Russia and Ukraine held talks on Tuesday, said Vladimir Medinsky.",
            "Vladimir Medinsky: Russia and Ukraine held talks on Tuesday",
        ),
        (
            "The mood darkened, with Joe Biden telling reporters Friday he was convinced of an attack.",
            "Joe Biden: he was convinced of an attack",
        ),
        (
            "Jens Stoltenberg, meanwhile, warned that the army was not leaving.",
            "Jens Stoltenberg warned that the army was not leaving",
        ),
        (
            "According to the Pentagon, the first trucks have left the border.",
            "Pentagon: the first trucks have left the border",
        ),
    ],
)
def test_headlines_read_well(read, text, headline):
    assert headline in [event.headline for event in read(text).events]


def test_a_headline_names_whom_his_means(read):
    text = "Vladimir Putin spoke to reporters. His call with Emmanuel Macron on Tuesday lasted an hour."
    assert any(event.headline.startswith("Vladimir Putin’s call with") for event in read(text).events)


def test_each_of_two_speakers_has_the_parties_of_his_own_words(read):
    text = "While Berlin says Poland will send guards, Joe Biden said on Tuesday that Japan would help."
    parties = {event.speaker: event.parties for event in read(text).events}
    assert parties == {"Germany": ("Poland",), "Joe Biden": ("Japan",)}


def test_what_goes_on_with_said_is_no_plan(read):
    assert told(read("Dmitry Peskov said Russia would wait for an answer and will take steps."), "plan") == []


def test_a_statement_issued_on_a_day_says_what_follows_on_that_day(read):
    text = "Oleg Nikolenko issued a statement on Tuesday describing the shelling as a “provocation”."
    assert ("statement", "2022-02-15", None, "Oleg Nikolenko") in told(read(text))


def test_are_to_is_a_plan(read):
    assert told(read("Vladimir Putin and Joe Biden are to hold a call on Thursday."))[0][:2] == ("plan", "2022-02-17")


def test_the_statement_read_is_whoever_issued_it(read):
    text = "“We saw it,” the press service of the Joint Forces Operation wrote.\n“Two were hurt,” the statement read."
    assert {event.speaker for event in read(text).events} == {"Joint Forces Operation"}
