"""Counts become precision, recall and F1 with bootstrap intervals over documents.

Documents, not events, are drawn again: the events of one article share its topic, its names and its reader's mistakes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

LEVEL = 0.95
FEWEST_DOCUMENTS = 2
"""Of a single document nothing can be drawn again."""

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure and its interval; None where there is nothing to take it from."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How much of the gold was found, and how much of what was found is right."""

    gold: int
    predicted: int
    right: int
    precision: Estimate
    recall: Estimate
    f1: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one event adds to one figure."""

    document: str
    figure: str
    gold: int = 0
    predicted: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """Sums of entries over all documents, and over each drawing of documents with replacement.

    ``total`` has a row (gold, predicted, right) for each figure, ``drawn`` the same for each drawing.
    """

    figures: Mapping[str, int]
    total: Numbers
    drawn: Numbers

    def score(self, figure: str) -> Score:
        """The score of a figure; all zeros where no entry has it."""
        row = self.figures.get(figure)
        if row is None:
            nothing = Estimate(value=None)
            return Score(gold=0, predicted=0, right=0, precision=nothing, recall=nothing, f1=nothing)
        gold, predicted, right = (int(n) for n in self.total[row])
        return Score(
            gold=gold,
            predicted=predicted,
            right=right,
            precision=_estimate(_precision, self.total[row], self.drawn[:, row]),
            recall=_estimate(_recall, self.total[row], self.drawn[:, row]),
            f1=_estimate(_f1, self.total[row], self.drawn[:, row]),
        )

    def mean_f1(self, figures: Sequence[str]) -> Estimate:
        """The mean F1 of figures that have gold; in a drawing without a figure, the mean of the others."""
        rows = [self.figures[f] for f in figures if f in self.figures and self.total[self.figures[f]][0]]
        if not rows:
            return Estimate(value=None)
        return _interval(_mean(_f1(self.total[rows])), np.array([_mean(_f1(d[rows])) for d in self.drawn]))


def count(entries: Iterable[Entry], documents: Sequence[str], *, seed: int, samples: int) -> Counts:
    """Adds up entries, and adds them up again over ``samples`` drawings of as many documents with replacement."""
    entries = list(entries)
    figures = {name: row for row, name in enumerate(dict.fromkeys(e.figure for e in entries))}
    place = {name: row for row, name in enumerate(documents)}
    by_document = np.zeros((len(documents), len(figures), 3))
    for e in entries:
        by_document[place[e.document], figures[e.figure]] += (e.gold, e.predicted, e.right)
    draws = samples if len(documents) >= FEWEST_DOCUMENTS else 0
    drawn = np.zeros((draws, len(figures), 3))
    generator = np.random.default_rng(seed)
    for row in range(draws):
        times = np.bincount(generator.integers(0, len(documents), len(documents)), minlength=len(documents))
        drawn[row] = np.tensordot(times.astype(float), by_document, axes=1)
    return Counts(figures, by_document.sum(axis=0), drawn)


def _precision(counts: Numbers) -> Numbers:
    return _share(counts[..., 2], counts[..., 1])


def _recall(counts: Numbers) -> Numbers:
    return _share(counts[..., 2], counts[..., 0])


def _f1(counts: Numbers) -> Numbers:
    return _share(2 * counts[..., 2], counts[..., 0] + counts[..., 1])


def _share(part: Numbers, whole: Numbers) -> Numbers:
    """Not a number where there is nothing to take a share of."""
    out: Numbers = np.full(np.shape(whole), np.nan)
    np.divide(part, whole, out=out, where=whole > 0)
    return out


def _mean(values: Numbers) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else math.nan


def _estimate(figure: Callable[[Numbers], Numbers], total: Numbers, drawn: Numbers) -> Estimate:
    return _interval(float(figure(total)), figure(drawn))


def _interval(value: float, drawn: Numbers) -> Estimate:
    """The percentile interval over the drawings in which the figure is defined."""
    known = drawn[~np.isnan(drawn)]
    if math.isnan(value):
        return Estimate(value=None)
    if not known.size:
        return Estimate(value=value)
    low, high = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(value=value, low=float(low), high=float(high))
