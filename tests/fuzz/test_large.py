"""Bombs and monsters: refused by name in bounded memory, and what is good beside them goes in."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

from tests.faults.databases import ROOT, Database

MB = 1_000_000
GOOD = "Foreign Minister Sergey Lavrov said on 24 February 2022 that the talks had failed. Nobody else was there.\n"
MOST_MEMORY = 600 * MB
MEASURED = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
print("peak", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""  # a small process between: what the tests' own process holds would count as its child's peak


def monsters(folder: Path) -> dict[str, str]:
    """Files, and the reason for which each is refused."""
    packed_zeros = gzip.compress(bytes(200 * MB), 1)
    files = {
        "line.txt": (b"word " * 20 * MB, "larger than 5 MB"),
        "line.jsonl": (b'{"text": "' + b"word " * 20 * MB + b'"}', "a line longer than 32 MB"),
        "bomb.txt.gz": (packed_zeros, "larger than 5 MB"),
        "bomb.jsonl.gz": (packed_zeros, "unpacks to more than 150 times its size"),
        "deep.json": (b"[" * 100_000, "not JSON"),
        "deep.jsonl": (b'{"text":' * 50_000 + b"\n", "not JSON"),
        "half.warc.gz": (
            gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999999999\r\n")[:-9],
            "broken",
        ),
        "tags.html": (b"<p>" * 20_000, "no text in the HTML"),
    }
    for name, (data, _) in files.items():
        (folder / name).write_bytes(data)
    return {name: reason for name, (_, reason) in files.items()}


def test_monsters_are_refused_by_name_in_bounded_memory(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    reasons = monsters(folder)
    (folder / "good.txt").write_text(GOOD)
    (folder / "good.jsonl").write_text(json.dumps({"text": GOOD, "title": "\u202e" * 9, "published": "9" * 99}))
    (folder / "deep.html").write_text(f"<html><body>{'<div>' * 5_000}<p>{GOOD * 9}</p>{'</div>' * 5_000}</body></html>")
    database = Database(f"sqlite:///{tmp_path}/test.sqlite3")
    database.manage("migrate", "-v0")
    command = [sys.executable, "-c", MEASURED, sys.executable, "manage.py", "ingest", str(folder)]
    process = subprocess.run(command, cwd=ROOT, env=database.environment, capture_output=True, text=True)
    output = process.stdout + process.stderr
    assert process.returncode == 1, output
    assert "Traceback" not in output
    for name, reason in reasons.items():
        assert re.search(rf"^{name}(:1)?: .*{reason}", output, re.MULTILINE), (name, output)
    assert database.count("articles_article") >= 2
    assert int(process.stdout.rsplit("peak ", 1)[1]) * 1024 < MOST_MEMORY
