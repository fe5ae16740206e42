"""`python -m tests.bench.exporting --databases FOLDER --sizes 100000 [--datasette PROGRAM]`: how fast files leave.

A file of everything is fetched from gunicorn, in turns with Datasette's streaming CSV of the same events: of a table
that holds the very same columns, ready-made, and of the bare table of events, without names, evidence or order.
Seconds are processor time of the server, the least of some rounds, since what else the machine does is no one's fault;
Datasette is installed by whoever compares (`uv tool install datasette`)."""

from __future__ import annotations

import argparse
import contextlib
import csv
import http.client
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

PRODUCTION = {"DEBUG": "0", "SECRET_KEY": "for-benchmarks-only-" * 3, "ALLOWED_HOSTS": "127.0.0.1", "HTTPS": "0"}
PORT = 8941
TICKS = os.sysconf("SC_CLK_TCK")
FORMATS = ("csv", "jsonl", "json", "sources.csv", "ics", "xlsx")
DATASETTE = {
    "Datasette, a ready-made table of the same columns": "/flat/events.csv?_stream=on&_size=max",
    "Datasette, the bare table of events": "/bare/timeline_event.csv?_stream=on&_size=max",
}


@dataclass(frozen=True)
class Run:
    """One file fetched. Memory is the peak of the serving process over what it holds idle, in MB."""

    rows: int
    seconds: float
    first_byte: float
    elapsed: float
    memory: float

    def least(self, other: Run) -> Run:
        seconds, first = min(self.seconds, other.seconds), min(self.first_byte, other.first_byte)
        return replace(other, seconds=seconds, first_byte=first, elapsed=min(self.elapsed, other.elapsed))


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast files leave.")
    parser.add_argument("--databases", type=Path, required=True, help="a folder with <size>.sqlite3")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000])
    parser.add_argument("--formats", nargs="+", default=list(FORMATS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--datasette", help="the program to compare with")
    parser.add_argument("--output", type=Path, default=Path("docs/benchmarks.md"))
    options = parser.parse_args()
    lines = [line for size in options.sizes for line in measured(options, size)]
    kept = options.output.read_text().partition("\n## Exports\n")[0].rstrip("\n") if options.output.exists() else ""
    options.output.write_text(f"{kept}\n\n{HEAD}" + "".join(lines))


HEAD = """## Exports

Written by `python -m tests.bench.exporting`: files of everything through gunicorn, one worker, SQLite, uncompressed;
least processor time of the server over some rounds, in turns. Memory is the peak over an idle process.

| events | file | rows | seconds | rows a second | first byte, ms | peak memory, MB |
|---|---|---|---|---|---|---|
"""


def measured(options: argparse.Namespace, size: int) -> Iterator[str]:
    database = options.databases / f"{size}.sqlite3"
    with contextlib.ExitStack() as stack:
        ours = stack.enter_context(gunicorn(database))
        fetch(ours, PORT, "/events.csv?id=s0000001")
        asked = {f"events.{form}": (ours, PORT, f"/events.{form}") for form in options.formats}
        if options.datasette:
            scratch = stack.enter_context(tempfile.TemporaryDirectory())
            flat = flattened(Path(scratch) / "flat.db")
            theirs = stack.enter_context(datasette(options.datasette, flat, database))
            asked = {
                **dict(list(asked.items())[:1]),
                **{n: (theirs, PORT + 1, a) for n, a in DATASETTE.items()},
                **asked,
            }
        best: dict[str, Run] = {}
        for number in range(options.rounds):
            for name, (pid, port, address) in asked.items():
                if number == 0 or "csv" in address:
                    run = fetch(pid, port, address)
                    best[name] = run.least(best.get(name, run))
    for name, run in best.items():
        speed = f"{run.rows / run.seconds:,.0f}" if run.seconds else "–"
        yield (
            f"| {size:,} | {name} | {run.rows:,} | {run.seconds:.1f} | {speed} | {run.first_byte * 1000:.0f} "
            f"| {run.memory:.0f} |\n"
        )


@contextlib.contextmanager
def gunicorn(database: Path) -> Iterator[int]:
    """The process that answers."""
    environment = {**os.environ, **PRODUCTION, "DATABASE_URL": f"sqlite:///{database.resolve()}"}
    command = [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{PORT}", "--no-control-socket"]
    command += ["--worker-class", "gthread", "--threads", "4", "timeline.wsgi"]
    with serving(command, PORT, environment) as master:
        yield int(Path(f"/proc/{master}/task/{master}/children").read_text().split()[0])


@contextlib.contextmanager
def datasette(program: str, flat: Path, database: Path) -> Iterator[int]:
    bare = flat.with_name("bare.db")
    bare.symlink_to(database.resolve())
    limits = ["--setting", "max_csv_mb", "0", "--setting", "sql_time_limit_ms", "60000"]
    with serving([program, "serve", str(flat), str(bare), "-p", str(PORT + 1), *limits], PORT + 1) as process:
        yield process


@contextlib.contextmanager
def serving(command: list[str], port: int, environment: dict[str, str] | None = None) -> Iterator[int]:
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(300):
                with contextlib.suppress(OSError):
                    http.client.HTTPConnection("127.0.0.1", port, timeout=5).connect()
                    break
                time.sleep(0.1)
            yield process.pid
        finally:
            process.terminate()


def flattened(database: Path) -> Path:
    """The export as a table of its own, made of the very file."""
    answer = ask(PORT, "/events.csv?raw=1")
    rows = csv.reader(line.decode() for line in answer)
    names = next(rows)
    with contextlib.closing(sqlite3.connect(database)) as flat, flat:
        flat.execute(f"CREATE TABLE events ({', '.join(names)})")
        flat.executemany(f"INSERT INTO events VALUES ({', '.join('?' * len(names))})", rows)
    return database


def ask(port: int, address: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=3600)
    connection.request("GET", address)
    answer = connection.getresponse()
    if answer.status != 200:
        sys.exit(f"{address} answers {answer.status}")
    return answer


def fetch(pid: int, port: int, address: str) -> Run:
    Path(f"/proc/{pid}/clear_refs").write_text("5")
    idle, spent, started = memory(pid, "VmRSS"), processor(pid), time.perf_counter()
    answer = ask(port, address)
    part = answer.read1(1 << 16)
    first_byte = time.perf_counter() - started
    lines = 0
    while part:
        lines += part.count(b"\n")
        part = answer.read1(1 << 16)
    elapsed = time.perf_counter() - started
    rows = lines - (".jsonl" not in address)  # without the line that names the columns
    return Run(rows, processor(pid) - spent, first_byte, elapsed, memory(pid, "VmHWM") - idle)


def processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(pid: int, what: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what)) / 1024


if __name__ == "__main__":
    main()
