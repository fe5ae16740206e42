"""`manage.py export events --format csv --output events.csv --query 'actor=nato'`."""

from __future__ import annotations

import gc
import io
import os
import sys
import zipfile
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from timeline.exports.datasets import DATASETS, Export
from timeline.exports.registry import COMMAND_FORMATS, GOLD
from timeline.forms import EventFilter


class Command(BaseCommand):
    help = "Write events, articles, actors or corrections in any format, with the filter of the timeline's addresses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("dataset", choices=list(DATASETS))
        parser.add_argument(
            "--format", required=True, help="; ".join(f"{k}: {', '.join(v)}" for k, v in COMMAND_FORMATS.items())
        )
        parser.add_argument("--output", type=Path, help="A file, or a folder for gold; without it, standard output.")
        parser.add_argument("--query", default="", help="For example 'actor=nato&from=2022-02-01'.")
        parser.add_argument("--raw", action="store_true", help="CSV for programs: no byte order mark, no guards.")

    def handle(self, *_: Any, dataset: str, output: Path | None, query: str, raw: bool, **options: Any) -> None:
        if (format_ := COMMAND_FORMATS[dataset].get(options["format"])) is None:
            known = ", ".join(COMMAND_FORMATS[dataset])
            raise CommandError(f"{dataset} cannot be written as {options['format']!r}; choose one of: {known}.")
        question = EventFilter.parse(query.removeprefix("?"), staff=True)
        if not question.is_valid:
            raise CommandError("\n".join(f"{name}: {' '.join(told)}" for name, told in question.errors.items()))
        export = Export(question.apply(), question.selection(), settings.SITE_URL, timezone.now(), raw=raw, bodies=True)
        data = DATASETS[dataset]
        count = data.count(export)
        if format_.most is not None and count > format_.most:
            raise CommandError(f"{format_.label} holds at most {format_.most} {dataset}; these are {count}.")
        self.stderr.write(f"{count} {dataset}")
        parts = format_.write(data, export)
        if format_ is GOLD and output and (output.is_dir() or not output.suffix):
            _unpack(b"".join(parts), output)
            return
        gc.freeze()
        try:
            _write(parts, output)
        except BrokenPipeError:  # whoever reads has seen enough, as in `export … | head`
            sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}") from error


def _write(parts: Iterator[bytes], output: Path | None) -> None:
    """To standard output, or to a file that appears when it is whole."""
    if output is None:
        for part in parts:
            sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()
        return
    unfinished = output.with_name(f"{output.name}.part")
    try:
        with unfinished.open("wb") as file:
            file.writelines(parts)
        unfinished.replace(output)
    finally:
        unfinished.unlink(missing_ok=True)


def _unpack(archive: bytes, folder: Path) -> None:
    """Gold as evaluate takes it: a folder with a file for each article."""
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        files.extractall(folder)
