"""Confusion: what gold calls one thing and the prediction another, on events found in the same sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from entente.evaluating.acts import Aspect
from entente.evaluating.matching import Matching, Pair

NONE = "NONE"
"""Stands for no event: a gold event that was missed, a prediction that no gold event answers to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """``counts[i][j]`` is how often gold says ``labels[i]`` and the prediction ``labels[j]``."""

    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def worst(self, most: int) -> tuple[tuple[str, str, int], ...]:
        """The most frequent confusions of two labels, NONE left out: gold, predicted, how often."""
        cells = [
            (gold, predicted, count)
            for gold, row in zip(self.labels, self.counts, strict=True)
            for predicted, count in zip(self.labels, row, strict=True)
            if count and gold != predicted and NONE not in (gold, predicted)
        ]
        return tuple(sorted(cells, key=lambda cell: (-cell[2], cell[0], cell[1]))[:most])


def confusion_of_types(matching: Matching, order: Sequence[str]) -> Confusion:
    """Every type of every gold event counts once in its row, every type of every prediction once in its column.

    So the diagonal holds what is right, and rows and columns sum up to what there is. ``order`` sorts the labels.
    """
    cells = [cell for pair in matching.pairs for cell in _cells(pair)]
    cells += [(t, NONE) for act in matching.missed for t in act.types]
    cells += [(NONE, t) for act in matching.invented for t in act.types]
    return _matrix(cells, order)


def confusion_of_modality(matching: Matching, order: Sequence[str]) -> Confusion:
    """Modalities of found events of which gold tells the modality."""
    told = [pair for pair in matching.pairs if Aspect.MODALITY in pair.gold.told]
    return _matrix([(str(pair.gold.modality), str(pair.predicted.modality)) for pair in told], order)


def _cells(pair: Pair) -> Iterator[tuple[str, str]]:
    """Common types stand on the diagonal; the others side by side, as far as there are as many."""
    common = pair.common_types
    yield from ((t, t) for t in common)
    gold = [t for t in pair.gold.types if t not in common]
    predicted = [t for t in pair.predicted.types if t not in common]
    yield from zip_longest(gold, predicted, fillvalue=NONE)


def _matrix(cells: Iterable[tuple[str, str]], order: Sequence[str]) -> Confusion:
    counts = Counter(cells)
    used = {label for cell in counts for label in cell}
    labels = [*(x for x in order if x in used), *sorted(used - {*order, NONE}), *({NONE} & used)]
    return Confusion(labels=tuple(labels), counts=tuple(tuple(counts[g, p] for p in labels) for g in labels))
