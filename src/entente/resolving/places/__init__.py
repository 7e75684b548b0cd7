"""Where: every place that a text names, with coordinates, and which of the places of one name is meant."""

from __future__ import annotations

from entente.resolving.places.dump import build_gazetteer
from entente.resolving.places.feature import Feature
from entente.resolving.places.gazetteer import Gazetteer
from entente.resolving.places.locating import locate, locate_json
from entente.resolving.places.model import Entry, Place, PlaceContext, PlaceKind
from entente.resolving.places.single import resolve_place

__all__ = [
    "Entry",
    "Feature",
    "Gazetteer",
    "Place",
    "PlaceContext",
    "PlaceKind",
    "build_gazetteer",
    "locate",
    "locate_json",
    "resolve_place",
]
