"""What documents tell together: derived from the record, kept until it changes, never the record itself.

A state is what a set of documents, with people's decisions, consolidates to. It is found by a fingerprint of exactly
what it follows from, so a state is right for ever and only ever out of use. Queries ask for the state of the documents
that may be seen: all that are not superseded, or those that were published by a day. Where there is none it is made,
from the point on where it departs from the newest one, and written down with nothing but the rows that differ.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import sqlalchemy as sa

from entente.consolidating.blocking import DocumentTold, tellings_of
from entente.consolidating.judgements import Judgements
from entente.records import Commitment, Contradiction, Document, Event
from entente.store.conditions import visible
from entente.store.judging import load_judgements
from entente.store.rows import (
    Row,
    commitment_row,
    contradiction_row,
    event_row,
    outlet_rows,
    party_rows,
    side_rows,
    to_commitment,
    to_document,
    to_event,
    type_rows,
)
from entente.store.schema import (
    commitment_outlets,
    commitment_parties,
    commitments,
    contradictions,
    documents,
    event_outlets,
    event_sides,
    event_types,
    events,
    states,
    tellings,
    told_commitments,
    told_events,
)

METHOD = "1"
"""Goes up whenever documents consolidate to something else than before, so that no state made before is used."""
PAST_KEPT = 3
"""States of past days that are kept, beside the one of the whole record."""
AT_A_TIME = 500

Homes = Sequence[tuple[str, str]]
"""Tellings with the events that they were joined to, by id, in the order in which they were taken up."""


class Joined(Protocol):
    """What a stage gives: events, commitments, contradictions, and where each telling went."""

    @property
    def events(self) -> Sequence[Event]:
        """Events of the record."""
        ...

    @property
    def commitments(self) -> Sequence[Commitment]:
        """Commitments of the record."""
        ...

    @property
    def contradictions(self) -> Sequence[Contradiction]:
        """Where reports contradict each other."""
        ...

    @property
    def event_of(self) -> Mapping[str, str]:
        """The event of each telling."""
        ...


class Consolidate(Protocol):
    """The stage between what documents tell and what the record answers with."""

    def __call__(self, records: Iterable[DocumentTold], *, judgements: Judgements, known: Homes) -> Joined:
        """Consolidate ``records``; ``known`` are the first tellings with the events that they are known to join."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What one document tells, as it is kept."""

    document: Document
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EachByItself:
    """Every event and commitment of every document as it was told; nothing is joined and nothing contradicts."""

    events: tuple[Event, ...]
    commitments: tuple[Commitment, ...]
    contradictions: tuple[Contradiction, ...] = ()
    event_of: Mapping[str, str] = field(default_factory=dict)


def each_by_itself(records: Iterable[DocumentTold], *, judgements: Judgements, known: Homes = ()) -> EachByItself:
    """The stage that joins nothing, for comparison and for tests."""
    records = list(records)
    told = [t.event for t in tellings_of(records) if not judgements.is_rejected(t.id)]
    return EachByItself(
        events=tuple(told),
        commitments=tuple(c for r in records for c in r.commitments),
        event_of={e.id: e.id for e in told},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """The documents that a query may see, by id with their digests, the decisions that hold, and the day asked about."""

    as_of: dt.date | None
    digests: Mapping[str, str]
    judgements: Judgements
    latest: dt.date | None
    fingerprint: str

    @property
    def day(self) -> dt.date | None:
        """The day as of which outcomes are told: the one asked about, else that of the latest report."""
        return self.as_of or self.latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A state that was made and is not written down yet."""

    sight: Sight
    documents: Mapping[str, Document]
    places: Mapping[str, int]
    """Place of each event and commitment among those of its document."""
    home_of: Mapping[str, str]
    """The document of each commitment."""
    joined: Joined
    order: Sequence[tuple[str, str]]
    """Tellings in the order in which they were taken up, with their documents' digests."""


def look(connection: sa.Connection, as_of: dt.date | None, consolidate: Consolidate) -> Sight:
    """What may be seen on a day, without reading what it tells; ``consolidate`` is what it would go through."""
    query = sa.select(documents.c.id, documents.c.digest, documents.c.published).where(*visible(as_of))
    rows = connection.execute(query.order_by(documents.c.id)).all()
    judgements, digest = load_judgements(connection)
    content = hashlib.blake2b(f"{METHOD} {_name(consolidate)} {digest}".encode(), digest_size=16)
    for row in rows:
        content.update(f"{row.id} {row.digest}\n".encode())
    return Sight(
        as_of=as_of,
        digests={row.id: row.digest for row in rows},
        judgements=judgements,
        latest=max((row.published for row in rows if row.published), default=None),
        fingerprint=content.hexdigest(),
    )


def _name(consolidate: object) -> str:
    return f"{getattr(consolidate, '__module__', '')}.{getattr(consolidate, '__qualname__', type(consolidate))}"


def find_state(connection: sa.Connection, fingerprint: str) -> int | None:
    """The number of a state that is written down."""
    return connection.scalar(sa.select(states.c.seq).where(states.c.fingerprint == fingerprint))


def load_reports(connection: sa.Connection, as_of: dt.date | None, only: Sequence[str] | None = None) -> list[Reported]:
    """What the documents tell that may be seen on a day, or those with the ids ``only`` among them."""
    query = sa.select(documents.c.seq, documents.c.record, documents.c.text).where(*visible(as_of))
    if only is not None:
        query = query.where(documents.c.id.in_(only))
    read = {row.seq: to_document(row.record, row.text) for row in connection.execute(query)}
    few = list(read) if only is not None else None
    told = _told(connection, told_events, few)
    promised = _told(connection, told_commitments, few)
    return [
        Reported(
            document=document,
            events=tuple(map(to_event, told.get(number, ()))),
            commitments=tuple(map(to_commitment, promised.get(number, ()))),
        )
        for number, document in read.items()
    ]


def _told(connection: sa.Connection, table: sa.Table, few: Sequence[int] | None) -> dict[int, list[str]]:
    query = sa.select(table.c.document, table.c.record).order_by(table.c.document, table.c.position)
    if few is not None:
        query = query.where(table.c.document.in_(few))
    found: dict[int, list[str]] = {}
    for document, record in connection.execute(query):
        found.setdefault(document, []).append(record)
    return found


def derive(connection: sa.Connection, sight: Sight, consolidate: Consolidate, *, afresh: bool = False) -> Derived:
    """Make the state of what may be seen; ``afresh`` takes nothing over from the newest one that there is."""
    reports = load_reports(connection, sight.as_of)
    order = [
        (t.id, sight.digests[t.document.id]) for t in tellings_of(reports) if not sight.judgements.is_rejected(t.id)
    ]
    known = [] if afresh else _known(connection, sight, order)
    return Derived(
        sight=sight,
        documents={r.document.id: r.document for r in reports},
        places={e.id: n for r in reports for n, e in enumerate(r.events)}
        | {c.id: n for r in reports for n, c in enumerate(r.commitments)},
        home_of={c.id: r.document.id for r in reports for c in r.commitments},
        joined=consolidate(reports, judgements=sight.judgements, known=known),
        order=order,
    )


def _known(connection: sa.Connection, sight: Sight, order: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The first tellings that the newest state took up in the same order, as far as no decision on them has changed."""
    newest = connection.execute(
        sa.select(states.c.seq, states.c.pairs).order_by(states.c.is_past, states.c.seq.desc()).limit(1)
    ).one_or_none()
    if newest is None:
        return []
    before, after = ({tuple(pair) for pair in pairs} for pairs in (json.loads(newest.pairs), sight.judgements.pairs()))
    judged = {telling for pair in before ^ after for telling in pair[1:]}
    query = sa.select(tellings.c.id, tellings.c.event, tellings.c.digest).where(tellings.c.state == newest.seq)
    known = []
    for row, (telling, digest) in zip(connection.execute(query.order_by(tellings.c.number)), order, strict=False):
        if (row.id, row.digest) != (telling, digest) or telling in judged:
            break
        known.append((row.id, row.event))
    return known


def keep(connection: sa.Connection, derived: Derived) -> None:
    """Write a state down. ``connection`` is one that writes; whatever another process wrote meanwhile stays right."""
    sight = derived.sight
    if find_state(connection, sight.fingerprint) is not None:
        return
    is_past = sight.as_of is not None
    row = {"fingerprint": sight.fingerprint, "is_past": is_past, "pairs": json.dumps(sight.judgements.pairs())}
    if is_past:
        past = sa.select(states.c.seq).where(states.c.is_past).order_by(states.c.seq.desc()).offset(PAST_KEPT - 1)
        outdated = connection.scalars(past).all()
        connection.execute(sa.delete(states).where(states.c.seq.in_(outdated)))
    current = connection.scalar(sa.select(states.c.seq).where(~states.c.is_past).order_by(states.c.seq.desc()).limit(1))
    if is_past or current is None:
        number = int(connection.execute(sa.insert(states).returning(states.c.seq), row).scalar_one())
    else:
        number = current
        connection.execute(sa.update(states).where(states.c.seq == number).values(**row))
    _keep_tellings(connection, number, derived)
    _keep_events(connection, number, derived)
    _keep_commitments(connection, number, derived)
    _keep_contradictions(connection, number, derived.joined.contradictions)


def _keep_tellings(connection: sa.Connection, state: int, derived: Derived) -> None:
    rows = [
        {"state": state, "number": n, "id": telling, "event": derived.joined.event_of[telling], "digest": digest}
        for n, (telling, digest) in enumerate(derived.order)
    ]
    query = sa.select(tellings).where(tellings.c.state == state).order_by(tellings.c.number)
    same = 0
    for row, kept in zip(rows, connection.execute(query), strict=False):
        if row != kept._asdict():
            break
        same += 1
    connection.execute(sa.delete(tellings).where(tellings.c.state == state, tellings.c.number >= same))
    insert_all(connection, tellings, rows[same:])


def _keep_events(connection: sa.Connection, state: int, derived: Derived) -> None:
    rows = [event_row(e, state=state, position=derived.places[e.id]) for e in derived.joined.events]
    changed = _replace(connection, events, state, rows)
    types: list[Row] = []
    sides: list[Row] = []
    outlets: list[Row] = []
    for event, row in zip(derived.joined.events, rows, strict=True):
        number = changed.get(row["id"])
        if number is not None:
            types += type_rows(event, number)
            sides += side_rows(event, number)
            outlets += outlet_rows("event", event.evidence, derived.documents, number)
    insert_all(connection, event_types, types)
    insert_all(connection, event_sides, sides)
    insert_all(connection, event_outlets, outlets)


def commitment_rows(derived: Derived, state: int) -> list[Row]:
    """The rows of the commitments of a state."""
    return [
        commitment_row(c, state=state, document=derived.documents[derived.home_of[c.id]], position=derived.places[c.id])
        for c in derived.joined.commitments
    ]


def _keep_commitments(connection: sa.Connection, state: int, derived: Derived) -> None:
    rows = commitment_rows(derived, state)
    changed = _replace(connection, commitments, state, rows)
    parties: list[Row] = []
    outlets: list[Row] = []
    for commitment, row in zip(derived.joined.commitments, rows, strict=True):
        number = changed.get(row["id"])
        if number is not None:
            parties += party_rows(commitment, number)
            outlets += outlet_rows("commitment", commitment.evidence, derived.documents, number)
    insert_all(connection, commitment_parties, parties)
    insert_all(connection, commitment_outlets, outlets)


def _keep_contradictions(connection: sa.Connection, state: int, found: Iterable[Contradiction]) -> None:
    _replace(connection, contradictions, state, [contradiction_row(c, state=state) for c in found])


def _replace(connection: sa.Connection, table: sa.Table, state: int, rows: Sequence[Row]) -> dict[str, int]:
    """Let ``rows`` be those of a state, leaving alone what is as it was; new numbers of the others, by id."""
    compared = [c for name in ("id", "record", "position") if (c := table.c.get(name)) is not None]
    query = sa.select(table.c.seq, *compared).where(table.c.state == state)
    kept: dict[str, Any] = {row.id: row for row in connection.execute(query)}
    fresh = [
        r for r in rows if r["id"] not in kept or any(getattr(kept[r["id"]], c.name) != r[c.name] for c in compared)
    ]
    there = {r["id"] for r in rows}
    gone = [row.seq for row in kept.values() if row.id not in there] + [
        kept[r["id"]].seq for r in fresh if r["id"] in kept
    ]
    for few in _few(gone):
        connection.execute(sa.delete(table).where(table.c.seq.in_(few)))
    # Numbers are given here, not by the database, so that what belongs to a row can be written with all others.
    first = (connection.scalar(sa.select(sa.func.max(table.c.seq))) or 0) + 1
    numbers = {row["id"]: first + n for n, row in enumerate(fresh)}
    insert_all(connection, table, [row | {"seq": numbers[row["id"]]} for row in fresh])
    return numbers


def _few(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[start : start + AT_A_TIME] for start in range(0, len(numbers), AT_A_TIME))


def insert_all(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Insert rows, if there are any."""
    if rows:
        connection.execute(sa.insert(table), list(rows))
