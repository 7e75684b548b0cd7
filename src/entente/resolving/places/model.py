"""What the room of places takes and gives: places, entries of the gazetteer, what is known around a name."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from entente.resolving.places.feature import Feature


class PlaceKind(StrEnum):
    """How a place is named: by its name, by what its people are called, or standing for its government."""

    PLACE = "place"
    DEMONYM = "demonym"
    METONYM = "metonym"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place of the gazetteer, under one of its names.

    ``weight`` is the logarithm (base 10) of its inhabitants, or an importance on the same scale where nobody lives.
    ``alternate`` says that the name looked up is not the one by which the place is mostly known.
    """

    geonames_id: int | None
    name: str
    country: str | None
    latitude: float
    longitude: float
    weight: float
    feature: Feature
    admin1: str = ""
    admin2: str = ""
    alternate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place as a text names it, and where it lies (WGS 84 degrees); ``reason`` says why this one."""

    text: str
    start: int
    end: int
    kind: PlaceKind
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    feature: Feature
    admin1: str = ""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceContext:
    """What is known around a name to resolve.

    Args:
        places: other places of the document, resolved before.
        dateline: the place the document was written in.
        countries: ISO 3166-1 alpha-3 codes of the states that take part in what is told.
    """

    places: tuple[Place, ...] = field(default=())
    dateline: Place | None = None
    countries: tuple[str, ...] = ()
