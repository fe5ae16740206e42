"""`synthesize --events N`: an empty database filled with a made-up chronology, for benchmarks."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import Progress

from timeline.synthesis import HoldsRealArticles, synthesize


class Command(BaseCommand):
    help = "Fill an empty database with made-up events for benchmarks; refuses one that holds real articles."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--events", type=int, required=True, help="how many")
        parser.add_argument("--actors", type=int, default=5_000, help="how many actors share them (Zipf's law)")
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same chronology")

    def handle(self, **options: Any) -> None:
        with Progress(disable=not self.stdout.isatty()) as bar:
            task = bar.add_task("events", total=options["events"])
            try:
                written = synthesize(
                    options["events"],
                    actors=options["actors"],
                    seed=options["seed"],
                    progress=lambda done: bar.update(task, completed=done),
                )
            except HoldsRealArticles as problem:
                raise CommandError(str(problem)) from problem
        self.stdout.write(f"{written} made-up events")
