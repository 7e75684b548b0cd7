"""What kind of thing on the map a place is."""

from __future__ import annotations

from enum import StrEnum


class Feature(StrEnum):
    """Kinds of places, from the widest to the smallest; the compiled tables keep their order."""

    CONTINENT = "continent"
    OCEAN = "ocean"
    REGION = "region"
    COUNTRY = "country"
    ADMIN1 = "admin1"
    ADMIN2 = "admin2"
    CAPITAL = "capital"
    CITY = "city"
    SEA = "sea"
    GULF = "gulf"
    STRAIT = "strait"
    CANAL = "canal"
    RIVER = "river"
    LAKE = "lake"
    ISLAND = "island"
    PENINSULA = "peninsula"
    CAPE = "cape"
    MOUNTAIN = "mountain"
    VALLEY = "valley"
    PASS = "pass"  # noqa: S105  (a mountain pass, not a password)
    DESERT = "desert"
    CAMP = "camp"
    CROSSING = "crossing"
    BASE = "base"
    AIRPORT = "airport"
    SITE = "site"
    BUILDING = "building"
