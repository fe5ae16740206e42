"""An editor reviews by keyboard alone, with scripts and without, and readers see it at once."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import Group, User

from tests.builders import an_actor, an_event
from timeline.models import Correction, Event

PASSWORD = "a long enough phrase"
QUEUE = "/admin/timeline/event/queue/"


@pytest.fixture
def events(transactional_db) -> list[Event]:
    """Twelve events to review, the least sure first; the third has a wrong speaker."""
    editor = User.objects.create_user("ann", password=PASSWORD, is_staff=True)
    editor.groups.add(Group.objects.get(name="Editor"))
    an_actor("Josep Borrell", "person", parent=an_actor("European Union", "organisation"))
    wrong = an_actor("Charles Michel", "person")
    return [an_event(f"Statement number {number}", speaker=wrong, confidence=0.1 + number / 20) for number in range(12)]


@pytest.fixture
def desk(events, open_page):
    """desk(**options) -> the queue, opened by an editor who signed in."""

    def open_(**options):
        page = open_page(f"/admin/login/?next={QUEUE}", **options)
        page.locator("[name=username]").fill("ann")
        page.locator("[name=password]").fill(PASSWORD)
        press(page, "Enter")
        return page

    return open_


def press(page, *keys: str) -> None:
    """A key that leads to another page."""
    for key in keys[:-1]:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press(keys[-1])


def tab_to(page, name: str) -> None:
    """Walk with Tab until the field has the focus."""
    for _ in range(30):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} cannot be reached with Tab")


def test_ten_events_are_reviewed_by_keyboard_alone(desk, events, client):
    page = desk()
    press(page, "a")
    press(page, "a")
    correct_the_speaker(page)
    press(page, "x")
    for _ in range(5):
        press(page, "a")
    press(page, "n")
    press(page, "x")
    assert page.locator("#progress").inner_text() == "10 of 12 checked"
    statuses = list(Event.objects.order_by("pk").values_list("status", flat=True))
    assert statuses == ["checked"] * 3 + ["rejected"] + ["checked"] * 5 + ["unreviewed", "rejected", "unreviewed"]
    assert page.complaints == []
    everybody_sees_the_speaker(page, events[2], client)


def correct_the_speaker(page) -> None:
    assert page.locator(".event-headline").inner_text() == "Statement number 2"
    page.keyboard.press("e")
    tab_to(page, "speaker")
    page.keyboard.press("Control+A")
    page.keyboard.type("Josep Borrell")
    tab_to(page, "reason")
    page.keyboard.type("wrong speaker")
    page.keyboard.press("Tab")
    page.keyboard.type("The page names him.")
    press(page, "Control+Enter")


def everybody_sees_the_speaker(page, event: Event, client) -> None:
    """On the event's page and the timeline, in the log, in the history and in the export."""
    for address in (event.get_absolute_url(), "/?q=number+2", "/corrections/"):
        page.goto(address)
        assert page.get_by_text("Josep Borrell").count(), address
    page.goto(f"/admin/timeline/event/{event.pk}/history/")
    assert page.locator("ins", has_text="Josep Borrell").count()
    assert page.get_by_text("wrong speaker: The page names him.").count()
    [exported] = json.loads(b"".join(client.get(f"/events.json?id={event.public_id}")))["events"]
    assert (exported["speaker"], exported["corrected"], exported["status"]) == ("Josep Borrell", ["speaker"], "checked")


def test_keys_do_nothing_while_writing(desk, events):
    page = desk()
    page.keyboard.press("e")
    page.keyboard.type("axen")
    page.keyboard.press("Escape")
    assert page.locator('[name="headline"]').input_value().endswith("axen")
    assert not Event.objects.exclude(status="unreviewed").exists()
    press(page, "n")
    assert page.locator(".event-headline").inner_text() == "Statement number 1"


def test_names_are_offered_while_writing(desk, events):
    for number in range(210):
        an_actor(f"Aaa {number:03}", "person")
    an_actor("Zoltan Zuletzt", "person").aliases.create(name="Zuletzt", folded="zuletzt")
    page = desk()
    assert page.locator('#actors option[value="Zoltan Zuletzt"]').count() == 0
    page.locator('[name="speaker"]').fill("zulet")
    page.locator('#actors option[value="Zoltan Zuletzt"]').wait_for(state="attached")


def test_without_scripts_by_button(desk, events):
    page = desk(java_script_enabled=False)
    with page.expect_navigation():
        page.get_by_role("button", name="Accept", exact=False).first.click()
    with page.expect_navigation():
        page.get_by_role("link", name="Next").click()
    assert page.locator(".event-headline").inner_text() == "Statement number 2"
    page.locator('[name="speaker"]').fill("Josep Borrell")
    page.locator('[name="reason"]').select_option("wrong-speaker")
    with page.expect_navigation():
        page.get_by_role("button", name="Save corrections").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Reject").click()
    statuses = list(Event.objects.order_by("pk").values_list("status", flat=True))[:4]
    assert statuses == ["checked", "unreviewed", "checked", "rejected"]
    assert Correction.objects.get(field="speaker").new_value == "Josep Borrell"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_is_legible_for_everyone(desk, events, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = desk(viewport={"width": width, "height": 800}, color_scheme=scheme)
    own = {"include": [["#content"]]}  # Django's own header and toggle are not ours to judge
    for address in (QUEUE, f"/admin/timeline/event/{events[0].pk}/history/", "/admin/timeline/event/import/",
                    "/admin/articles/article/paste/"):  # fmt: skip
        page.goto(address)
        assert page.complaints == [], address
        found = Axe().run(page, context=own).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        page.complaints.clear()  # axe itself sets styles, which the policy forbids
