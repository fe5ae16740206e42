"""Answers: JSON that any page may read, and that is not sent twice."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from timeline.api.paging import Cursor
from timeline.asking import opened, site_of, unless_known
from timeline.exports.freshness import tag
from timeline.exports.rows import Row


def answer(request: HttpRequest, data: Any, status: int = 200) -> HttpResponseBase:
    """JSON, or 304 where the reader has the same answer already."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    response = HttpResponse(
        b"" if request.method == "HEAD" else body,
        content_type="application/json",
        status=status,
        headers={"ETag": tag(body), "Content-Length": str(len(body))},
    )
    return unless_known(request, response) if status == 200 else opened(response)


def refuse(request: HttpRequest, errors: dict[str, list[str]], status: int = 400) -> HttpResponseBase:
    return answer(request, {"errors": errors}, status)


def next_page(request: HttpRequest, following: Cursor | None) -> str | None:
    """The address of the next page: this one's, going on after the cursor."""
    if following is None:
        return None
    query = [(name, value) for name, values in request.GET.lists() if name != "after" for value in values]
    return f"{site_of(request)}{request.path}?{urlencode([*query, ('after', str(following))])}"


def chosen(row: Row, fields: tuple[str, ...]) -> Row:
    return {name: row[name] for name in fields} if fields else row
