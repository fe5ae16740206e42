"""What every page may load, and text that tries to be more than text."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.builders import an_actor, an_article, an_event

pytestmark = pytest.mark.django_db
PAGES = ["/", "/actors/", "/articles/", "/compare/", "/corrections/", "/about/", "/data/", "/embed/", "/healthz"]
NASTY = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


@pytest.mark.parametrize("address", PAGES)
def test_only_our_own_files_may_be_loaded(client, address):
    policy = client.get(address)["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert ("frame-ancestors *" in policy) == (address == "/embed/")


def test_no_template_holds_inline_script_or_style():
    inline = re.compile(r"<style|\sstyle=|\son\w+=|<script(?![^>]*src=)")
    templates = [path for path in Path(settings.BASE_DIR, "templates").rglob("*.html") if "admin" not in path.parts]
    assert templates
    assert [path.name for path in templates if inline.search(path.read_text())] == []


def test_text_of_articles_is_never_markup(client):
    actor = an_actor(NASTY, "person", slug="nasty", role=NASTY)
    article = an_article(f"{NASTY} he said.", title=NASTY, publisher=NASTY)
    event = an_event(NASTY, speaker=actor, article=article, quotes=[NASTY], date_basis=NASTY)
    pages = ["/", "/?q=script", "/actors/", "/actors/nasty/", f"/events/{event.public_id}/", f"/articles/{article.pk}/"]
    for address in [*pages, "/articles/", "/compare/?left=nasty", "/embed/", "/strip.svg", "/?q=%3Cscript%3E"]:
        text = client.get(address).content.decode()
        assert "<script>alert" not in text, address
        assert "<img" not in text, address
