"""Reads articles into the chronology."""

from __future__ import annotations

import logging
import signal
import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from timeline.ingest.leaving import leave_all
from timeline.ingest.queue import has_queue, latest_reasons, progress
from timeline.ingest.readers import FORMATS, BadInput
from timeline.ingest.run import DatabaseGone, Options, Report, ingest, patiently

log = logging.getLogger(__name__)
NO_QUEUE = "a queue needs PostgreSQL: set DATABASE_URL=postgres://…"


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # they would load every page of the site
    help = "Read articles into the database: .txt, .html, .json, .jsonl, .warc.gz, each also gzipped, and folders."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", metavar="PATH", help="a file, a folder, or - for standard input")
        parser.add_argument("--published", type=date.fromisoformat, metavar="DATE", help="the publication date of all")
        parser.add_argument("--workers", type=_positive, default=1, metavar="N", help="processes that extract")
        parser.add_argument("--queue", action="store_true", help="leave the work to workers (PostgreSQL only)")
        parser.add_argument("--status", action="store_true", help="say how far the workers are, and nothing else")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done and write nothing")
        parser.add_argument("--format", choices=FORMATS, default="auto", dest="form", help="what the inputs are")

    def handle(self, *_: Any, **given: Any) -> None:
        if (given["queue"] or given["status"]) and not has_queue():
            raise CommandError(NO_QUEUE, returncode=2)
        if bool(given["paths"]) == given["status"]:
            raise CommandError("give one or more PATHs, or --status alone", returncode=2)
        try:
            if given["status"]:
                patiently(self._tell)
            else:
                self._run(given)
        except DatabaseGone as gone:
            raise CommandError(f"The database cannot be used: {gone}") from gone
        except KeyboardInterrupt as stop:
            raise CommandError("Stopped. Run it again, and it goes on where it was.", returncode=130) from stop

    def _run(self, given: dict[str, Any]) -> None:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        settings.DEBUG = False  # Django logs every query in debug mode, and asks SQLite a second time to word it
        options = Options(given["published"], given["workers"], given["dry_run"], given["form"])
        run = leave_all if given["queue"] else ingest
        bar = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
            console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True,
        )  # fmt: skip
        with bar:
            articles = bar.add_task("articles", total=None)
            report = run(given["paths"], options, on_bad=self._name, on_done=lambda: bar.advance(articles))
        self._close(report, given["dry_run"])
        log.info("ingest", extra={**report.articles, "seconds": round(report.seconds, 1)})
        if report.articles["failed"]:
            sys.exit(1)

    def _name(self, bad: BadInput) -> None:
        self.stderr.write(f"{bad.name}: {bad.reason}")

    def _tell(self) -> None:
        queue = progress()
        for kind, number in (
            ("waiting", f"{queue.waiting:,}"), ("of these in work", f"{queue.in_work:,}"),
            ("workers", f"{queue.workers:,}"), ("set aside", f"{queue.set_aside:,}"),
        ):  # fmt: skip
            self.stdout.write(f"{kind:<18}{number:>10}")
        for origin, reason in latest_reasons():
            self.stdout.write(f"{origin}: {reason}")

    def _close(self, report: Report, dry_run: bool) -> None:
        table = Table(title="Nothing was written" if dry_run else None, show_header=False)
        for kind, counts in (("articles", report.articles), ("events", report.events)):
            for name, number in counts.items():
                table.add_row(kind, name, f"{number:,}")
        table.add_row("", "seconds", f"{report.seconds:.1f}")
        console = Console(file=self.stdout, width=60)  # type: ignore[arg-type]
        console.print(table)
        if report.passed_over:
            console.print(f"{report.passed_over} JSON files without text passed over.")


def _positive(value: str) -> int:
    if (number := int(value)) < 1:
        raise ValueError
    return number
