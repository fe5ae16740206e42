"""The counts beside the events stay right whoever writes, and answer as counting would."""

import random
from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import Article
from tests.builders import an_actor, an_article, an_event
from timeline import rollups, search
from timeline.entries.page import first_events
from timeline.forms import EventFilter
from timeline.marks import date_mark
from timeline.models import Event, Evidence, Participation
from timeline.overview import counts
from timeline.overview.window import Window, places

pytestmark = pytest.mark.django_db

START = date(2022, 1, 20)
QUESTIONS = (
    "",
    "kind=statement",
    "from=2022-02-01&to=2022-02-14",
    "actor=a0",
    "actor=a0&role=said",
    "actor=a0&actor=a1",
    "actor=a0&actor=a1&match=all",
    "actor=a0&actor=a1&match=all&from=2022-01-25",
    "actor=a0&match=all&kind=event",
    "actor=a0&actor=a1&actor=a2",
    "actor=a0&actor=a1&role=said&order=oldest",
    "to=2022-02-03&order=oldest",
    "role=said&kind=statement&kind=plan",
    "q=talks",
    "q=talks&from=2022-02-01&to=2022-02-14&order=oldest",
    "q=talks&actor=a0&kind=event",
    "q=talks+A1&actor=a0&actor=a2&match=all&role=said",
    "publisher=the+times",
    "publisher=S%C3%BCd+%26+Nord&order=oldest",
    "publisher=Le+Monde&actor=a1&from=2022-02-01",
    "status=checked&actor=a0",
    "status=unreviewed&kind=plan&q=talks",
    "status=rejected&actor=a1",
    "actor=a0&actor=a1&actor=a2&match=all",
    "id=p1&id=p3&id=p5&id=p7&id=p8&to=2022-02-20",
)


def a_history(seed: int) -> None:
    """Events made, changed, merged, rejected and taken away, by every way there is to write."""
    draw = random.Random(seed)
    actors = [an_actor(f"A{n}", slug=f"a{n}") for n in range(4)]
    articles = [
        an_article(published=START + timedelta(days=n), publisher=("The Times", "Le Monde", "Süd & Nord")[n % 3])
        for n in range(5)
    ] + [an_article(published=None)]
    for number in range(60):
        precision = draw.choice(("day", "range", "month", "unknown"))
        day = None if precision == "unknown" else START + timedelta(days=draw.randrange(40))
        last = day + timedelta(days=draw.randrange(1, 30)) if day and precision != "day" else None
        cast = draw.sample(actors, draw.randrange(4))
        speaker = cast[0] if cast and draw.random() < 0.5 else None
        an_event("Talks", day=day, date_end=last, precision=precision, speaker=speaker, parties=tuple(cast),
                 article=draw.choice(articles), status=draw.choice(("unreviewed", "checked", "rejected")),
                 reports=draw.randrange(1, 4), public_id=f"p{number}")  # fmt: skip
        if draw.random() < 0.3:
            rollups.settle()
        event = draw.choice(Event.objects.order_by("pk"))
        match draw.randrange(8):
            case 0:
                Event.objects.filter(pk=event.pk).update(kind="plan", status="unreviewed")
            case 1:
                event.delete()
            case 2:
                Event.objects.filter(pk=event.pk).update(merged_into=Event.objects.exclude(pk=event.pk).first())
            case 3:
                Participation.objects.get_or_create(event=event, actor=actors[0], defaults={"role": "party"})
            case 4:
                Participation.objects.filter(event=event).update(locked=["absent"])
            case 5:
                event.date = event.date_end = START
                event.save()
            case 6:
                Article.objects.filter(pk=draw.choice(articles[:3:2]).pk).update(publisher="Süd & Nord", is_sample=True)
            case 7:
                Evidence.objects.filter(event=event).update(article=draw.choice(articles))


@pytest.mark.parametrize("seed", range(3))
def test_counts_stay_right_through_any_history(seed):
    a_history(seed)
    assert not any(rollups.verify().values())
    rollups.rebuild()
    assert not any(rollups.verify().values())


def taking_part(event: Event, said: bool) -> set[int]:
    return {part.actor_id for part in event.participations.present() if part.said or not said}


def counted_days(question: EventFilter) -> dict:
    """(events that begin, of these known by month only, events that end) by day, one by one."""
    found: defaultdict = defaultdict(lambda: [0, 0, 0])
    for event in question.without_days().apply():
        found[event.day][0] += 1
        found[event.day][1] += event.precision == "month"
        found[event.last_day][2] += 1
    return {day: tuple(numbers) for day, numbers in found.items()}


def counted_totals(question: EventFilter) -> counts.Totals:
    undated = question.without_days().apply().filter(day=None)
    return counts.Totals(
        selected=question.apply().count(),
        kinds=dict(Counter(event.kind for event in question.but(kinds=()).apply())),
        undated_left_out=undated.count() if question.first or question.last else 0,
    )


def counted_lane(question: EventFilter, actor: int) -> tuple[dict, Counter]:
    """By day the exact, article-dated and other events that begin then; and the longer spans."""
    days: defaultdict = defaultdict(lambda: [0, 0, 0])
    spans: Counter = Counter()
    for event in question.without_actors().without_days().apply().exclude(day=None):
        if actor not in taking_part(event, question.role == "said"):
            continue
        mark = date_mark(event.precision, event.kind, event.day, event.last_day)
        if mark in ("exact", "article"):
            days[event.day][mark == "article"] += 1
        else:
            days[event.day][2] += mark != "month"
            spans[mark, event.day, event.last_day] += 1
    return {day: tuple(numbers) for day, numbers in days.items() if any(numbers)}, spans


def kept_lane(lane: rollups.LaneCounts) -> tuple[dict, Counter]:
    days: defaultdict = defaultdict(lambda: [0, 0, 0])
    for day, *numbers in lane.days:
        days[day] = [one + other for one, other in zip(days[day], numbers, strict=True)]
    spans: Counter = Counter()
    for *span, number in lane.spans:
        spans[tuple(span)] += number
    return {day: tuple(numbers) for day, numbers in days.items() if any(numbers)}, spans


@pytest.mark.parametrize("query", QUESTIONS)
def test_the_overview_says_what_counting_says(query):
    a_history(7)
    question = EventFilter.parse(query, staff=True)
    assert question.is_valid
    ids = [an_actor(f"A{n}").pk for n in range(4)]
    assert {day: tuple(rest) for day, *rest in counts.day_counts(question)} == counted_days(question)
    assert counts.totals(question) == counted_totals(question)
    window = Window(date(2021, 12, 1), date(2022, 4, 20))
    lanes = counts.lane_counts(question, ids, window, 1000)
    assert {pk: kept_lane(lane) for pk, lane in lanes.items()} == {pk: counted_lane(question, pk) for pk in ids}
    expected = Counter(pk for event in question.apply() for pk in taking_part(event, question.role == "said"))
    assert counts.actor_counts(question, ids) == {pk: expected[pk] for pk in ids if expected[pk]}
    listed = question.apply().in_order(question.order).values_list("pk", flat=True)
    assert [event.pk for event in first_events(question)] == list(listed[:50])


@pytest.mark.parametrize("unit_days", [500, 2000])
def test_lanes_hold_as_much_by_week_or_month_as_by_day(unit_days):
    a_history(5)
    ids = [an_actor(f"A{n}").pk for n in range(4)]
    window = Window(date(2021, 6, 1), date(2021, 6, 1) + timedelta(days=unit_days)).whole()
    lanes = counts.lane_counts(EventFilter(), ids, window, 1000)
    standing = places(window.bins())
    for pk in ids:
        days, spans = kept_lane(lanes[pk])
        by_day, by_span = counted_lane(EventFilter(), pk)
        assert days.keys() == {window.bins()[standing[day]].first for day in by_day}
        assert [sum(one) for one in zip(*days.values(), strict=True)] == [
            sum(one) for one in zip(*by_day.values(), strict=True)
        ]
        assert spans.total() == by_span.total()


def test_a_wrong_count_is_found_and_put_right(capsys):
    an_event()
    rollups.settle()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE rollup_days SET starts = starts + 1")
    with pytest.raises(CommandError, match="rollup_days"):
        call_command("rollups", "--verify")
    call_command("rollups", "--rebuild")
    call_command("rollups", "--verify")
    assert "all counts are right" in capsys.readouterr().out


def found(words: str) -> list[str]:
    return sorted(EventFilter.parse(f"q={words}").apply().values_list("headline", flat=True))


def test_words_are_found_by_their_beginning_without_accents_and_in_a_row():
    an_event("Macron’s sanctions on Nord Stream", article=an_article("A café in Kyiv."))
    an_event("No sanction", article=an_article("Streams of the north."))
    assert len(found("sanction")) == 2
    assert found("sanctions") == found("cafe") == found('"nord+stream"') == ["Macron’s sanctions on Nord Stream"]
    assert found("anctions") == found('"stream+nord"') == found("...") == []
    Evidence.objects.filter(event__headline="No sanction").update(excerpt="Something else")
    assert found("streams") == []


@pytest.mark.parametrize("words", ['"', "a*", "NEAR(a b)", "a OR b", "words:a", "(", "-a", "a'b", "é", "%", "zq & !b"])
def test_no_words_are_taken_for_the_search_engines_own(words, client):
    an_event()
    assert client.get("/", {"q": words}).status_code == 200


def test_very_common_words_are_counted_as_far_as_said(client, monkeypatch):
    monkeypatch.setattr(search, "MOST_HITS", 3)
    for n in range(5):
        an_event(f"Talks {n}", day=START + timedelta(days=n))
    page = client.get("/?q=talks").content.decode()
    assert "at least 3 events" in page
    assert "strip and counts of the newest 3" in page
    assert EventFilter.parse("q=talks").apply().count() == 5


def test_events_of_two_together_are_all_counted_but_not_who_else_takes_part(client, monkeypatch):
    monkeypatch.setattr(search, "MOST_HITS", 3)
    two = an_actor("A0", slug="a0"), an_actor("A1", slug="a1")
    for n in range(5):
        an_event(f"Talks {n}", day=START + timedelta(days=n), parties=two)
    page = client.get("/?actor=a0&actor=a1&match=all").content.decode()
    assert "<b>5 events</b>, counts of actors of the newest 3" in page


@pytest.mark.parametrize("order", ["newest", "oldest"])
@pytest.mark.parametrize(("first", "last", "numbers"), [(0, 1, [0, 1]), (4, 5, [4, 5, "lasting"]), (8, 9, [8, 9])])
def test_days_are_found_however_many_events_lie_before_and_after_them(order, first, last, numbers, monkeypatch):
    monkeypatch.setattr(search, "MOST_HITS", 3)
    for n in range(10):
        an_event(f"Talks {n}", day=START + timedelta(days=n))
    an_event("Talks lasting", day=START + timedelta(days=3), date_end=START + timedelta(days=4), precision="range")
    days = f"from={START + timedelta(days=first)}&to={START + timedelta(days=last)}"
    question = EventFilter.parse(f"q=talks&order={order}&{days}")
    found = [event.headline for event in first_events(question)]
    assert sorted(found) == [f"Talks {n}" for n in numbers]
    assert found == [event.headline for event in question.apply().in_order(order)]
    total = counts.totals(question)
    assert (total.selected, total.at_least, total.sampled > 0) == (len(numbers), False, True)


@pytest.mark.django_db(transaction=True)
def test_a_reader_that_may_not_write_still_reads(client):
    if connection.vendor != "sqlite":
        pytest.skip("a pragma of SQLite")
    an_event("Talks", public_id="kept1")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = 1")
    try:
        assert client.get("/").status_code == 200
        assert client.get("/events/kept1/").status_code == 200
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = 0")
    assert "Talks" in client.get("/").content.decode()
    assert not any(rollups.verify().values())
