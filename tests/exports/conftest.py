"""A small cast of events for every format: dated and undated, exact and not, plain and hostile."""

from datetime import date

import pytest
from django.db import connection

from tests.builders import an_actor, an_article, an_event

NUL, LONG = ("\0", 10_000) if connection.vendor == "sqlite" else ("", 190)  # PostgreSQL keeps to the lengths of columns
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "</script><script>alert(1)</script>",
    "Line one\r\nSet-Cookie: stolen=1\r\n\r\nEND:VCALENDAR\r\nER  - \r\n",
    "\u202egnirts desrever\u202c \u2067\u0627\u0644\u2069",
    f"nul{NUL}and\x07bell",
    "%s {{ 7*7 }} ${7*7} \\input{/etc/passwd} [link](javascript:alert(1)) ![x](http://x.invalid)",
    "'\"; -- --> ]]> <!-- &lt; <b onmouseover=alert(1)>",
    "＝1＋1",
    "－2",
    "＋3",
    "＠SUM(A1)",
    f"{NUL}\x07=1+1",
    "\u00a0 \ufeff=1+1",
    "x" * LONG,
)


@pytest.fixture
def kirby(db):
    return an_actor("John Kirby", "person", wikidata="Q1701110")


@pytest.fixture
def events(kirby):
    """In the order of an export: a month, an exact statement with two quotations and two reports, several days, an
    event known only by its report, one without any day."""
    russia = an_actor("Russia")
    month = an_event(
        "Ministers met",
        day=date(2022, 1, 1),
        date_end=date(2022, 1, 31),
        precision="month",
        article=an_article("Ministers met.", published=date(2022, 2, 1), author="Ann Lee and Bo Yu"),
    )
    statement = an_event(
        "Kirby said the build-up went on",
        day=date(2022, 2, 14),
        speaker=kirby,
        parties=(russia,),
        quotes=["It went on", "day after day"],
        date_basis="the text says “on Monday”",
        reports=2,
        article=an_article("Kirby: it went on.", url="https://example.org/kirby?a=1&b=2", agency="Wire Service"),
    )
    copy = an_article("It went on, he said.", publisher="Sample Gazette", is_sample=True)
    statement.evidence.create(article=copy, start=0, end=20, excerpt="It went on, he said.", cue="said", rule="test")
    several = an_event("Troops moved", day=date(2022, 2, 15), date_end=date(2022, 2, 17), precision="range")
    reported = an_event("Talks were held", day=None, article=an_article(published=date(2022, 2, 20)))
    undated = an_event("Undated", day=None, article=an_article(published=None))
    return [month, statement, several, reported, undated]


@pytest.fixture
def hostile(db):
    """Every text field of every row holds a text that means harm to some reader."""
    return [_hostile_event(number, text) for number, text in enumerate(HOSTILE)]


def _hostile_event(number, text):
    actor = an_actor(f"{text}{number}", "person", slug=f"hostile-{number}")
    article = an_article(
        text, title=text, publisher=text, agency=text, author=text, url=f"javascript:{text}", origin=f"{text}{number}"
    )
    return an_event(text, day=date(2022, 2, 1 + number), speaker=actor, quotes=[text], date_basis=text, article=article)
