"""Ask the record: the rows that answer, in an order that does not depend on how they arrived."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from entente.records import Commitment, Document, Event
from entente.store.conditions import of_commitments, of_documents, of_events, visible
from entente.store.filters import CommitmentFilter, DocumentFilter, EventFilter
from entente.store.rows import to_commitment, to_document, to_event
from entente.store.schema import commitments, corrections, documents, events

AT_A_TIME = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDocument:
    """A document, and the ids of the versions that superseded it, oldest first."""

    document: Document
    superseded_by: tuple[str, ...] = ()


def select_events(connection: sa.Connection, wanted: EventFilter, as_of: dt.date | None) -> Iterator[Event]:
    """Events as single documents tell them: by day, then by when they were told; those without a day last."""
    dialect = connection.dialect.name
    query = (
        sa.select(events.c.record)
        .join(documents, documents.c.seq == events.c.document)
        .where(*visible(as_of), *of_events(wanted, dialect))
        .order_by(
            sa.func.coalesce(events.c.date, events.c.enddate).is_(None),
            sa.func.coalesce(events.c.date, events.c.enddate),
            *_by_publication(),
            events.c.position,
        )
    )
    for row in _rows(connection, query):
        yield to_event(row.record)


def select_commitments(
    connection: sa.Connection, wanted: CommitmentFilter, as_of: dt.date | None
) -> Iterator[Commitment]:
    """Commitments as single documents tell them: by due date, those without one last."""
    query = (
        sa.select(commitments.c.record)
        .join(documents, documents.c.seq == commitments.c.document)
        .where(*visible(as_of), *of_commitments(wanted, connection.dialect.name))
        .order_by(commitments.c.due.is_(None), commitments.c.due, *_by_publication(), commitments.c.position)
    )
    for row in _rows(connection, query):
        yield to_commitment(row.record)


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


def _by_publication() -> tuple[sa.ColumnElement[Any], ...]:
    return (documents.c.published.is_(None), documents.c.published, documents.c.id)


def _rows(connection: sa.Connection, query: sa.Select[Any]) -> Iterator[sa.Row[Any]]:
    return iter(connection.execute(query, execution_options={"yield_per": AT_A_TIME}))
