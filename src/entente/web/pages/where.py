"""Where events took place, on an outline of the world."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse

from entente.records import Event
from entente.web import asking
from entente.web.pages.events import choices
from entente.web.pages.view import desk_of, show, snapshot_of

UNITS = 2
"""Units of the drawing a degree, as in ``tools/world_outline.py``."""
MOST = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place with its events, and where it lies on the drawing. ``quads`` counts events by quad class."""

    name: str
    x: float
    y: float
    radius: float
    quad: int
    events: Sequence[Event]
    quads: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The part of the drawing that is shown."""

    x: float
    y: float
    width: float
    height: float


WORLD = Frame(x=0, y=10, width=720, height=290)


def chart(request: Request) -> HTMLResponse:
    """Events on a map, filtered as on the page of events."""
    snapshot, desk = snapshot_of(request), desk_of(request)
    wanted = asking.events(request.query_params)
    found = desk.snapshots.find(snapshot, wanted)
    spots = snapshot.remember(("spots", wanted), lambda: spots_of(found))
    zoom = request.query_params.get("zoom") != "world"
    return show(
        request, "map.html", snapshot=snapshot, spots=spots[:MOST], frame=frame(spots) if zoom else WORLD,
        zoom=zoom, total=len(found), placed=sum(len(s.events) for s in spots), wanted=wanted, **choices(snapshot, wanted),
    )  # fmt: skip


def spots_of(events: Sequence[Event]) -> list[Spot]:
    """Events by place, the places with most of them first, so that small ones are drawn over large ones."""
    at: dict[tuple[float, float], list[Event]] = {}
    for event in events:
        where = event.event_loc
        if where is not None and where.latitude is not None and where.longitude is not None:
            at.setdefault((where.longitude, where.latitude), []).append(event)
    return [_spot(place, told) for place, told in sorted(at.items(), key=lambda item: -len(item[1]))]


def frame(spots: Sequence[Spot]) -> Frame:
    """A frame around the places where most happens, never so close that the outline says nothing."""
    if not spots:
        return WORLD
    weights = [len(s.events) for s in spots]
    x0, x1 = _middle([s.x for s in spots], weights)
    y0, y1 = _middle([s.y for s in spots], weights)
    width = max(x1 - x0 + 60, (y1 - y0 + 50) * 1.8, 150)
    width = min(width, WORLD.width)
    height = width / 1.8
    return Frame(
        x=round(max((x0 + x1 - width) / 2, -5), 1), y=round((y0 + y1 - height) / 2, 1),
        width=round(width, 1), height=round(height, 1),
    )  # fmt: skip


def _middle(values: Sequence[float], weights: Sequence[int]) -> tuple[float, float]:
    """From where to where nine tenths of the events lie."""
    spread = sorted(v for v, w in zip(values, weights, strict=True) for _ in range(min(w, 50)))
    return spread[len(spread) // 20], spread[-1 - len(spread) // 20]


def _spot(place: tuple[float, float], events: Sequence[Event]) -> Spot:
    quads = [sum(e.quad_code == q for e in events) for q in (1, 2, 3, 4)]
    name = next((e.event_loc.name or e.event_loc.text for e in events if e.event_loc), "")
    return Spot(
        name=name,
        x=round((place[0] + 180) * UNITS, 1),
        y=round((90 - place[1]) * UNITS, 1),
        radius=round(min(1.1 + len(events) ** 0.5 * 0.45, 7), 2),
        quad=quads.index(max(quads)) + 1,
        events=events,
        quads=quads,
    )
