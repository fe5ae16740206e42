"""The data page, the API's page and "cite this": they say what is there, and hostile text does nothing in them."""

from datetime import date

import lxml.html
import pytest
import rispy
from pybtex.database import parse_string

from tests.exports.reading import hang_up
from timeline.api.page import PREFIX
from timeline.exports import about
from timeline.exports.cite import cite_event
from timeline.exports.columns import EVENTS, SOURCES
from timeline.exports.registry import FORMATS

pytestmark = pytest.mark.django_db


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return lxml.html.fromstring(response.content.decode())


def test_the_data_page_explains_every_format_with_a_sample(client, events):
    tree = page(client, "/data/")
    text = " ".join(tree.text_content().split())
    for one in FORMATS["events"].values():
        assert one.words in text
        assert tree.xpath("//a[@href=$link]", link=f"/events.{one.extension}")
        sample = tree.xpath("//pre[@aria-label=$label]", label=f"Sample of {one.label}")
        assert bool(sample) != one.packed
        assert one.packed or sample[0].text_content().strip()
    for column in (*EVENTS, *SOURCES):
        assert column.words in text
    assert about.LICENCE_TITLE in text
    assert all(limit in text for limit in about.LIMITS)


def test_links_of_the_data_page_carry_the_filter(client, events):
    tree = page(client, "/data/?actor=john-kirby")
    assert tree.xpath("//a[@href=$link]", link="/events.csv?actor=john-kirby")
    assert client.get("/data/?actor=nobody").status_code == 400


def test_every_link_of_the_data_page_leads_somewhere(client, events):
    links = {link for _, attribute, link, _ in page(client, "/data/").iterlinks() if attribute == "href"}
    for link in (link for link in links if link.startswith("/") and not link.startswith("/static/")):
        response = client.get(link)
        assert response.status_code == 200, link
        hang_up(response)


def test_the_api_page_names_every_operation_and_its_examples_run(client, events):
    tree = page(client, PREFIX)
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    text = tree.text_content()
    assert len(paths) == 8
    assert all(f"GET {path}" in text for path in paths)
    examples = [link.get("href") for link in tree.xpath("//a[@class='example']")]
    assert len(examples) == len(paths)
    for example in examples:
        assert client.get(example).status_code == 200, example


@pytest.mark.parametrize("address", ["/data/", PREFIX])
def test_no_script_or_style_stands_in_the_pages(client, hostile, address):
    tree = page(client, address)
    assert not tree.xpath("//script[not(@src)] | //style | //*[@style]")
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    assert not [e for e in tree.iter() if e.get("href", "").startswith("javascript:")]


def test_an_event_is_cited_in_five_styles(client, events):
    found = cite_event(events[1].pk, "https://example.org", date(2026, 11, 22))
    link = f"https://example.org/events/{events[1].public_id}/"
    assert list(found) == ["APA", "Chicago", "BibTeX", "RIS", "Plain"]
    assert all(link in text for text in found.values())
    assert all("November 22, 2026" in found[style] for style in ("APA", "Chicago", "Plain"))
    assert "[Feb. 14, 2022]" in found["APA"]
    (entry,) = parse_string(found["BibTeX"], "bibtex").entries.values()
    assert entry.fields["urldate"] == "2026-11-22"
    (record,) = rispy.loads(found["RIS"])
    assert record["urls"] == [link]
    assert record["access_date"] == "2026/11/22"
    tree = page(client, f"/events/{events[1].public_id}/")
    assert len(tree.xpath("//*[@id='cite']//pre")) == 5


def test_citations_of_hostile_text_stay_in_their_record(hostile):
    for event in hostile:
        found = cite_event(event.pk, "https://example.org", date(2026, 11, 22))
        assert len(parse_string(found["BibTeX"], "bibtex").entries) == 1
        assert len(rispy.loads(found["RIS"])) == 1
        assert all("\n" not in found[style] for style in ("APA", "Chicago", "Plain"))
