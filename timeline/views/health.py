"""Whether the site can answer, for probes and for Prometheus."""

from __future__ import annotations

from dataclasses import asdict

from django.conf import settings
from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from timeline.health import free_disk, health


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """200 while the database answers, else 503; `complaints` says what somebody should look at soon."""
    try:
        now = health()
    except Error:
        answer = {"status": "error", "database": "unreachable", "free_disk_mb": free_disk() // 1_000_000}
        return JsonResponse(answer, status=503)
    return JsonResponse(
        {
            "status": "ok",
            "database": "ok",
            "queue": asdict(now.queue) if now.queue else None,
            "free_disk_mb": now.free_disk // 1_000_000,
            "last_ingest": now.last_ingest.isoformat(timespec="seconds") if now.last_ingest else None,
            "complaints": now.complaints,
        }
    )


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Only where METRICS_TOKEN is set, and only to who knows it."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"):
        return HttpResponse("Wrong or no token.\n", status=401, headers={"WWW-Authenticate": "Bearer"})
    from timeline.metrics import exposition

    return HttpResponse(exposition(), content_type="text/plain; version=0.0.4; charset=utf-8")
