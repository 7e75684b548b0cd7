"""Filters as SQL: each condition a small function, all of which must hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import sqlalchemy as sa

from entente.store.filters import ActorPattern, CommitmentFilter, DocumentFilter, EventFilter, search_terms
from entente.store.rows import folded
from entente.store.schema import (
    commitment_outlets,
    commitment_parties,
    commitments,
    corrections,
    documents,
    event_outlets,
    event_sides,
    event_types,
    events,
)

Condition = sa.ColumnElement[bool]


def visible(as_of: dt.date | None, *, superseded: bool = False) -> Iterator[Condition]:
    """Which documents may be seen: published by ``as_of``, and not superseded by one that may be seen.

    As of a day, documents that do not say when they were published stay out.
    """
    if as_of is not None:
        yield documents.c.published <= as_of
    if superseded:
        return
    later = documents.alias("later")
    newer = (
        sa.select(sa.literal(1))
        .select_from(corrections.join(later, later.c.seq == corrections.c.newer))
        .where(corrections.c.older == documents.c.seq)
    )
    if as_of is not None:
        newer = newer.where(later.c.published <= as_of)
    yield ~newer.exists()


def of_documents(wanted: DocumentFilter, dialect: str) -> Iterator[Condition]:
    """Conditions on documents."""
    if wanted.name is not None:
        yield sa.or_(*(column == wanted.name for column in (documents.c.id, documents.c.key, documents.c.url)))
    if wanted.outlet is not None:
        yield documents.c.outlet_folded == folded(wanted.outlet)
    if wanted.language is not None:
        yield documents.c.language == wanted.language
    if wanted.begin is not None:
        yield documents.c.published >= wanted.begin
    if wanted.end is not None:
        yield documents.c.published <= wanted.end
    if wanted.text is not None:
        yield from _searched(documents, documents.c.text, wanted.text, dialect)


def of_events(wanted: EventFilter, dialect: str) -> Iterator[Condition]:
    """Conditions on events of a state."""
    if wanted.types:
        named = sa.select(event_types.c.event).where(event_types.c.type.in_([str(t) for t in wanted.types]))
        yield events.c.seq.in_(named)
    if wanted.quads:
        yield events.c.quad.in_(wanted.quads)
    if wanted.modalities:
        yield events.c.modality.in_([m.value for m in wanted.modalities])
    if wanted.country is not None:
        yield events.c.country == wanted.country
    if wanted.minimum_confidence is not None:
        yield events.c.confidence >= wanted.minimum_confidence
    if wanted.outlet is not None:
        telling = sa.select(event_outlets.c.event).where(event_outlets.c.outlet == folded(wanted.outlet))
        yield events.c.seq.in_(telling)
    if wanted.text is not None:
        yield from _searched(events, events.c.words, wanted.text, dialect)
    yield from _in_interval(wanted)
    yield from _between(wanted)


def of_commitments(wanted: CommitmentFilter, dialect: str) -> Iterator[Condition]:
    """Conditions on commitments of a state; outcomes hang on the day and are not among them."""
    if wanted.types:
        yield commitments.c.type.in_([t.value for t in wanted.types])
    if wanted.statuses:
        yield commitments.c.status.in_([s.value for s in wanted.statuses])
    if wanted.due_after is not None:
        yield commitments.c.due > wanted.due_after
    if wanted.due_before is not None:
        yield commitments.c.due < wanted.due_before
    if wanted.outlet is not None:
        telling = sa.select(commitment_outlets.c.commitment)
        yield commitments.c.seq.in_(telling.where(commitment_outlets.c.outlet == folded(wanted.outlet)))
    if wanted.text is not None:
        yield from _searched(commitments, commitments.c.words, wanted.text, dialect)
    for party in wanted.parties:
        named = sa.select(commitment_parties.c.commitment).where(*_is(commitment_parties, party))
        yield commitments.c.seq.in_(named)


def _in_interval(wanted: EventFilter) -> Iterator[Condition]:
    """An end of the event that is not known reaches as far as need be; one with no day at all lies nowhere."""
    if wanted.begin is None and wanted.end is None:
        return
    yield sa.or_(events.c.date.is_not(None), events.c.enddate.is_not(None))
    if wanted.begin is not None:
        yield sa.or_(events.c.enddate.is_(None), events.c.enddate >= wanted.begin)
    if wanted.end is not None:
        yield sa.or_(events.c.date.is_(None), events.c.date <= wanted.end)


def _between(wanted: EventFilter) -> Iterator[Condition]:
    if wanted.actor is not None:
        yield events.c.seq.in_(_having("actor", wanted.actor))
    if wanted.recipient is not None:
        yield events.c.seq.in_(_having("recipient", wanted.recipient))
    if wanted.dyad is not None:
        one, other = wanted.dyad
        yield sa.or_(_does_to(one, other), _does_to(other, one), _deal_mutually(one, other))


def _having(side: str, who: ActorPattern) -> sa.Select[tuple[int]]:
    return sa.select(event_sides.c.event).where(event_sides.c.side == side, *_is(event_sides, who))


def _does_to(actor: ActorPattern, recipient: ActorPattern) -> Condition:
    return sa.and_(events.c.seq.in_(_having("actor", actor)), events.c.seq.in_(_having("recipient", recipient)))


def _deal_mutually(one: ActorPattern, other: ActorPattern) -> Condition:
    """Both are sides of one act without recipient: with a recipient, they act together on a third."""
    a, b = event_sides.alias("one"), event_sides.alias("other")
    both = (
        sa.select(a.c.event)
        .join(b, sa.and_(a.c.event == b.c.event, a.c.position != b.c.position))
        .where(a.c.side == "actor", b.c.side == "actor", *_is(a, one), *_is(b, other))
    )
    received = sa.select(event_sides.c.event).where(event_sides.c.side == "recipient")
    return sa.and_(events.c.seq.in_(both), events.c.seq.not_in(received))


def _is(table: sa.FromClause, who: ActorPattern) -> Iterator[Condition]:
    if who.code is not None:
        yield table.c.code == who.code
    if who.sector is not None:
        yield table.c.sectors.contains(f" {who.sector} ", autoescape=True)
    if who.identifier is not None:
        yield table.c.identifier == who.identifier
    if who.name is not None:
        yield table.c.names.contains(folded(who.name), autoescape=True)


def _searched(table: sa.Table, column: sa.Column[str], text: str, dialect: str) -> Iterator[Condition]:
    """Every word and phrase occurs, in whatever grammatical form: SQLite's FTS5, or PostgreSQL's own search."""
    terms = search_terms(text)
    if dialect == "sqlite":
        index = sa.table(f"{table.name}_search", sa.column("rowid", sa.Integer))
        quoted = " ".join('"' + term.replace('"', '""') + '"' for term in terms)
        matches = sa.literal_column(index.name).op("MATCH")(quoted)
        yield table.c.seq.in_(sa.select(index.c.rowid).select_from(index).where(matches))
        return
    english: sa.ColumnElement[str] = sa.literal_column("'english'")
    for term in terms:
        yield sa.func.to_tsvector(english, column).op("@@")(sa.func.phraseto_tsquery(english, term))
