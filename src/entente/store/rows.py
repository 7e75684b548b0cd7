"""Records and the rows that they are kept as."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from entente.records import Commitment, Contradiction, Document, Entity, Event, Evidence, Party

Row = dict[str, Any]

_ENCODER = msgspec.json.Encoder()
_DOCUMENTS = msgspec.json.Decoder(Document)
_EVENTS = msgspec.json.Decoder(Event)
_COMMITMENTS = msgspec.json.Decoder(Commitment)
_CONTRADICTIONS = msgspec.json.Decoder(Contradiction)

DIGEST_BYTES = 8


def to_json(record: Document | Event | Commitment | Contradiction) -> str:
    """The JSON that is kept: the line that ``entente read`` prints."""
    return _ENCODER.encode(record).decode()


def to_document(record: str, text: str) -> Document:
    """The document of a row. Raises msgspec.DecodeError where the row is damaged."""
    return replace(_DOCUMENTS.decode(record), text=text)


def to_event(record: str) -> Event:
    """The event of a row. Raises msgspec.DecodeError where the row is damaged."""
    return _EVENTS.decode(record)


def to_commitment(record: str) -> Commitment:
    """The commitment of a row. Raises msgspec.DecodeError where the row is damaged."""
    return _COMMITMENTS.decode(record)


def to_contradiction(record: str) -> Contradiction:
    """The contradiction of a row. Raises msgspec.DecodeError where the row is damaged."""
    return _CONTRADICTIONS.decode(record)


def digest_of(record: str, text: str, events: Iterable[str], commitments: Iterable[str]) -> str:
    """A digest of a document and of all that it tells, from the JSON that is kept."""
    content = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for part in (record, text, *events, "", *commitments):
        content.update(part.encode())
        content.update(b"\x1f")
    return content.hexdigest()


def folded(text: str) -> str:
    """A text as it is compared where upper and lower case are the same."""
    return text.casefold()


def document_row(document: Document) -> Row:
    """The row of a document, without its digest and its place in the order of arrival."""
    return {
        "id": document.id,
        "key": document.key,
        "url": document.url,
        "outlet": document.outlet,
        "outlet_folded": folded(document.outlet) if document.outlet else None,
        "published": document.published,
        "retrieved": document.retrieved,
        "language": document.language,
        "record": to_json(replace(document, text="")),
        "text": document.text,
    }


def told_row(told: Event | Commitment, *, document: int, position: int) -> Row:
    """The row of what the document with number ``document`` tells at a place among its own."""
    return {"document": document, "position": position, "id": told.id, "record": to_json(told)}


def event_row(event: Event, *, state: int, position: int) -> Row:
    """The row of an event of a state; ``position`` is its place among those that its first document tells."""
    return {
        "state": state,
        "id": event.id,
        "quad": event.quad_code,
        "modality": event.modality.value,
        "date": event.date,
        "enddate": event.enddate,
        "country": event.event_loc.country if event.event_loc else None,
        "confidence": event.confidence,
        "reported": event.reported,
        "document": event.evidence[0].document if event.evidence else "",
        "position": position,
        "words": _words(
            [e.text for e in event.evidence],
            [e.identifier_text for e in (*event.actor, *event.recipient)],
            [event.event_loc.name if event.event_loc else None],
        ),
        "record": to_json(event),
    }


def type_rows(event: Event, number: int) -> list[Row]:
    """The rows of an event's types."""
    return [{"event": number, "type": kind} for kind in dict.fromkeys(map(str, event.event))]


def side_rows(event: Event, number: int) -> list[Row]:
    """The rows of an event's actors and recipients."""
    return [
        {"event": number, "side": side, "position": position, **_who(entity)}
        for side, entities in (("actor", event.actor), ("recipient", event.recipient))
        for position, entity in enumerate(entities)
    ]


def outlet_rows(owner: str, evidence: Iterable[Evidence], documents: Mapping[str, Document], number: int) -> list[Row]:
    """The rows of the outlets whose sentences ``evidence`` are; ``owner`` is the column that ``number`` goes into."""
    read = (documents.get(e.document) for e in evidence)
    outlets = dict.fromkeys(folded(d.outlet) for d in read if d is not None and d.outlet)
    return [{owner: number, "outlet": outlet} for outlet in outlets]


def commitment_row(commitment: Commitment, *, state: int, document: Document | None, position: int) -> Row:
    """The row of a commitment of a state, first told by ``document`` at a place among that document's own."""
    return {
        "state": state,
        "id": commitment.id,
        "type": commitment.type.value,
        "status": commitment.status.value,
        "due": commitment.due,
        "reported": document.published if document else None,
        "document": document.id if document else "",
        "position": position,
        "words": _words(
            [commitment.title],
            [e.text for e in commitment.evidence],
            [name for party in commitment.parties for name in (party.entity_text, party.identifier_text)],
        ),
        "record": to_json(commitment),
    }


def party_rows(commitment: Commitment, number: int) -> list[Row]:
    """The rows of a commitment's parties."""
    return [
        {"commitment": number, "position": position, "role": party.role.value, **_who(party)}
        for position, party in enumerate(commitment.parties)
    ]


def contradiction_row(found: Contradiction, *, state: int) -> Row:
    """The row of a contradiction of a state."""
    return {"state": state, "id": found.id, "about": found.about, "field": found.field, "record": to_json(found)}


def _who(entity: Entity | Party) -> Row:
    sectors = [s for s in (entity.sector, *entity.other_sectors) if s]
    names = [n for n in (entity.entity_text, entity.identifier_text, entity.office) if n]
    return {
        "code": entity.code,
        # A space on either side of each, so that one can be looked for as a whole.
        "sectors": "".join(f" {s}" for s in sectors) + " " if sectors else "",
        "identifier": entity.identifier_id,
        "names": folded("\n".join(dict.fromkeys(names))),
    }


def _words(*groups: Iterable[str | None]) -> str:
    return "\n".join(dict.fromkeys(word for group in groups for word in group if word))
