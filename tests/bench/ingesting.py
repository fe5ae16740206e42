"""What reading costs beside spaCy's parse alone, as ratios taken side by side: `python -m tests.bench.ingesting`.

The pages are made of paragraphs of the sample articles, drawn anew for each. Commands run as processes of their own;
their processor time and peak memory are what the system counts for them.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLES = ROOT / "articles" / "samples"
FEW, MANY, LONG = 50, 500, 850_000


class Spent(NamedTuple):
    """Seconds of processor and of wall clock, and peak memory in MB."""

    processor: float
    clock: float
    memory: float


def make_pages(folder: Path, number: int) -> Path:
    """A folder of so many distinct pages with headline, byline and date."""
    chance, lines = random.Random(1), paragraphs()
    folder.mkdir()
    for n in range(number):
        day = date(2022, 1, 20) + timedelta(chance.randrange(60))
        head = f"Report {n} on the talks over the border\n\nBy Jane Roe\n\n{day.day} {day:%B %Y}"
        page = "\n\n".join([head, *chance.sample(lines, chance.randrange(7, 16))])
        (folder / f"{n:04}.txt").write_text(page, encoding="utf-8")
    return folder


def make_long_page(folder: Path, characters: int) -> Path:
    """A folder with one page of so many characters."""
    chance = random.Random(2)
    sentences = [sentence for line in paragraphs() for sentence in line.split(". ") if len(sentence) > 40]
    body: list[str] = []
    size = 0
    while size < characters:  # of sentences drawn anew, since a line that comes again is taken for furniture
        body.append(". ".join(chance.sample(sentences, 4)) + ".")
        size += len(body[-1]) + 1
    folder.mkdir()
    (folder / "long.txt").write_text("\n".join(body)[:characters], encoding="utf-8")
    return folder


def paragraphs() -> list[str]:
    texts = (page.read_text(encoding="utf-8") for page in sorted(SAMPLES.glob("*.txt")))
    return [line for text in texts for line in text.split("\n") if len(line) > 80]


def run(*arguments: str, database: Path) -> Spent:
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(arguments)} ends with {process.returncode}")
    return Spent(usage.ru_utime + usage.ru_stime, time.perf_counter() - started, usage.ru_maxrss / 1024)


def ingest(pages: Path, workers: int = 1) -> Spent:
    """What `manage.py ingest` of a folder into an empty database takes."""
    with tempfile.TemporaryDirectory() as scratch:
        database = Path(scratch, "db.sqlite3")
        run("manage.py", "migrate", "-v0", database=database)
        return run("manage.py", "ingest", str(pages), "--workers", str(workers), database=database)


def parse(pages: Path) -> Spent:
    """What loading the model and a bare `nlp.pipe` over the same pages take."""
    return run("-m", "tests.bench.ingesting", "--parse", str(pages), database=pages / "none")


def parse_here(pages: Path) -> None:
    from articles.extraction.language import load_nlp

    for _ in load_nlp().pipe((page.read_text(encoding="utf-8") for page in sorted(pages.iterdir())), batch_size=12):
        pass


def share_of_rules(pages: Path) -> float:
    """The time of everything else in extraction, over that of the parse, on pages already loaded."""
    from articles.extraction.gazetteer import load_gazetteer
    from articles.extraction.language import load_nlp
    from articles.extraction.pipeline import Job, extract_many

    nlp, gazetteer = load_nlp(), load_gazetteer()
    jobs = [Job(page.read_text(encoding="utf-8")) for page in sorted(pages.iterdir())]
    bodies = [extraction.page.body for extraction in extract_many(jobs, nlp=nlp, gazetteer=gazetteer)]
    parsing = whole = 0.0
    for _ in range(3):
        started = time.process_time()
        for _ in nlp.pipe(bodies, batch_size=12):
            pass
        parsed = time.process_time()
        for _ in extract_many(jobs, nlp=nlp, gazetteer=gazetteer):
            pass
        parsing += parsed - started
        whole += time.process_time() - parsed
    return whole / parsing - 1


def report(few: int = FEW, many: int = MANY, long: int = LONG) -> list[str]:
    with tempfile.TemporaryDirectory() as scratch:
        small, large = (make_pages(Path(scratch, str(number)), number) for number in (few, many))
        rules = share_of_rules(small)
        bare, one, little = parse(large), ingest(large), ingest(small)
        two = ingest(large, workers=2)
        longest = ingest(make_long_page(Path(scratch, "long"), long))
    return [
        "",
        "## Reading",
        "",
        f"Pages of about 400 words. Processor time as ratios taken side by side; {os.cpu_count()} processors.",
        "",
        "| measure | figure |",
        "|---|---|",
        f"| rules beside the parse | {rules:.2f} of its time |",
        f"| `ingest` of {many} pages / bare `nlp.pipe` of them | {one.processor / bare.processor:.2f} |",
        f"| {many} pages / {few} pages | {one.processor / little.processor:.2f} |",
        f"| two workers / one, by the clock | {one.clock / two.clock:.2f} times as fast |",
        f"| peak memory, {few} pages / {many} pages | {little.memory:.0f} / {one.memory:.0f} MB |",
        f"| peak memory, one page of {long:,} characters | {longest.memory:.0f} MB, {longest.processor:.0f} s |",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description="What reading costs beside the parse.")
    parser.add_argument("--pages", type=int, nargs=2, default=[FEW, MANY])
    parser.add_argument("--long", type=int, default=LONG)
    parser.add_argument("--parse", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.parse:
        parse_here(options.parse)
    else:
        print("\n".join(report(*options.pages, long=options.long)))


if __name__ == "__main__":
    main()
