"""Small hand-made documents, gold lines and predictions for the tests of this folder."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from entente.records import Document, Entity, Event, EventType, Evidence, Location, Modality

VISIT = "Kenya's president flew to Kampala on 3 May and met his Ugandan counterpart."
TROOPS = "Nairobi may send police officers to Haiti."
MARCH = "In Lima, thousands marched against the government."
REFUSAL = "Peru refused to receive the envoy of Bolivia."
TEXT = "\n\n".join((VISIT, TROOPS, MARCH, REFUSAL))


def span(sentence: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(sentence)
    return start, start + len(sentence)


def document(name: str = "one", text: str = TEXT) -> Document:
    return Document(id=name, key=name, text=text)


def document_line(name: str = "one", text: str = TEXT, **more: Any) -> dict[str, Any]:
    return {"kind": "document", "id": name, "text": text, **more}


def event_line(event: str, sentence: str, name: str = "one", **more: Any) -> dict[str, Any]:
    start, end = span(sentence)
    evidence = [{"document": name, "start": start, "end": end, "text": sentence}]
    return {"kind": "event", "event": [event], "evidence": evidence, **more}


def side(*codes: str, sector: str = "GOV") -> list[dict[str, Any]]:
    return [{"entity_text": code, "code": code, "sector": sector} for code in codes]


def lines(*rows: dict[str, Any]) -> list[bytes]:
    return [json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows]


def predicted(
    event: str,
    *sentences: str,
    actor: Sequence[str] = (),
    recipient: Sequence[str] = (),
    modality: str = "actual",
    day: str | None = None,
    country: str | None = None,
    confidence: float = 0.8,
    name: str = "one",
    id: str | None = None,  # noqa: A002
) -> Event:
    spans = [span(s) for s in sentences]
    when = dt.date.fromisoformat(day) if day else None
    return Event(
        id=id or f"evt_{event}_{spans[0][0]}",
        event=(EventType(event),),
        quad_code=1,
        event_scale=1.0,
        date=when,
        enddate=when,
        actor=tuple(_entity(code) for code in actor),
        recipient=tuple(_entity(code) for code in recipient),
        event_loc=Location(text="there", span=(0, 5), country=country) if country else None,
        modality=Modality(modality),
        confidence=confidence,
        evidence=tuple(
            Evidence(document=name, start=a, end=b, text=TEXT[a:b], modality=Modality(modality)) for a, b in spans
        ),
    )


def _entity(code: str) -> Entity:
    return Entity(entity_text=code, span=(0, len(code)), code=code, sector="GOV")
