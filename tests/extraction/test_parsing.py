"""Long texts in parts: nothing lost, cut where a paragraph ends, and read as they are read whole."""

import pytest

from articles.extraction import parsing
from articles.extraction.gazetteer import load_gazetteer
from articles.extraction.pipeline import extract

STORY = (
    "On Tuesday the foreign minister of Estonia met her Latvian counterpart in Riga.\n"
    "“We will not wait any longer for an answer,” the minister said on Tuesday, after the talks.\n"
    "Officials in Tallinn said that the border would stay open.\n"
)


@pytest.mark.parametrize("text", [STORY * 9, "word " * 200, "x" * 1000, "", "\n" * 500, "One. Two three. " * 60])
def test_parts_joined_are_the_text(text, monkeypatch):
    monkeypatch.setattr(parsing, "PART", 300)
    parts = list(parsing.cut(text))
    assert "".join(part.text for part in parts) == text
    assert [part.last for part in parts] == [False] * (len(parts) - 1) + [True]
    assert all(len(part.text) <= 300 for part in parts)


def test_a_text_is_cut_at_ends_of_paragraphs(monkeypatch):
    monkeypatch.setattr(parsing, "PART", 300)
    assert all(part.text.endswith("\n") for part in parsing.cut(STORY * 9))


def test_records_are_the_same_in_parts(nlp, monkeypatch):
    text = "\n".join(STORY.replace("Estonia", state) for state in ("Estonia", "Poland", "Finland", "Norway"))
    whole = extract(text, nlp=nlp, gazetteer=load_gazetteer(), body=True)
    monkeypatch.setattr(parsing, "PART", 300)
    assert extract(text, nlp=nlp, gazetteer=load_gazetteer(), body=True) == whole


def test_each_text_keeps_what_came_with_it(nlp, monkeypatch):
    monkeypatch.setattr(parsing, "PART", 300)
    texts = [(STORY * n, n) for n in (0, 1, 7, 2)] + [("", 9)]
    assert [(doc.text, about) for doc, about in parsing.parse(texts, nlp)] == texts
