"""Numbers for Prometheus: the requests of all server processes together, and what stands in the database."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import Error
from django.http import HttpRequest, HttpResponseBase
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily

from timeline.health import Health, health

REQUESTS = Counter("chronology_requests", "Requests answered.", ["view", "method", "status"], registry=None)
STEPS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
SECONDS = Histogram("chronology_request_seconds", "Time until the answer.", ["view"], registry=None, buckets=STEPS)
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}


def measured(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: count every request by the name of its view, never by its address, which anyone could make up."""
    if not settings.METRICS_TOKEN:
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        response = get_response(request)
        view = request.resolver_match.view_name if request.resolver_match else "none"
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(view, method, response.status_code).inc()
        SECONDS.labels(view).observe(time.perf_counter() - started)
        return response

    return middleware


def exposition() -> bytes:
    """All numbers in Prometheus' text format."""
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry, settings.METRICS_FOLDER)
    registry.register(_Standing())
    return generate_latest(registry)


class _Standing:
    """What the database tells, and the disk."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            now = health()
        except Error:
            yield GaugeMetricFamily("chronology_database_up", "1 while the database answers.", 0)
            return
        yield GaugeMetricFamily("chronology_database_up", "1 while the database answers.", 1)
        yield from _gauges(now)


def _gauges(now: Health) -> Iterator[GaugeMetricFamily]:
    yield GaugeMetricFamily("chronology_free_disk_bytes", "Free space beside the database.", now.free_disk)
    if now.last_ingest:
        yield GaugeMetricFamily("chronology_last_ingest_seconds", "When it was.", now.last_ingest.timestamp())
    if now.queue:
        yield GaugeMetricFamily("chronology_queue_waiting", "Pages waiting for workers.", now.queue.waiting)
        yield GaugeMetricFamily("chronology_queue_in_work", "Of these being read.", now.queue.in_work)
        yield GaugeMetricFamily("chronology_queue_set_aside", "Pages given up.", now.queue.set_aside)
        yield GaugeMetricFamily("chronology_workers", "Workers with a sign of life.", now.queue.workers)
