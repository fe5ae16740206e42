"""Pages through a server under wrk, beside Datasette on the same database file: one process each, one after the other
for every page, Datasette with the limits lifted at which it would leave facets out."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .running import environment

OURS, THEIRS = 8411, 8412
CONNECTIONS = 4
_FACETS = "_facet=kind&_facet=speaker_id&_facet=status&_facet=precision&_sort_desc=day&_size=50"
_THROUGH = '_through={{"table":"timeline_participation","column":"actor_id","value":"{0}"}}'
PAIRS = {
    "everything": ("/", f"/{{database}}/timeline_event?{_FACETS}"),
    "another actor each time": (
        "/?actor=actor-{0:04d}",
        f"/{{database}}/timeline_event?{_THROUGH.replace('{{', '%7B').replace('}}', '%7D')}&{_FACETS}",
    ),
}
_VARIED = """
local n = 0
local paths = {%s}
request = function()
  n = n %% #paths + 1
  return wrk.format("GET", paths[n])
end
"""


def measure(database: Path, scratch: Path, seconds: int) -> dict[str, tuple[float, float]] | None:
    """By page the requests a second of ours and of Datasette; None where wrk or uv is missing."""
    if not (shutil.which("wrk") and shutil.which("uv")):
        return None
    datasette = scratch / "datasette"
    subprocess.run(["uv", "venv", "-q", str(datasette)], check=True)
    subprocess.run(["uv", "pip", "install", "-q", "-p", str(datasette / "bin/python"), "datasette"], check=True)
    found = {}
    with _ours(database), _theirs(datasette, database):
        for name, (ours, theirs) in PAIRS.items():
            rates = [
                _rate(OURS, _paths(ours, database), scratch, seconds),
                _rate(THEIRS, _paths(theirs, database), scratch, seconds),
            ]
            found[name] = (rates[0], rates[1])
    return found


def _paths(path: str, database: Path) -> list[str]:
    """The address, or those of two hundred actors."""
    path = path.replace("{database}", database.stem)
    return [path.format(number) for number in range(1, 201)] if "{0" in path else [path]


def _rate(port: int, paths: list[str], scratch: Path, seconds: int) -> float:
    script = scratch / "paths.lua"
    script.write_text(_VARIED % ", ".join(f"[[{path}]]" for path in paths))
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "60s", "-s", str(script)]
    said = subprocess.run([*command, f"http://127.0.0.1:{port}"], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said:
        sys.exit(said)
    rate = re.search(r"Requests/sec:\s*([\d.]+)", said)
    return float(rate[1]) if rate else 0.0


@contextmanager
def _ours(database: Path) -> Iterator[None]:
    command = [str(Path(sys.executable).with_name("gunicorn")), "timeline.wsgi:application", "--workers", "1"]
    url = f"sqlite:///{database}"
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], env=environment(url), check=True)
    with _server([*command, "--bind", f"127.0.0.1:{OURS}", "--log-level", "error"], OURS, environment(url)):
        yield


@contextmanager
def _theirs(datasette: Path, database: Path) -> Iterator[None]:
    limits = ("sql_time_limit_ms", "60000", "facet_time_limit_ms", "60000", "suggest_facets", "off")
    settings = [word for at in range(0, len(limits), 2) for word in ("--setting", *limits[at : at + 2])]
    command = [str(datasette / "bin/datasette"), "serve", str(database), "--port", str(THEIRS), *settings]
    with _server(command, THEIRS, None):
        yield


@contextmanager
def _server(command: list[str], port: int, env: dict[str, str] | None) -> Iterator[None]:
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(120):
            with suppress(urllib.error.URLError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60).close()
                break
            time.sleep(0.5)
        yield
    finally:
        server.terminate()
        server.wait(30)
