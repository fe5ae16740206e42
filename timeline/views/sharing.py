"""The timeline on other people's pages: a frame, its oEmbed description, and the strip as a picture."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from timeline.forms import EventFilter
from timeline.middleware import HEADER, policy
from timeline.overview import read_overview

from .timeline import answer

PLAIN = "text/plain; charset=utf-8"
EMBEDDED = 20
WIDTH, HEIGHT = 800, 600
LANE, TOP = 46, 250


@xframe_options_exempt
@require_safe
def embed(request: HttpRequest) -> HttpResponse:
    """A small page for a frame: the strip and the first entries; its links open the full timeline."""
    question = EventFilter.parse(request.GET, staff=False)
    context = {"question": question, "legend": (), "address": f"/?{question.query()}".rstrip("?")}
    if question.is_valid:
        context |= answer(question.but(upto=min(question.upto, EMBEDDED)))
    response = render(request, "embed.html", context, status=200 if question.is_valid else 400)
    response.headers[HEADER] = policy(frame_ancestors="*")
    return response


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """The oEmbed description of a timeline address; 404 for any other address, 501 for another format than JSON."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse("Only JSON is offered.\n", status=501, content_type=PLAIN)
    asked = _split(request.GET.get("url", ""))
    if asked is None or asked.netloc != request.get_host() or asked.path != "/":
        return HttpResponse("This is no address of the timeline.\n", status=404, content_type=PLAIN)
    question = EventFilter.parse(asked.query)
    if not question.is_valid:
        return JsonResponse({"errors": question.errors}, status=400)
    site = f"{request.scheme}://{request.get_host()}"
    width, height = _at_most(request, "maxwidth", WIDTH), _at_most(request, "maxheight", HEIGHT)
    return JsonResponse(
        {
            "version": "1.0",
            "type": "rich",
            "provider_name": "Chronology",
            "provider_url": f"{site}/",
            "title": "Russia, Ukraine and the road to war, day by day",
            "width": width,
            "height": height,
            "html": snippet(site, question.selection(), width, height),
        }
    )


def snippet(site: str, selection: str, width: int = WIDTH, height: int = HEIGHT) -> str:
    """The frame to paste into a page."""
    address = f"{site}/embed/" + (f"?{selection}" if selection else "")
    return format_html(
        '<iframe src="{}" width="{}" height="{}" title="Timeline" loading="lazy"></iframe>', address, width, height
    )


@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """The strip as an SVG that needs no style sheet, for previews of shared links."""
    question = EventFilter.parse(request.GET)
    if not question.is_valid:
        return HttpResponse("This question cannot be answered.\n", status=400, content_type=PLAIN)
    overview = read_overview(question)
    strip = overview.strip
    lanes = [(TOP + number * LANE, lane) for number, lane in enumerate(strip.lanes[:7])] if strip else []
    context = {"strip": strip, "lanes": lanes, "total": overview.totals.selected}
    return render(request, "strip.svg", context, content_type="image/svg+xml")


def _split(address: str):
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _at_most(request: HttpRequest, name: str, otherwise: int) -> int:
    value = request.GET.get(name, "")
    wanted = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 0
    return min(otherwise, wanted) if wanted else otherwise
