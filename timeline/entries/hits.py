"""The words searched for, marked where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from timeline.models import Actor, Alias, Term


class HitMarker:
    """Escapes texts and marks the terms of a question in them, with every spelling of the actors they name."""

    def __init__(self, terms: Sequence[Term] = ()) -> None:
        words = {spelling for term in terms for spelling in term.spellings}
        actor_ids = {actor_id for term in terms for actor_id in term.actor_ids}
        names: set[str] = set()
        if actor_ids:
            names |= set(Alias.objects.filter(actor_id__in=actor_ids).values_list("name", flat=True))
            names |= set(Actor.objects.filter(pk__in=actor_ids).values_list("name", flat=True))
        self._pattern = _any_of(words, names)

    def __call__(self, text: str) -> SafeString:
        if self._pattern is None:
            return mark_safe(escape(text))  # noqa: S308
        pieces, at = [], 0
        for hit in self._pattern.finditer(text):
            pieces += [escape(text[at : hit.start()]), "<mark>", escape(hit.group()), "</mark>"]
            at = hit.end()
        return mark_safe("".join((*pieces, escape(text[at:]))))  # noqa: S308


def _any_of(words: set[str], names: set[str]) -> re.Pattern[str] | None:
    """Words match from their beginning, as the search finds them; names only whole."""
    forms = [(word, rf"\b{re.escape(word)}") for word in words] + [(name, rf"\b{re.escape(name)}\b") for name in names]
    longest_first = sorted(forms, key=lambda form: -len(form[0]))
    return re.compile("|".join(form for _, form in longest_first), re.IGNORECASE) if forms else None
