"""Persons named by a title alone: who held the office that day, or bears the title in the text."""

from __future__ import annotations

from spacy.tokens import Span

from articles.extraction.actors.noun_phrases import FORMER, Phrase
from articles.extraction.actors.roles import Roles
from articles.extraction.actors.titles import is_headship, title_text


def title_holder(phrase: Phrase, head: Span, roles: Roles, before: list[str], after: list[str]) -> str | None:
    """Whom a title names that stands alone ("the French President", "the secretary").

    First the holder of that office on the day of publication, then the last person of the text before it who bears
    the title, then the one person named only later who does; None for former, plural or indefinite ones. `before` are
    the persons named before, the last first, `after` those after it."""
    title = title_text(head, phrase)
    if FORMER & set(phrase.words) or (phrase.words and phrase.words[0] in ("a", "an", "some", "several")):
        return None
    owners = [owner.actor for owner in phrase.owners]
    of = next((actor for actor in owners if actor in roles.gazetteer.entries), None)
    if of is None and owners:
        return None
    if title == "counterpart":
        return counterpart(of, roles, before)
    if of is not None:
        where = {name for owner in phrase.owners for name in (owner.actor, owner.text)} - {of}
        holder = office_holder(title, of, where, roles)
        if holder:
            return holder
    named = next((person for person in dict.fromkeys(before) if roles.bears(person, title, of)), None)
    if named or of:
        later = [person for person in after if roles.bears(person, title, of)]
        return named or (later[0] if len(later) == 1 else None)
    default = roles.gazetteer.title_defaults.get(title)
    holders = roles.gazetteer.holders(title, default, roles.on) if default else ()
    return holders[0] if len(holders) == 1 else None


def office_holder(title: str, of: str, where: set[str], roles: Roles) -> str | None:
    """Who alone holds the title of a state or body, or of its parent ("the Pentagon's spokesman"); `where` are the
    posts and towns the phrase names."""
    gazetteer = roles.gazetteer
    leads = gazetteer.titles.get(title) == "leader" or (is_headship(title) and gazetteer.entries[of].kind != "country")
    if leads and not gazetteer.holders(title, of, roles.on, where):
        return next(iter(gazetteer.leaders(of, roles.on)), None)
    for owner in (of, gazetteer.entries[of].parent):
        holders = gazetteer.holders(title, owner, roles.on, where) if owner else ()
        if len(holders) == 1:
            return holders[0]
    return None


def counterpart(of: str | None, roles: Roles, before: list[str]) -> str | None:
    """ "his Russian counterpart": who holds in that state the office of the last person named."""
    for person in before[:2] if of else ():
        for role in roles.of(person):
            holders = roles.gazetteer.holders(role.title, of or "", roles.on)
            if holders and holders[0] != person:
                return holders[0]
    return None
