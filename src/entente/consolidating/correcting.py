"""A person's corrections of an event, put over what reports tell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from entente.codebook import load_codebook
from entente.consolidating.judgements import Judgement
from entente.errors import UsageError
from entente.records import DateBasis, Entity, Event, EventType, Location, Modality

_SIDE = re.compile(r"([A-Z]{3})(?:/([A-Z]{3}))?")
SEPARATOR = ";"


def corrected(event: Event, corrections: Mapping[str, Judgement]) -> Event:
    """The event with the corrected fields. Raises UsageError for a value that a field cannot have."""
    for name, judgement in sorted(corrections.items(), key=lambda item: tuple(FIELDS).index(item[0])):
        event = FIELDS[name](event, judgement.value)
    return event


def _type(event: Event, value: str | None) -> Event:
    try:
        kind = EventType(value or "")
    except ValueError as error:
        raise UsageError(f"{value!r} is no event type; there are {', '.join(EventType)}") from error
    info = load_codebook().info(kind)
    return replace(event, event=(kind,), quad_code=info.quad, event_scale=info.score)


def _mode(event: Event, value: str | None) -> Event:
    return replace(event, mode=(value,) if value else ())


def _modality(event: Event, value: str | None) -> Event:
    try:
        return replace(event, modality=Modality(value or ""))
    except ValueError as error:
        raise UsageError(f"{value!r} is no modality; there are {', '.join(Modality)}") from error


def _date(event: Event, value: str | None) -> Event:
    """A day, or first and last day with a slash between them."""
    if value is None:
        return replace(event, date=None, enddate=None, date_text=None, date_span=None, date_basis=None)
    first, _, last = value.partition("/")
    try:
        begin, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
    except ValueError as error:
        raise UsageError(f"{value!r} is no date; write YYYY-MM-DD, or YYYY-MM-DD/YYYY-MM-DD") from error
    if begin > end:
        raise UsageError(f"{value!r} ends before it begins")
    return replace(event, date=begin, enddate=end, date_text=None, date_span=None, date_basis=DateBasis.TEXT)


def _country(event: Event, value: str | None) -> Event:
    if value is None:
        return replace(event, event_loc=None)
    if not re.fullmatch(r"[A-Z]{3}", value):
        raise UsageError(f"{value!r} is no country code; write three capitals, such as NER")
    place = event.event_loc
    if place is None:
        return replace(event, event_loc=Location(text=value, span=_nowhere(event), country=value))
    return replace(event, event_loc=replace(place, country=value, latitude=None, longitude=None, geonames_id=None))


def _nowhere(event: Event) -> tuple[int, int]:
    """The place of what a person added and no sentence names: an empty one, before the first sentence."""
    start = event.evidence[0].start if event.evidence else 0
    return start, start


def _side(name: str) -> Callable[[Event, str | None], Event]:
    def correct(event: Event, value: str | None) -> Event:
        written = [part.strip() for part in (value or "").split(SEPARATOR) if part.strip()]
        known: tuple[Entity, ...] = getattr(event, name)
        entities = tuple(_entity(text, event, known[n] if n < len(known) else None) for n, text in enumerate(written))
        return replace(event, actor=entities) if name == "actor" else replace(event, recipient=entities)

    return correct


def _entity(text: str, event: Event, known: Entity | None) -> Entity:
    """The n-th of a side keeps its words; whom the old code meant no longer holds."""
    found = _SIDE.fullmatch(text)
    if found is None:
        raise UsageError(f"{text!r} is no code; write NER, or NER/MIL with the sector")
    code, sector = found[1], found[2]
    if known is not None and known.code == code:
        return replace(known, sector=sector or known.sector, reason="corrected by a person")
    words, span = (known.entity_text, known.span) if known is not None else (code, _nowhere(event))
    return Entity(entity_text=words, span=span, code=code, sector=sector, reason="corrected by a person")


FIELDS: dict[str, Callable[[Event, str | None], Event]] = {
    "type": _type,
    "mode": _mode,
    "modality": _modality,
    "date": _date,
    "actor": _side("actor"),
    "recipient": _side("recipient"),
    "country": _country,
}
"""What can be corrected, in the order in which it is."""
