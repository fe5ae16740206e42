"""Whom a text names: the gazetteer's names, unknown persons and organisations, titles, unnamed speakers."""

from articles.extraction.actors.cast import Cast
from articles.extraction.actors.finding import find_actors

__all__ = ["Cast", "find_actors"]
