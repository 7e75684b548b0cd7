"""Whether confidence means what it says: of the events told with 0.8, eight in ten should be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from entente.evaluating.matching import Matching, Pair
from entente.evaluating.stages import STAGES, TRIPLE

BINS = 10
SIDE_STAGES = tuple(stage for stage in STAGES if stage.name in ("actors", "recipients"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Predictions with a confidence from ``low`` up to ``high``: how many, their mean confidence, the share right."""

    low: float
    high: float
    events: int
    confidence: float | None
    right: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Confidence against outcome.

    ``error`` is the expected calibration error: the distance of mean confidence and share right, averaged over bins by
    the events in them (Naeini, Cooper and Hauskrecht 2015). None without predictions.
    """

    bins: tuple[Bin, ...]
    error: float | None


def calibration(matching: Matching) -> Calibration:
    """Ten bins of equal width; a prediction is right as :func:`is_right` has it, one without a partner is wrong."""
    told = [(pair.predicted.confidence, is_right(pair)) for pair in matching.pairs]
    told += [(act.confidence, False) for act in matching.invented]
    outcomes = [(confidence, right) for confidence, right in told if confidence is not None]
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in outcomes:
        groups[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    bins = tuple(_bin(number, group) for number, group in enumerate(groups))
    gaps = [b.events * abs(b.confidence - b.right) for b in bins if b.confidence is not None and b.right is not None]
    return Calibration(bins=bins, error=sum(gaps) / len(outcomes) if outcomes else None)


def is_right(pair: Pair) -> bool:
    """Whether type and both sides' codes are right, which is what confidence is the probability of.

    A side that the gold leaves out is not held against the prediction.
    """
    if TRIPLE.is_told(pair.gold):
        return bool(TRIPLE.items(pair.gold) & TRIPLE.items(pair.predicted))
    sides = (s.items(pair.gold) == s.items(pair.predicted) for s in SIDE_STAGES if s.is_told(pair.gold))
    return bool(pair.common_types) and all(sides)


def _bin(number: int, group: Sequence[tuple[float, bool]]) -> Bin:
    size = len(group)
    return Bin(
        low=number / BINS,
        high=(number + 1) / BINS,
        events=size,
        confidence=sum(c for c, _ in group) / size if size else None,
        right=sum(r for _, r in group) / size if size else None,
    )
