"""The shipped resolvers, loaded once and handed to the document stage."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from entente.records import Location, Span
from entente.resolving.actors import ActorResolver, DocumentActors, cow_code
from entente.resolving.dates import find_times
from entente.resolving.document import Resolvers
from entente.resolving.places import Gazetteer, Place, PlaceKind, locate


@lru_cache(maxsize=1)
def load_resolvers() -> Resolvers:
    """Actors, places and times from the package's own tables."""
    actors = ActorResolver.load()
    gazetteer = Gazetteer.load()

    def places(text: str, spans: Sequence[Span]) -> Sequence[Location | None]:
        return locate_spans(text, spans, gazetteer=gazetteer)

    return Resolvers(
        actors=actors, memory=lambda: DocumentActors(actors), places=places, times=find_times, cow=cow_code
    )


def locate_spans(text: str, spans: Sequence[Span], *, gazetteer: Gazetteer) -> list[Location | None]:
    """Location of each span that the reader took for a place, None where nothing is known of it.

    All places of the text are weighed together; a span takes the one named within it, proper names before demonyms.
    """
    if not spans:
        return []
    found = locate(text, gazetteer=gazetteer)
    return [_location(text, span, found) for span in spans]


def _location(text: str, span: Span, found: Sequence[Place]) -> Location | None:
    inside = [p for p in found if p.start < span[1] and span[0] < p.end]
    if not inside:
        return None
    place = min(inside, key=lambda p: (p.kind is PlaceKind.DEMONYM, p.start))
    return Location(
        text=text[span[0] : span[1]],
        span=span,
        name=place.name,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        geonames_id=place.geonames_id,
    )
