"""Exports over the web: what the page's filter selects, as a file."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.http import content_disposition_header, http_date
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from timeline.asking import number_of, read_question, site_of, unless_known
from timeline.exports.datasets import DATASETS, Export
from timeline.exports.freshness import latest_change, tag
from timeline.exports.registry import FORMATS, Format
from timeline.forms import EventFilter

LONGEST_NAME = 80


def refusal(question: EventFilter) -> HttpResponse:
    """Status 400 and, a line each, the parameter and what is wrong with it."""
    lines = (f"{name}: {' '.join(told)}\n" for name, told in question.errors.items())
    return HttpResponse("".join(lines), status=400, content_type="text/plain; charset=utf-8")


@require_safe
def export(request: HttpRequest, dataset: str, extension: str) -> HttpResponseBase:
    """A data set in a format, never paged, its rows sent as they are read. 400 where the filter is malformed, naming
    the field, or where the format cannot hold so many rows."""
    question = read_question(request, also=("raw",))
    if (raw := request.GET.get("raw", "")) not in ("", "0", "1"):
        question = replace(question, errors={**question.errors, "raw": ["Write raw=1 for texts exactly as they are."]})
    if not question.is_valid:
        return refusal(question)
    wanted = Export(
        question.apply(),
        question.selection(),
        site_of(request),
        timezone.now(),
        raw=raw == "1",
        bodies=settings.PUBLIC_BODIES or request.user.is_staff,
    )
    data, format_ = DATASETS[dataset], FORMATS[dataset][extension]
    count = number_of(question) if dataset == "events" else data.count(wanted)
    if format_.most is not None and count > format_.most:
        words = f"{format_.label} holds at most {format_.most} {dataset}; these are {count}. Narrow the filter."
        return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")
    return _file(request, wanted, data.name, format_, count)


def _file(request: HttpRequest, wanted: Export, dataset: str, format_: Format, count: int) -> HttpResponseBase:
    """The file, its parts read as they are sent; for HEAD none of them; 304 where the reader has it already."""
    changed, day = latest_change(), wanted.made.date()
    asked = (wanted.query, wanted.site, wanted.raw, wanted.bodies, day)
    modified = int(changed.timestamp()) if changed else None
    headers = {
        "Content-Disposition": content_disposition_header(True, filename(dataset, wanted, count, format_.extension)),
        "X-Total-Count": str(count),
        "ETag": tag(dataset, format_.extension, asked, count, changed),
        **({"Last-Modified": http_date(modified)} if modified else {}),
    }
    parts = () if request.method == "HEAD" else format_.write(DATASETS[dataset], wanted)
    response = StreamingHttpResponse(parts, content_type=format_.media_type, headers=headers)
    return unless_known(request, response, modified)


def filename(dataset: str, wanted: Export, count: int, extension: str) -> str:
    """Query, day and number in the file's own name: `events_actor-nato_2022-11-22_123.csv`."""
    query = slugify(wanted.query.replace("=", "-").replace("&", "-"))[:LONGEST_NAME].strip("-")
    return "_".join(filter(None, (dataset, query, wanted.made.date().isoformat(), str(count)))) + f".{extension}"


addresses = [
    path(f"{dataset}.{extension}", export, {"dataset": dataset, "extension": extension}, f"{dataset}.{extension}")
    for dataset, formats in FORMATS.items()
    for extension in formats
]
