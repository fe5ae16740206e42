"""For everyone: no JavaScript, keyboard, phone, print, dark, screen reader."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

VIEWS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    "dark phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}


def addresses(chronology) -> list[str]:
    return [
        "/",
        "/?actor=russia&actor=ukraine&match=all&from=2022-02-01&to=2022-02-28",
        "/?q=nothing+like+this",
        "/?from=never",
        f"/events/{chronology.claim.public_id}/",
        "/actors/",
        "/actors/sergey-lavrov/",
        "/articles/",
        f"/articles/{chronology.article.pk}/",
        "/compare/?left=russia&right=ukraine",
        "/corrections/",
        "/about/",
        "/data/",
        "/embed/",
        "/events/unknown/",
    ]


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_on_any_page(open_page, chronology, settings, view):
    settings.DEBUG = False
    page = open_page("/", **VIEWS[view])
    found = {}
    for address in addresses(chronology):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        violations = Axe().run(page).response["violations"]
        if violations:
            found[address] = [(one["id"], [node["html"][:150] for node in one["nodes"][:3]]) for one in violations]
    assert found == {}
    assert [text for text in page.complaints if "400" not in text and "404" not in text] == []


def test_nothing_scrolls_sideways_from_320_pixels(open_page, chronology):
    page = open_page("/", viewport={"width": 320, "height": 640})
    for address in addresses(chronology):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


def test_zoomed_to_200_per_cent_nothing_is_lost(open_page, chronology):
    page = open_page("/", viewport={"width": 640, "height": 450})
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    expect(page.locator("#words")).to_be_visible()
    expect(page.locator("#chip-russia")).to_be_visible()


def test_everything_but_dragging_works_without_javascript(open_page, chronology):
    page = open_page("/", java_script_enabled=False)
    page.click("#chip-russia")
    page.wait_for_url("**/?actor=russia")
    page.fill("#from", "2022-02-01")
    page.fill("#words", "talks")
    page.click("text=Apply")
    assert "actor=russia" in page.url
    assert "q=talks" in page.url
    expect(page.locator("#status")).to_contain_text("from Feb. 1, 2022")
    page.click("#clear")
    page.click("#more")
    page.wait_for_url("**/?upto=100")
    assert page.locator("#results article").count() > 50
    page.locator(".pick input").nth(1).check()
    page.click("#picks button >> nth=0")
    expect(page.locator("#status")).to_contain_text("1 event")
    page.click(".axis a >> nth=1")
    assert re.search(r"from=2022-02-01&id=\w+&to=2022-02-28", page.url)
    expect(page.locator(".handle").first).to_be_hidden()


def test_the_keyboard_reaches_every_control(open_page, chronology):
    page = open_page("/")
    reached = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        at = page.evaluate("""() => { const e = document.activeElement, s = getComputedStyle(e);
            return [e.id || e.className.baseVal || e.className || e.textContent.trim(), s.outlineStyle, e.tagName] }""")
        reached.add(at[0])
        assert at[1] != "none" or at[2] in ("BODY", "rect", "a"), at
        if at[0] == "from":
            break
    ids = {"handle-from", "handle-to", "chip-all", "chip-russia", "chip-ukraine", "from"}
    assert ids <= reached
    assert "skip" in reached


def test_the_strip_has_a_table_with_the_same_numbers(open_page, chronology):
    page = open_page("/")
    page.click("#twin summary")
    sums = page.evaluate("""() => [...document.querySelectorAll('#twin tbody tr')].reduce(
        (sum, row) => sum + Number(row.cells[1].textContent), 0)""")
    bars = page.evaluate("""() => [...document.querySelectorAll('.bars title')].reduce(
        (sum, title) => sum + Number(title.textContent.match(/: ([\\d,]+) event/)[1]), 0)""")
    assert sums == bars == chronology.total - 2


def test_phones_fold_the_lanes(open_page, chronology):
    phone = open_page("/", viewport={"width": 390, "height": 844})
    expect(phone.locator(".lanes")).to_be_hidden()
    phone.click("#fold summary")
    expect(phone.locator(".lanes")).to_be_visible()
    expect(open_page("/").locator(".lanes")).to_be_visible()


def test_paper_shows_the_list_without_controls(open_page, chronology):
    page = open_page("/?order=oldest")
    page.emulate_media(media="print")
    for control in ("#filter", "#exports", "#more", ".masthead nav", ".pick >> nth=0"):
        expect(page.locator(control)).to_be_hidden()
    expect(page.locator("#results article").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_dark_is_dark(open_page, chronology):
    page = open_page("/", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(19, 19, 19)"


def test_quotations_run_from_right_to_left_where_their_script_does(open_page, chronology):
    page = open_page("/")
    quote = page.locator("blockquote p", has_text="لن يتغير")
    assert quote.evaluate("e => getComputedStyle(e).direction") == "rtl"
