"""The resolvers over their tables, loaded once and handed to the document stage."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from entente.records import Location, Span
from entente.resolving.actors import ActorResolver, DocumentActors, cow_code
from entente.resolving.dates import find_times
from entente.resolving.document import Resolvers
from entente.resolving.places import Gazetteer, Place, PlaceContext, PlaceKind, locate, resolve_place


@lru_cache(maxsize=2)
def load_resolvers(actors_table: Path | None = None, places_table: Path | None = None) -> Resolvers:
    """Actors, places and times from the package's own tables, and a user's where given.

    Raises :class:`entente.errors.TableError` where a table is missing or broken.
    """
    actors = ActorResolver.load(actors_table)
    gazetteer = Gazetteer.load(places_table)

    def places(text: str, spans: Sequence[Span]) -> Sequence[Location | None]:
        return locate_spans(text, spans, gazetteer=gazetteer)

    return Resolvers(
        actors=actors, memory=lambda: DocumentActors(actors), places=places, times=find_times, cow=cow_code
    )


def locate_spans(text: str, spans: Sequence[Span], *, gazetteer: Gazetteer) -> list[Location | None]:
    """Location of each span that the reader took for a place, None where nothing is known of it.

    All places of the text are weighed together; a span takes the one named within it, proper names before demonyms. What
    does not look like a place by itself ("the northern town of Gao") is asked for in the light of the others.
    """
    if not spans:
        return []
    found = locate(text, gazetteer=gazetteer)
    context = PlaceContext(places=found)
    return [_location(text, span, found, context, gazetteer) for span in spans]


def _location(
    text: str, span: Span, found: Sequence[Place], context: PlaceContext, gazetteer: Gazetteer
) -> Location | None:
    inside = [p for p in found if p.start < span[1] and span[0] < p.end]
    place: Place | None = min(inside, key=lambda p: (p.kind is PlaceKind.DEMONYM, p.start), default=None)
    if place is None:
        place = resolve_place(text[span[0] : span[1]], context=context, start=span[0], gazetteer=gazetteer)
    if place is None:
        return None
    return Location(
        text=text[span[0] : span[1]],
        span=span,
        name=place.name,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        geonames_id=place.geonames_id,
    )
