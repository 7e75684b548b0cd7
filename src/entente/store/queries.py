"""Ask the record: the rows that answer, in an order that does not depend on how they arrived."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from entente.records import Commitment, Contradiction, Document, Event
from entente.store.conditions import of_commitments, of_documents, of_events, visible
from entente.store.filters import CommitmentFilter, DocumentFilter, EventFilter
from entente.store.rows import to_commitment, to_contradiction, to_document, to_event
from entente.store.schema import commitments, contradictions, corrections, documents, events, tellings
from entente.tracking.across import as_of as as_of_day

AT_A_TIME = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDocument:
    """A document, and the ids of the versions that superseded it, oldest first."""

    document: Document
    superseded_by: tuple[str, ...] = ()


def select_events(connection: sa.Connection, wanted: EventFilter, state: int) -> Iterator[Event]:
    """Events of a state: by day, then by when they were first told; those without a day last."""
    day = sa.func.coalesce(events.c.date, events.c.enddate)
    query = (
        sa.select(events.c.record)
        .where(events.c.state == state, *of_events(wanted, connection.dialect.name))
        .order_by(day.is_(None), day, *_by_report(events))
    )
    for row in _rows(connection, query):
        yield to_event(row.record)


def select_event_ids(connection: sa.Connection, wanted: EventFilter, state: int) -> list[str]:
    """Ids of events of a state, in no order: what is told of them need not be read."""
    query = sa.select(events.c.id).where(events.c.state == state, *of_events(wanted, connection.dialect.name))
    return list(connection.scalars(query))


def select_commitments(
    connection: sa.Connection, wanted: CommitmentFilter, state: int, day: dt.date | None
) -> Iterator[Commitment]:
    """Commitments of a state with their outcome as of ``day``: by due date, those without one last."""
    query = (
        sa.select(commitments.c.record)
        .where(commitments.c.state == state, *of_commitments(wanted, connection.dialect.name))
        .order_by(commitments.c.due.is_(None), commitments.c.due, *_by_report(commitments))
    )
    for row in _rows(connection, query):
        commitment = as_of_day(to_commitment(row.record), day)
        if not wanted.outcomes or commitment.outcome in wanted.outcomes:
            yield commitment


def select_contradictions(connection: sa.Connection, wanted: EventFilter | None, state: int) -> Iterator[Contradiction]:
    """Contradictions of a state in the order of their ids: all, or those about events that are asked for.

    A contradiction about a commitment is one about every event that bears on it.
    """
    query = sa.select(contradictions.c.about, contradictions.c.record).where(contradictions.c.state == state)
    about = None if wanted is None else _asked_about(connection, wanted, state)
    for row in _rows(connection, query.order_by(contradictions.c.id)):
        if about is None or row.about in about:
            yield to_contradiction(row.record)


def _asked_about(connection: sa.Connection, wanted: EventFilter, state: int) -> set[str]:
    """Ids of the events that are asked for, and of the commitments that they bear on."""
    matching = sa.select(events.c.id).where(events.c.state == state, *of_events(wanted, connection.dialect.name))
    found = set(connection.scalars(matching))
    about = sa.select(contradictions.c.about).where(contradictions.c.state == state)
    query = sa.select(commitments.c.id, commitments.c.record)
    for name, record in connection.execute(query.where(commitments.c.state == state, commitments.c.id.in_(about))):
        if found.intersection(to_commitment(record).events):
            found.add(name)
    return found


def tellings_with(connection: sa.Connection, name: str, state: int) -> list[str]:
    """Ids of all tellings of the event that ``name`` is the id or an alias of; none where there is no such event."""
    event = sa.select(tellings.c.event).where(tellings.c.state == state, tellings.c.id == name).scalar_subquery()
    query = sa.select(tellings.c.id).where(tellings.c.state == state, tellings.c.event == event)
    return list(connection.scalars(query.order_by(tellings.c.number)))


def select_event(connection: sa.Connection, name: str, state: int) -> Event | None:
    """The event that ``name`` is the id or an alias of."""
    event = sa.select(tellings.c.event).where(tellings.c.state == state, tellings.c.id == name).scalar_subquery()
    record = connection.scalar(sa.select(events.c.record).where(events.c.state == state, events.c.id == event))
    return to_event(record) if record is not None else None


def select_documents(
    connection: sa.Connection, wanted: DocumentFilter, as_of: dt.date | None
) -> Iterator[KeptDocument]:
    """Documents by day of publication, those without one last."""
    later = documents.alias("by")
    newer = sa.select(corrections.c.older, later.c.id).join(later, later.c.seq == corrections.c.newer)
    if as_of is not None:
        newer = newer.where(later.c.published <= as_of)
    superseded: dict[int, list[str]] = {}
    if wanted.superseded:
        for older, by in connection.execute(newer.order_by(later.c.published, later.c.id)):
            superseded.setdefault(older, []).append(by)
    query = (
        sa.select(documents.c.seq, documents.c.record, documents.c.text)
        .where(*visible(as_of, superseded=wanted.superseded), *of_documents(wanted, connection.dialect.name))
        .order_by(*_by_publication())
    )
    for row in _rows(connection, query):
        yield KeptDocument(document=to_document(row.record, row.text), superseded_by=tuple(superseded.get(row.seq, ())))


def find_documents(connection: sa.Connection, name: str) -> list[int]:
    """Numbers of the documents whose id, key or URL is ``name``."""
    named = sa.or_(documents.c.id == name, documents.c.key == name, documents.c.url == name)
    return list(connection.scalars(sa.select(documents.c.seq).where(named).order_by(documents.c.seq)))


def _by_report(table: sa.Table) -> tuple[sa.ColumnElement[Any], ...]:
    return (table.c.reported.is_(None), table.c.reported, table.c.document, table.c.position, table.c.id)


def _by_publication() -> tuple[sa.ColumnElement[Any], ...]:
    return (documents.c.published.is_(None), documents.c.published, documents.c.id)


def _rows(connection: sa.Connection, query: sa.Select[Any]) -> Iterator[sa.Row[Any]]:
    return iter(connection.execute(query, execution_options={"yield_per": AT_A_TIME}))
