"""`python -m tests.bench [--sizes 10000 100000] [--output docs/benchmarks.md]`: how pages grow with the events.

Each size gets a made-up database of its own in a temporary folder. Pages are asked for in process, in turns over all
sizes, so that what else the machine does falls on all alike; nothing is kept between two answers. Processor time is
what the page costs; the ratio between sizes is what counts, for machines differ."""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

PAGES = {
    "front page": "/",
    "one actor": "/?actor=actor-0001",
    "two actors, any": "/?actor=actor-0001&actor=actor-0002",
    "two actors, together": "/?actor=actor-0001&actor=actor-0002&match=all",
    "a rare actor": "/?actor=actor-0300",
    "a common word": "/?q=word0001",
    "a rarer word": "/?q=word0500",
    "days": "/?from=2022-01-01&to=2022-03-01",
    "an actor's page": "/actors/actor-0003/",
    "comparison": "/compare/?left=actor-0001&right=actor-0002",
    "one outlet (counted live)": "/?publisher=Outlet+05",
}
FIRST_PAGE, ROUNDS = "/", 20
PRODUCTION = {"DEBUG": "0", "SECRET_KEY": "for-benchmarks-only-" * 3, "ALLOWED_HOSTS": "testserver", "HTTPS": "0"}
COLD = {"REMEMBER_ANSWERS": "0", "DJANGO_SETTINGS_MODULE": "timeline.settings"}


def main() -> None:
    parser = argparse.ArgumentParser(description="How pages grow with the events.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--databases", type=Path, help="a folder with <size>.sqlite3 made before, or to be kept")
    parser.add_argument("--output", type=Path, default=Path("docs/benchmarks.md"))
    parser.add_argument("--answer", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.answer:
        answer(options.rounds)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.databases or Path(scratch)
        made = {size: make(folder / f"{size}.sqlite3", size) for size in options.sizes}
        measured = measure(folder, options.sizes, options.rounds)
    options.output.write_text(report(options.sizes, made, measured, options.rounds))


def make(database: Path, size: int) -> float | None:
    """Seconds that a made-up database took; None if it was there."""
    if database.exists():
        return None
    started = time.perf_counter()
    run(database, "manage.py", "migrate", "-v0")
    run(database, "manage.py", "synthesize", "--events", str(size))
    return time.perf_counter() - started


def measure(folder: Path, sizes: list[int], rounds: int) -> dict[int, dict]:
    """Of each size the milliseconds of every page, and the memory; the sizes answer in turns."""
    found: dict[int, dict] = {size: {"pages": {name: [] for name in PAGES}, "memory": 0} for size in sizes}
    for _ in range(2):
        for size in sizes:
            said = json.loads(
                run(folder / f"{size}.sqlite3", "-m", "tests.bench", "--answer", f"--rounds={rounds // 2}")
            )
            found[size]["memory"] = max(found[size]["memory"], said["memory"])
            for name, times in said["pages"].items():
                found[size]["pages"][name] += times
    return found


def run(database: Path, *arguments: str) -> str:
    environment = {**os.environ, **PRODUCTION, **COLD, "DATABASE_URL": f"sqlite:///{database.resolve()}"}
    done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    return done.stdout


def answer(rounds: int) -> None:
    """In a process of one size: ask for every page and print how long each took, and the memory in MB."""
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    client = Client()
    client.get(FIRST_PAGE)
    pages: dict[str, list[float]] = {name: [] for name in PAGES}
    for _ in range(rounds):
        for name, address in PAGES.items():
            started = time.process_time()
            status = client.get(address).status_code
            pages[name].append((time.process_time() - started) * 1000)
            if status != 200:
                sys.exit(f"{address} answers {status}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"pages": pages, "memory": memory}))


def report(sizes: list[int], made: dict[int, float | None], measured: dict[int, dict], rounds: int) -> str:
    smallest, largest = min(sizes), max(sizes)
    head = " | ".join(f"{size:,}: median / p95" for size in sizes)
    lines = [
        "# Benchmarks",
        "",
        f"Written by `make bench`. Milliseconds of processor time in process on SQLite, {rounds} answers of each page,",
        "none of them kept from an earlier one; made-up chronologies of two years and 5,000 actors (Zipf's law).",
        "",
        f"| page | {head} | {largest:,} / {smallest:,} |",
        f"|---|{'---|' * (len(sizes) + 1)}",
    ]
    for name in PAGES:
        times = {size: measured[size]["pages"][name] for size in sizes}
        cells = " | ".join(f"{median(times[size]):.0f} / {quantiles(times[size], n=20)[-1]:.0f}" for size in sizes)
        lines.append(f"| {name} | {cells} | {median(times[largest]) / median(times[smallest]):.2f} |")
    memory = ", ".join(f"{measured[size]['memory']:.0f} MB at {size:,}" for size in sizes)
    lines += ["", f"Peak memory of a process that answers: {memory}."]
    if spent := [f"{seconds:.0f} s for {size:,}" for size, seconds in made.items() if seconds]:
        lines += ["", f"Made, counted and indexed by `synthesize`: {', '.join(spent)}."]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
