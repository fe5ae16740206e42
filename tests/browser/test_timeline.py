"""The timeline as readers use it: filter, combine, search, go back, share, pick."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.usefixtures("chronology")
STATUS = "#status"


def settled(page, count: str) -> None:
    expect(page.locator(STATUS)).to_contain_text(count)


def test_filters_combine_and_count(open_page):
    page = open_page("/")
    page.click("#chip-russia")
    page.wait_for_url("**/?actor=russia")
    russian = page.locator("#chip-russia b").inner_text()
    settled(page, f"{russian} events")
    expect(page).to_have_title(re.compile(f"^Russia: {russian} events"))
    page.click("#chip-nato")
    page.wait_for_url("**/?actor=nato&actor=russia")
    page.click("#match-all")
    page.wait_for_url("**/?actor=nato&actor=russia&match=all")
    both = int(page.locator(STATUS).inner_text().split()[0])
    assert 0 < both < int(russian)
    assert page.locator("#exports a").first.get_attribute("href") == "/events.csv?actor=nato&actor=russia&match=all"
    assert page.complaints == []


def test_back_and_forward_after_three_filters_and_more(open_page):
    page = open_page("/")
    page.click("#kind-event")
    page.wait_for_url("**/?kind=event")
    page.click("#order-oldest")
    page.wait_for_url("**order=oldest")
    page.click("#chip-ukraine")
    page.wait_for_url("**actor=ukraine**")
    page.click("#chip-ukraine")
    page.wait_for_url("**/?kind=event&order=oldest")
    page.click("#more")
    page.wait_for_url("**upto=100")
    entries = page.locator("#results article")
    expect(entries).to_have_count(page.locator("#results article").count())
    here, number = page.url, entries.count()
    assert number > 50
    entries.nth(number - 1).locator("h3 a").click()
    page.wait_for_url("**/events/**")
    page.go_back()
    page.wait_for_url(here)
    expect(page.locator("#results article")).to_have_count(number)
    page.go_back()
    page.wait_for_url("**actor=ukraine**")
    expect(page.locator("#chip-ukraine")).to_have_attribute("aria-current", "true")
    page.go_forward()
    page.wait_for_url(here)
    assert page.complaints == []


def test_a_shared_address_opens_the_same_view(open_page):
    page = open_page("/")
    page.click("#chip-russia")
    page.wait_for_url("**/?actor=russia")
    page.fill("#from", "2022-02-10")
    page.fill("#to", "2022-02-20")
    page.click("text=Apply")
    page.wait_for_url("**from=2022-02-10&to=2022-02-20")
    other = open_page(page.url)
    assert other.locator("#results").inner_text() == page.locator("#results").inner_text()
    assert other.input_value("#from") == "2022-02-10"
    page.reload()
    assert page.locator("#results").inner_text() == other.locator("#results").inner_text()


def test_words_are_searched_while_typing_and_marked(open_page):
    page = open_page("/")
    page.locator("#words").press_sequentially("withdrawal", delay=20)
    page.wait_for_url("**/?q=withdrawal")
    settled(page, "1 event")
    assert page.locator("#results mark").all_inner_texts() == ["withdrawal"]
    assert page.evaluate("document.activeElement.id") == "words"
    assert page.input_value("#words") == "withdrawal"


def test_focus_stays_on_the_chip_that_was_used(open_page):
    page = open_page("/")
    page.focus("#chip-germany")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?actor=germany")
    expect(page.locator("#chip-germany")).to_have_attribute("aria-current", "true")
    assert page.evaluate("document.activeElement.id") == "chip-germany"


def test_more_goes_on_at_the_first_new_entry(open_page):
    page = open_page("/")
    page.click("#more")
    page.wait_for_url("**upto=100")
    expect(page.locator("#results article").nth(50)).to_be_focused()


def test_dragging_a_handle_selects_days(open_page):
    page = open_page("/")
    handle, strip = page.locator("#handle-from").bounding_box(), page.locator("#handles").bounding_box()
    page.mouse.move(handle["x"] + 3, handle["y"] + 8)
    page.mouse.down()
    page.mouse.move(strip["x"] + strip["width"] / 2, handle["y"] + 8, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile(r"\?from=2022-02-1\d$"))
    expect(page.locator("#off-before")).to_be_attached()
    assert page.complaints == []


def test_arrow_keys_move_a_handle(open_page):
    page = open_page("/?from=2022-02-10&to=2022-02-20")
    page.focus("#handle-from")
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "PageUp"):
        page.keyboard.press(key)
    assert page.locator("#handle-from").get_attribute("aria-valuetext") == "2022-02-18"
    page.wait_for_url("**/?from=2022-02-18&to=2022-02-20")


def test_months_and_table_rows_are_links_to_their_days(open_page):
    page = open_page("/")
    page.click(".axis a:has-text('February')")
    page.wait_for_url("**/?from=2022-02-01&to=2022-02-28")
    page.click("#twin summary")
    page.click("#twin tbody a >> nth=3")
    page.wait_for_url(re.compile(r"from=(2022-\d\d-\d\d)&to=\1"))
    assert page.locator("#twin").get_attribute("open") is not None


def test_ticked_entries_alone(open_page):
    page = open_page("/?order=oldest")
    expect(page.locator("#picks")).to_be_hidden()
    boxes = page.locator(".pick input")
    boxes.nth(0).check()
    boxes.nth(2).check()
    page.click("#kind-event")
    page.wait_for_url("**/?kind=event&order=oldest")
    expect(page.locator("#picks")).to_be_visible()
    page.click("#picks button >> nth=0")
    page.wait_for_url(re.compile(r"id=\w+&id=\w+"))
    settled(page, "2 events")


def test_an_empty_answer_offers_a_way_out(open_page):
    page = open_page("/?actor=germany&q=withdrawal")
    page.click("#results a:has-text('without Germany')")
    page.wait_for_url("**/?q=withdrawal")
    settled(page, "1 event")


def test_a_mistake_is_told_in_the_page(open_page):
    page = open_page("/?from=2022-02-10")
    page.fill("#to", "2022-01-01")
    page.click("text=Apply")
    expect(page.locator("#results [role=alert]")).to_contain_text("lies before the first")
    expect(page.locator(STATUS)).to_contain_text("cannot be answered")


def test_a_lost_connection_is_told(open_page):
    page = open_page("/")
    page.context.set_offline(True)
    page.click("#chip-russia")
    expect(page.locator(STATUS)).to_contain_text("The connection failed")
