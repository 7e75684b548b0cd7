"""Check a record: every sentence verbatim in its document, every id derivable, every row in agreement with itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from entente.records import Document, Event, Evidence
from entente.store.derivation import is_commitment_derivable, is_derivable, is_event_derivable
from entente.store.rows import (
    Row,
    commitment_row,
    document_row,
    event_row,
    party_rows,
    side_rows,
    to_commitment,
    to_document,
    to_event,
    type_rows,
)
from entente.store.schema import (
    SEARCHED,
    commitment_parties,
    commitments,
    documents,
    event_sides,
    event_types,
    events,
)

OTHER_COLUMNS = "its columns say other than its record"
NOT_DERIVABLE = "its id does not come from its content"


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
    for kept in _of(connection, events, row["seq"]):
        checked.events += 1
        yield from _event(connection, document, kept, told)
    for kept in _of(connection, commitments, row["seq"]):
        checked.commitments += 1
        yield from _commitment(connection, document, kept, told)


def _event(connection: sa.Connection, document: Document, row: Row, told: list[Event]) -> Iterator[Problem]:
    """Problems of one event, which is put to ``told`` where it can be read at all."""
    try:
        event = to_event(row["record"])
    except msgspec.DecodeError as error:
        yield Problem(document=document.id, record=row["id"], problem=f"is damaged: {error}")
        return
    told.append(event)
    problems = list(_evidence(document, event.evidence))
    expected = event_row(event, document=row["document"], position=row["position"])
    agree = (
        _agrees(expected, row),
        _same_rows(connection, event_types, event_types.c.event, row["seq"], type_rows(event, row["seq"])),
        _same_rows(connection, event_sides, event_sides.c.event, row["seq"], side_rows(event, row["seq"])),
    )
    if not all(agree):
        problems.append(OTHER_COLUMNS)
    if not is_event_derivable(document, event):
        problems.append(NOT_DERIVABLE)
    yield from (Problem(document=document.id, record=row["id"], problem=p) for p in problems)


def _commitment(connection: sa.Connection, document: Document, row: Row, told: Sequence[Event]) -> Iterator[Problem]:
    try:
        commitment = to_commitment(row["record"])
    except msgspec.DecodeError as error:
        yield Problem(document=document.id, record=row["id"], problem=f"is damaged: {error}")
        return
    problems = list(_evidence(document, [e for step in commitment.history for e in step.evidence]))
    known = {event.id for event in told}
    problems += [f"rests on event {name}, which is not there" for name in commitment.events if name not in known]
    expected = commitment_row(commitment, document=row["document"], position=row["position"])
    parties = commitment_parties
    if not _agrees(expected, row) or not _same_rows(
        connection, parties, parties.c.commitment, row["seq"], party_rows(commitment, row["seq"])
    ):
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


def _same_rows(
    connection: sa.Connection, table: sa.Table, owner: sa.Column[int], number: int, expected: Sequence[Row]
) -> bool:
    kept = [row._asdict() for row in connection.execute(sa.select(table).where(owner == number)).all()]
    return sorted(kept, key=_order) == sorted((dict(row) for row in expected), key=_order)


def _order(row: Row) -> str:
    return repr(sorted(row.items(), key=lambda item: item[0]))
