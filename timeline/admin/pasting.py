"""Adding articles by pasting a text or uploading a file: first what would be found, then ingest with its progress."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse

from timeline.ingest.readers import BadInput, RawPage, read_inputs

from .forms import DATE
from .uploads import discard, keep, kept

if TYPE_CHECKING:
    from articles.extraction.records import Extraction

PREVIEWED = 3
ACCEPTED = ".txt,.html,.htm,.json,.jsonl,.warc,.gz"


class PasteForm(forms.Form):
    """A text or a file; where it comes from and when it was published, if the page does not say."""

    text = forms.CharField(
        required=False,
        strip=False,
        max_length=5_000_000,
        label="Page text",
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="The whole page as copied, headline and date line included; what is not the article is left out.",
    )
    file = forms.FileField(
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text="Or a file: text, HTML, JSON, JSON Lines or a web archive, each also gzipped.",
    )
    url = forms.URLField(
        required=False, max_length=2000, assume_scheme="https", label="Address", help_text="Where the original is."
    )
    published = forms.DateField(
        required=False, widget=DATE, help_text="Only if you know better than the page; else it is read from the page."
    )


@dataclass(frozen=True)
class Found:
    """What a page would bring."""

    name: str
    extraction: Extraction | None = None
    problem: str = ""


def paste_page(admin: Any, request: HttpRequest) -> HttpResponseBase:
    """GET asks; POST previews, and with `_add` ingests, page by page, telling of each as it is done."""
    form = PasteForm(request.POST or None, request.FILES or None)
    token, found, more = "", [], 0
    if request.method == "POST" and form.is_valid():
        try:
            token = _token(form, request)
            path, url, published = kept(token, request.user), form.cleaned_data["url"], form.cleaned_data["published"]
            if "_add" in request.POST:
                parts = _progress(admin, request, path, url, published, token)
                return StreamingHttpResponse(parts, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
            pages = _pages(path, url)
            found = [_found(page, published) for page in islice(pages, PREVIEWED)]
            more = sum(1 for _ in pages)
        except ValidationError as error:
            form.add_error("text", error.messages)
    context = {
        **_context(admin, request),
        "form": form,
        "token": token,
        "found": found,
        "more": more,
        "can_add": any(page.extraction for page in found) or more,
    }
    return TemplateResponse(request, "admin/chronology/paste.html", context)


def _context(admin: Any, request: HttpRequest) -> dict[str, Any]:
    return {
        **admin.admin_site.each_context(request),
        "title": "Add an article",
        "opts": admin.opts,
        "media": admin.media,
    }


def _token(form: PasteForm, request: HttpRequest) -> str:
    """The upload kept since the preview, unless something new came with the form."""
    upload, text = form.cleaned_data["file"], form.cleaned_data["text"].strip()
    if upload:
        return keep(upload.name, upload.read(), request.user)
    if text:
        name = f"pasted-{hashlib.sha256(text.encode()).hexdigest()[:12]}.txt"
        return keep(name, text.encode(), request.user)
    if token := request.POST.get("token", ""):
        return token
    raise ValidationError("Paste a text or choose a file.")


def _pages(path: Path, url: str) -> Iterator[RawPage | BadInput]:
    """The pages of a file; the address given is that of the only page of a text."""
    for page in read_inputs([str(path)]):
        if isinstance(page, RawPage):
            page = replace(page, file=None)
            if url and ":" not in page.origin:
                page = replace(page, origin=url, hints={**page.hints, "url": url})
            yield page
        elif isinstance(page, BadInput):
            yield page


def _found(page: RawPage | BadInput, published: date | None) -> Found:
    if isinstance(page, BadInput):
        return Found(page.name, problem=page.reason)
    from timeline.ingest.extracting import Task, extract_batch  # here, because it loads the language model

    result = extract_batch([Task(page, published)])[0]
    return Found(page.origin, problem=result) if isinstance(result, str) else Found(page.origin, result)


def _progress(
    admin: Any, request: HttpRequest, path: Path, url: str, published: date | None, token: str
) -> Iterator[str]:
    """The page in pieces: its head at once, a line for every article as it is done, and the end."""
    context = {**_context(admin, request), "title": "Adding articles"}
    marker = "<!-- lines -->"
    head, _, foot = render_to_string("admin/chronology/adding.html", context, request).partition(marker)
    yield head
    for page in _pages(path, url):
        yield render_to_string("admin/chronology/added.html", _added(page, published), request)
    discard(token, request.user)
    yield foot


def _added(page: RawPage | BadInput, published: date | None) -> dict[str, Any]:
    if isinstance(page, BadInput):
        return {"name": page.name, "problem": page.reason}
    from timeline.ingest.run import DatabaseGone, Unwritten, ingest_one  # here, because it loads the language model
    from timeline.ingest.writing import find_article

    try:
        outcome = ingest_one(page, published)
    except (Unwritten, DatabaseGone) as error:
        return {"name": page.origin, "problem": str(error)}
    return {"name": page.origin, "outcome": outcome, "article": find_article(page)}
