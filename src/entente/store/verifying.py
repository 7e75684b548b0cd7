"""Check a record: every sentence verbatim in its document, every id derivable, every row in agreement with itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from entente.records import Commitment, Document, Event, Evidence
from entente.store.consolidation import Consolidate, commitment_rows, derive, find_state, look
from entente.store.derivation import is_commitment_derivable, is_derivable, is_event_derivable
from entente.store.rows import (
    Row,
    contradiction_row,
    digest_of,
    document_row,
    event_row,
    party_rows,
    side_rows,
    to_commitment,
    to_document,
    to_event,
    told_row,
    type_rows,
)
from entente.store.schema import (
    SEARCHED,
    commitment_parties,
    commitments,
    contradictions,
    documents,
    event_sides,
    event_types,
    events,
    told_commitments,
    told_events,
)

OTHER_DIGEST = "its digest is not that of what it tells"
OTHER_COLUMNS = "its columns say other than its record"
NOT_DERIVABLE = "its id does not come from its content"
NOT_FOLLOWING = "the answers to queries do not hold it as the documents tell it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in a record that is not as it must be. ``record`` is the id of what is wrong, None for the whole."""

    document: str | None = None
    record: str | None = None
    problem: str

    def __str__(self) -> str:
        place = dict.fromkeys(name for name in (self.document, self.record) if name)
        return ": ".join([*place, self.problem])


@dataclass(slots=True)
class Checked:
    """What was looked at so far."""

    documents: int = 0
    events: int = 0
    commitments: int = 0


def verify(connection: sa.Connection, checked: Checked) -> Iterator[Problem]:
    """Every problem of the record, as it is found; ``checked`` counts along."""
    yield from _database(connection)
    for number in connection.scalars(sa.select(documents.c.seq).order_by(documents.c.seq)).all():
        row = connection.execute(sa.select(documents).where(documents.c.seq == number)).one()
        checked.documents += 1
        yield from _document(connection, row._asdict(), checked)


def _database(connection: sa.Connection) -> Iterator[Problem]:
    """What SQLite finds wrong with its own file; PostgreSQL sees to that itself."""
    if connection.dialect.name != "sqlite":
        return
    for (words,) in connection.exec_driver_sql("PRAGMA quick_check").all():
        if words != "ok":
            yield Problem(problem=f"the file is damaged: {words}")
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        yield Problem(problem=f"a row of {row[0]} belongs to no row of {row[2]}")


def search_problems(connection: sa.Connection) -> Iterator[Problem]:
    """Where the text search is out of step with its table. ``connection`` must be one that may write: SQLite's check is
    an insertion in form, although it only looks.
    """
    if connection.dialect.name != "sqlite":
        return
    for table, _ in SEARCHED:
        # With rank 1 it compares the index with its table, not only with itself.
        check = f"INSERT INTO {table}_search({table}_search, rank) VALUES ('integrity-check', 1)"  # noqa: S608
        try:
            with connection.begin_nested():
                connection.exec_driver_sql(check)
        except DBAPIError as error:
            if not getattr(error.orig, "sqlite_errorname", "").startswith("SQLITE_CORRUPT"):
                raise
            yield Problem(problem=f"the text search over {table} is out of step with it")


def _document(connection: sa.Connection, row: Row, checked: Checked) -> Iterator[Problem]:
    try:
        document = to_document(row["record"], row["text"])
    except msgspec.DecodeError as error:
        yield Problem(document=row["id"], problem=f"is damaged: {error}")
        return
    if not _agrees(document_row(document), row):
        yield Problem(document=document.id, problem=OTHER_COLUMNS)
    if not is_derivable(document):
        yield Problem(document=document.id, problem=NOT_DERIVABLE)
    told: list[Event] = []
    kept_events, kept_commitments = (_of(connection, t, row["seq"]) for t in (told_events, told_commitments))
    if row["digest"] != digest_of(row["record"], row["text"], *_records(kept_events, kept_commitments)):
        yield Problem(document=document.id, problem=OTHER_DIGEST)
    for kept in kept_events:
        checked.events += 1
        yield from _event(document, kept, told)
    for kept in kept_commitments:
        checked.commitments += 1
        yield from _commitment(document, kept, told)


def _records(*kinds: Sequence[Row]) -> list[list[str]]:
    return [[row["record"] for row in rows] for rows in kinds]


def state_problems(connection: sa.Connection, consolidate: Consolidate) -> Iterator[Problem]:
    """Where the answers to queries about the whole record are other than what its documents consolidate to."""
    sight = look(connection, None, consolidate)
    state = find_state(connection, sight.fingerprint)
    if state is None:
        return
    try:
        derived = derive(connection, sight, consolidate, afresh=True)
    except msgspec.DecodeError:
        # Told already, where each document was looked at.
        return
    joined = derived.joined
    rows = [event_row(e, state=state, position=derived.places[e.id]) for e in joined.events]
    expected = (
        (events, rows),
        (commitments, commitment_rows(derived, state)),
        (contradictions, [contradiction_row(c, state=state) for c in joined.contradictions]),
    )
    for table, should in expected:
        kept = {row.id: row._asdict() for row in connection.execute(sa.select(table).where(table.c.state == state))}
        names = {row["id"] for row in should} ^ kept.keys()
        names |= {row["id"] for row in should if row["id"] in kept and not _agrees(row, kept[row["id"]])}
        yield from (Problem(record=name, problem=NOT_FOLLOWING) for name in sorted(names))
    yield from _side_problems(connection, derived.joined.events, derived.joined.commitments, state)


def _side_problems(
    connection: sa.Connection, told: Iterable[Event], promised: Iterable[Commitment], state: int
) -> Iterator[Problem]:
    numbers = _numbers(connection, events, state)
    kept_types = _by_owner(connection, event_types, event_types.c.event)
    kept_sides = _by_owner(connection, event_sides, event_sides.c.event)
    for event in told:
        number = numbers.get(event.id, 0)
        same = _same(kept_types.get(number, ()), type_rows(event, number))
        if number and not (same and _same(kept_sides.get(number, ()), side_rows(event, number))):
            yield Problem(record=event.id, problem=NOT_FOLLOWING)
    numbers = _numbers(connection, commitments, state)
    kept_parties = _by_owner(connection, commitment_parties, commitment_parties.c.commitment)
    for commitment in promised:
        number = numbers.get(commitment.id, 0)
        if number and not _same(kept_parties.get(number, ()), party_rows(commitment, number)):
            yield Problem(record=commitment.id, problem=NOT_FOLLOWING)


def _numbers(connection: sa.Connection, table: sa.Table, state: int) -> dict[str, int]:
    query = sa.select(table.c.id, table.c.seq).where(table.c.state == state)
    return {row.id: row.seq for row in connection.execute(query)}


def _by_owner(connection: sa.Connection, table: sa.Table, owner: sa.Column[int]) -> dict[int, list[Row]]:
    rows: dict[int, list[Row]] = {}
    for row in connection.execute(sa.select(table)):
        rows.setdefault(getattr(row, owner.name), []).append(row._asdict())
    return rows


def _event(document: Document, row: Row, told: list[Event]) -> Iterator[Problem]:
    """Problems of one event, which is put to ``told`` where it can be read at all."""
    try:
        event = to_event(row["record"])
    except msgspec.DecodeError as error:
        yield Problem(document=document.id, record=row["id"], problem=f"is damaged: {error}")
        return
    told.append(event)
    problems = list(_evidence(document, event.evidence))
    if not _agrees(told_row(event, document=row["document"], position=row["position"]), row):
        problems.append(OTHER_COLUMNS)
    if not is_event_derivable(document, event):
        problems.append(NOT_DERIVABLE)
    yield from (Problem(document=document.id, record=row["id"], problem=p) for p in problems)


def _commitment(document: Document, row: Row, told: Sequence[Event]) -> Iterator[Problem]:
    try:
        commitment = to_commitment(row["record"])
    except msgspec.DecodeError as error:
        yield Problem(document=document.id, record=row["id"], problem=f"is damaged: {error}")
        return
    problems = list(_evidence(document, commitment.evidence))
    known = {event.id for event in told}
    problems += [f"rests on event {name}, which is not there" for name in commitment.events if name not in known]
    if not _agrees(told_row(commitment, document=row["document"], position=row["position"]), row):
        problems.append(OTHER_COLUMNS)
    if not is_commitment_derivable(document, commitment, told):
        problems.append(NOT_DERIVABLE)
    yield from (Problem(document=document.id, record=row["id"], problem=p) for p in problems)


def _evidence(document: Document, evidence: Iterable[Evidence]) -> Iterator[str]:
    for line in evidence:
        if line.document != document.id:
            yield f"its evidence names another document, {line.document}"
        elif not 0 <= line.start < line.end or document.text[line.start : line.end] != line.text:
            yield f"its evidence is not verbatim at {line.start} to {line.end}"


def _of(connection: sa.Connection, table: sa.Table, document: int) -> list[Row]:
    rows = connection.execute(sa.select(table).where(table.c.document == document).order_by(table.c.position))
    return [row._asdict() for row in rows.all()]


def _agrees(expected: Row, row: Row) -> bool:
    return all(row[name] == value for name, value in expected.items())


def _same(kept: Iterable[Row], expected: Iterable[Row]) -> bool:
    return sorted(kept, key=_order) == sorted(expected, key=_order)


def _order(row: Row) -> str:
    return repr(sorted(row.items(), key=lambda item: item[0]))
