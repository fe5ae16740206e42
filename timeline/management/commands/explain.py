"""Shows what extraction finds in a text, and by which rule."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from timeline.explaining import as_row, as_text, explain


class Command(BaseCommand):
    help = "Show every date, actor, attribution and event that extraction finds, with the rule behind it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE", help="- or none: standard input")
        parser.add_argument("--published", type=date.fromisoformat, metavar="DATE", help="when it was published")
        parser.add_argument(
            "--body", action="store_true", help="the text is a clean body; offsets count into it as it is"
        )
        parser.add_argument("--format", choices=("text", "json", "jsonl"), default="text", dest="form")

    def handle(self, *_: Any, files: list[str], published: date | None, body: bool, form: str, **__: Any) -> None:
        rows, failed = [], False
        for name, found in explain(files or ["-"], lines=form == "jsonl", body=body, published=published):
            if isinstance(found, str):
                failed = True
                self.stderr.write(f"{name}: {found}")
                row = {"id": name, "error": found}
            elif form == "text":
                self.stdout.write("\n".join(as_text(name, found)))
                continue
            else:
                row = as_row(name, found)
            if form == "jsonl":
                self.stdout.write(json.dumps(row))
                self.stdout.flush()
            rows += [row] if form == "json" else []
        if form == "json":
            self.stdout.write(json.dumps(rows[0] if len(rows) == 1 else rows, indent=2, ensure_ascii=False))
        if failed:
            sys.exit(1)
