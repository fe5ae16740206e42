"""`rollups --rebuild | --verify`: the counts beside the events, made anew or held against a recount."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from timeline import rollups


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # they would load every page of the site
    help = "Count everything from scratch, or verify that the counts are right."

    def add_arguments(self, parser: ArgumentParser) -> None:
        act = parser.add_mutually_exclusive_group(required=True)
        act.add_argument("--rebuild", action="store_true", help="count everything from scratch")
        act.add_argument("--verify", action="store_true", help="compare with a recount; exit 1 if anything differs")

    def handle(self, **options: Any) -> None:
        if options["rebuild"]:
            self.stdout.write(f"{rollups.rebuild():,} events counted")
        elif any((wrong := rollups.verify()).values()):
            raise CommandError(", ".join(f"{table}: {number} rows differ" for table, number in wrong.items() if number))
        else:
            self.stdout.write("all counts are right")
