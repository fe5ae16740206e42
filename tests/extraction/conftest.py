from __future__ import annotations

from datetime import date

import pytest

from articles.extraction.gazetteer import load_gazetteer
from articles.extraction.language import load_nlp
from articles.extraction.pipeline import extract
from articles.extraction.records import Extraction

THURSDAY = date(2022, 2, 17)


@pytest.fixture(scope="session")
def nlp():
    return load_nlp()


@pytest.fixture(scope="session")
def read(nlp):
    """read(text, published=Thursday 17 Feb 2022): the extraction of a clean body."""

    def read_body(text: str, published: date | None = THURSDAY) -> Extraction:
        return extract(text, nlp=nlp, gazetteer=load_gazetteer(), published=published, body=True)

    return read_body
