"""Score extraction on annotated articles from end to end: `python -m tests.measure.seeds DIRECTORY`.

DIRECTORY holds `seeds/` (raw pages) and `gold/` (annotations and `score.py`). The pages are ingested into a database of
their own, exported, and scored; figures below FLOORS, the ones reached so far, fail the run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

FLOORS = {"metadata": 0.99, "event_f1": 0.97, "full_f1": 0.88, "speaker": 0.93, "date": 0.91, "actor_recall": 0.88}
FLOORS |= {"quote_recall": 0.98, "quote_precision": 0.95}
CEILINGS = {"furniture_events": 0, "misplaced_excerpts": 0}


def manage(*args: str, database: Path) -> None:
    env = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
    subprocess.run([sys.executable, "manage.py", *args], check=True, env=env)


def figures(directory: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        database, articles, events = (Path(folder) / name for name in ("db.sqlite3", "articles.json", "events.json"))
        manage("migrate", "-v", "0", database=database)
        manage("ingest", str(directory / "seeds"), database=database)
        manage("export", "articles", "--format", "json", "--output", str(articles), database=database)
        manage("export", "events", "--format", "json", "--output", str(events), database=database)
        scorer = [
            sys.executable,
            str(directory / "gold" / "score.py"),
            str(directory / "gold"),
            str(articles),
            str(events),
        ]
        return json.loads(subprocess.run([*scorer, "--json"], check=True, capture_output=True, text=True).stdout)


def main(directory: str) -> int:
    found = figures(Path(directory))
    for name, value in found.items():
        print(f"{name:20} {value:.3f}" if isinstance(value, float) else f"{name:20} {value}")
    short = [f"{name} {found[name]:.3f} < {floor}" for name, floor in FLOORS.items() if found[name] < floor]
    short += [f"{name} {found[name]} > {ceiling}" for name, ceiling in CEILINGS.items() if found[name] > ceiling]
    for line in short:
        print("below the figure reached so far:", line, file=sys.stderr)
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
