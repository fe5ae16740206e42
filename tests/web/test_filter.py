"""The one filter: what it reads, refuses, selects and writes."""

from datetime import date

import pytest

from tests.builders import an_actor, an_article, an_event
from timeline.forms import EventFilter
from timeline.models import Alias, Participation
from timeline.text import fold

pytestmark = pytest.mark.django_db


def selected(query: str, **options) -> list[str]:
    question = EventFilter.parse(query, **options)
    assert question.is_valid, question.errors
    return [event.headline for event in question.apply().in_order("oldest")]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=2022-13-01", "from"),
        ("from=20220201", "from"),
        ("to=tomorrow", "to"),
        ("from=2022-02-03&to=2022-02-01", "to"),
        ("actor=atlantis", "actor"),
        ("kind=rumour", "kind"),
        ("match=some", "match"),
        ("role=heard", "role"),
        ("status=rejected", "status"),
        ("order=random", "order"),
        ("upto=0", "upto"),
        ("upto=-5", "upto"),
        ("upto=²", "upto"),
        ("upto=99999999999999999999", "upto"),
        ("publisher=Nobody+Times", "publisher"),
        ("id=nothing", "id"),
        ("q=%00", "q"),
        ("q=" + "x" * 300, "q"),
        ("actor=%00", "actor"),
    ],
)
def test_what_is_unknown_is_named_by_its_field(query, field):
    question = EventFilter.parse(query)
    assert list(question.errors) == [field]
    assert question.errors[field][0].endswith(".")


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("q=&from=&to=&actor=", ""),
        ("to=2022-02-03&from=2022-02-01", "from=2022-02-01&to=2022-02-03"),
        ("match=any&role=involved&order=newest&upto=50", ""),
        ("upto=100&kind=plan&kind=event&kind=plan", "kind=event&kind=plan&upto=100"),
        ("q=+no+intention+", "q=no+intention"),
    ],
)
def test_canonical_query(query, canonical):
    assert EventFilter.parse(query).query() == canonical


def test_selection_leaves_out_how_a_page_presents_it():
    question = EventFilter.parse("kind=plan&order=oldest&upto=100&show=all")
    assert question.selection() == "kind=plan"
    assert question.query(kinds=("event",)) == "kind=event&order=oldest&show=all"


def test_actors_by_any_all_and_by_who_said_it():
    nato, russia = an_actor("NATO", "organisation"), an_actor("Russia")
    an_event("both", speaker=nato, parties=(russia,), day=date(2022, 2, 1))
    an_event("one", speaker=russia, day=date(2022, 2, 2))
    assert selected("actor=nato&actor=russia") == ["both", "one"]
    assert selected("actor=nato&actor=russia&match=all") == ["both"]
    assert selected("actor=russia&role=said") == ["one"]


def test_an_actor_an_editor_took_out_no_longer_takes_part():
    nato = an_actor("NATO", "organisation")
    an_event("not theirs", parties=(nato,))
    Participation.objects.update(locked=["absent"])
    assert selected("actor=nato") == []


def test_a_merged_actor_stands_for_the_one_it_became():
    nato = an_actor("NATO", "organisation")
    an_actor("Alliance", "organisation", merged_into=nato)
    an_event("theirs", parties=(nato,))
    assert selected("actor=alliance") == ["theirs"]
    assert EventFilter.parse("actor=alliance&actor=nato").query() == "actor=nato"


def test_days_select_intervals_that_overlap_and_leave_out_the_undated():
    an_event("week", day=date(2022, 2, 7), date_end=date(2022, 2, 13), precision="range")
    an_event("day", day=date(2022, 2, 20))
    an_event("reported", day=None, article=an_article(published=date(2022, 2, 9)))
    an_event("undated", day=None, article=an_article(published=None))
    assert selected("from=2022-02-10&to=2022-02-20") == ["week", "day"]
    assert selected("to=2022-02-09") == ["week", "reported"]
    assert selected("") == ["week", "reported", "day", "undated"]


def test_every_spelling_finds_its_actor_and_words_must_all_be_there():
    ukraine = an_actor("Ukraine")
    Alias.objects.create(actor=ukraine, name="Kiev", folded=fold("Kiev"))
    an_event("Gas transit talks", parties=(ukraine,))
    an_event("Talks in Geneva")
    assert selected("q=kiev") == ["Gas transit talks"]
    assert selected("q=UKRAINE+talks") == ["Gas transit talks"]
    assert len(selected("q=talks")) == 2
    assert selected('q="in+geneva"') == ["Talks in Geneva"]
    assert selected("q=kiev+geneva") == []


def test_public_is_neither_rejected_nor_merged():
    kept = an_event("kept")
    an_event("rejected", status="rejected")
    merged = an_event("merged", merged_into=kept)
    assert selected("") == ["kept"]
    assert selected("status=rejected", staff=True) == ["rejected"]
    assert EventFilter.parse(f"id={merged.public_id}").query() == f"id={kept.public_id}"


def test_publisher_whatever_its_case():
    an_event("from the daily")
    an_event("from the post", article=an_article(publisher="Sample Post"))
    assert selected("publisher=sample+post") == ["from the post"]


def test_order_is_by_day_then_public_id_with_undated_last():
    an_event("b", public_id="b")
    an_event("a", public_id="a")
    an_event("undated", public_id="u", day=None, article=an_article(published=None))
    orders = {
        order: [e.headline for e in EventFilter.parse("").apply().in_order(order)] for order in ("oldest", "newest")
    }
    assert orders == {"oldest": ["a", "b", "undated"], "newest": ["b", "a", "undated"]}
