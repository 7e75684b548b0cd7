"""Acts added up: counts by quad, PLOVER scores, cooperation and conflict apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from entente.analysis.dyads import Act

COOPERATIVE = (1, 2)
"""Quad codes of verbal and material cooperation; 3 and 4 are verbal and material conflict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quads:
    """How many acts of each of PLOVER's four quad classes."""

    verbal_cooperation: int = 0
    material_cooperation: int = 0
    verbal_conflict: int = 0
    material_conflict: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What some acts add up to. ``events`` are the ids of the events, in the order of the acts.

    Scores are PLOVER's, from -10 (conflict) to 10 (cooperation). ``cooperation`` and ``conflict`` count acts;
    ``cooperation_score`` (0 or more) and ``conflict_score`` (0 or less) are the two parts of ``score_sum``.
    """

    count: int
    quads: Quads
    cooperation: int
    conflict: int
    score_sum: float
    cooperation_score: float
    conflict_score: float
    events: tuple[str, ...]

    @property
    def score_mean(self) -> float | None:
        """The mean score of an act; None where there is none."""
        return self.score_sum / self.count if self.count else None


def tally(acts: Sequence[Act]) -> Tally:
    """What ``acts`` add up to. Sums do not depend on their order."""
    counts = [sum(act.quad == quad for act in acts) for quad in (1, 2, 3, 4)]
    good = _sum(act.score for act in acts if act.quad in COOPERATIVE)
    bad = _sum(act.score for act in acts if act.quad not in COOPERATIVE)
    return Tally(
        count=len(acts),
        quads=Quads(
            verbal_cooperation=counts[0],
            material_cooperation=counts[1],
            verbal_conflict=counts[2],
            material_conflict=counts[3],
        ),
        cooperation=counts[0] + counts[1],
        conflict=counts[2] + counts[3],
        score_sum=round(good + bad, 6),
        cooperation_score=good,
        conflict_score=bad,
        events=tuple(act.event for act in acts),
    )


def _sum(scores: Iterable[float]) -> float:
    # Exact summation, then rounded far below PLOVER's one decimal: the same acts give the same number in any order.
    return round(math.fsum(scores), 6)
