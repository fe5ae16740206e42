"""What the API answers, as the OpenAPI document says it: the columns of the exports, in JSON Schema."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, create_model

from timeline.exports.columns import ACTORS, ARTICLES, EVENTS, EVIDENCE, Column

_TYPES: dict[str, Any] = {
    "text": str,
    "address": str,
    "clock": str,
    "day": date,
    "moment": datetime,
    "whole": int,
    "number": float,
    "texts": list[str],
}


def _nothing_required(schema: dict[str, Any]) -> None:
    schema.pop("required", None)


class _Row(Schema):
    """Any field may be missing, since `fields` chooses among them."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_nothing_required)


def _row(name: str, columns: Sequence[Column], **types: Any) -> type[Schema]:
    fields = {column.name: (_type(column, types), Field(..., description=column.words)) for column in columns}
    return create_model(name, __base__=_Row, **fields)


def _type(column: Column, types: dict[str, Any]) -> Any:
    known = Literal[column.choices] if column.choices else types.get(column.name) or _TYPES[column.type]
    return known | None if column.null else known


Evidence = _row("Evidence", EVIDENCE)
Event = _row("Event", EVENTS, evidence=list[Evidence])
Actor = _row("Actor", ACTORS)
Article = _row("Article", ARTICLES)


class _Page(Schema):
    count: int = Field(description="How many there are in all.")
    next: str | None = Field(description="The address of the next page; null on the last.")


class EventPage(_Page):
    events: list[Event]


class ActorPage(_Page):
    actors: list[Actor]


class ArticlePage(_Page):
    articles: list[Article]


class Day(Schema):
    day: date = Field(description="The day on which the events stand: their first, else that of the earliest report.")
    events: int = Field(description="How many events stand on it.")


class DayList(Schema):
    days: list[Day]
    without_day: int = Field(description="Events with neither a date nor a day of report.")


class Found(Schema):
    actors: list[Actor] = Field(description="Actors whose name or another spelling holds the words.")
    events: EventPage = Field(description="Events that hold the words, newest first.")


class Refusal(Schema):
    errors: dict[str, list[str]] = Field(description="Parameter -> what is wrong with it.")
