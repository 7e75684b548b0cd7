"""Countries in the codes of other tools: Correlates of War numbers, ISO 3166-1 alpha-2, FIPS 10-4.

FIPS 10-4 codes are GeoNames's (CC BY 4.0); GDELT writes places in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A state or territory; ``cow`` and ``fips`` are None where it has no such code."""

    iso3: str
    iso2: str
    name: str
    cow: int | None
    fips: str | None


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """Every country that actors may have, by ISO 3166-1 alpha-3 code."""
    from entente.resolving.actors.table import read_shipped

    text = resources.files("entente.export").joinpath("fips.tsv").read_text(encoding="utf-8")
    fips = dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {
        code: Country(iso3=code, iso2=iso2, name=name, cow=cow, fips=fips.get(code))
        for code, (name, cow, iso2) in read_shipped().states.items()
    }


def cow_of(code: str | None) -> int | None:
    """The Correlates of War number of an ISO code; None where it has none."""
    country = countries().get(code or "")
    return country.cow if country else None
