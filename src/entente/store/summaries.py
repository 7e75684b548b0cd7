"""Who acts how often, and how many articles were read: the denominators."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa

from entente.ingest.language import CODED_LANGUAGE
from entente.records import Entity, Event
from entente.store.conditions import of_documents, visible
from entente.store.filters import DocumentFilter
from entente.store.periods import Period, period_of
from entente.store.schema import documents


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLine:
    """How often somebody acts and is acted upon.

    ``name`` is the known name, else the words of the text. An actor without code or identifier is told apart by them.
    ``first`` and ``last`` are the days of the earliest and latest event that has one.
    """

    code: str | None
    sector: str | None
    identifier_id: str | None
    name: str
    as_actor: int
    as_recipient: int
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageLine:
    """How many articles of an outlet were published in a period; older versions of an article do not count.

    ``coded`` are those in a language that is read for events. What has no outlet or day has None in its place.
    """

    outlet: str | None
    period: str | None
    articles: int
    coded: int


@dataclass(slots=True)
class _Tally:
    entity: Entity
    actor: int = 0
    recipient: int = 0
    days: list[dt.date] = field(default_factory=list)


def count_actors(events: Iterable[Event]) -> list[ActorLine]:
    """Everybody who takes part in ``events``, the most frequent first."""
    tallies: dict[tuple[object, ...], _Tally] = {}
    for event in events:
        seen: set[tuple[object, ...]] = set()
        for side, entities in (("actor", event.actor), ("recipient", event.recipient)):
            for entity in entities:
                key = _who(entity)
                if (side, key) in seen:
                    continue
                seen.add((side, key))
                tally = tallies.setdefault(key, _Tally(entity))
                _count(tally, side, event)
    lines = [_line(tally) for tally in tallies.values()]
    return sorted(lines, key=lambda a: (-(a.as_actor + a.as_recipient), a.code or "~", a.sector or "~", a.name))


def count_coverage(
    connection: sa.Connection, wanted: DocumentFilter, period: Period, as_of: dt.date | None
) -> list[CoverageLine]:
    """Articles by outlet and period: outlets in the order of their names, what is not known last."""
    query = (
        sa.select(documents.c.outlet, documents.c.published, documents.c.language, sa.func.count())
        .where(*visible(as_of, superseded=wanted.superseded), *of_documents(wanted, connection.dialect.name))
        .group_by(documents.c.outlet, documents.c.published, documents.c.language)
    )
    articles: dict[tuple[str | None, str | None], list[int]] = {}
    for outlet, published, language, count in connection.execute(query):
        counts = articles.setdefault((outlet, period_of(published, period) if published else None), [0, 0])
        counts[0] += count
        counts[1] += count if language in (None, CODED_LANGUAGE) else 0
    return [
        CoverageLine(outlet=outlet, period=name, articles=articles[outlet, name][0], coded=articles[outlet, name][1])
        for outlet, name in sorted(articles, key=lambda k: (k[0] is None, k[0] or "", k[1] is None, k[1] or ""))
    ]


def _who(entity: Entity) -> tuple[object, ...]:
    if entity.identifier_id is not None:
        return entity.code, entity.sector, entity.identifier_id
    if entity.code is not None:
        return entity.code, entity.sector, None
    return (entity.entity_text.casefold(),)


def _count(tally: _Tally, side: str, event: Event) -> None:
    if side == "actor":
        tally.actor += 1
    else:
        tally.recipient += 1
    tally.days += [day for day in (event.date, event.enddate) if day is not None]


def _line(tally: _Tally) -> ActorLine:
    entity = tally.entity
    return ActorLine(
        code=entity.code,
        sector=entity.sector,
        identifier_id=entity.identifier_id,
        name=entity.name,
        as_actor=tally.actor,
        as_recipient=tally.recipient,
        first=min(tally.days, default=None),
        last=max(tally.days, default=None),
    )
