"""A record that is open: add to it, ask it, check it, copy it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from entente.records import Commitment, Contradiction, Document, Event
from entente.store.adding import Addition, Report, add_report, is_known, remove_documents
from entente.store.backup import back_up
from entente.store.consolidation import Consolidate, each_by_itself
from entente.store.engine import READ_ONLY, WRITES, make_engine, shown
from entente.store.errors import told_to_people
from entente.store.filters import CommitmentFilter, DocumentFilter, EventFilter
from entente.store.migrating import prepare
from entente.store.periods import Period
from entente.store.queries import (
    KeptDocument,
    find_documents,
    select_commitments,
    select_documents,
    select_events,
)
from entente.store.summaries import ActorLine, CoverageLine, count_actors, count_coverage
from entente.store.verifying import Checked, Problem, search_problems, verify

DEFAULT_STORE = "entente.db"


def open_store(
    url_or_path: str | Path = DEFAULT_STORE, *, create: bool = True, consolidate: Consolidate = each_by_itself
) -> Store:
    """Open the record at a path (SQLite) or a ``postgresql://`` URL; without ``create`` it must be there already.

    A record of an older version is brought up to this one. ``consolidate`` is the stage that queries for events go
    through. Raises StoreError for a record that is missing, damaged, of a newer version or some other program's, and
    for a server that cannot be reached; UsageError for an address of another kind.
    """
    engine = make_engine(url_or_path, create=create)
    try:
        prepare(engine, create=create)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, consolidate=consolidate)


class Store:
    """An open record. May be used by several threads; close it, or use it in a ``with`` statement.

    Every query takes ``as_of``: the answer then comes from documents published by that day only, and is what a record
    of those documents alone would answer. Documents without a day of publication stay out of it. Answers come in an
    order that does not depend on the order of adding. Every method raises StoreError where the record cannot be read
    or written.
    """

    def __init__(self, engine: sa.Engine, *, consolidate: Consolidate = each_by_itself) -> None:
        self._engine = engine
        self._consolidate = consolidate

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def address(self) -> str:
        """Where the record lives, for people: without a password."""
        return shown(self._engine)

    def close(self) -> None:
        """Let go of the record."""
        self._engine.dispose()

    def is_known(self, document: Document) -> bool:
        """Whether adding ``document`` would change nothing, so that it need not be read."""
        with self._reading() as connection:
            return is_known(connection, document)

    def add(self, report: Report, *, again: bool = False) -> Addition:
        """Add what one document tells, all of it or, when anything goes wrong, nothing.

        A document that the record has (the same id) changes nothing, unless it had no day of publication and now has
        one, or ``again`` asks to put what it now tells in place of what it told. Another version of a known article
        is kept beside the older ones, whose claims are superseded from its publication on.
        """
        with self._writing() as connection:
            return add_report(connection, report, again=again)

    def remove(self, name: str) -> int:
        """Remove the documents whose id, key or URL is ``name``, with all that they tell; how many there were.

        An older version that the removed one had superseded stands again.
        """
        with self._writing() as connection:
            found = find_documents(connection, name)
            if found:
                remove_documents(connection, found)
            return len(found)

    def events(self, wanted: EventFilter | None = None, *, as_of: dt.date | None = None) -> Iterator[Event]:
        """Events, by day; those without one last."""
        with self._reading() as connection:
            told = select_events(connection, wanted or EventFilter(), as_of)
            yield from self._consolidate(told).events

    def contradictions(
        self, wanted: EventFilter | None = None, *, as_of: dt.date | None = None
    ) -> Iterator[Contradiction]:
        """Where reports of one event contradict each other. None, as long as no stage joins reports."""
        with self._reading() as connection:
            told = select_events(connection, wanted or EventFilter(), as_of)
            yield from self._consolidate(told).contradictions

    def commitments(
        self, wanted: CommitmentFilter | None = None, *, as_of: dt.date | None = None
    ) -> Iterator[Commitment]:
        """Commitments, by due date, those without one last; status and outcome as of each document's own day."""
        with self._reading() as connection:
            yield from select_commitments(connection, wanted or CommitmentFilter(), as_of)

    def documents(
        self, wanted: DocumentFilter | None = None, *, as_of: dt.date | None = None
    ) -> Iterator[KeptDocument]:
        """Documents with their text, by day of publication, those without one last."""
        with self._reading() as connection:
            yield from select_documents(connection, wanted or DocumentFilter(), as_of)

    def actors(self, wanted: EventFilter | None = None, *, as_of: dt.date | None = None) -> list[ActorLine]:
        """Everybody who takes part in the events asked for, the most frequent first."""
        return count_actors(self.events(wanted, as_of=as_of))

    def coverage(
        self,
        wanted: DocumentFilter | None = None,
        *,
        period: Period = Period.MONTH,
        as_of: dt.date | None = None,
    ) -> list[CoverageLine]:
        """How many articles were read, by outlet and period."""
        with self._reading() as connection:
            return count_coverage(connection, wanted or DocumentFilter(), period, as_of)

    def verify(self, checked: Checked | None = None) -> Iterator[Problem]:
        """Everything in the record that is not as it must be; ``checked`` counts what was looked at.

        Whether the text search is in step with the rest can only be checked where the record may be written.
        """
        if not self._engine.get_execution_options().get(READ_ONLY, False):
            with self._writing() as connection:
                problems = list(search_problems(connection))
            yield from problems
        with self._reading() as connection:
            yield from verify(connection, checked or Checked())

    def back_up(self, target: Path) -> None:
        """Copy the record to a new file, as it is at this moment; see :func:`entente.store.backup.back_up`."""
        back_up(self._engine, target)

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with told_to_people(self.address), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with told_to_people(self.address):
            connection = self._engine.connect().execution_options(**{WRITES: True})
            with connection, connection.begin():
                yield connection
