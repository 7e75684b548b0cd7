"""How good a record is: against a user's own gold, and by a sample that a person checks.

``read_gold`` and ``evaluate`` compare; ``entente.evaluating.audit`` draws, asks and scores.
"""

from __future__ import annotations

from entente.evaluating.acts import Act, Aspect, Sentence
from entente.evaluating.errors import GoldError, Problem, SheetError
from entente.evaluating.evaluation import Evaluation, evaluate
from entente.evaluating.gold import gold_of_lines, read_gold
from entente.evaluating.record_file import read_record
from entente.evaluating.report import show, to_json

__all__ = [
    "Act",
    "Aspect",
    "Evaluation",
    "GoldError",
    "Problem",
    "Sentence",
    "SheetError",
    "evaluate",
    "gold_of_lines",
    "read_gold",
    "read_record",
    "show",
    "to_json",
]
