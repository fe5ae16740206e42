"""Who says what: quotations and reported speech with the phrase that names the speaker."""

from .find import find_attributions, find_quotations

__all__ = ["find_attributions", "find_quotations"]
