"""A real browser against a real server. Needs Chromium: `apt-get install chromium`, or CHROMIUM=/path/to/it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from tests.builders import an_actor, an_article, an_event
from timeline.models import Event, Reply

FIRST = date(2022, 1, 20)
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Playwright runs an event loop in this thread, in which Django would refuse its own queries."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    for item in items:
        if "browser" not in item.path.parts:
            continue
        item.add_marker(pytest.mark.flaky(reruns=1))  # a browser on a busy machine may miss a deadline once
        if CHROMIUM is None and not os.environ.get("REQUIRE_ALL"):
            item.add_marker(pytest.mark.skip(reason="needs Chromium: apt-get install chromium, or set CHROMIUM"))


@pytest.fixture(scope="session")
def browser() -> Iterator:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, live_server) -> Iterator:
    """open_page(address, **context options) -> page; its `complaints` are console errors and policy violations."""
    contexts = []

    def open_(address: str = "/", **options):
        options = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options}
        context = browser.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda m: page.complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(address)
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def chronology(transactional_db) -> SimpleNamespace:
    """Eight weeks of made-up news: all five marks of date precision, a reply, a sample, an undated remark."""
    russia, ukraine = an_actor("Russia", country="RU"), an_actor("Ukraine", country="UA")
    nato, germany = an_actor("NATO", "organisation"), an_actor("Germany", country="DE")
    minister = an_actor("Sergey Lavrov", "person", parent=russia, country="RU", role="Foreign minister")
    actors = (russia, ukraine, nato, germany)
    for number in range(72):
        day = FIRST + timedelta(days=number * 7 % 56)
        parties = (actors[number % 4], actors[(number + 1 + number // 4 % 2) % 4])
        an_event(f"Talks number {number} are held", day=day, parties=parties, article=an_article(published=day))
    claim = an_event("Units return to base", speaker=minister, parties=(ukraine,), day=date(2022, 2, 15))
    Event.objects.filter(pk=claim.pk).update(quotes=["Units are returning by rail."], status="checked")
    answer = an_event("Alliance sees no withdrawal", speaker=nato, day=date(2022, 2, 16))
    Reply.objects.create(event=answer, to=claim, words="in response")
    week = {"precision": "range", "date_basis": "the text says “last week”"}
    an_event("A drill is held", day=date(2022, 2, 7), date_end=date(2022, 2, 13), parties=(russia,), **week)
    an_event("A night of shelling", day=date(2022, 2, 17), date_end=date(2022, 2, 18), parties=(ukraine,), **week)
    an_event("Pleas all month", day=date(2022, 2, 1), date_end=date(2022, 2, 28), parties=(ukraine,), precision="month")
    an_event("An undated call", day=None, parties=(germany,), article=an_article(is_sample=True))
    an_event("A remark without any day", day=None, article=an_article(published=None), parties=(germany,))
    an_event("پیام به مردم", speaker=minister, day=date(2022, 3, 1), quotes=["لن يتغير شيء"])
    article = an_article("Officials met on Monday. “We agree,” Kirby said.", url="https://example.org/a")
    return SimpleNamespace(claim=claim, answer=answer, article=article, total=Event.objects.count())
