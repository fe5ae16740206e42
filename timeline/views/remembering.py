"""Answers kept for as long as the database stays as it was: a page that many ask for is written once.

Exact, not timed: an answer counts only under the stamp of the database that was read before it was written, and every
commit, by whatever process, gives another stamp."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from itertools import count
from threading import Lock
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created
from django.http import HttpRequest, HttpResponse

from timeline import rollups

from .fragments import wants_fragment

MOST, LARGEST = 200, 300_000
_STAMPS = {
    "sqlite": "SELECT data_version, total_changes() FROM pragma_data_version",
    "postgresql": "SELECT pg_current_wal_insert_lsn()::text",
}
_kept: OrderedDict[tuple, tuple[tuple, HttpResponse]] = OrderedDict()
_lock = Lock()
_numbers = count(1)


def remembered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep this view's answers to readers who are not signed in, one for each address and fragment."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.REMEMBER_ANSWERS or request.method != "GET" or request.user.is_authenticated:
            return view(request, *args, **kwargs)
        key = _key(request)
        stamp = database_stamp()
        with _lock:
            found = _kept.get(key)
        if found and found[0] == stamp:
            return _copy(found[1])
        if rollups.settle(patient=False):
            stamp = database_stamp()
        answer = view(request, *args, **kwargs)
        if answer.status_code == 200 and len(answer.content) <= LARGEST:
            _keep(key, stamp, _copy(answer))
        return answer

    return wrapper


def database_stamp() -> tuple:
    """Something that differs after every commit. SQLite counts the commits of others and the changes of one's own by
    connection, so the connection's number is part of it; PostgreSQL's log position grows with every write."""
    with connection.cursor() as cursor:
        cursor.execute(_STAMPS[connection.vendor])
        return (connection.vendor, getattr(connection, "number", 0), *cursor.fetchone())


def _number(sender: object, connection: Any, **_: object) -> None:  # noqa: ARG001
    connection.number = next(_numbers)


connection_created.connect(_number)


def _key(request: HttpRequest) -> tuple:
    trigger = request.htmx.trigger if wants_fragment(request) else None  # type: ignore[attr-defined]
    return request.scheme, request.get_host(), request.get_full_path(), wants_fragment(request), trigger


def _keep(key: tuple, stamp: tuple, answer: HttpResponse) -> None:
    with _lock:
        _kept[key] = (stamp, answer)
        _kept.move_to_end(key)
        while len(_kept) > MOST:
            _kept.popitem(last=False)


def _copy(answer: HttpResponse) -> HttpResponse:
    """Middleware changes what it is given, so what is kept is never given out itself."""
    copy = HttpResponse(answer.content, status=answer.status_code)
    copy.headers = type(answer.headers)(dict(answer.headers.items()))
    copy.xframe_options_exempt = getattr(answer, "xframe_options_exempt", False)
    return copy
