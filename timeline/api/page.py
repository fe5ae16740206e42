"""The API's own page, written from its OpenAPI document on the server: no script, nothing that the policy forbids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Article
from timeline.api.endpoints import api
from timeline.asking import site_of
from timeline.models import Actor, Event

PREFIX = "/api/v1/"


@dataclass(frozen=True)
class Field:
    """A parameter or a field of an answer."""

    name: str
    type: str
    words: str
    default: Any = None


@dataclass(frozen=True)
class Operation:
    """What can be asked at one path; `example` is an address that answers."""

    path: str
    summary: str
    words: str
    parameters: tuple[Field, ...]
    statuses: tuple[tuple[str, str], ...]
    example: str


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters and an example, and every answer with its fields."""
    document = api.get_openapi_schema(path_prefix=PREFIX)
    shapes = document["components"]["schemas"]
    context = {
        "title": document["info"]["title"],
        "words": document["info"]["description"],
        "operations": list(_operations(document)),
        "shapes": [(name, list(_fields(shape))) for name, shape in shapes.items()],
        "site": site_of(request),
        "section": "data",
    }
    return render(request, "api.html", context)


def _operations(document: dict[str, Any]) -> Iterator[Operation]:
    known = _known_ids()
    for path, methods in document["paths"].items():
        found = methods["get"]
        parameters = (
            Field(p["name"], _type(p["schema"]), p.get("description", ""), p["schema"].get("default"))
            for p in found["parameters"]
        )
        statuses = ((str(status), _shape(response)) for status, response in found["responses"].items())
        example = found["x-example"].format(**known)
        yield Operation(
            path, found["summary"], found.get("description", ""), tuple(parameters), tuple(statuses), example
        )


def _known_ids() -> dict[str, str]:
    """Ids that stand in the examples: those of the first event, actor and article there are."""
    event = Event.objects.public().order_by("pk").values_list("public_id", flat=True).first()
    actor = (
        Actor.objects.listed()
        .filter(participations__isnull=False)
        .order_by("pk")
        .values_list("slug", flat=True)
        .first()
    )
    article = Article.objects.order_by("pk").values_list("pk", flat=True).first()
    return {"public_id": event or "none", "slug": actor or "none", "article_id": str(article or 0)}


def _fields(shape: dict[str, Any]) -> Iterator[Field]:
    for name, schema in shape["properties"].items():
        yield Field(name, _type(schema), schema.get("description", ""))


def _shape(response: dict[str, Any]) -> str:
    content = response.get("content", {}).get("application/json")
    return _type(content["schema"]) if content else ""


def _type(schema: dict[str, Any]) -> str:
    """A JSON Schema in a few words: "text", "list of Event", "day or null", "one of: any, all"."""
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(_type(part) for part in schema["anyOf"] if part.get("maxLength") != 0)
    if "enum" in schema:
        return f"one of: {', '.join(choice for choice in schema['enum'] if choice)}"
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    if schema.get("type") == "object" and "additionalProperties" in schema:
        return f"{_type(schema['additionalProperties'])} by name"
    if "title" in schema and "properties" in schema:
        return schema["title"]
    return {"date": "day", "date-time": "moment"}.get(schema.get("format", ""), schema.get("type", "anything"))
