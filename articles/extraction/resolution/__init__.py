"""Whose words and pronouns they are: speaker phrases, pronouns and pairs resolved to the actors of the cast."""

from articles.extraction.resolution.speakers import resolve_references, resolve_speakers

__all__ = ["resolve_references", "resolve_speakers"]
