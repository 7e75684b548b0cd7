"""Small records of invented reports for the tests of consolidation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from entente.consolidating.identity import content_id
from entente.records import (
    Commitment,
    Count,
    DateBasis,
    Document,
    Entity,
    Event,
    Evidence,
    Location,
    Modality,
)

NAMES = {"CHL": "Chile", "PER": "Peru", "BOL": "Bolivia", "ESP": "Spain", "MLT": "Malta"}
MONDAY = dt.date(2031, 3, 3)


@dataclass(frozen=True)
class Report:
    document: Document
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()


def day(number: int) -> dt.date:
    return MONDAY + dt.timedelta(days=number)


def entity(code: str | None, name: str | None = None, person: str | None = None) -> Entity:
    return Entity(
        entity_text=name or NAMES.get(code or "", code or "they"),
        span=(0, 1),
        code=code,
        sector="GOV",
        identifier_id=f"entente:person/{person}" if person else f"iso:{code}" if code else None,
        identifier_text=person,
    )


def place(name: str, country: str, number: int) -> Location:
    return Location(text=name, span=(0, 1), name=name, country=country, geonames_id=number)


def event(document: str, sentence: str, *, kind: str = "SUPPORT", when=None, actor=(), recipient=(), **more) -> Event:
    modality = more.pop("modality", Modality.ACTUAL)
    first, last = when if isinstance(when, tuple) else (when, when)
    return Event(
        id=content_id("evt", document, sentence, kind),
        event=(kind,),
        mode=more.pop("mode", ()),
        quad_code=1,
        event_scale=1.0,
        date=first,
        enddate=last,
        date_basis=DateBasis.TEXT if when else None,
        actor=tuple(a if isinstance(a, Entity) else entity(a) for a in actor),
        recipient=tuple(r if isinstance(r, Entity) else entity(r) for r in recipient),
        modality=modality,
        confidence=more.pop("confidence", 0.8),
        evidence=(Evidence(document=document, start=0, end=len(sentence), text=sentence, modality=modality),),
        **more,
    )


def report(name: str, sentence: str, *, outlet: str | None = None, published=MONDAY, text: str = "", **about) -> Report:
    """A report of one event that ``sentence`` tells."""
    told = event(name, sentence, **about)
    document = Document(
        id=name, key=name, outlet=outlet or name, published=published, text=f"{sentence} {text}".strip()
    )
    return Report(document=document, events=(told,))


def troops(value: float, text: str | None = None) -> dict[str, Count]:
    return {"troops": Count(value=value, text=text or str(int(value)), span=(0, 1))}


PACT = {"actor": ("CHL", "PER"), "when": day(-1)}


def pact(
    name: str, sentence: str = "Chile and Peru signed the Tacna Border Charter in Arica on Sunday.", **about
) -> Report:
    return report(name, sentence, **(PACT | about))
