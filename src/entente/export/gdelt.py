"""GDELT 2.0's event table: 61 columns, tab-separated, without a header.

Source of the columns: the GDELT Event Database's data format codebook, version 2.0. Events are coded in CAMEO through
:mod:`entente.codebook.cameo`, countries of actors in ISO 3166-1 alpha-3 as CAMEO has them, those of places in FIPS 10-4.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator

from entente.codebook.cameo import CameoCode, cameo_of
from entente.export.countries import countries
from entente.export.delimited import tabbed
from entente.export.selection import Request, Written, documents_of, pairs_of
from entente.records import Document, Entity, Event, EventType, Location

TYPES = frozenset({"GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "LEG", "UAF", "CVL", "BUS", "CRM", "EDU", "ELI",
                   "ENV", "HLH", "HRI", "LAB", "MED", "REF", "SET", "AGR", "MOD", "RAD", "DEV"})  # fmt: skip
"""Sectors that CAMEO has a type code for; PLOVER's others are left out."""
ROLES = {"JRN": "MED", "ACT": "CVL", "SOC": "CVL"}
"""Sectors that CAMEO has by another name."""
INTERNATIONAL = frozenset({"IGO", "NGO", "IMG", "MNC"})
"""Codes of no country that CAMEO has as types; PLOVER's ISM is CAMEO's INT."""

COUNTRY_LEVEL, WORLD_CITY = 1, 4
_NOBODY: tuple[object, ...] = (None,) * 10
_NOWHERE: tuple[object, ...] = (0, *(None,) * 7)


def write(request: Request) -> Written:
    """The events in GDELT's columns; one whose type is none of PLOVER's has no CAMEO code and is left out."""
    chosen = request.selection
    rows: list[tuple[object, ...]] = []
    left_out = 0
    for event in chosen.events:
        code = _code(event)
        if code is None:
            left_out += 1
            continue
        rows.extend(_rows(event, code, documents_of(event, chosen.documents)))
    warnings = (f"{left_out} events have no CAMEO code and were left out",) if left_out else ()
    counts = {"events": len(chosen.events) - left_out, "rows": len(rows), "left_out": left_out}
    return Written(data=tabbed(rows), counts=counts, warnings=warnings)


def _code(event: Event) -> CameoCode | None:
    if event.event[0] not in set(EventType):
        return None
    mode = event.mode[0] if event.mode else None
    return cameo_of(EventType(event.event[0]), mode, frozenset(event.context))


def _rows(event: Event, code: CameoCode, told: list[Document]) -> Iterator[tuple[object, ...]]:
    sources = len({d.outlet for d in told if d.outlet}) or 1
    what = (
        1, code.code, code.code[:3], code.code[:2], event.quad_code, None, len(event.evidence), sources, max(len(told), 1),
        None,
    )  # fmt: skip
    added = event.reported.strftime("%Y%m%d000000") if event.reported else None
    source = next((d.url for d in told if d.url), None) or (told[0].id if told else None)
    for number, (actor, other) in enumerate(pairs_of(event)):
        yield (
            row_number(event.id, number), *_days(event.date or event.enddate), *_actor(actor), *_actor(other), *what,
            # The record says where an event took place, not where its sides are.
            *_NOWHERE, *_NOWHERE, *_place(event.event_loc), added, source,
        )  # fmt: skip


def row_number(event: str, number: int) -> int:
    """GDELT's ids are whole numbers: 63 bits of a digest of the event's id and the row's number within it."""
    digest = hashlib.sha256(f"{event}/{number}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def _days(day: dt.date | None) -> tuple[object, ...]:
    if day is None:
        return (None,) * 4
    # GDELT's own reckoning: every month has thirty days, and the year 365.
    fraction = day.year + min((day.month * 30 + day.day) / 365, 0.9999)
    return f"{day.year:04}{day:%m%d}", f"{day.year:04}{day:%m}", f"{day.year:04}", f"{fraction:.4f}"


def _actor(entity: Entity | None) -> tuple[object, ...]:
    if entity is None:
        return _NOBODY
    country, group, types = _parts(entity)
    whole = "".join([country or group or "", *types])
    return (whole or None, entity.name.upper(), country, group, None, None, None, *[*types, None, None, None][:3])


def _parts(entity: Entity) -> tuple[str | None, str | None, list[str]]:
    """Country, known group and types of an actor in CAMEO."""
    code, types = entity.code, []
    country = code if code in countries() or code == "EUR" else None
    group = code if code == "UNO" else None
    if code == "UNO" or code in INTERNATIONAL or code == "ISM":
        types.append({"UNO": "IGO", "ISM": "INT"}.get(code, code))
    for sector in (entity.sector, *entity.other_sectors):
        known = ROLES.get(sector, sector) if sector else None
        if known in TYPES and known not in types:
            types.append(known)
    return country, group, types[:3]


def _place(place: Location | None) -> tuple[object, ...]:
    if place is None or place.country is None:
        return _NOWHERE
    country = countries().get(place.country)
    fips = country.fips if country else None
    is_country = country is not None and place.name == country.name
    full = place.name or place.text
    if country is not None and not is_country:
        full = f"{full}, {country.name}"
    level = COUNTRY_LEVEL if is_country else WORLD_CITY
    # First-level units of FIPS are not in the record; GDELT writes the country's code alone where it knows no more.
    return level, full, fips, fips, None, place.latitude, place.longitude, place.geonames_id
