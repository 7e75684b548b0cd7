"""Put what documents tell into the record, one transaction a document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import sqlalchemy as sa

from entente.errors import SourceError
from entente.ingest.language import is_coded_language
from entente.ordered import in_order
from entente.records import Commitment, Document, Event
from entente.store.corrections import is_article_address, is_telling_key, supersedes, version_reason
from entente.store.rows import digest_of, document_row, to_document, to_json, told_row
from entente.store.schema import corrections, documents, told_commitments, told_events

# Built once: SQLAlchemy takes longer to build a statement than SQLite to run it.
_ADD_DOCUMENT = sa.insert(documents).returning(documents.c.seq)
_ADD_EVENTS = sa.insert(told_events)
_ADD_COMMITMENTS = sa.insert(told_commitments)


class Report(Protocol):
    """What one document tells, as the pipeline gives it."""

    @property
    def document(self) -> Document:
        """The document itself."""
        ...

    @property
    def events(self) -> Sequence[Event]:
        """Its events, in the order of the text."""
        ...

    @property
    def commitments(self) -> Sequence[Commitment]:
        """Its commitments, in the order of the text."""
        ...


class Added(StrEnum):
    """What adding a document changed."""

    NEW = "new"
    VERSION = "version"
    """Another version of an article that the record has."""
    KNOWN = "known"
    """Nothing: the record has this very document."""
    REPLACED = "replaced"
    """What the record had of this very document gave way: it had no day of publication before, or it was read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What became of one document.

    ``versions`` are the ids of the other versions of its article; ``superseded`` says that one of them is newer.
    ``coded`` is whether its language is read for events at all.
    """

    document: str
    key: str
    outcome: Added
    versions: tuple[str, ...] = ()
    superseded: bool = False
    coded: bool = True
    events: int = 0
    commitments: int = 0


def add_report(connection: sa.Connection, report: Report, *, again: bool) -> Addition:
    """Add a report inside the transaction of ``connection``; see :meth:`entente.store.Store.add`."""
    document = report.document
    known = _known(connection, document.id)
    if known is not None:
        number, published = known
        if not again and not _dates_it(document, published):
            return Addition(document=document.id, key=document.key, outcome=Added.KNOWN)
        remove_documents(connection, [number])
    else:
        number = None
    number = _insert_document(connection, report, number)
    versions, superseded = _note_versions(connection, document, number)
    _insert_told(connection, _ADD_EVENTS, report.events, number)
    _insert_told(connection, _ADD_COMMITMENTS, report.commitments, number)
    outcome = Added.REPLACED if known is not None else Added.VERSION if versions else Added.NEW
    return Addition(
        document=document.id,
        key=document.key,
        outcome=outcome,
        versions=versions,
        superseded=superseded,
        coded=is_coded_language(document),
        events=len(report.events),
        commitments=len(report.commitments),
    )


def is_known(connection: sa.Connection, document: Document) -> bool:
    """Whether adding ``document`` would change nothing, so that it need not be read."""
    known = _known(connection, document.id)
    return known is not None and not _dates_it(document, known[1])


def remove_documents(connection: sa.Connection, numbers: Sequence[int]) -> None:
    """Take documents out with all that they tell; the rest of the record stays as it is."""
    connection.execute(sa.delete(documents).where(documents.c.seq.in_(numbers)))


def add_sources(
    found: Iterable[Document | SourceError],
    *,
    read: Callable[[Document], Report],
    is_known: Callable[[Document], bool],
    add: Callable[[Report], Addition],
) -> Iterator[Addition | SourceError]:
    """Read and add documents, in order; what cannot be read comes as an error in its place.

    A known document is not read again, so that a run that was cut off goes on where it stopped. Documents are read on
    two threads and kept on this one, each as soon as its turn comes.
    """

    def start(item: Document | SourceError, pool: ThreadPoolExecutor) -> Callable[[], Addition | SourceError]:
        if isinstance(item, SourceError):
            return _giving(item)
        if is_known(item):
            return _giving(Addition(document=item.id, key=item.key, outcome=Added.KNOWN))
        return _adding(pool.submit(read, item), add)

    return in_order(found, start)


def _giving(item: Addition | SourceError) -> Callable[[], Addition | SourceError]:
    return lambda: item


def _adding(report: Future[Report], add: Callable[[Report], Addition]) -> Callable[[], Addition]:
    return lambda: add(report.result())


def _known(connection: sa.Connection, document: str) -> tuple[int, dt.date | None] | None:
    row = connection.execute(
        sa.select(documents.c.seq, documents.c.published).where(documents.c.id == document)
    ).one_or_none()
    return None if row is None else (row.seq, row.published)


def _dates_it(document: Document, published: dt.date | None) -> bool:
    """A document that had no day and is now given one is read anew: all its relative dates hang on that day."""
    return published is None and document.published is not None


def _insert_document(connection: sa.Connection, report: Report, number: int | None) -> int:
    row = document_row(report.document)
    row["digest"] = digest_of(row["record"], row["text"], map(to_json, report.events), map(to_json, report.commitments))
    if number is not None:
        # It keeps its place in the order of arrival.
        row["seq"] = number
    inserted = connection.execute(_ADD_DOCUMENT, row)
    return int(inserted.scalar_one())


def _note_versions(connection: sa.Connection, document: Document, number: int) -> tuple[tuple[str, ...], bool]:
    """Note every pair of versions that the document is part of; the other versions' ids, and whether one is newer."""
    same: list[sa.ColumnElement[bool]] = []
    if is_telling_key(document.key):
        same.append(sa.and_(documents.c.key == document.key, documents.c.outlet.is_not_distinct_from(document.outlet)))
    if is_article_address(document.url):
        same.append(documents.c.url == document.url)
    candidates = connection.execute(
        sa.select(documents.c.seq, documents.c.record, documents.c.text)
        .where(sa.or_(sa.false(), *same), documents.c.seq != number)
        .order_by(documents.c.seq)
    ).all()
    versions: list[str] = []
    superseded = False
    for row in candidates:
        other = to_document(row.record, row.text)
        reason = version_reason(document, other)
        if reason is None:
            continue
        versions.append(other.id)
        later = supersedes(document, other) if number > row.seq else not supersedes(other, document)
        superseded = superseded or not later
        older, newer = (row.seq, number) if later else (number, row.seq)
        connection.execute(sa.insert(corrections).values(older=older, newer=newer, reason=reason))
    return tuple(versions), superseded


def _insert_told(
    connection: sa.Connection, insert: sa.Insert, told: Sequence[Event | Commitment], document: int
) -> None:
    rows = [told_row(one, document=document, position=position) for position, one in enumerate(told)]
    if rows:
        connection.execute(insert, rows)
