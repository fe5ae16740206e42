"""TimelineJS3 itself shows the exported JSON, fetched from another site as a newsroom's page would."""

from __future__ import annotations

import mimetypes
import os
from pathlib import Path

import pytest

from tests.exports.conftest import events, hostile, kirby

__all__ = ["events", "hostile", "kirby"]

pytestmark = pytest.mark.django_db(transaction=True)
ELSEWHERE, CHRONOLOGY = "http://newsroom.test", "http://chronology.test"
PAGE = """<!doctype html><title>Timeline</title><link rel="stylesheet" href="/css/timeline.css">
<div id="timeline" style="width: 1000px; height: 600px"></div><script src="/js/timeline.js"></script>
<script>window.shown = new TL.Timeline("timeline", "{address}");</script>"""


@pytest.fixture
def timelinejs() -> Path:
    """The package's `dist`. Get it by `npm install --prefix DIR @knight-lab/timelinejs`, then set TIMELINEJS=DIR."""
    folder = Path(os.environ.get("TIMELINEJS", "timelinejs")) / "node_modules" / "@knight-lab" / "timelinejs" / "dist"
    if not folder.is_dir():
        words = "needs TimelineJS: npm install --prefix DIR @knight-lab/timelinejs, and TIMELINEJS=DIR"
        pytest.fail(words) if os.environ.get("REQUIRE_ALL") else pytest.skip(words)
    return folder


@pytest.fixture
def show(browser, live_server, timelinejs):
    """show(query) -> the other site's page, once TimelineJS has drawn what it fetched; `alerts` are dialogs."""
    context = browser.new_context(viewport={"width": 1100, "height": 700})

    def serve(route) -> None:
        path = route.request.url.removeprefix(ELSEWHERE).partition("?")[0]
        if path == "/":
            return route.fulfill(
                body=PAGE.format(address=f"{CHRONOLOGY}/events.timelinejs.json"), content_type="text/html"
            )
        file = timelinejs / path.lstrip("/")
        if not file.is_file():
            return route.fulfill(status=404, body="")
        return route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0])

    def pass_on(route) -> None:
        """Chromium lets no public site fetch from this machine, so the chronology gets a public name."""
        route.fulfill(response=context.request.get(route.request.url.replace(CHRONOLOGY, live_server.url)))

    def show_():
        page = context.new_page()
        page.alerts = []
        page.on("dialog", lambda dialog: (page.alerts.append(dialog.message), dialog.dismiss()))
        page.route(f"{ELSEWHERE}/**", serve)
        page.route(f"{CHRONOLOGY}/**", pass_on)
        page.goto(f"{ELSEWHERE}/")
        page.wait_for_function("window.shown && shown.ready && document.querySelector('.tl-slide')", timeout=30_000)
        return page

    yield show_
    context.close()


def test_timelinejs_shows_dated_events_with_their_ids_and_days(show, events):
    page = show()
    ids = page.evaluate("shown.config.events.map(event => event.unique_id)")
    assert ids == [f"event-{event.public_id}" for event in events[:3]]
    starts = page.evaluate("shown.config.events.map(event => event.start_date.data.date_obj.toISOString().slice(0, 7))")
    assert starts == ["2022-01", "2022-02", "2022-02"]
    page.evaluate("shown.goTo(2)")
    heading = page.locator(".tl-slide h2", has_text="Kirby said the build-up went on")
    heading.wait_for(timeout=10_000)
    assert page.get_by_text("2 without a known date left out.").count() == 1
    assert page.get_by_text("January 2022").count() >= 1


def test_hostile_text_does_nothing_in_timelinejs(show, hostile):
    page = show()
    for number in range(len(hostile) + 1):
        page.evaluate("n => shown.goTo(n)", number)
    page.wait_for_timeout(500)
    assert page.alerts == []
    assert page.locator(".tl-slide script, .tl-slide img[src^='http://x.invalid']").count() == 0
    assert page.evaluate("[...document.querySelectorAll('.tl-slide a')].every(a => /^https?:/.test(a.href))")
