"""FollowTheMoney: actors, events, links and articles as entities (JSON Lines), or as statements (CSV).

Written without the library, in the shapes that https://followthemoney.tech describes: Aleph and nomenklatura read both.
A statement is one value of one property; its id is the digest of data set, entity, property and value.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from entente.analysis.dyads import STATE_SECTORS
from entente.export.countries import countries
from entente.export.delimited import delimited
from entente.export.jsonl import json_line
from entente.export.selection import Request, Selection, Written, documents_of, pairs_of, plain
from entente.records import Document, Entity, Event

DATASET: Final = "entente"

STATEMENT_COLUMNS: Final = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang", "original_value",
    "external", "first_seen", "last_seen", "id",
)  # fmt: skip

PROPERTY_TYPES: Final = {
    "name": "name", "alias": "name", "country": "country", "position": "string", "topics": "topic", "wikidataId": "identifier",
    "title": "string", "sourceUrl": "url", "publishedAt": "date", "author": "string", "publisher": "string",
    "language": "language", "bodyText": "text", "date": "date", "startDate": "date", "endDate": "date", "location": "address",
    "involved": "entity", "subject": "entity", "object": "entity", "role": "string", "proof": "entity", "keywords": "string",
    "recordId": "string", "summary": "text", "description": "text",
}  # fmt: skip

EUROPEAN_UNION: Final = "eu"
_LANGUAGES: Final = {
    "en": "eng",
    "fr": "fra",
    "de": "deu",
    "es": "spa",
    "ru": "rus",
    "ar": "ara",
    "pt": "por",
    "it": "ita",
}

Properties = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FtmEntity:
    """An entity: its id, schema, and the values of its properties."""

    id: str
    schema: str
    properties: Properties = field(default_factory=dict)


def write(request: Request) -> Written:
    """The selection as entities, or as statements where those were asked for."""
    entities = entities_of(request.selection)
    counts = {"entities": len(entities), "events": len(request.selection.events)}
    if not request.selection.statements:
        lines = "".join(
            json_line({"id": e.id, "schema": e.schema, "properties": e.properties}) + "\n" for e in entities
        )
        return Written(data=lines.encode(), counts=counts)
    rows = [row for entity in entities for row in _statements(entity)]
    return Written(data=delimited(rows, header=STATEMENT_COLUMNS), counts={**counts, "statements": len(rows)})


def entities_of(chosen: Selection) -> list[FtmEntity]:
    """Every entity once: articles, actors, events and links, each kind in the order of the record."""
    actors: dict[str, FtmEntity] = {}
    events: dict[str, FtmEntity] = {}
    for event in chosen.events:
        for entity in (*event.actor, *event.recipient):
            told = _actor(entity)
            known = actors.get(told.id)
            actors[told.id] = _merged(known, told) if known else told
        events[event.id] = _event(event, chosen)
    links = {link.id: link for event in chosen.events for link in _links(event, chosen)}
    used = {line.document for event in chosen.events for line in event.evidence}
    articles = [_article(d, chosen.with_text) for name, d in chosen.documents.items() if name in used]
    return [*articles, *actors.values(), *events.values(), *links.values()]


def _article(document: Document, with_text: bool) -> FtmEntity:
    url = document.url if (document.url or "").startswith(("http://", "https://")) else None
    return FtmEntity(
        id=ftm_id(document.id),
        schema="Article",
        properties=_properties(
            name=document.title or document.key, title=document.title, sourceUrl=url, publishedAt=document.published,
            author=document.byline, publisher=document.outlet, language=_LANGUAGES.get(document.language or ""),
            bodyText=document.text if with_text else None,
        ),
    )  # fmt: skip


def _actor(entity: Entity) -> FtmEntity:
    identity = entity.identifier_id or ""
    person = "person/" in identity
    names = [entity.name, *([entity.entity_text] if not person and identity else [])]
    return FtmEntity(
        id=actor_id(entity),
        schema=_schema(entity, person),
        properties={
            **_properties(
                name=names[0], country=_country(entity.code), position=entity.office if person else None,
                wikidataId=identity.removeprefix("wd:") if identity.startswith("wd:") else None,
            ),
            **({"alias": (plain(names[1]),)} if len(names) > 1 and plain(names[1]) != plain(names[0]) else {}),
        },
    )  # fmt: skip


def actor_id(entity: Entity) -> str:
    """An id of its identity; of somebody unknown, of code, sector and the words of the text."""
    known = entity.identifier_id or f"{entity.code}|{entity.sector}|{entity.entity_text.casefold()}"
    return f"ent-{hashlib.sha256(known.encode()).hexdigest()[:24]}"


def ftm_id(name: str) -> str:
    """An id of the record as FollowTheMoney allows it: letters, digits, points and hyphens."""
    return name.replace("_", "-")


def _schema(entity: Entity, person: bool) -> str:
    if person:
        return "Person"
    identity = entity.identifier_id or ""
    if identity.startswith("iso:") or (entity.sector in STATE_SECTORS and "/" in identity):
        return "PublicBody"
    if "/" in identity:
        return "Organization"
    # "police", "the ambassador": whether it is a body or somebody, the words alone do not tell.
    return "LegalEntity"


def _event(event: Event, chosen: Selection) -> FtmEntity:
    place = event.event_loc
    involved = tuple(dict.fromkeys(actor_id(e) for e in (*event.actor, *event.recipient)))
    proof = tuple(ftm_id(d.id) for d in documents_of(event, chosen.documents))
    words = tuple(plain(line.text) for line in event.evidence if line.text)
    more: Properties = {
        "keywords": (*event.event, *event.mode, *event.context), "involved": involved, "proof": proof, "summary": words,
    }  # fmt: skip
    return FtmEntity(
        id=ftm_id(event.id),
        schema="Event",
        properties={
            **_properties(
                name=f"{event.event[0]}: {_names(event)}", recordId=event.id,
                location=(place.name or place.text) if place else None, country=_country(place.country if place else None),
                description=f"{event.modality.value}, quad {event.quad_code}, score {event.event_scale}, "
                f"confidence {event.confidence}", **_days(event),
            ),
            **{name: values for name, values in more.items() if values},
        },
    )  # fmt: skip


def _links(event: Event, chosen: Selection) -> Iterator[FtmEntity]:
    proof = tuple(ftm_id(d.id) for d in documents_of(event, chosen.documents))
    for actor, other in pairs_of(event):
        if actor is None or other is None or actor_id(actor) == actor_id(other):
            continue
        ends = (actor_id(actor), actor_id(other))
        digest = hashlib.sha256("|".join((event.id, *ends)).encode()).hexdigest()[:24]
        mutual = "" if event.recipient else " (mutual)"
        yield FtmEntity(
            id=f"lnk-{digest}",
            schema="UnknownLink",
            properties={
                **_properties(
                    subject=ends[0], object=ends[1], role=event.event[0] + mutual, recordId=event.id, **_days(event)
                ),
                **({"proof": proof} if proof else {}),
            },
        )


def _days(event: Event) -> dict[str, object]:
    if event.date is not None and event.date == event.enddate:
        return {"date": event.date}
    return {"startDate": event.date, "endDate": event.enddate}


def _names(event: Event) -> str:
    sides = [", ".join(dict.fromkeys(plain(e.name) for e in side)) for side in (event.actor, event.recipient)]
    return " → ".join(side for side in sides if side) or "nobody named"


def _country(code: str | None) -> str | None:
    country = countries().get(code or "")
    return country.iso2.lower() if country else EUROPEAN_UNION if code == "EUR" else None


def _properties(**values: object) -> Properties:
    """One value each; what is not known has no property."""
    told = {name: plain(str(value)) for name, value in values.items() if value is not None}
    return {name: (value,) for name, value in told.items() if value}


def _merged(known: FtmEntity, told: FtmEntity) -> FtmEntity:
    names = dict.fromkeys([*known.properties, *told.properties])
    values = {n: tuple(dict.fromkeys((*known.properties.get(n, ()), *told.properties.get(n, ())))) for n in names}
    return FtmEntity(id=known.id, schema=known.schema, properties=values)


def _statements(entity: FtmEntity) -> Iterable[tuple[object, ...]]:
    for prop, values in entity.properties.items():
        for value in values:
            key = hashlib.sha1(f"{DATASET}.{entity.id}.{prop}.{value}".encode()).hexdigest()  # noqa: S324 - the format's own
            yield (
                entity.id, entity.id, prop, PROPERTY_TYPES[prop], entity.schema, value, DATASET, None, None, None,
                "f", None, None, key,
            )  # fmt: skip
