"""How the compiled gazetteer lies on disk; the script that compiles it and the class that reads it share this page."""

from __future__ import annotations

from enum import IntFlag
from typing import Final

import numpy as np

from entente.resolving.places.feature import Feature

PLACE_ROW: Final = np.dtype(
    [
        ("geonames_id", "<u4"),
        ("latitude", "<f4"),
        ("longitude", "<f4"),
        ("name", "<u4"),
        ("weight", "u1"),
        ("country", "u1"),
        ("feature", "u1"),
        ("admin1", "<u2"),
        ("admin2", "<u2"),
    ]
)
"""One place. ``name`` is an offset into ``names.bin``; ``country``, ``admin1``, ``admin2`` number lines of text."""

WEIGHT_STEPS: Final = 25
"""Steps of ``weight`` per factor of ten in population."""

FEATURES: Final = tuple(Feature)
FEATURE_CODES: Final = {feature: code for code, feature in enumerate(FEATURES)}

PLACE_INDEX_BITS: Final = 24
ALTERNATE: Final = 1
"""Set above the index bits where a name is not the one by which the place is mostly known."""


class Word(IntFlag):
    """What a single word may be besides a place."""

    COMMON = 1
    GIVEN = 2
    COMMON_GIVEN = 4
    SURNAME = 8
    COMMON_SURNAME = 16
