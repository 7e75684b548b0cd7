"""Data frames of the record, with proper dtypes. Needs the extra ``frames`` (pandas)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from entente.extras import needed
from entente.records import Commitment, Contradiction, Document, Entity, Event

if TYPE_CHECKING:
    import pandas as pd

JOIN = "; "


def _frame(rows: Sequence[dict[str, object]], columns: dict[str, str]) -> pd.DataFrame:
    """Rows as a frame with the given dtypes, also where there are none."""
    pandas = needed("pandas", "data frames need", "frames")
    # Days are kept as seconds-resolution timestamps, which reach far beyond the years that nanoseconds hold.
    frame: pd.DataFrame = pandas.DataFrame(list(rows), columns=list(columns)).astype(columns)
    return frame


def _codes(entities: Sequence[Entity]) -> str:
    return JOIN.join(e.code or "" for e in entities)


def _texts(entities: Sequence[Entity]) -> str:
    return JOIN.join(e.entity_text for e in entities)


def _sectors(entities: Sequence[Entity]) -> str:
    return JOIN.join(e.sector or "" for e in entities)


DAY = "datetime64[s]"
DOCUMENT_COLUMNS = {
    "id": "string", "key": "string", "title": "string", "byline": "string", "outlet": "string", "url": "string",
    "published": DAY, "published_source": "category", "language": "category", "sentences": "Int64",
}  # fmt: skip
EVENT_COLUMNS = {
    "id": "string", "event": "category", "mode": "string", "context": "string", "quad_code": "Int64",
    "event_scale": "float64", "date": DAY, "enddate": DAY, "reported": DAY, "actor": "string", "actor_code": "string",
    "actor_sector": "string", "recipient": "string", "recipient_code": "string", "recipient_sector": "string",
    "place": "string", "country": "string", "latitude": "float64", "longitude": "float64", "geonames_id": "Int64",
    "object": "string", "modality": "category", "attribution": "string", "stance": "string", "confidence": "float64",
    "document": "string", "sentence": "string",
}  # fmt: skip
COMMITMENT_COLUMNS = {
    "id": "string", "type": "category", "title": "string", "parties": "string", "status": "category", "due": DAY,
    "due_text": "string", "outcome": "category", "events": "string",
}  # fmt: skip
CONTRADICTION_COLUMNS = {
    "id": "string", "about": "string", "field": "string", "value": "string", "outlets": "string", "preferred": "boolean",
}  # fmt: skip


def documents_frame(documents: Sequence[Document]) -> pd.DataFrame:
    """A row a document, without its text."""
    return _frame([{name: getattr(d, name) for name in DOCUMENT_COLUMNS} for d in documents], DOCUMENT_COLUMNS)


def events_frame(events: Sequence[Event]) -> pd.DataFrame:
    """A row an event; several actors, modes and so on are joined by semicolons."""
    return _frame([_event(e) for e in events], EVENT_COLUMNS)


def _event(e: Event) -> dict[str, object]:
    place, said = e.event_loc, e.attribution
    return {
        "id": e.id, "event": e.event[0], "mode": JOIN.join(e.mode), "context": JOIN.join(e.context),
        "quad_code": e.quad_code, "event_scale": e.event_scale, "date": e.date, "enddate": e.enddate,
        "reported": e.reported, "actor": _texts(e.actor), "actor_code": _codes(e.actor),
        "actor_sector": _sectors(e.actor), "recipient": _texts(e.recipient), "recipient_code": _codes(e.recipient),
        "recipient_sector": _sectors(e.recipient), "place": place.text if place else None,
        "country": place.country if place else None, "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None, "geonames_id": place.geonames_id if place else None,
        "object": e.object.text if e.object else None, "modality": e.modality.value,
        "attribution": said.entity.entity_text if said else None, "stance": said.stance.value if said else None,
        "confidence": e.confidence, "document": e.evidence[0].document, "sentence": e.evidence[0].text,
    }  # fmt: skip


def commitments_frame(commitments: Sequence[Commitment]) -> pd.DataFrame:
    """A row a commitment; parties as code and role."""
    rows: list[dict[str, object]] = [
        {
            "id": c.id, "type": c.type.value, "title": c.title,
            "parties": JOIN.join(f"{p.code or p.entity_text} {p.role.value}" for p in c.parties),
            "status": c.status.value, "due": c.due, "due_text": c.due_text, "outcome": c.outcome.value,
            "events": JOIN.join(c.events),
        }
        for c in commitments
    ]  # fmt: skip
    return _frame(rows, COMMITMENT_COLUMNS)


def contradictions_frame(contradictions: Sequence[Contradiction]) -> pd.DataFrame:
    """A row for each value of each contradiction."""
    rows: list[dict[str, object]] = [
        {
            "id": c.id, "about": c.about, "field": c.field, "value": v.value, "outlets": JOIN.join(v.outlets),
            "preferred": v.value == c.preferred,
        }
        for c in contradictions
        for v in c.values
    ]  # fmt: skip
    return _frame(rows, CONTRADICTION_COLUMNS)
