"""What is in the database against what careful readers found: precision, recall, F1 and every disagreement."""

from .gold import read_gold
from .reading import found_in_database, same_actor
from .scoring import Score, Tally, evaluate

__all__ = ["Score", "Tally", "evaluate", "found_in_database", "read_gold", "same_actor"]
