"""The rules by which findings are compared with gold.

A finding meets an item if its sentence holds the item's anchor; it is full if kind, speaker and day agree too. Recall
counts items, precision counts findings (sentences of evidence); optional items count for precision only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from timeline.evaluation.gold import Gold, Item, bare, plain, same_wording
from timeline.evaluation.reading import Finding, Found, Same

LONGEST_SENTENCE = 700


@dataclass(slots=True)
class Tally:
    """Counts of one group: gold items, those met, those fully right; findings, those that meet an item, those full."""

    items: int = 0
    met: int = 0
    full: int = 0
    findings: int = 0
    covered: int = 0
    covered_full: int = 0

    @property
    def event_f1(self) -> float:
        return f1(ratio(self.covered, self.findings), ratio(self.met, self.items))

    @property
    def full_f1(self) -> float:
        return f1(ratio(self.covered_full, self.findings), ratio(self.full, self.items))


@dataclass(slots=True)
class Score:
    """The whole comparison: tallies by rule, kind and speaker, counts of single fields, disagreements in words."""

    total: Tally = field(default_factory=Tally)
    by_rule: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_kind: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_speaker: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    counts: Counter[str] = field(default_factory=Counter)
    disagreements: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        counts, total = self.counts, self.total
        return {
            "metadata": ratio(counts["meta right"], counts["meta"]),
            "event precision": ratio(total.covered, total.findings),
            "event recall": ratio(total.met, total.items),
            "event F1": total.event_f1,
            "full precision": ratio(total.covered_full, total.findings),
            "full recall": ratio(total.full, total.items),
            "full F1": total.full_f1,
            **{f"{name} right": ratio(counts[name], total.met) for name in ("kind", "speaker", "date")},
            "actor precision": ratio(counts["actors allowed"], counts["actors given"]),
            "actor recall": ratio(counts["actors found"], counts["actors"]),
            "quotation precision": ratio(counts["quotes right"], counts["quotes given"]),
            "quotation recall": ratio(counts["quotes found"], counts["quotes"]),
        }


def evaluate(gold: Iterable[Gold], found: Mapping[str, Found], same: Same) -> Score:
    """Compare what was found with gold; an article that is not in the database counts as missed whole."""
    score = Score()
    for annotation in gold:
        article = found.get(annotation.article)
        if article is None:
            score.disagreements.append(f"{annotation.article}: not in the database")
        _Comparison(score, annotation, article or Found({}, "", ()), same).run()
    return score


class _Comparison:
    """One article's findings against its gold."""

    def __init__(self, score: Score, gold: Gold, found: Found, same: Same) -> None:
        self.score, self.gold, self.found, self.same = score, gold, found, same
        self.full: set[int] = set()

    def run(self) -> None:
        self._metadata()
        for item in self.gold.items:
            self._item(item)
        for number, finding in enumerate(self.found.findings):
            self._finding(number, finding)
        self._quotations()

    def _differ(self, words: str) -> None:
        self.score.disagreements.append(f"{self.gold.article}: {words}")

    def _metadata(self) -> None:
        body = plain(self.found.body)
        checks = {
            name: plain(self.found.meta.get(name, "")).casefold() == plain(value).casefold()
            for name, value in self.gold.meta.items()
        }
        if self.gold.starts is not None:
            checks["start of the body"] = body.startswith(plain(self.gold.starts))
        if self.gold.ends is not None:
            checks["end of the body"] = body.endswith(plain(self.gold.ends))
        self.score.counts.update({"meta": len(checks), "meta right": sum(checks.values())})
        for name in (name for name, right in checks.items() if not right):
            self._differ(f"{name}: {self.found.meta.get(name)!r}, gold {self.gold.meta.get(name)!r}")

    def _item(self, item: Item) -> None:
        met = [n for n, finding in enumerate(self.found.findings) if _meets(finding, item)]
        marks = {n: self._marks(self.found.findings[n], item) for n in met}
        self.full |= {n for n, right in marks.items() if all(right.values()) or item.optional}
        if item.optional:
            return
        tallies = [self.score.total, self.score.by_kind[item.kind], self.score.by_speaker[item.speaker or "nobody"]]
        best = max(marks.values(), key=lambda right: (all(right.values()), *right.values()), default=None)
        for tally in tallies:
            tally.items += 1
            tally.met += best is not None
            tally.full += best is not None and all(best.values())
        if best is None:
            self._differ(f"missed {item.kind} by {item.speaker}: {item.anchor!r}")
            return
        self.score.counts.update(name for name, right in best.items() if right)
        if wrong := [name for name, right in best.items() if not right]:
            finding = self.found.findings[next(n for n in met if marks[n] == best)]
            self._differ(f"{', '.join(wrong)} of {item.anchor!r}: {_told(finding)}; gold {_wanted(item)}")
        self._actors(item, self.found.findings[next(n for n in met if marks[n] == best)])
        self._said(item, [self.found.findings[n] for n in met])

    def _marks(self, finding: Finding, item: Item) -> dict[str, bool]:
        return {
            "speaker": self.same(finding.speaker) == self.same(item.speaker),
            "date": _same_day(finding, item),
            "kind": finding.kind == item.kind,
        }

    def _actors(self, item: Item, finding: Finding) -> None:
        given, wanted, allowed = (
            {self.same(name) for name in names} for names in (finding.actors, item.actors, item.actors_allowed)
        )
        self.score.counts.update(
            {
                "actors": len(wanted),
                "actors found": len(wanted & given),
                "actors given": len(given),
                "actors allowed": len(given & allowed),
            }
        )
        if missing := wanted - given:
            self._differ(f"actors of {item.anchor!r} lack {', '.join(sorted(map(str, missing)))}")

    def _said(self, item: Item, findings: list[Finding]) -> None:
        said = [quote for finding in findings for quote in finding.quotes]
        for quote in item.quotes:
            self.score.counts.update({"quotes": 1, "quotes found": same_wording(said, quote)})
            if not same_wording(said, quote):
                self._differ(f"quotation missing: {quote!r}")

    def _finding(self, number: int, finding: Finding) -> None:
        covered = any(_meets(finding, item) for item in self.gold.items)
        tallies = [self.score.total, self.score.by_rule[finding.rule], self.score.by_kind[finding.kind]]
        for tally in [*tallies, self.score.by_speaker[finding.speaker or "nobody"]]:
            tally.findings += 1
            tally.covered += covered
            tally.covered_full += number in self.full
        if not finding.in_place:
            self._differ(f"the body does not hold this where it should: {finding.excerpt!r}")
        if any(words in finding.excerpt for words in self.gold.excluded):
            self._differ(f"an event out of the page's furniture: {finding.excerpt!r}")
        elif not covered:
            self._differ(f"no gold for {_told(finding)}: {finding.excerpt!r}")

    def _quotations(self) -> None:
        gold = [bare(quote) for item in self.gold.items for quote in item.quotes]
        for quote in sorted({bare(quote) for finding in self.found.findings for quote in finding.quotes}):
            right = any(quote in other or other in quote for other in gold)
            self.score.counts.update({"quotes given": 1, "quotes right": right})
            if not right:
                self._differ(f"not a quotation: {quote!r}")


def _meets(finding: Finding, item: Item) -> bool:
    return item.anchor in finding.excerpt and len(finding.excerpt) <= LONGEST_SENTENCE


def _same_day(finding: Finding, item: Item) -> bool:
    if None in item.days:
        return finding.first is None or finding.first in item.days
    if finding.first not in item.days:
        return False
    if item.precision in ("day", "unknown"):
        return finding.last in (None, finding.first)
    return finding.last in (None, item.last) and finding.precision != "day"


def _told(finding: Finding) -> str:
    return f"{finding.kind} by {finding.speaker} on {finding.first}{f'..{finding.last}' if finding.last else ''}"


def _wanted(item: Item) -> str:
    days = " or ".join(sorted(str(day) for day in item.days))
    return f"{item.kind} by {item.speaker} on {days}{f'..{item.last}' if item.last else ''}"


def ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    return ratio(2 * precision * recall, precision + recall)
