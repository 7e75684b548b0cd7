"""Small records made by hand, with true sentences and derivable ids."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from entente.consolidating.identity import content_id
from entente.ingest.documents import document_id
from entente.records import (
    Commitment,
    CommitmentStatus,
    CommitmentType,
    Document,
    Entity,
    Event,
    EventType,
    Evidence,
    HistoryEntry,
    Location,
    Modality,
    Outcome,
    Party,
    PublishedSource,
    Role,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one document tells; the pipeline's own class would load the model's runtime."""

    document: Document
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def document(
    text: str, *, published: str | None = "2024-01-10", key: str = "wire.txt", own: bool = False, **fields: Any
) -> Document:
    when = day(published)
    known = {"url": None, "outlet": None, "title": None} | fields
    name = document_id(
        text=text, title=known["title"], published=when, url=known["url"], outlet=known["outlet"],
        own_id=key if own else None,
    )  # fmt: skip
    source = PublishedSource.METADATA if when else PublishedSource.UNKNOWN
    base = {"id": name, "key": key, "published": when, "published_source": source, "language": "en", "text": text}
    return Document(**(base | known))


def who(text: str, name: str, code: str | None = None, **fields: Any) -> Entity:
    start = text.index(name)
    return Entity(entity_text=name, span=(start, start + len(name)), code=code, **fields)


def event(told_in: Document, verb: str, kind: EventType = EventType.CONSULT, **fields: Any) -> Event:
    """The event of the sentence that ``verb`` stands in."""
    text = told_in.text
    at = text.index(verb)
    start = text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0
    end = text.find(".", at) + 1 or len(text)
    modality = fields.get("modality", Modality.ACTUAL)
    sentence = Evidence(document=told_in.id, start=start, end=end, text=text[start:end], modality=modality)
    base = {
        "id": content_id("evt", told_in.id, at, at + len(verb), kind), "event": (kind,), "quad_code": 1,
        "event_scale": 1.0, "reported": told_in.published, "modality": modality, "confidence": 0.8,
        "evidence": (sentence,),
    }  # fmt: skip
    return Event(**(base | fields))


def commitment(of: Event, told_in: Document, verb: str, **fields: Any) -> Commitment:
    kind = fields.get("type", CommitmentType.MISSION)
    at = told_in.text.index(verb)
    base = {
        "id": content_id("com", told_in.id, at, at + len(verb), kind), "type": kind, "title": "Training mission",
        "status": CommitmentStatus.ANNOUNCED, "events": (of.id,), "outcome": Outcome.UNKNOWN,
        "history": (HistoryEntry(status=CommitmentStatus.ANNOUNCED, evidence=of.evidence),),
    }  # fmt: skip
    return Commitment(**(base | fields))


def party(text: str, name: str, code: str, role: Role = Role.PARTY, **fields: Any) -> Party:
    start = text.index(name)
    return Party(entity_text=name, span=(start, start + len(name)), code=code, role=role, **fields)


def meeting(number: int, *, published: str | None = "2024-01-10", **fields: Any) -> Told:
    """A document with a meeting of Kenya and Ghana, and an accord with a due date; no two numbers are alike."""
    text = f"Report {number}. Kenya met Ghana in Accra for round {number}. They signed accord {number}."
    read = document(text, published=published, key=f"row-{number}", own=True, **fields)
    sides = (who(text, "Kenya", "KEN", sector="GOV"), who(text, "Ghana", "GHA", sector="GOV"))
    place = Location(text="Accra", span=(text.index("Accra"), text.index("Accra") + 5), name="Accra", country="GHA")
    met = event(read, "met", actor=sides, event_loc=place, date=read.published, enddate=read.published)
    signed = event(read, "signed", EventType.SUPPORT, actor=sides, confidence=0.6)
    accord = commitment(
        signed, read, "signed", type=CommitmentType.AGREEMENT, title=f"Accord {number}", due=dt.date(2024, 6, 1),
        outcome=Outcome.OPEN if published else Outcome.UNKNOWN,
        parties=(party(text, "Kenya", "KEN"), party(text, "Ghana", "GHA")),
    )  # fmt: skip
    return Told(document=read, events=(met, signed), commitments=(accord,))


def meetings(count: int) -> list[Told]:
    start = dt.date(2024, 1, 1)
    return [meeting(i, published=(start + dt.timedelta(days=i % 28)).isoformat()) for i in range(count)]


def visit(
    published: str | None, *, url: str | None = None, key: str = "visit.txt", told: str = "met", **fields: Any
) -> Told:
    """A document whose wording, and so whose id, follows ``told``."""
    text = f"The foreign minister of Chad {told} his colleague of Togo on Monday to speak of trade and transit."
    read = document(text, published=published, url=url, key=key, **fields)
    return Told(document=read, events=(event(read, told, actor=(who(text, "Chad", "TCD"),)),))


def everything(store: Any, **options: Any) -> list[str]:
    """The whole answer of a record to all queries, as bytes would have it."""
    from entente.export.jsonl import to_line
    from entente.store import EventFilter

    lines = [to_line(kept.document) for kept in store.documents(**options)]
    lines += [to_line(e) for e in store.events(EventFilter(modalities=()), **options)]
    lines += [to_line(c) for c in store.commitments(**options)]
    lines += [repr(line) for line in store.actors(**options)]
    lines += [repr(line) for line in store.coverage(**options)]
    return lines


def ids(found: Iterable[Any]) -> list[str]:
    return [item.id for item in found]
