"""Exports over the web: what the page's filter selects, as a file."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from timeline.exports.datasets import DATASETS, Export
from timeline.exports.registry import FORMATS
from timeline.forms import EventFilter


@require_safe
def export(request: HttpRequest, dataset: str, extension: str) -> HttpResponseBase:
    """A data set in a format; 400 where the filter is malformed, naming the field."""
    question = EventFilter.parse(request.GET, staff=request.user.is_staff)
    if not question.is_valid:
        lines = (f"{name}: {' '.join(told)}" for name, told in question.errors.items())
        return HttpResponse("\n".join(lines), status=400, content_type="text/plain; charset=utf-8")
    data, format_ = DATASETS[dataset], FORMATS[dataset][extension]
    wanted = Export(
        question,
        f"{request.scheme}://{request.get_host()}",
        timezone.now(),
        raw=request.GET.get("raw") == "1",
        bodies=settings.PUBLIC_BODIES or request.user.is_staff,
    )
    count = data.count(wanted)
    response = StreamingHttpResponse(format_.write(data, wanted), content_type=format_.media_type)
    name = filename(dataset, wanted, count, extension)
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


def filename(dataset: str, wanted: Export, count: int, extension: str) -> str:
    """Query, day and number in the file's own name: `events_actor-nato_2022-11-22_123.csv`."""
    query = slugify(wanted.question.selection().replace("=", "-").replace("&", "-"))[:80].strip("-")
    return "_".join(filter(None, (dataset, query, wanted.made.date().isoformat(), str(count)))) + f".{extension}"


addresses = [
    path(f"{dataset}.{extension}", export, {"dataset": dataset, "extension": extension}, f"{dataset}.{extension}")
    for dataset, formats in FORMATS.items()
    for extension in formats
]
