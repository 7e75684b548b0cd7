"""Fits what the weights leave open: thresholds, and the curve that turns scores into a probability.

Both are fitted on the calibration part of the corpus, which is neither trained on nor measured on.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from entente.codebook import Codebook
from entente.reading.confidence import PROBABILITIES, confidence, logit
from entente.reading.model_files import CARD, Calibration, Card, write_card
from entente.reading.reader import Reader
from entente.records import Entity
from entente.resolving.document import Resolvers, resolve_document
from entente.resolving.resolved import ResolvedMention
from entente.training.corpus import Item
from entente.training.gold import gold_document, gold_events, item_sentences

log = logging.getLogger("entente.calibrate")

TRIGGER_BIASES = (-0.6, 0.0, 0.6)
LINK_THRESHOLDS = (0.35, 0.5)
CONFIDENCES = tuple(round(0.02 * i, 2) for i in range(30))
FLAT = 0.008
QUIET_BELOW, LOUD_FROM = 0.2, 0.75
"""Chosen where pages of sport, culture, technology and science part from political ones; see ``Card``."""
RIDGE = 1.0
NEWTON_STEPS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Mentions read at one setting, whether each is right, and how many events the gold holds."""

    features: tuple[Mapping[str, float], ...]
    right: npt.NDArray[np.bool_]
    gold: int

    def f1(self, keep: npt.NDArray[np.bool_] | None = None) -> float:
        """F1 of whole events, of the mentions to ``keep``."""
        right = self.right if keep is None else self.right[keep]
        total = len(right) + self.gold
        return 2 * float(right.sum()) / total if total else 0.0


def calibrate(folder: Path, items: Sequence[Item], resolvers: Resolvers, *, codebook: Codebook) -> Card:
    """Fit thresholds and confidence for the model in ``folder`` and write them into its card."""
    reader = Reader(folder)
    best: tuple[float, Card, Trial] | None = None
    for bias, threshold in itertools.product(TRIGGER_BIASES, LINK_THRESHOLDS):
        reader.card = replace(reader.card, trigger_bias=bias, link_threshold=threshold)
        trial = _try(reader, items, resolvers, codebook)
        log.info("trigger bias %+.1f, link threshold %.1f: F1 %.3f", bias, threshold, trial.f1())
        if best is None or trial.f1() > best[0]:
            best = (trial.f1(), reader.card, trial)
    assert best is not None
    _, card, trial = best
    fitted = fit(trial.features, trial.right)
    scores = np.array([confidence(f, fitted) for f in trial.features])
    best_f1 = max(trial.f1(scores >= c) for c in CONFIDENCES)
    # Near the top F1 is flat; there the lower floor keeps more of what is told, and each row says how certain it is.
    floor = min(c for c in CONFIDENCES if trial.f1(scores >= c) >= best_f1 - FLAT)
    log.info("minimum confidence %.2f: F1 %.3f", floor, trial.f1(scores >= floor))
    card = replace(card, calibration=fitted, minimum_confidence=floor, quiet_below=QUIET_BELOW, loud_from=LOUD_FROM)
    write_card(card, folder / CARD)
    return card


def _try(reader: Reader, items: Sequence[Item], resolvers: Resolvers, codebook: Codebook) -> Trial:
    features: list[Mapping[str, float]] = []
    right: list[bool] = []
    gold = 0
    for item in items:
        gold += len(item.events)
        for mention, ok in judged(reader, item, resolvers, codebook):
            features.append(mention.features)
            right.append(ok)
    return Trial(features=tuple(features), right=np.array(right, dtype=bool), gold=gold)


def judged(
    reader: Reader, item: Item, resolvers: Resolvers, codebook: Codebook
) -> Iterator[tuple[ResolvedMention, bool]]:
    """Mentions read in an item, and whether type and both sides' codes are those of an event told there."""
    document = gold_document(item)
    reading = reader.read(item.text, item_sentences(item))
    events = gold_events(item, document, codebook)
    wanted = [(item.spans[note.id], event) for event, notes in events for note in notes]
    for mention in resolve_document(document, reading, resolvers):
        start, end = mention.trigger
        here = [event for span, event in wanted if span.start < end and start < span.end]
        yield (
            mention,
            any(
                mention.type in event.event
                and _codes(mention.actor) | _codes(mention.recipient) == _codes(event.actor) | _codes(event.recipient)
                and (_codes(mention.actor) == _codes(event.actor) or not _codes(event.recipient))
                for event in here
            ),
        )


def _codes(entities: Sequence[Entity]) -> frozenset[str]:
    return frozenset(e.code for e in entities if e.code is not None)


def fit(features: Sequence[Mapping[str, float]], right: npt.NDArray[np.bool_]) -> Calibration:
    """Ridge logistic regression by Newton's method (iteratively reweighted least squares)."""
    names = sorted(features[0])
    rows = np.array([[logit(f[n]) if n in PROBABILITIES else f[n] for n in names] for f in features])
    x = np.column_stack([rows, np.ones(len(rows))])
    penalty = RIDGE * np.eye(x.shape[1])
    penalty[-1, -1] = 0.0
    w = np.zeros(x.shape[1])
    for _ in range(NEWTON_STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (p - right) + penalty @ w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty
        step = np.linalg.solve(hessian, gradient)
        w = w - step
        if float(np.abs(step).max()) < 1e-8:
            break
    weights = {name: round(float(value), 4) for name, value in zip(names, w[:-1], strict=True)}
    return Calibration(weights=weights, intercept=round(float(w[-1]), 4))
