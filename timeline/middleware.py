"""What every response carries: compression, and the one content security policy: nothing but our own files, no inline
script or style, no frames. And what stands in for a response while the database is away."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

log = logging.getLogger(__name__)
HEADER = "Content-Security-Policy"
_ALLOWED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
_PACKED = ("application/zip", "application/vnd.openxmlformats-officedocument.")


def policy(**changed: str) -> str:
    """The policy as a header; `policy(frame_ancestors="*")` lets other sites embed a page."""
    allowed = _ALLOWED | {name.replace("_", "-"): value for name, value in changed.items()}
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


def content_security_policy(get_response: Callable[[HttpRequest], HttpResponseBase]):
    """Middleware: every response carries the policy, unless its view set another."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault(HEADER, policy())
        return response

    return middleware


class DatabaseAway:
    """While the database is away, busy or cannot be written, pages say so, and when to come back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, OperationalError | InterfaceError):
            return None
        log.error("The database cannot be used: %s", error, extra={"request": request})
        words = "The database cannot be used just now. Please try again in a moment.\n"
        return HttpResponse(words, status=503, headers={"Retry-After": "10"}, content_type="text/plain; charset=utf-8")


class Compression(GZipMiddleware):
    """Compresses what is not compressed already: workbooks, documents and packages are zip files."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_packed = response.headers.get("Content-Type", "").startswith(_PACKED)
        return response if is_packed else super().process_response(request, response)
