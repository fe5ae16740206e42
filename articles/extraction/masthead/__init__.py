"""Who published an article and when: headline, outlet, agency, author and date, from the page's own words first."""

from __future__ import annotations

from articles.extraction.masthead.bylines import read_byline
from articles.extraction.masthead.dating import read_published
from articles.extraction.masthead.headlines import read_headline
from articles.extraction.records import Hints, Masthead, Page

__all__ = ["read_masthead"]


def read_masthead(page: Page, hints: Hints | None = None) -> Masthead:
    """Title, outlet, agency, author and publication date of a page; what it does not say stays None.

    `hints` are the page's metadata; for title, outlet and author they count where the text itself is silent (the title:
    where the text shows none), for the date see `dating.read_published`.
    """
    hints = hints or Hints()
    headline = read_headline(page, hints)
    byline = read_byline(page, hints, headline)
    published = read_published(page, hints)
    return Masthead(
        title=headline.title,
        publisher=byline.publisher,
        agency=byline.agency,
        author=byline.author,
        published=published.day,
        published_time=published.clock,
        published_how=published.how,
        published_evidence=published.evidence,
    )
