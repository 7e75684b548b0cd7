"""GeoJSON (RFC 7946): a point for each event whose place has coordinates; the manifest in the member ``entente``."""

from __future__ import annotations

from typing import Any

import msgspec

from entente.export.columns import event_columns
from entente.export.jsonl import json_line
from entente.export.manifest import counted
from entente.export.selection import Request, Selection, Written
from entente.records import Event

_IN_GEOMETRY = frozenset({"latitude", "longitude"})


def write(request: Request) -> Written:
    """The events on a map, as a FeatureCollection; one without coordinates is left out, and counted."""
    chosen = request.selection
    features = [feature for event in chosen.events if (feature := _feature(event, chosen)) is not None]
    left_out = len(chosen.events) - len(features)
    counts = {"events": len(features), "without_coordinates": left_out}
    about = msgspec.to_builtins(counted(request.manifest, counts))
    del about["sha256"]
    whole = {"type": "FeatureCollection", "entente": about, "features": features}
    warnings = (f"{left_out} of {len(chosen.events)} events have no coordinates and were left out",) if left_out else ()
    if not features:
        warnings = (*warnings, "no event has coordinates; the collection is empty")
    return Written(data=json_line(whole).encode() + b"\n", counts=counts, warnings=warnings)


def _feature(event: Event, chosen: Selection) -> dict[str, Any] | None:
    place = event.event_loc
    if place is None or place.latitude is None or place.longitude is None:
        return None
    columns = event_columns(with_text=chosen.with_text)
    values = {c.name: c.value(event, chosen.documents) for c in columns if c.name not in _IN_GEOMETRY}
    return {
        "type": "Feature",
        "id": event.id,
        # Longitude comes first in GeoJSON.
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
        "properties": values,
    }
