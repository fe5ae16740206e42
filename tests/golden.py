"""Gains and losses of extraction on the sample articles against the accepted output.

    python -m tests.golden             show what changed since the output was accepted
    python -m tests.golden --accept    take today's output as the accepted one

Each line is one item: article, sentence, kind, days, speaker. A changed line says whether the annotations beside the
samples call it right, so that each change of a rule shows what it won and what it lost.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from articles.extraction.gazetteer import load_gazetteer
from articles.extraction.language import load_nlp
from articles.extraction.pipeline import Job, extract_many

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "articles" / "samples"
ACCEPTED = ROOT / "tests" / "golden.tsv"
COLUMNS = ("article", "sentence", "kind", "date", "date_end", "speaker")

Row = tuple[str, ...]


def rows_of_samples() -> list[Row]:
    """One row for every sentence of every event, sorted."""
    pages = sorted(SAMPLES.glob("*.txt"))
    jobs = (Job(page.read_text(encoding="utf-8")) for page in pages)
    extractions = extract_many(jobs, nlp=load_nlp(), gazetteer=load_gazetteer())
    rows = []
    for page, extraction in zip(pages, extractions, strict=True):
        for event in extraction.events:
            days = str(event.date or ""), str(event.date_end or "")
            for evidence in event.evidence:
                sentence = " ".join(evidence.excerpt.split())
                rows.append((page.stem, sentence, event.kind, *days, event.speaker or ""))
    return sorted(rows)


def accepted_rows() -> list[Row]:
    lines = ACCEPTED.read_text(encoding="utf-8").splitlines()[1:] if ACCEPTED.exists() else []
    return [tuple(line.split("\t")) for line in lines]


def annotations() -> dict[str, list[dict]]:
    return {
        gold["article"]: gold["events"]
        for gold in (json.loads(path.read_text(encoding="utf-8")) for path in (SAMPLES / "gold").glob("*.json"))
    }


def is_right(row: Row, gold: dict[str, list[dict]]) -> bool:
    """Whether some annotated item of the sentence has the row's kind, first day and speaker."""
    article, sentence, kind, day, _, speaker = row
    return any(
        " ".join(item["anchor"].split()) in sentence
        and (item["kind"], item["date"] or "", item["speaker"] or "") == (kind, day, speaker)
        for item in gold.get(article, [])
    )


def report(now: list[Row], before: list[Row]) -> list[str]:
    gold = annotations()
    lines = []
    for sign, rows in (("-", set(before) - set(now)), ("+", set(now) - set(before))):
        lines += [f"{sign} {'right' if is_right(row, gold) else 'wrong'}  " + " | ".join(row) for row in rows]
    return sorted(lines, key=lambda line: line[2:])


def main() -> int:
    now = rows_of_samples()
    if "--accept" in sys.argv:
        text = "\n".join("\t".join(row) for row in [COLUMNS, *now]) + "\n"
        ACCEPTED.write_text(text, encoding="utf-8")
        print(f"accepted {len(now)} items")
        return 0
    lines = report(now, accepted_rows())
    print("\n".join(lines) or "no difference from the accepted output")
    won = sum(line.startswith(("+ right", "- wrong")) for line in lines)
    right = sum(is_right(row, annotations()) for row in now)
    print(f"{won} gains, {len(lines) - won} losses; {right} of {len(now)} right")
    return 0


if __name__ == "__main__":
    sys.exit(main())
