"""The commands as a user meets them: arguments, what they print, how they end."""

from __future__ import annotations

import io
import json
import sys
import time
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from timeline.ingest import extracting, run
from timeline.ingest.queue import has_queue
from timeline.models import Event, Evidence

PAGE = """Example Daily
Ministers meet at the lake

By Ann Writer
March 4, 2022

Foreign Minister Sergey Lavrov met Secretary of State Antony Blinken in Geneva on Thursday. It was a cold morning and
neither of the two had slept much.

“We shall talk again before the snow melts,” Blinken told reporters after the meeting on Thursday. The room was full.

Lavrov said on Thursday that nobody had asked him to stay for dinner. His motorcade left for the airport at once.
"""
AGAIN = PAGE.replace("before the snow melts", "before all the snow melts") + "\nThe two will meet again next week.\n"


def ingest(*arguments: str, ends: int = 0) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    if ends:
        with pytest.raises(SystemExit) as ended:
            call_command("ingest", *arguments, stdout=out, stderr=err)
        assert ended.value.code == ends
    else:
        call_command("ingest", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def explain(monkeypatch, text: str, *arguments: str, ends: int) -> list:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("explain", *arguments, stdout=out, stderr=io.StringIO())
    assert ended.value.code == ends
    return [json.loads(line) for line in out.getvalue().splitlines() if line]


def counts(table: str) -> dict[str, str]:
    cells = [[cell.strip() for cell in line.strip("│").split("│")] for line in table.splitlines() if "│" in line]
    return {f"{kind} {name}".strip(): number for kind, name, number in cells}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(PAGE)
    return tmp_path


@pytest.mark.django_db
def test_ingest_says_what_came_of_it(folder):
    table = counts(ingest(str(folder))[0])
    assert (table["articles new"], table["articles failed"]) == ("1", "0")
    assert int(table["events new"]) == Event.objects.count() >= 3
    assert float(table["seconds"]) >= 0
    again = counts(ingest(str(folder))[0])
    assert (again["articles new"], again["articles unchanged"], again["events new"]) == ("0", "1", "0")
    (folder / "a.txt").write_text(AGAIN)
    ids = set(Event.objects.values_list("public_id", flat=True))
    table = counts(ingest(str(folder))[0])
    assert (table["articles updated"], table["events new"]) == ("1", "1")
    assert ids < set(Event.objects.values_list("public_id", flat=True))


@pytest.mark.django_db
def test_excerpts_stand_in_the_body_and_the_body_in_the_page(folder):
    ingest(str(folder))
    article = Article.objects.get()
    assert all(article.body[row.start : row.end] == row.excerpt for row in Evidence.objects.all())
    for start, end, at in article.segments:
        assert article.raw[start:end] == article.body[at : at + end - start]


@pytest.mark.django_db
def test_bad_inputs_are_named_and_the_rest_goes_in(folder):
    (folder / "b.txt").write_bytes(b"")
    (folder / "c.txt.gz").write_bytes(b"\x1f\x8bnothing")
    out, err = ingest(str(folder), str(folder / "nowhere"), ends=1)
    assert (counts(out)["articles new"], counts(out)["articles failed"]) == ("1", "3")
    assert "b.txt: empty" in err
    assert "c.txt.gz: broken gzip data" in err
    assert "nowhere: no such file" in err


@pytest.mark.django_db
def test_a_dry_run_writes_nothing(folder):
    out, _ = ingest(str(folder), "--dry-run")
    assert counts(out)["articles new"] == "1"
    assert "Nothing was written" in out
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_a_given_publication_date_stands_and_lasts(folder):
    ingest(str(folder), "--published", "2022-03-11")
    assert Article.objects.get().published == date(2022, 3, 11)
    assert set(Event.objects.exclude(date=None).values_list("date", flat=True)) == {date(2022, 3, 10)}
    assert counts(ingest(str(folder))[0])["articles unchanged"] == "1"
    assert counts(ingest(str(folder), "--published", "2022-03-04")[0])["articles updated"] == "1"
    assert set(Event.objects.exclude(date=None).values_list("date", flat=True)) == {date(2022, 3, 3)}


@pytest.mark.django_db
def test_an_article_is_read_again_from_its_stored_text_as_of_an_editors_date(folder):
    ingest(str(folder))
    article = Article.objects.get()
    Article.objects.update(published=date(2022, 3, 11), published_how="editor", locked=["published"])
    article.refresh_from_db()
    assert run.read_again(article).article == "updated"
    assert set(Event.objects.exclude(date=None).values_list("date", flat=True)) == {date(2022, 3, 10)}
    (folder / "a.txt").write_text(AGAIN)
    ingest(str(folder))
    assert Article.objects.get().published == date(2022, 3, 11)
    assert date(2022, 3, 3) not in set(Event.objects.values_list("date", flat=True))


@pytest.mark.django_db
def test_one_bad_article_does_not_spoil_its_batch(folder, monkeypatch):
    (folder / "b.txt").write_text(PAGE.replace("lake", "explosive lake"))
    (folder / "c.txt").write_text(PAGE.replace("lake", "slow lake"))
    honest = extracting.extract_many

    def fragile(jobs, **tools):
        for job in jobs:
            if "explosive" in job.raw:
                raise RuntimeError("boom")
            if "slow" in job.raw:
                raise extracting.TooSlow
            yield from honest([job], **tools)

    monkeypatch.setattr(extracting, "extract_many", fragile)
    out, err = ingest(str(folder), ends=1)
    assert (counts(out)["articles new"], counts(out)["articles failed"]) == ("1", "2")
    assert "b.txt: RuntimeError: boom" in err
    assert "c.txt: took longer than 120 seconds" in err


def test_an_article_that_takes_too_long_is_stopped():
    with pytest.raises(extracting.TooSlow), extracting.time_limit(1):
        time.sleep(20)


@pytest.mark.django_db(transaction=True)
def test_several_workers_do_what_one_does(folder):
    for number in range(14):
        (folder / f"{number}.txt").write_text(PAGE.replace("dinner", f"dinner number {number}"))
    out, _ = ingest(str(folder), "--workers", "2")
    assert (counts(out)["articles new"], counts(out)["articles failed"]) == ("15", "0")
    assert Event.objects.filter(reports=15).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "arguments",
    [[], ["x", "--published", "yesterday"], ["x", "--workers", "0"], ["x", "--format", "pdf"], ["x", "--status"]],
)
def test_wrong_usage_ends_with_two(arguments):
    with pytest.raises(CommandError) as error:
        call_command("ingest", *arguments)
    assert error.value.returncode == 2 or "argument" in str(error.value)


@pytest.mark.skipif(has_queue(), reason="there is a queue")
@pytest.mark.parametrize("arguments", [["x", "--queue"], ["--status"]])
def test_without_postgresql_there_is_no_queue(arguments):
    with pytest.raises(CommandError, match="needs PostgreSQL") as error:
        call_command("ingest", *arguments)
    assert error.value.returncode == 2


def test_explain_answers_a_line_for_each_line_in_order(monkeypatch):
    body = "Ann Example said on Monday that the talks had failed.\r\nA cold room\ud83d."
    lines = [{"id": 7, "text": body, "published": "2022-03-08"}, {"id": "b", "text": "Nothing here."}]
    text = "\n".join([json.dumps(lines[0]), "{broken", json.dumps(lines[1])])
    one, broken, two = explain(monkeypatch, text, "-", "--format", "jsonl", "--body", ends=1)
    assert (one["id"], two["id"], two["published"]) == ("7", "b", None)
    assert "error" in broken
    assert one["published"] == "2022-03-08"
    (timex,) = one["timexes"]
    assert body[timex["start"] : timex["end"]] == timex["text"] == "Monday"
    assert (timex["value"], timex["date"], timex["precision"]) == ("2022-03-07", "2022-03-07", "day")
    (attribution,) = one["attributions"]
    assert [body[start:end] for start, end in attribution["spans"]] == ["that the talks had failed"]
    assert body[attribution["speaker_start"] : attribution["speaker_end"]] == "Ann Example"
    (event,) = one["events"]
    (evidence,) = event["evidence"]
    assert body[evidence["start"] : evidence["end"]] == evidence["excerpt"]
    assert event["speaker"] == "Ann Example"


def test_explain_needs_no_database_and_names_every_rule(folder, capsys):
    call_command("explain", str(folder / "a.txt"))
    told = capsys.readouterr().out
    assert "2022-03-03 (day) by weekday" in told
    assert "→ Antony Blinken by" in told
    assert "“We shall talk again before the snow melts,”" in told
    call_command("explain", str(folder / "a.txt"), "--format", "json", "--published", "2022-03-11")
    row = json.loads(capsys.readouterr().out)
    assert (row["id"], row["published"]) == ("a.txt", "2022-03-11")
    assert {event["date"] for event in row["events"]} - {None} == {"2022-03-10"}


def test_explain_says_what_cannot_be_read(folder, capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("explain", str(folder / "nowhere.txt"))
    assert ended.value.code == 1
    assert "no such file" in capsys.readouterr().err


@pytest.mark.django_db
def test_explain_and_ingest_agree(folder, capsys):
    ingest(str(folder))
    call_command("explain", str(folder / "a.txt"), "--format", "json")
    explained = {event["id"]: event for event in json.loads(capsys.readouterr().out)["events"]}
    assert explained.keys() == set(Event.objects.values_list("public_id", flat=True))
    for event in Event.objects.all():
        assert explained[event.public_id]["headline"] == event.headline
        assert explained[event.public_id]["quotes"] == event.quotes


@pytest.mark.django_db
def test_evaluate_says_how_well_and_where_not(folder, tmp_path, capsys):
    ingest(str(folder))
    gold = {
        "article": "a",
        "title": "Ministers meet at the sea",
        "events": [
            {"anchor": "met Secretary of State", "kind": "event", "date": "2022-03-03", "precision": "day"},
            {"anchor": "nobody had asked him", "kind": "statement", "date": "2022-03-01", "precision": "day",
             "speaker": "Sergei Lavrov"},
            {"anchor": "never written", "kind": "plan", "date": None, "precision": "unknown"},
        ],
    }  # fmt: skip
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.json").write_text(json.dumps(gold))
    call_command("evaluate", str(tmp_path / "gold"))
    told = capsys.readouterr().out
    assert "a: title: 'Ministers meet at the lake', gold 'Ministers meet at the sea'" in told
    assert "a: missed plan by None: 'never written'" in told
    assert "a: date of 'nobody had asked him'" in told
    assert "full recall" in told
    assert "By speaker" in told


@pytest.mark.django_db
def test_evaluate_needs_gold(tmp_path):
    with pytest.raises(CommandError, match="No gold annotations"):
        call_command("evaluate", str(tmp_path))
    (tmp_path / "x.json").write_text('{"article": 5')
    with pytest.raises(CommandError, match=r"x\.json is no gold annotation"):
        call_command("evaluate", str(tmp_path))
