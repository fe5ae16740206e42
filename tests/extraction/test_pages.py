"""Made-up pages in every form of dates, bylines and furniture met in real ones, and what a reader takes from them."""

import json
from pathlib import Path

import pytest

from articles.extraction.clean import clean
from articles.extraction.masthead import read_masthead

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))


def _case(path: Path) -> tuple:
    page = clean(path.read_text(encoding="utf-8"))
    return page, read_masthead(page), json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_body_is_the_article_from_first_to_last_sentence(path):
    page, _, expected = _case(path)
    body = page.body.replace("\n", " ")
    assert body.startswith(expected["body_starts"])
    assert body.endswith(expected["body_ends"])
    assert [words for words in expected.get("excluded", []) if words in body] == []


@pytest.mark.parametrize("field", ["title", "publisher", "agency", "author", "published"])
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_masthead(path, field):
    _, masthead, expected = _case(path)
    value = getattr(masthead, field)
    assert (value and str(value)) == expected[field]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_segment_stands_in_the_raw_page(path):
    page, _, _ = _case(path)
    for segment in page.segments:
        length = segment.raw_end - segment.raw_start
        body = page.body[segment.body_start : segment.body_start + length]
        assert page.raw[segment.raw_start : segment.raw_end] == body
