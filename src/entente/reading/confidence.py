"""How likely it is that an event's type and both sides' codes are right.

A logistic curve over the reader's own scores, fitted on a part of the corpus that is neither trained on nor held out
for measuring (``entente.training.calibrate``); its weights lie in the model's card.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from entente.reading.model_files import Calibration

CLIP = 1e-4


def logit(p: float) -> float:
    """Log-odds of a probability, kept finite."""
    p = min(max(p, CLIP), 1 - CLIP)
    return math.log(p / (1 - p))


PROBABILITIES = ("trigger", "type", "actor_link", "recipient_link", "modality")
"""Features that enter as log-odds; the others enter as they are."""


def confidence(features: Mapping[str, float], calibration: Calibration) -> float:
    """Probability from 0 to 1. Without a fitted calibration, the product of the scores."""
    if not calibration.weights:
        return math.prod(features[name] for name in PROBABILITIES if name in features)
    total = calibration.intercept + sum(
        weight * (logit(features[name]) if name in PROBABILITIES else features[name])
        for name, weight in calibration.weights.items()
    )
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))
