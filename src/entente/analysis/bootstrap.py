"""Uncertainty by drawing events again: the bootstrap.

Source: Efron, B. (1979), "Bootstrap Methods: Another Look at the Jackknife", Annals of Statistics 7(1); percentile
intervals as in Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13. The interval says how much a
number hangs on which events happened to be told; errors of reading and what no outlet told are not in it.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Weights = NDArray[np.int64]

AT_ONCE = 2_000_000
"""Weights held in memory at a time."""
MINIMUM = 3
"""Events below which resampling them tells nothing, and no interval is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bootstrap:
    """How to draw: ``draws`` times, starting from ``seed``, for intervals that hold ``level`` of the draws."""

    draws: int = 1000
    seed: int = 0
    level: float = 0.95

    def __post_init__(self) -> None:
        if self.draws < 1 or not 0 < self.level < 1:
            raise ValueError("a bootstrap takes at least one draw and a level between 0 and 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """From ``low`` to ``high``."""

    low: float
    high: float


def resampled(count: int, statistic: Callable[[Weights], Floats], *, settings: Bootstrap, stream: str) -> Floats:
    """``statistic`` of each draw, a row a draw.

    A draw takes ``count`` of ``count`` events with replacement; ``statistic`` gets how often each was taken, a row a
    draw, and gives one row of numbers for each (nan where a draw tells none). ``stream`` names what is drawn for: each
    name has its own random numbers, so that a partner's interval does not hang on which other partners are asked for.
    """
    generator = np.random.default_rng([settings.seed, zlib.crc32(stream.encode())])
    share = np.full(count, 1 / count)
    rows = max(1, AT_ONCE // count)
    parts = [
        statistic(generator.multinomial(count, share, size=min(rows, settings.draws - done)))
        for done in range(0, settings.draws, rows)
    ]
    return np.concatenate(parts)


def interval(drawn: Sequence[float] | Floats, level: float) -> Interval | None:
    """The percentile interval of draws; None where fewer than half of them told a number."""
    values = np.asarray(drawn, dtype=np.float64)
    known = values[~np.isnan(values)]
    if len(known) * 2 < len(values) or not len(known):
        return None
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return Interval(low=round(float(low), 6), high=round(float(high), 6))
