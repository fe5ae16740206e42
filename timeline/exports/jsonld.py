"""JSON-LD in the terms of schema.org. No ClaimReview: that would state a verdict, which nobody here gives."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from timeline.exports.about import LICENCE_URL, SAMPLE, SUBJECT, TITLE
from timeline.exports.rows import Pair, Row
from timeline.exports.sources import authors

CONTEXT = {"@vocab": "https://schema.org/", **{name: {"@type": "@id"} for name in ("url", "license", "sameAs")}}
_TYPES = {"person": "Person", "country": "Country", "institution": "Organization", "organisation": "Organization"}
Kinds = dict[str, tuple[str, str]]


def jsonld_bytes(pairs: Iterable[Pair], actors: Kinds, site: str) -> Iterator[bytes]:
    """A graph: the chronology as a data set, then its entries. `actors`: name -> (kind, Wikidata id)."""
    yield f'{{"@context": {json.dumps(CONTEXT)}, "@graph": [\n{script_safe(_dataset(site))}'.encode()
    for row, articles in pairs:
        yield f",\n{script_safe(node(row, articles, actors))}".encode()
    yield b"\n]}\n"


def _dataset(site: str) -> dict[str, Any]:
    return {
        "@type": "Dataset",
        "@id": f"{site}/",
        "url": f"{site}/",
        "name": f"{TITLE}: {SUBJECT}",
        "license": LICENCE_URL,
    }


def script_safe(data: Any) -> str:
    """JSON that can stand inside <script> without ending it."""
    text = json.dumps(data, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028")


def node(row: Row, articles: list[Row], actors: Kinds) -> dict[str, Any]:
    """A statement is a Claim, and each of its quotations a Quotation; whatever else happened is an Event."""
    named = list({article["origin"]: _article(article) for article in articles}.values())
    common = {
        "@id": row["url"],
        "url": row["url"],
        "identifier": row["id"],
        "name": row["headline"],
        "dateModified": row["modified"],
        "temporalCoverage": row["edtf"],
    }
    about = [_actor(name, actors) for name in row["actors"] if name != row["speaker"]]
    if row["kind"] == "statement":
        found = {**common, "@type": "Claim", "text": row["headline"], "appearance": named, "about": about}
        if row["speaker"]:
            found["author"] = _actor(row["speaker"], actors)
        found["hasPart"] = [_quotation(row, at, named, actors) for at in range(len(row["quotes"]))]
    else:
        found = {**common, "@type": "Event", "about": about, "subjectOf": named, **_days(row)}
    return {name: value for name, value in found.items() if value not in (None, [])}


def _quotation(row: Row, at: int, named: list[dict[str, Any]], actors: Kinds) -> dict[str, Any]:
    found = {
        "@type": "Quotation",
        "@id": f"{row['url']}#quotation-{at + 1}",
        "text": row["quotes"][at],
        "citation": named,
    }
    return found | ({"spokenByCharacter": _actor(row["speaker"], actors)} if row["speaker"] else {})


def _days(row: Row) -> dict[str, str]:
    if not row["edtf"]:
        return {}
    first, _, last = row["edtf"].partition("/")
    return {"startDate": first, "endDate": last or first}


def _actor(name: str, actors: Kinds) -> dict[str, Any]:
    kind, wikidata = actors.get(name, ("unnamed", ""))
    found = {"@type": _TYPES.get(kind, "Thing"), "name": name}
    return found | ({"sameAs": f"https://www.wikidata.org/entity/{wikidata}"} if wikidata else {})


def _article(article: Row) -> dict[str, Any]:
    found = {
        "@type": "NewsArticle",
        "headline": article["title"],
        "datePublished": article["published"],
        "author": [{"@type": "Person", "name": name} for name in authors(article)],
        "publisher": {"@type": "Organization", "name": article["publisher"]} if article["publisher"] else None,
        "url": article["url"],
        "identifier": article["origin"],
        "description": SAMPLE if article["sample"] else None,
    }
    return {name: value for name, value in found.items() if value not in (None, [])}
