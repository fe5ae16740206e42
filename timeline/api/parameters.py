"""What may be asked of the API: read from the address, and described for the OpenAPI document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest

from timeline.api.paging import LIMIT, MOST, Cursor
from timeline.asking import read_question
from timeline.exports.columns import EVENTS, Column
from timeline.forms import LONGEST_WORDS, EventFilter
from timeline.models import Event

_PAGING = ("after", "limit", "fields")


@dataclass(frozen=True)
class Asked:
    """A question to the API: which events, which page, which fields (all if empty). `errors` as in the filter."""

    question: EventFilter
    after: Cursor | None
    limit: int
    fields: tuple[str, ...]

    @property
    def errors(self) -> dict[str, list[str]]:
        return dict(self.question.errors)


def read(request: HttpRequest, columns: Sequence[Column] = EVENTS) -> Asked:
    """Never raises: what is unknown or malformed stands in `errors`, under the parameter's name."""
    errors: dict[str, list[str]] = {}
    question = read_question(request, also=_PAGING)
    after, limit = _after(request.GET.get("after", ""), errors), _limit(request.GET.get("limit", ""), errors)
    fields = tuple(dict.fromkeys(filter(None, request.GET.get("fields", "").split(","))))
    known = [column.name for column in columns]
    if unknown := [name for name in fields if name not in known]:
        errors["fields"] = [f"No such field: {', '.join(unknown)[:60]}. Choose from: {', '.join(known)}."]
    return Asked(replace(question, errors={**question.errors, **errors}), after, limit, fields)


def _after(text: str, errors: dict[str, list[str]]) -> Cursor | None:
    try:
        return Cursor.read(text) if text else None
    except ValueError:
        errors["after"] = ["This is not a cursor; take the one that “next” of the page before holds."]
        return None


def _limit(text: str, errors: dict[str, list[str]]) -> int:
    if not text:
        return LIMIT
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST)) and 1 <= int(text) <= MOST):
        errors["limit"] = [f"The limit is a whole number from 1 to {MOST}."]
        return LIMIT
    return int(text)


def _parameter(name: str, words: str, schema: dict[str, Any], *, repeatable: bool = False) -> dict[str, Any]:
    if repeatable:
        schema = {"type": "array", "items": schema}
    return {"in": "query", "name": name, "required": False, "description": words, "schema": schema}


def _choice(*values: str, default: str | None = None) -> dict[str, Any]:
    return {"type": "string", "enum": [*values, ""]} | ({"default": default} if default else {})


def _or_blank(**schema: Any) -> dict[str, Any]:
    """A blank parameter counts as one not given, as forms send it."""
    return {"anyOf": [schema, {"type": "string", "maxLength": 0}]}


_TEXT = {"type": "string"}
_WORDS = {"type": "string", "maxLength": LONGEST_WORDS, "pattern": r"^[^\x00-\x1f\x7f]*$"}
_DAY = _or_blank(type="string", format="date")

FILTER = (
    _parameter("actor", "An actor's short name, such as nato; may be repeated.", _TEXT, repeatable=True),
    _parameter("match", "Events of any, or of all, of the actors.", _choice("any", "all", default="any")),
    _parameter(
        "role",
        "involved: who speaks, acts or is addressed; said: who speaks, or for whom.",
        _choice("involved", "said", default="involved"),
    ),
    _parameter("from", "The first day; events whose days overlap the span are chosen.", _DAY),
    _parameter("to", "The last day.", _DAY),
    _parameter("kind", "The kind of event; may be repeated.", _choice(*Event.Kind.values), repeatable=True),
    _parameter("q", "Words, phrases in quotation marks, or names in any spelling.", _WORDS),
    _parameter("publisher", "The outlet that reports the event.", _TEXT),
    _parameter("status", "unreviewed or checked; both if left out.", _choice("unreviewed", "checked")),
    _parameter("id", "An event's public id; may be repeated.", _TEXT, repeatable=True),
)
ORDER = _parameter("order", "By day; events without one come last.", _choice("newest", "oldest", default="newest"))
SEARCH = tuple(one | {"required": True} if one["name"] == "q" else one for one in FILTER)
PAGES = (
    _parameter("limit", "Rows a page.", _or_blank(type="integer", minimum=1, maximum=MOST) | {"default": LIMIT}),
    _parameter("after", "Where to go on: the cursor that “next” of the page before holds.", _TEXT),
)


def fields_of(columns: Sequence[Column]) -> dict[str, Any]:
    """The parameter that chooses among these columns."""
    schema = {"type": "array", "items": {"type": "string", "enum": [*(column.name for column in columns), ""]}}
    words = "The fields wanted, separated by commas; all if left out."
    return _parameter("fields", words, schema) | {"style": "form", "explode": False}
