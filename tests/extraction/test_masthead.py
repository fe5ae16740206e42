"""The masthead: which date counts and why, what metadata adds, whose name is whose."""

from datetime import UTC, date, datetime, time

import pytest

from articles.extraction.clean import clean
from articles.extraction.masthead import read_masthead
from articles.extraction.records import Hints

TITLE = "Council puts off vote on bridge"
BODY = (
    "The council put off its vote on the bridge on Friday, two members said after the session.\n\n"
    "“We need more time,” one of them told reporters. Engineers will report again in spring.\n"
)


def masthead(*head: str, hints: Hints | None = None, foot: str = ""):
    return read_masthead(clean("\n".join(head) + f"\n\n{BODY}\n{foot}"), hints)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ((" date 2022-03-06", TITLE, "4 March 2022"), date(2022, 3, 4)),
        ((" date 2022-03-06", TITLE, "2 days ago"), date(2022, 3, 6)),
        (("Sunday, March 20, 2022", "Home", "News", "Sport", TITLE, "Posted: March 4, 2022"), date(2022, 3, 4)),
        (("4 March 2022", TITLE), date(2022, 3, 4)),
        ((TITLE, "Updated: 5 March 2022 | Created: 4 March 2022"), date(2022, 3, 4)),
        ((" date 2022-03-05", TITLE, "Friday 4"), date(2022, 3, 4)),
        ((TITLE, "Published {{ date }}", "By Ann Kovar"), None),
        ((TITLE, "Ann Kovar", "2 hours ago"), None),
        ((TITLE, "Publié le 4 mars 2022"), date(2022, 3, 4)),
        (("Bridge vote, 4 March 2022: what we know",), date(2022, 3, 4)),
    ],
)
def test_the_articles_own_date_wins(head, day):
    assert masthead(*head).published == day


def test_evidence_says_what_was_taken_and_what_was_overruled():
    found = masthead(" date 2022-03-06", TITLE, "Published: 4 March 2022, 10:15 PM", "2 days ago")
    assert (found.published_how, found.published_time) == ("stated", time(22, 15))
    assert "“Published: 4 March 2022, 10:15 PM” (a Friday)" in found.published_evidence
    assert "machine-readable prefix, which has 2022-03-06" in found.published_evidence
    assert "“2 days ago” counts from an unknown viewing" in found.published_evidence


def test_metadata_fills_in_and_yields_to_the_page():
    hints = Hints(f"{TITLE} - The Daily Ledger", "Ledger", "Ann Kovar", datetime(2022, 3, 5, 8, 30, tzinfo=UTC))
    found = masthead("By Joe Field", "4 March 2022", hints=hints)
    assert (found.title, found.publisher, found.author) == (TITLE, "The Daily Ledger", "Joe Field")
    assert found.published == date(2022, 3, 4)
    assert "metadata, which has 2022-03-05" in found.published_evidence
    bare = masthead(hints=hints)
    assert (bare.title, bare.author, bare.published, bare.published_time) == (
        TITLE,
        "Ann Kovar",
        date(2022, 3, 5),
        time(8, 30),
    )


@pytest.mark.parametrize(
    ("head", "author", "agency", "publisher"),
    [
        (("By Ann Kovar",), "Ann Kovar", None, None),
        (("By Ann Kovar and Joe Field",), "Ann Kovar and Joe Field", None, None),
        (("By Ann Kovar, Political Editor",), "Ann Kovar", None, None),
        (("By Reuters",), None, "Reuters", None),
        (("Reuters Staff", "4 March 2022"), None, "Reuters", None),
        (("By ANN KOVAR, Associated Press",), "ANN KOVAR", "Associated Press", None),
        (("Ann Kovar", "4 March 2022", "AFP"), "Ann Kovar", "AFP", None),
        (("PTI | Rome | Updated: 04-03-2022 19:24 IST",), None, "PTI", None),
        (("Edited by: Joe Field",), None, None, None),
        (("By Ann Kovar", "BBC News"), "Ann Kovar", None, "BBC News"),
        (("Photo: Joe Field/Reuters", "4 March 2022"), None, None, None),
        (("By Staff Reporter",), None, None, None),
    ],
)
def test_bylines(head, author, agency, publisher):
    found = masthead(TITLE, *head)
    assert (found.author, found.agency, found.publisher) == (author, agency, publisher)


@pytest.mark.parametrize(
    ("line", "title", "publisher"),
    [
        (f"{TITLE} | The Evening Courier", TITLE, "The Evening Courier"),
        (f"{TITLE} - BBC News", TITLE, "BBC News"),
        (f"{TITLE} - Kovar", f"{TITLE} - Kovar", None),
        (f"{TITLE} - Press Secretary", f"{TITLE} - Press Secretary", None),
        (f"{TITLE} - White House", f"{TITLE} - White House", None),
        (f"{TITLE} | Europe", TITLE, None),
        (f"Home » World » {TITLE}", TITLE, None),
        (f"HomeNewsWorld{TITLE}", TITLE, None),
        (f"World / Europe / {TITLE}", TITLE, None),
    ],
)
def test_headlines_are_freed_of_breadcrumbs_and_outlets(line, title, publisher):
    found = masthead(line)
    assert (found.title, found.publisher) == (title, publisher)


def test_an_outlet_may_be_named_in_the_imprint_only():
    assert masthead(TITLE, foot="© 2022 The Evening Courier. All rights reserved.").publisher == "The Evening Courier"


def test_an_agency_may_sign_below():
    assert masthead(TITLE, foot="Source: AFP").agency == "AFP"


def test_no_page_no_masthead():
    found = read_masthead(clean(""))
    assert (found.title, found.published, found.published_how) == (None, None, "unknown")
