"""Compares what is in the database with gold annotations."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from timeline.evaluation import Tally, evaluate, found_in_database, measured, read_gold, same_actor
from timeline.evaluation import record as keep


class Command(BaseCommand):
    help = "Precision, recall and F1 of what is in the database against gold annotations, with the disagreements."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("gold", type=Path, metavar="GOLD_DIR", help="a folder of annotations, one JSON an article")
        parser.add_argument(
            "--record", metavar="WORDS", help="keep the figures for the About page; the words say which pages these are"
        )

    def handle(self, *_: Any, gold: Path, record: str | None, **__: Any) -> None:
        try:
            annotations = read_gold(gold)
        except ValueError as error:
            raise CommandError(str(error)) from error
        if not annotations:
            raise CommandError(f"No gold annotations (*.json) in {gold}.")
        names = {annotation.article for annotation in annotations}
        by_editors = {annotation.article for annotation in annotations if annotation.by_editors}
        score = evaluate(annotations, found_in_database(names, by_editors), same_actor())
        for words in score.disagreements:
            self.stdout.write(words)
        console = Console(file=self.stdout, width=100)  # type: ignore[arg-type]
        figures = Table("figure", "value", title=f"{len(annotations)} articles, {score.total.items} items")
        for name, value in score.figures().items():
            figures.add_row(name, f"{value:.3f}")
        console.print(figures)
        if record:
            keep(measured(record, len(annotations), score, timezone.now().date()))
        for title, tallies in (("rule", score.by_rule), ("kind", score.by_kind), ("speaker", score.by_speaker)):
            console.print(_breakdown(title, tallies))


def _breakdown(title: str, tallies: Mapping[str, Tally]) -> Table:
    """Where most is wrong stands first. Rules have no items of their own, for gold does not name them."""
    columns = ("items", "met", "fully right", "found", "in gold", "fully right")
    table = Table(title, *columns, title=f"By {title}")
    worst_first = sorted(tallies.items(), key=lambda pair: (_wrong(pair[1]), pair[0]), reverse=True)
    for name, tally in worst_first:
        counts = (tally.items, tally.met, tally.full, tally.findings, tally.covered, tally.covered_full)
        table.add_row(name or "–", *map(str, counts))
    return table


def _wrong(tally: Tally) -> int:
    return (tally.items - tally.full) + (tally.findings - tally.covered_full)
