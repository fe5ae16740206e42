"""What extraction finds in a text and by which rule, for people and for programs. Writes nothing, asks no database."""

from .run import explain
from .show import as_row, as_text

__all__ = ["as_row", "as_text", "explain"]
