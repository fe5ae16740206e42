"""Correcting what an article says of itself. Its date is another matter: see `redating`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from articles.models import Article
from timeline.models import Correction

from . import rows
from .log import record
from .values import machine_value, same, with_lock, without_lock
from .why import Why

TEXTS = ("title", "publisher", "agency", "author", "url")
DATES = ("published", "published_time")


@transaction.atomic
def correct_article(article: Article, changes: Mapping[str, Any], why: Why) -> list[Correction]:
    """Set these fields to the editor's values and lock them. Raises ValidationError by field."""
    article = rows.locked_row(article)
    if unknown := set(changes) - set(TEXTS):
        raise ValidationError(f"Not editable: {', '.join(sorted(unknown))}.")
    changed = {name: value for name, value in changes.items() if not same(getattr(article, name), value)}
    if not changed:
        return []
    rows.keep_as_it_stood([article], article.modified)
    before = {name: getattr(article, name) for name in changed}
    for name, value in changed.items():
        setattr(article, name, value)
    article.locked = with_lock(article, *changed)
    article.clean_fields(exclude=["raw", "digest"])
    rows.save(article, why)
    return [record(article, name, before[name], value, why) for name, value in changed.items()]


@transaction.atomic
def lift_article(article: Article, fields: Iterable[str], why: Why) -> list[Correction]:
    """Take the machine's reading again for these fields."""
    article = rows.locked_row(article)
    lifted = {name: getattr(article, name) for name in TEXTS if name in set(fields) & set(article.locked)}
    rows.keep_as_it_stood([article], article.modified)
    for name in lifted:
        setattr(article, name, machine_value(article, name) or "")
    article.locked = without_lock(article, *lifted)
    rows.save(article, why)
    return [record(article, name, old, getattr(article, name), why) for name, old in lifted.items()]
