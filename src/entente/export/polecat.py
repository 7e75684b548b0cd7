"""POLECAT's 40 columns as tab-separated text with a header.

POLECAT has one actor and one recipient a row: an event of several is several rows with the same Event ID:
count distinct Event IDs to count events.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from entente.export.delimited import tabbed
from entente.export.selection import Request, Selection, Written, documents_of, pairs_of
from entente.records import Entity, Event

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version",
)  # fmt: skip

QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
JOIN = ";"
_BLANK = (None,) * 8


@dataclass(frozen=True, slots=True)
class _Story:
    """Whom and what the events of one document name; dicts, because they keep the order."""

    people: dict[str, None] = field(default_factory=dict)
    bodies: dict[str, None] = field(default_factory=dict)
    places: dict[str, None] = field(default_factory=dict)


def write(request: Request) -> Written:
    """The events in POLECAT's columns."""
    stories = _stories(request.selection)
    rows = [
        row
        for event in request.selection.events
        for row in _rows(event, request, stories.get(_first(event)) or _Story())
    ]
    counts = {"events": len(request.selection.events), "rows": len(rows)}
    return Written(data=tabbed(rows, header=COLUMNS), counts=counts)


def _rows(event: Event, request: Request, story: _Story) -> Iterator[tuple[object, ...]]:
    about = (
        event.id, event.date, event.event[0], JOIN.join(event.mode), event.event_scale, QUADS[event.quad_code],
        JOIN.join(event.context),
    )  # fmt: skip
    place, told = event.event_loc, documents_of(event, request.selection.documents)
    where: tuple[object, ...] = (None,) * 10
    if place is not None:
        where = (
            place.name, None, None, None, place.country, place.latitude, place.longitude, place.geonames_id, place.text,
            None,
        )  # fmt: skip
    first = told[0] if told else None
    source = (
        first.outlet if first else None, first.published if first else event.reported,
        JOIN.join(story.people), JOIN.join(story.bodies), JOIN.join(story.places),
        first.language if first else None, request.manifest.software,
    )  # fmt: skip
    for actor, recipient in pairs_of(event):
        yield (*about, *_entity(actor), *_entity(recipient), *where, *source)


def _entity(entity: Entity | None) -> tuple[object, ...]:
    if entity is None:
        return _BLANK
    sectors = [*([entity.sector] if entity.sector else []), *entity.other_sectors]
    wikidata = entity.identifier_id if (entity.identifier_id or "").startswith("wd:") else None
    return (
        entity.name, entity.code, entity.cow, entity.sector, JOIN.join(sectors), entity.office, entity.entity_text,
        wikidata,
    )  # fmt: skip


def _first(event: Event) -> str:
    return event.evidence[0].document if event.evidence else ""


def _stories(chosen: Selection) -> dict[str, _Story]:
    stories: dict[str, _Story] = {}
    for event in chosen.events:
        story = stories.setdefault(_first(event), _Story())
        for entity in (*event.actor, *event.recipient):
            identity = entity.identifier_id or ""
            if "/" in identity:
                (story.people if "person/" in identity else story.bodies)[entity.name] = None
        if event.event_loc is not None:
            story.places[event.event_loc.name or event.event_loc.text] = None
    return stories
