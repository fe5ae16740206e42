"""Gold annotations: one JSON file for each article, in the scheme of articles/samples/gold/README.md."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

META = ("title", "publisher", "agency", "author", "published")
_DOUBLE = re.compile("[“”„‟«»]")
_SINGLE = re.compile("[‘’‚‛]")
_DASH = re.compile("[‐‑‒–—―]")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing an article tells: the words that anchor it, kind, speaker and day. `days` are the first days that count
    as right, None among them where no day does; `optional` items cost nothing when they are missed."""

    anchor: str
    kind: str
    speaker: str | None
    days: frozenset[str | None]
    last: str | None
    precision: str
    actors: frozenset[str]
    actors_allowed: frozenset[str]
    quotes: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """What an article is and tells. `meta` holds only the fields that the file has. `by_editors`: made from what was
    decided here, so that it is the machine's own readings that it judges."""

    article: str
    meta: dict[str, str | None]
    starts: str | None
    ends: str | None
    excluded: tuple[str, ...] = ()
    items: tuple[Item, ...] = field(default=())
    by_editors: bool = False


def read_gold(folder: Path) -> list[Gold]:
    """Every annotation in the folder, by name. Raises ValueError naming the file that is not one."""
    gold = []
    for path in sorted(folder.glob("*.json")):
        try:
            gold.append(_gold(json.loads(path.read_text(encoding="utf-8"))))
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise ValueError(f"{path.name} is no gold annotation ({type(error).__name__}: {error})") from error
    return gold


def _gold(record: dict[str, Any]) -> Gold:
    return Gold(
        article=record["article"],
        meta={name: record[name] for name in META if name in record},
        starts=record.get("body_starts"),
        ends=record.get("body_ends"),
        excluded=tuple(plain(words) for words in record.get("excluded", ()) if len(plain(words)) > 12),
        items=tuple(_item(item) for item in record["events"]),
        by_editors=record.get("made_from") == "corrections",
    )


def _item(item: dict[str, Any]) -> Item:
    actors = frozenset(item.get("actors") or ())
    return Item(
        anchor=plain(item["anchor"]),
        kind=item["kind"],
        speaker=item.get("speaker"),
        days=frozenset(item.get("dates_allowed") or [item["date"]]) | ({None} if item["date"] is None else set()),
        last=item.get("date_end"),
        precision=item["precision"],
        actors=actors,
        actors_allowed=actors | frozenset(item.get("actors_allowed") or ()),
        quotes=tuple(item.get("quotes") or ()),
        optional=not item.get("required", True),
    )


def plain(text: str | None) -> str:
    """The wording alone: one form of quotation marks, dashes, spaces and letters."""
    text = unicodedata.normalize("NFKC", text or "")
    text = _DASH.sub("-", _SINGLE.sub("'", _DOUBLE.sub('"', text)))
    return " ".join(text.split())


def bare(quote: str) -> str:
    return plain(quote).strip(" \"'.,;:").casefold()


def same_wording(quotes: Iterable[str], other: str) -> bool:
    """Whether one of the quotations holds this one and little else."""
    wanted = bare(other)
    return any(wanted in said and len(said) <= 1.3 * len(wanted) + 20 for said in map(bare, quotes))
