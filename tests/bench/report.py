"""What was measured, as a page of the documentation."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median, quantiles

from .in_process import PAGES, RAW


def report(
    measured: dict[str, dict],
    served: dict[str, tuple[float, float]] | None,
    made: dict[int, float],
    largest: int,
    rounds: int,
) -> str:
    return "\n".join(
        (
            "# Benchmarks",
            "",
            "Written by `make bench`. Machines differ and are shared: what counts are the ratios, taken side",
            "by side in one run. Nothing is kept from one answer to the next (`REMEMBER_ANSWERS=0`). The events",
            "are made up: two years, 5,000 actors and 4,000 words by Zipf's law.",
            "",
            "## In process",
            "",
            f"Milliseconds of processor time, median / 95th percentile of {rounds} answers, and kB before compression.",
            "",
            *_pages(measured),
            "",
            *_raw(measured),
            "",
            f"Peak memory of a process that answers: {_joined(measured, 'memory', ' MB')}.",
            *(("", f"Made, counted and indexed by `synthesize`: {_seconds(made)}.") if made else ()),
            "",
            "## Through a server",
            "",
            *_served(served, largest),
            "",
        )
    )


def _pages(measured: dict[str, dict]) -> Iterable[str]:
    names = list(measured)
    sizes = [name for name in names if name[0].isdigit()]
    yield f"| page | {' | '.join(names)} | {sizes[-1]} / {sizes[0]} | kB |"
    yield "|---|" + "---|" * (len(names) + 2)
    for page in PAGES:
        cells = " | ".join(_times(measured[name]["times"][page]) for name in names)
        growth = median(measured[sizes[-1]]["times"][page]) / median(measured[sizes[0]]["times"][page])
        yield f"| {page} | {cells} | {growth:.2f} | {measured[sizes[-1]]['bytes'][page] / 1000:.0f} |"


def _times(times: list[float]) -> str:
    return f"{median(times):.0f} / {quantiles(times, n=20)[-1]:.0f}"


def _raw(measured: dict[str, dict]) -> Iterable[str]:
    said = []
    for name, one in measured.items():
        raw, page = median(one["times"][RAW]), median(one["times"]["front page"])
        said.append(f"{raw:.0f} ms at {name} ({page / raw:.2f} × as long for the page)")
    yield f"For comparison, {RAW}: {', '.join(said)}."


def _joined(measured: dict[str, dict], key: str, unit: str) -> str:
    return ", ".join(f"{one[key]:.0f}{unit} at {name}" for name, one in measured.items())


def _seconds(made: dict[int, float]) -> str:
    return ", ".join(f"{seconds:.0f} s for {size:,}" for size, seconds in made.items())


def _served(served: dict[str, tuple[float, float]] | None, largest: int) -> Iterable[str]:
    if served is None:
        yield "Not measured: `wrk` or `uv` is missing."
        return
    yield f"Requests a second at {largest:,} events on SQLite, four connections, one process each: gunicorn with this"
    yield "project, and Datasette with the same filter, four facets and fifty rows, its time limits lifted."
    yield ""
    yield "| page | this project | Datasette | ratio |"
    yield "|---|---|---|---|"
    for name, (ours, theirs) in served.items():
        ratio = f"{ours / theirs:.0f}" if theirs else "–"
        yield f"| {name} | {ours:.1f} | {theirs:.2f} | {ratio} |"
