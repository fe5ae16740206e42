"""The way from a raw page to records, one step a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from .actors import find_actors
from .attributions import find_attributions, find_quotations
from .clean import clean
from .dates import find_expressions, resolve
from .events import Context, find_events
from .gazetteer import Gazetteer
from .masthead import read_masthead
from .parsing import parse
from .records import Extraction, Hints, Masthead, Page, Segment
from .resolution import resolve_references
from .sentences import find_sentences
from .undated import infer_published, load_chronology

EXTRACTOR = "1"


@dataclass(frozen=True, slots=True)
class Job:
    """A raw page to read. `published` overrules what the page says; `body`: the text is a clean body already."""

    raw: str
    published: date | None = None
    hints: Hints | None = None
    body: bool = False


def extract(
    raw: str,
    *,
    nlp: Language,
    gazetteer: Gazetteer,
    published: date | None = None,
    body: bool = False,
    hints: Hints | None = None,
) -> Extraction:
    """Everything that one raw page tells; never raises on any text."""
    return next(extract_many([Job(raw, published, hints, body)], nlp=nlp, gazetteer=gazetteer))


def extract_many(jobs: Iterable[Job], *, nlp: Language, gazetteer: Gazetteer) -> Iterator[Extraction]:
    """The same for many pages, parsed in batches; one extraction for each job, in order."""
    pages = ((taken_apart(job), job) for job in jobs)
    for doc, (page, job) in parse(((page.body, (page, job)) for page, job in pages), nlp):
        yield read(page, doc, job, gazetteer)


def taken_apart(job: Job) -> Page:
    if job.body:
        return Page(raw=job.raw, body=job.raw, segments=(Segment(0, len(job.raw), 0),))
    return clean(job.raw)


def read(page: Page, doc: Doc, job: Job, gazetteer: Gazetteer) -> Extraction:
    """The steps after the parse."""
    masthead = Masthead() if job.body else read_masthead(page, job.hints)
    expressions = find_expressions(doc)
    masthead = dated(masthead, page, doc, expressions, job)
    sentences = find_sentences(doc)
    timexes = resolve(expressions, masthead.published)
    cast = find_actors(doc, gazetteer, masthead.published)
    attributions, pronouns = resolve_references(doc, find_attributions(doc, gazetteer.media), cast)
    mentions = tuple(sorted((*cast.mentions, *pronouns), key=lambda mention: mention.start))
    quotations = find_quotations(doc, attributions)
    context = Context(doc, sentences, timexes, mentions, cast.records, attributions, quotations, masthead.published)
    return Extraction(
        page=page,
        masthead=masthead,
        timexes=timexes,
        mentions=mentions,
        attributions=attributions,
        events=find_events(context),
        actors=cast.records,
    )


def dated(masthead: Masthead, page: Page, doc: Doc, expressions: tuple, job: Job) -> Masthead:
    """The masthead with the date it was given, states, or can be inferred from the text; in this order."""
    if job.published:
        how = "stated" if job.published == masthead.published else "editor"
        evidence = masthead.published_evidence if how == "stated" else "given with the article"
        return replace(masthead, published=job.published, published_how=how, published_evidence=evidence)
    if masthead.published or job.body:
        return masthead
    inferred = infer_published(doc, expressions, load_chronology(), page)
    if inferred is None:
        return masthead
    return replace(masthead, published=inferred.date, published_how="inferred", published_evidence=inferred.evidence)
