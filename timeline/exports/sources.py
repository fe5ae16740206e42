"""An article named as a source: in running text, and as records for reference managers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from timeline.days import day_words
from timeline.exports.about import SAMPLE
from timeline.exports.dating import day
from timeline.exports.rows import Row
from timeline.exports.texts import one_line

_AND = re.compile(r"\s*,\s*and\s+|\s*,\s*|\s+and\s+|\s*&\s*")
_TEX = {character: f"\\{character}" for character in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_TEX_TABLE = str.maketrans(_TEX)


def article_words(article: Row) -> str:
    """Example Daily, “Ministers meet”, Feb. 16, 2022, https://example.org/1."""
    title = one_line(article["title"])
    parts = [one_line(article["publisher"] or article["agency"]), f"“{title}”" if title else ""]
    parts += [
        day_words(day(article["published"]), year=True) if article["published"] else "undated",
        article["url"] or "",
    ]
    words = ", ".join(part for part in parts if part)
    return f"{words} [{SAMPLE}]" if article["sample"] else words


def authors(article: Row) -> list[str]:
    """The people of a byline: "By Ann Lee and Bo Yu" -> Ann Lee, Bo Yu."""
    byline = re.sub(r"^by\s+", "", one_line(article["author"]), flags=re.IGNORECASE)
    return [name for name in _AND.split(byline) if name]


def bibtex_bytes(articles: Iterable[Row], accessed: date) -> Iterator[bytes]:
    for article in articles:
        yield f"{bibtex(_bibtex_fields(article, accessed), key(article))}\n".encode()


def _bibtex_fields(article: Row, accessed: date) -> dict[str, str]:
    published = article["published"] or ""
    people = [f"{{{tex(name)}}}" if " " not in name else tex(name) for name in authors(article)]
    if not people and article["agency"]:
        people = [f"{{{tex(article['agency'])}}}"]
    return {
        "author": " and ".join(people),
        "title": f"{{{tex(_title(article))}}}",
        "journal": tex(article["publisher"]),
        "date": published,
        "year": published[:4],
        "month": str(int(published[5:7])) if published else "",
        "url": article["url"] or "",
        "urldate": accessed.isoformat() if article["url"] else "",
        "note": tex(SAMPLE) if article["sample"] else "",
    }


def bibtex(fields: dict[str, str], name: str, kind: str = "article") -> str:
    lines = "".join(f"  {field} = {{{value}}},\n" for field, value in fields.items() if value)
    return f"@{kind}{{{name},\n{lines}}}\n"


def tex(text: str | None) -> str:
    """The text as TeX prints it; no brace or command of its own gets through."""
    return one_line(text).translate(_TEX_TABLE)


def ris_bytes(articles: Iterable[Row], accessed: date) -> Iterator[bytes]:
    for article in articles:
        published = (article["published"] or "").replace("-", "/")
        tags = [("TY", "NEWS"), ("ID", key(article))]
        tags += [("AU", _inverted(name)) for name in authors(article)] or [("AU", one_line(article["agency"]))]
        tags += [
            ("TI", _title(article)),
            ("T2", one_line(article["publisher"])),
            ("DA", published),
            ("PY", published[:4]),
        ]
        if article["url"]:
            tags += [("UR", article["url"]), ("Y2", accessed.strftime("%Y/%m/%d"))]
        yield ris([*tags, ("N1", SAMPLE if article["sample"] else "")]).encode()


def ris(tags: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{tag}  - {value}\r\n" for tag, value in tags if value) + "ER  - \r\n\r\n"


def csl_bytes(articles: Iterable[Row], accessed: date) -> Iterator[bytes]:
    yield b"["
    before = "\n"
    for article in articles:
        yield (before + json.dumps(csl(article, accessed), ensure_ascii=False)).encode()
        before = ",\n"
    yield b"\n]\n"


def csl(article: Row, accessed: date) -> dict[str, Any]:
    """The article as a CSL-JSON item."""
    people: list[dict[str, str]] = [_csl_name(name) for name in authors(article)]
    if not people and article["agency"]:
        people = [{"literal": one_line(article["agency"])}]
    item = {
        "id": key(article),
        "type": "article-newspaper",
        "title": _title(article),
        "author": people,
        "container-title": one_line(article["publisher"]),
        "issued": _date_parts(day(article["published"])) if article["published"] else None,
        "URL": article["url"],
        "accessed": _date_parts(accessed) if article["url"] else None,
        "language": article["language"],
        "note": SAMPLE if article["sample"] else "",
    }
    return {name: value for name, value in item.items() if value}


def key(article: Row) -> str:
    """A citation key that stays the same and is like no other: exampledaily2022a12."""
    outlet = re.sub(r"[^a-z0-9]", "", (article["publisher"] or "article").casefold())[:30]
    return f"{outlet or 'article'}{(article['published'] or '')[:4]}a{article['id']}"


def _title(article: Row) -> str:
    return one_line(article["title"]) or "Untitled"


def _inverted(name: str) -> str:
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}" if given else family


def _csl_name(name: str) -> dict[str, str]:
    given, _, family = name.rpartition(" ")
    return {"family": family, "given": given} if given else {"literal": name}


def _date_parts(when: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[when.year, when.month, when.day]]}
