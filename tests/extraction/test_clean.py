"""Clean: what is furniture by its shape and place, and what any input must survive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.clean import clean

LEAD = "The council met in Lviv on Friday and put off its decision until the spring, two members said."
MORE = "“We need more time,” one of them told reporters after the session."
LAST = "The vote is now planned for the first week of April, when the second report will be ready."


def body_of(*lines: str) -> list[str]:
    return clean("\n\n".join(lines)).body.split("\n")


@pytest.mark.parametrize(
    "between",
    [
        "Advertisement",
        "ALSO READ:",
        "Also Read | Minister rules out early vote",
        "READ MORE: What the report says",
        "Share this article",
        "Loading...",
        "Council members arrive for the session in Lviv, Ukraine, March 4, 2022. (Photo: Example Pool)",
        "Members wait outside. Example Press Service via AP, File",
        "[Picture: the hall before the vote]",
        "Sign up for our evening newsletter and get it straight to your inbox.",
        "— Lviv Council Desk (@lvivdesk_example) March 4, 2022",
        "https://example.org/p/1234.jpg",
        "What the members want",
        "{{ widget.related }}",
        "0:00 / 2:31",
    ],
)
def test_furniture_between_paragraphs_goes(between):
    assert body_of("Council puts off vote", LEAD, MORE, between, LAST) == [LEAD, MORE, LAST]


@pytest.mark.parametrize(
    "below",
    [
        ("Leave a Reply", "Your e-mail stays between us.", "Nice article, I think they should vote."),
        ("Related news", "Minister rules out early vote", "The minister said on Thursday that no vote was near..."),
        ("Ann Kovar is a reporter for the Example Ledger. She writes about councils.",),
        ("(Reporting by Ann Kovar; editing by Joe Field)", "Our standards are a matter of record."),
        ("Example Ledger © 2022. All rights reserved.",),
        ("More from Europe", "Budget passes", "2 March 2022", "Lawmakers passed the budget late at night."),
        ("12 Comments", "kovar_fan", "I was there and saw it all with my own eyes."),
        (
            "Lawmakers pass budget after night of argument and tears",
            "They sat until four in the morning and passed it with two votes to spare.",
            "Storm takes roofs off houses along the southern coast",
            "Nobody was hurt, but three villages were without power on Sunday.",
        ),
        ("kovar_fan", "March 5, 2022 at 1:31 pm", "I was there and saw it all with my own eyes."),
        ("Tags: Lviv, council", "Most read", "Ten best soups", "Why cats sleep"),
    ],
)
def test_nothing_below_the_article_gets_in(below):
    assert body_of("Council puts off vote", LEAD, MORE, LAST, *below) == [LEAD, MORE, LAST]


@pytest.mark.parametrize(
    "above",
    [
        ("Council puts off vote", "Members want to see the second report first"),
        ("Council puts off vote", "Members want to see the second report first.", "By Ann Kovar", "4 March 2022"),
        ("Home", "World", "Council puts off vote", LEAD, "Ann Kovar", "Mar 4, 2022"),
        ("We use cookies to improve your experience on our website.", "Council puts off vote", "4 March 2022"),
        ("Council puts off vote", "Council puts off vote"),
    ],
)
def test_nothing_above_the_article_gets_in(above):
    assert body_of(*above, LEAD, MORE, LAST) == [LEAD, MORE, LAST]


def test_sentences_of_the_article_that_look_like_furniture_stay():
    kept = [
        LEAD,
        "Dmytro Halych is the editor of the paper that first printed the report.",
        "He joined the session by video link.",
        "About half of the members left early.",
        "His rival, Dmytro Halych, won Lviv, Ternopil, Rivne, Lutsk, Stryi and Sambir.",
        "Most of the town wants the bridge, by a Herald/Bloomberg Politics poll this month.",
        "More in the old town stayed at home.",
        "Search for the missing went on.",
        "“No,” he said.",
        "The report was published by the ministry in 2019 and updated since.",
        "He put it this way:",
        "“Read it again.”",
        LAST,
    ]
    assert body_of("Council puts off vote", *kept) == kept


def test_a_long_paragraph_without_a_mark_is_no_menu():
    long = (
        "The members said that the vote, and the report on the vote, and the talk of the vote, had kept them up, " * 2
    )
    assert body_of("Council puts off vote", LEAD, long.strip(" ,"), LAST) == [LEAD, long.strip(" ,"), LAST]


def test_a_paragraph_that_comes_twice_counts_once():
    assert body_of("Council puts off vote", LEAD, MORE, LAST, MORE) == [LEAD, MORE, LAST]


def test_an_agency_sign_at_the_end_is_no_text():
    assert body_of(LEAD, MORE, f"{LAST} (AFP)")[-1] == LAST


def test_a_sentence_cut_in_two_by_a_notice_is_one_paragraph():
    first, second = "The council, which had met since the early morning without its head,", "put off the vote again."
    assert body_of(LEAD, first, "Loading...", second, LAST) == [LEAD, f"{first} {second}", LAST]


def test_hard_wrapped_lines_become_paragraphs():
    raw = (
        "The council met in the old hall on Friday and talked for seven hours about\n"
        "the report that the ministry had sent in the night before. It then put the\n"
        "decision off until the spring, and its members drove home through the snow\n"
        "without a word to the crowd.\n\n"
        "The vote is now planned for the first week of April, by which time another\n"
        "report will be ready, and the head of the council will be back from abroad.\n"
    )
    first, second = clean(raw).body.split("\n")
    assert first == " ".join(raw.split("\n\n")[0].split())
    assert second == " ".join(raw.split("\n\n")[1].split())


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " \n\t\n",
        "\x00",
        "x" * 300_000,
        "word " * 60_000,
        "Home\n" * 5_000,
        "“" * 5_000,
        "11 Feb 2022 " * 5_000,
        "\r\n",
    ],
    ids=["empty", "blank", "nul", "one word", "one line", "menu", "quotes", "dates", "newline"],
)
def test_any_page_is_taken_apart(raw):
    page = clean(raw)
    assert page.raw == raw


@given(st.lists(st.sampled_from([LEAD, MORE, LAST, "Related", "By Ann", "\r\n", "", "a" * 80, "“", "4 March 2022"])))
def test_body_is_made_of_runs_of_the_raw_page(lines):
    page = clean("\n".join(lines))
    for segment in page.segments:
        run = page.raw[segment.raw_start : segment.raw_end]
        assert page.body[segment.body_start : segment.body_start + len(run)] == run
    assert sum(s.raw_end - s.raw_start for s in page.segments) + max(0, len(page.segments) - 1) == len(page.body)
