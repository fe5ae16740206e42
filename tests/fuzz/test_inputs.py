"""Whatever comes in, there is an answer: a page, or a refusal with a reason; never an accident, never without end."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.extraction.clean import clean
from articles.extraction.masthead import read_masthead
from articles.extraction.records import Extraction, Hints
from tests.fuzz.inputs import files, suffixes, texts
from timeline.ingest.extracting import Task, extract_batch
from timeline.ingest.readers import BadInput, PassedOver, RawPage, read_inputs
from timeline.ingest.run import Options, Unwritten, store

INPUTS = int(os.environ.get("INPUTS", "400"))
AT_ONCE = 8
REFUSALS = ("ValueError: no text in the HTML", "ValueError: unreadable HTML", "has more than ")
UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def tried(number: int) -> settings:
    return settings(max_examples=number, suppress_health_check=list(HealthCheck))


@tried(INPUTS // 2)
@given(files, suffixes)
def test_any_file_is_read_or_named(data, suffix):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"a{suffix}")
        file.write_bytes(data)
        for found in read_inputs([str(file)]):
            assert isinstance(found, RawPage | BadInput | PassedOver)
            if isinstance(found, RawPage):
                assert not UNSTORABLE.search(found.text + found.origin + "".join(found.hints.values()))
                assert found.digest
            elif isinstance(found, BadInput):
                assert found.reason


@tried(INPUTS // 4)
@given(texts)
def test_any_text_has_a_masthead_and_a_body_of_its_own_words(text):
    page = clean(text)
    for part in page.segments:
        length = part.raw_end - part.raw_start
        assert page.raw[part.raw_start : part.raw_end] == page.body[part.body_start : part.body_start + length]
    masthead = read_masthead(page, Hints())
    assert bool(masthead.published) == (masthead.published_how != "unknown")


@pytest.mark.django_db
@tried(INPUTS // 4 // AT_ONCE)
@given(st.lists(st.tuples(texts, st.booleans()), min_size=AT_ONCE, max_size=AT_ONCE))
def test_any_text_is_extracted_and_stored(pages):
    made = [RawPage(f"{at}.txt", UNSTORABLE.sub("", text), html=html) for at, (text, html) in enumerate(pages)]
    tasks = [Task(page) for page in made]
    for task, result in zip(tasks, extract_batch(tasks), strict=True):
        if isinstance(result, str):
            assert result.startswith(REFUSALS), result
            continue
        assert isinstance(result, Extraction)
        for event in result.events:
            assert event.evidence
            for row in event.evidence:
                assert result.page.body[row.start : row.end] == row.excerpt
        try:
            store(task, result, Options(dry_run=True))
        except Unwritten as error:
            raise AssertionError(f"not stored: {error}") from error
