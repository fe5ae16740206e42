"""The one editors' writer. Each act here locks what it sets, leaves a row in the public log and one in the history."""

from .actors import correct_actor, learn, lift_actor, merge_actors, undo_actors
from .adding import add_event, add_evidence, locate
from .articles import correct_article, lift_article
from .events import EDITABLE, accept, check, correct, current, is_locked, lift, made_to_fit, reject, restore
from .merging import merge, split, undo
from .parts import parties
from .redating import NewDate, preview_redating, redate_article
from .removal import remove
from .why import Why

__all__ = [
    "EDITABLE",
    "NewDate",
    "Why",
    "accept",
    "add_event",
    "add_evidence",
    "check",
    "correct",
    "correct_actor",
    "correct_article",
    "current",
    "is_locked",
    "learn",
    "lift",
    "lift_actor",
    "lift_article",
    "locate",
    "made_to_fit",
    "merge",
    "merge_actors",
    "parties",
    "preview_redating",
    "redate_article",
    "reject",
    "remove",
    "restore",
    "split",
    "undo",
    "undo_actors",
]
