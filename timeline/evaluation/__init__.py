"""What is in the database against what careful readers found: precision, recall, F1 and every disagreement."""

from .gold import read_gold
from .reading import found_in_database, same_actor
from .record import Measured, measured, read_measured, record
from .scoring import Score, Tally, evaluate

__all__ = [
    "Measured",
    "Score",
    "Tally",
    "evaluate",
    "found_in_database",
    "measured",
    "read_gold",
    "read_measured",
    "record",
    "same_actor",
]
