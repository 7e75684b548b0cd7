"""One flat row an event: the columns of CSV, Parquet and Excel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from entente.export.selection import documents_of
from entente.records import Commitment, Document, Entity, Event

JOIN = "; "
T = TypeVar("T")

Value = str | int | float | dt.date | None
Documents = dict[str, Document]


class Type(StrEnum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[T]):
    """A column of a table: its name, what it holds, and how a row gets it."""

    name: str
    type: Type
    value: Callable[[T, Documents], Value]


def _each(entities: Iterable[Entity], part: Callable[[Entity], object]) -> str:
    return JOIN.join("" if (value := part(e)) is None else str(value) for e in entities)


def _side(name: str, entities: Callable[[Event], tuple[Entity, ...]]) -> tuple[Column[Event], ...]:
    parts: tuple[tuple[str, Callable[[Entity], object]], ...] = (
        ("", lambda e: e.name),
        ("_text", lambda e: e.entity_text),
        ("_code", lambda e: e.code),
        ("_cow", lambda e: e.cow),
        ("_sector", lambda e: e.sector),
        ("_id", lambda e: e.identifier_id),
    )

    def column(suffix: str, part: Callable[[Entity], object]) -> Column[Event]:
        return Column(name=name + suffix, type=Type.TEXT, value=lambda e, _: _each(entities(e), part))

    return tuple(column(suffix, part) for suffix, part in parts)


def _of_documents(name: str, part: Callable[[Document], object]) -> Column[Event]:
    def value(event: Event, documents: Documents) -> str:
        found = (part(d) for d in documents_of(event, documents))
        return JOIN.join(dict.fromkeys(str(v) for v in found if v is not None))

    return Column(name=name, type=Type.TEXT, value=value)


EVENT_COLUMNS: tuple[Column[Event], ...] = (
    Column(name="id", type=Type.TEXT, value=lambda e, _: e.id),
    Column(name="event", type=Type.TEXT, value=lambda e, _: JOIN.join(e.event)),
    Column(name="mode", type=Type.TEXT, value=lambda e, _: JOIN.join(e.mode)),
    Column(name="context", type=Type.TEXT, value=lambda e, _: JOIN.join(e.context)),
    Column(name="quad_code", type=Type.WHOLE, value=lambda e, _: e.quad_code),
    Column(name="event_scale", type=Type.NUMBER, value=lambda e, _: e.event_scale),
    Column(name="date", type=Type.DAY, value=lambda e, _: e.date),
    Column(name="enddate", type=Type.DAY, value=lambda e, _: e.enddate),
    Column(name="date_basis", type=Type.TEXT, value=lambda e, _: e.date_basis.value if e.date_basis else None),
    Column(name="reported", type=Type.DAY, value=lambda e, _: e.reported),
    *_side("actor", lambda e: e.actor),
    *_side("recipient", lambda e: e.recipient),
    Column(name="place", type=Type.TEXT, value=lambda e, _: (e.event_loc.name or e.event_loc.text) if e.event_loc else None),
    Column(name="country", type=Type.TEXT, value=lambda e, _: e.event_loc.country if e.event_loc else None),
    Column(name="latitude", type=Type.NUMBER, value=lambda e, _: e.event_loc.latitude if e.event_loc else None),
    Column(name="longitude", type=Type.NUMBER, value=lambda e, _: e.event_loc.longitude if e.event_loc else None),
    Column(name="geonames_id", type=Type.WHOLE, value=lambda e, _: e.event_loc.geonames_id if e.event_loc else None),
    Column(name="object", type=Type.TEXT, value=lambda e, _: e.object.text if e.object else None),
    Column(name="planned", type=Type.TEXT, value=lambda e, _: e.planned.event if e.planned else None),
    Column(name="planned_date", type=Type.DAY, value=lambda e, _: e.planned.date if e.planned else None),
    Column(name="modality", type=Type.TEXT, value=lambda e, _: e.modality.value),
    Column(name="attribution", type=Type.TEXT, value=lambda e, _: e.attribution.entity.name if e.attribution else None),
    Column(name="stance", type=Type.TEXT, value=lambda e, _: e.attribution.stance.value if e.attribution else None),
    Column(name="confidence", type=Type.NUMBER, value=lambda e, _: e.confidence),
    Column(name="evidence", type=Type.WHOLE, value=lambda e, _: len(e.evidence)),
    Column(name="document", type=Type.TEXT, value=lambda e, _: e.evidence[0].document if e.evidence else None),
    Column(name="start", type=Type.WHOLE, value=lambda e, _: e.evidence[0].start if e.evidence else None),
    Column(name="end", type=Type.WHOLE, value=lambda e, _: e.evidence[0].end if e.evidence else None),
    _of_documents("outlets", lambda d: d.outlet),
    _of_documents("urls", lambda d: d.url),
)  # fmt: skip

SENTENCE: Column[Event] = Column(
    name="sentence", type=Type.TEXT, value=lambda e, _: e.evidence[0].text if e.evidence else None
)
"""Stands at the end of the columns with ``--with-text``."""

COMMITMENT_COLUMNS: tuple[Column[Commitment], ...] = (
    Column(name="id", type=Type.TEXT, value=lambda c, _: c.id),
    Column(name="type", type=Type.TEXT, value=lambda c, _: c.type.value),
    Column(name="title", type=Type.TEXT, value=lambda c, _: c.title),
    Column(
        name="parties",
        type=Type.TEXT,
        value=lambda c, _: JOIN.join(f"{p.code or p.entity_text} {p.role.value}" for p in c.parties),
    ),
    Column(name="status", type=Type.TEXT, value=lambda c, _: c.status.value),
    Column(name="due", type=Type.DAY, value=lambda c, _: c.due),
    Column(name="due_text", type=Type.TEXT, value=lambda c, _: c.due_text),
    Column(name="outcome", type=Type.TEXT, value=lambda c, _: c.outcome.value),
    Column(name="events", type=Type.TEXT, value=lambda c, _: JOIN.join(c.events)),
)

DOCUMENT_COLUMNS: tuple[Column[Document], ...] = (
    Column(name="id", type=Type.TEXT, value=lambda d, _: d.id),
    Column(name="key", type=Type.TEXT, value=lambda d, _: d.key),
    Column(name="outlet", type=Type.TEXT, value=lambda d, _: d.outlet),
    Column(name="title", type=Type.TEXT, value=lambda d, _: d.title),
    Column(name="byline", type=Type.TEXT, value=lambda d, _: d.byline),
    Column(name="published", type=Type.DAY, value=lambda d, _: d.published),
    Column(name="published_source", type=Type.TEXT, value=lambda d, _: d.published_source.value),
    Column(name="language", type=Type.TEXT, value=lambda d, _: d.language),
    Column(name="url", type=Type.TEXT, value=lambda d, _: d.url),
    Column(name="sentences", type=Type.WHOLE, value=lambda d, _: d.sentences),
)


def event_columns(*, with_text: bool) -> tuple[Column[Event], ...]:
    """The columns of an event, with its first sentence only ``with_text``."""
    return (*EVENT_COLUMNS, SENTENCE) if with_text else EVENT_COLUMNS
