"""The counts beside the events stay right whoever writes, and answer as counting would."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.builders import an_actor, an_article, an_event
from timeline import rollups, search
from timeline.entries.page import first_events
from timeline.forms import EventFilter
from timeline.models import Event, Evidence, Participation
from timeline.overview import counts

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
)


def a_history(seed: int) -> None:
    """Events made, changed, merged, rejected and taken away, by every way there is to write."""
    draw = random.Random(seed)
    actors = [an_actor(f"A{n}", slug=f"a{n}") for n in range(4)]
    articles = [an_article(published=START + timedelta(days=n)) for n in range(5)] + [an_article(published=None)]
    for _ in range(60):
        precision = draw.choice(("day", "range", "month", "unknown"))
        day = None if precision == "unknown" else START + timedelta(days=draw.randrange(40))
        last = day + timedelta(days=draw.randrange(1, 30)) if day and precision != "day" else None
        cast = draw.sample(actors, draw.randrange(4))
        speaker = cast[0] if cast and draw.random() < 0.5 else None
        an_event("Talks", day=day, date_end=last, precision=precision, speaker=speaker, parties=tuple(cast),
                 article=draw.choice(articles), status=draw.choice(("unreviewed", "checked", "rejected")),
                 reports=draw.randrange(1, 4))  # fmt: skip
        if draw.random() < 0.3:
            rollups.settle()
        event = draw.choice(Event.objects.all())
        match draw.randrange(6):
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


@pytest.mark.parametrize("seed", range(3))
def test_counts_stay_right_through_any_history(seed):
    a_history(seed)
    assert not any(rollups.verify().values())
    rollups.rebuild()
    assert not any(rollups.verify().values())


def summed(lane: list[counts.Tally]) -> Counter:
    numbers: Counter = Counter()
    for mark, first, last, number in lane:
        numbers[mark, first, last] += number
    return numbers


@pytest.mark.parametrize("query", QUESTIONS)
def test_kept_counts_say_what_counting_says(query, monkeypatch):
    a_history(7)
    question = EventFilter.parse(query)
    ids = [an_actor(f"A{n}").pk for n in range(4)]

    def answers():
        tallies = counts.lane_tallies(question, ids, "day")
        return (
            sorted(counts.day_counts(question), key=str),
            counts.totals(question, counts.day_counts(question)),
            {pk: summed(lane) for pk, lane in tallies.items()},
            counts.actor_counts(question, ids),
            [event.pk for event in first_events(question)],
        )

    kept = answers()
    monkeypatch.setattr(counts, "choice_of", lambda question: None)
    monkeypatch.setattr("timeline.entries.page.choice_of", lambda question: None)
    assert kept == answers()
    assert kept[1].selected == question.apply().count()


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
    assert "more than 3 events" in page
    assert EventFilter.parse("q=talks").apply().count() == 5


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
