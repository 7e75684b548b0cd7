"""FollowTheMoney entities as lines of a user's actor table: persons, organisations, positions and occupancies.

The shape is that of https://followthemoney.tech: an object with ``id``, ``schema`` and ``properties``, each property a
list of values. An Occupancy joins a Person (``holder``) to a Position (``post``) for a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeGuard

from entente.errors import TableError

PERSONS: Final = frozenset({"Person"})
BODIES: Final[dict[str, str]] = {
    "Organization": "",
    "PublicBody": "GOV",
    "Company": "BUS",
    "LegalEntity": "",
}
"""Schemata of bodies, and the sector that a schema implies."""

# Topics say more than the schema; the first that an entity has decides.
TOPICS: Final[tuple[tuple[str, str], ...]] = (
    ("gov.legislative", "LEG"),
    ("gov.judicial", "JUD"),
    ("gov.security", "MIL"),
    ("gov.igo", ""),
    ("pol.party", "PTY"),
    ("pol.union", "LAB"),
    ("rel", "REL"),
    ("mil", "MIL"),
    ("crime.terror", "REB"),
    ("crime", "CRM"),
    ("media", "JRN"),
    ("gov", "GOV"),
    ("role.spy", "SPY"),
    ("role.journo", "JRN"),
    ("role.act", "SOC"),
    ("role.oligarch", "BUS"),
    ("role.judge", "JUD"),
)

Row = Mapping[str, str]
Entity = Mapping[str, Any]


def is_entity(value: object) -> TypeGuard[Entity]:
    """Whether ``value`` has the shape of an entity."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("id"), str)
        and isinstance(value.get("schema"), str)
        and isinstance(value.get("properties"), dict)
        and all(isinstance(v, list) for v in value["properties"].values())
    )


def rows_of_entities(
    entities: Sequence[tuple[str, Entity]], codes: Mapping[str, str], source: str
) -> tuple[list[tuple[str, Row]], int]:
    """Lines of the actors that ``entities`` tell of, with where they stand, and how many entities told nobody.

    ``codes`` leads from ISO 3166-1 alpha-2 codes in small letters to alpha-3 codes.

    Raises:
        TableError: one id stands for two entities of different schemas, or of names that have nothing in common.
    """
    by_id: dict[str, Entity] = {}
    for place, entity in entities:
        earlier = by_id.setdefault(entity["id"], entity)
        if _is_another(entity, earlier):
            raise TableError(
                f"{place}: id {entity['id']!r} stands for {_called(earlier)} already and cannot stand for"
                f" {_called(entity)}; nothing was imported"
            )
    told: list[tuple[str, Row]] = []
    used: set[str] = set()
    for place, entity in entities:
        if entity["schema"] == "Occupancy":
            row = _spell(entity, by_id, codes, source)
            if row is not None:
                told.append((place, row))
                used |= {entity["id"], *_values(entity, "holder"), *_values(entity, "post")}
    for place, entity in entities:
        rows = list(_own_rows(entity, codes, source, spelled=entity["id"] in used))
        told += [(place, row) for row in rows]
        used |= {entity["id"]} if rows else set()
    return told, sum(entity["id"] not in used for _, entity in entities)


def _is_another(entity: Entity, earlier: Entity) -> bool:
    """Whether two entities of one id cannot be parts of one: publishers may tell of one entity in several lines."""
    if entity is earlier:
        return False
    names, known = ({*_values(e, "name"), *_values(e, "alias")} for e in (entity, earlier))
    return entity["schema"] != earlier["schema"] or bool(names and known and not names & known)


def _called(entity: Entity) -> str:
    return repr(_first(entity, "name", "alias") or entity["schema"])


def _values(entity: Entity, name: str) -> list[str]:
    return [str(v) for v in entity["properties"].get(name, [])]


def _first(entity: Entity, *names: str) -> str:
    return next((v for name in names for v in _values(entity, name) if v), "")


def _code(codes: Mapping[str, str], *entities: Entity) -> str:
    """The state of the first entity that has one; a dissolved or regional code counts for none."""
    for entity in entities:
        for name in ("country", "nationality", "citizenship", "jurisdiction", "mainCountry"):
            for value in _values(entity, name):
                if value.lower() in codes:
                    return codes[value.lower()]
    return ""


def _names(entity: Entity) -> tuple[str, str]:
    """Canonical name and other names; the caption is the publisher's choice among the names."""
    every = [str(entity.get("caption") or ""), *_values(entity, "name"), *_values(entity, "alias")]
    every += [*_values(entity, "weakAlias"), *_values(entity, "abbreviation")]
    names = list(dict.fromkeys(n for n in every if n and "|" not in n))
    return (names[0], "|".join(names[1:])) if names else ("", "")


def _topic_sector(entity: Entity) -> str | None:
    topics = _values(entity, "topics")
    return next((sector for topic, sector in TOPICS if topic in topics), None)


def _spell(entity: Entity, by_id: Mapping[str, Entity], codes: Mapping[str, str], source: str) -> Row | None:
    """The line of an occupancy, where its person, its position and a state are known."""
    holder = by_id.get(_first(entity, "holder"))
    post = by_id.get(_first(entity, "post"))
    if holder is None or post is None:
        return None
    name, aliases = _names(holder)
    code = _code(codes, post, holder)
    office = _first(post, "name")
    if not (name and code and office):
        return None
    sector = _topic_sector(post)
    return {
        "kind": "person",
        "id": holder["id"],
        "name": name,
        "aliases": aliases,
        "code": code,
        "sector": "" if sector in (None, "GOV") else str(sector),
        "office": office,
        "start": _first(entity, "startDate", "date")[:10],
        "end": _first(entity, "endDate")[:10],
        "source": _first(entity, "sourceUrl") or source,
    }


def _own_rows(entity: Entity, codes: Mapping[str, str], source: str, *, spelled: bool) -> Iterator[Row]:
    """Lines of an entity by itself: a body, or a person whose office is only told in words."""
    name, aliases = _names(entity)
    code = _code(codes, entity)
    if not name or not code:
        return
    row = {"id": entity["id"], "name": name, "aliases": aliases, "code": code}
    row["source"] = _first(entity, "sourceUrl") or source
    topic = _topic_sector(entity)
    if entity["schema"] in PERSONS and not spelled:
        for office in _values(entity, "position"):
            yield {**row, "kind": "person", "office": office, "sector": topic or ""}
    elif entity["schema"] in BODIES:
        yield {**row, "kind": "body", "sector": topic if topic is not None else BODIES[entity["schema"]]}
