"""`python -m tests.bench [--sizes 10000 100000 1000000] [--postgres URL] [--output docs/benchmarks.md]`: how pages grow
with the events, and how many are answered in a second.

Each size gets a made-up database of its own in a temporary folder (or in `--databases`, to be kept). A PostgreSQL
database is measured beside them if one is named; an empty one is filled first."""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from . import in_process, serving
from .report import report
from .running import manage

ROUNDS = 20
HAS_EVENTS = "holds articles or events already"


def main() -> None:
    parser = argparse.ArgumentParser(description="How pages grow with the events.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seconds", type=int, default=10, help="how long each page is asked for through a server")
    parser.add_argument("--databases", type=Path, help="a folder with <size>.sqlite3 made before, or to be kept")
    parser.add_argument("--postgres", metavar="URL", help="a PostgreSQL database to be measured as well")
    parser.add_argument("--output", type=Path, default=Path("docs/benchmarks.md"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = (options.databases or Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        urls = {f"{size:,}": f"sqlite:///{folder / f'{size}.sqlite3'}" for size in sorted(options.sizes)}
        made = {}
        for size, url in zip(sorted(options.sizes), urls.values(), strict=True):
            if not (folder / f"{size}.sqlite3").exists():
                made[size] = make(url, size)
        largest = folder / f"{max(options.sizes)}.sqlite3"
        if options.postgres:
            urls["PostgreSQL"] = options.postgres
            make(options.postgres, max(options.sizes))
        measured = in_process.measure(urls, options.rounds)
        served = serving.measure(largest, Path(scratch), options.seconds)
    options.output.write_text(report(measured, served, made, max(options.sizes), options.rounds))


def make(url: str, size: int) -> float:
    """Seconds that a made-up chronology took; next to none where it was made before."""
    manage(url, "migrate", "-v0")
    started = time.perf_counter()
    manage(url, "synthesize", "--events", str(size), fails=(HAS_EVENTS,))
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
