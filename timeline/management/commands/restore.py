"""Puts a backup back."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from timeline.backups import BackupError, restore


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # they would load every page of the site
    help = "Replace everything in the database by what a backup holds."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="what `backup` wrote")

    def handle(self, *_: Any, file: Path, **__: Any) -> None:
        try:
            restore(file)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The database is as it was in {file}. Run `migrate` if the backup is from an older version.")
