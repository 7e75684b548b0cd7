"""States that are kept beside a record, in memory: where it may only be read, or cannot be written right now."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from entente.store.consolidation import Derived, keep
from entente.store.schema import metadata

MOST_KEPT = 2


class Aside:
    """A few states in memory, the newest of them, by their fingerprints. May be used by several threads in turn."""

    def __init__(self) -> None:
        self._engines: dict[str, sa.Engine] = {}

    def get(self, fingerprint: str) -> sa.Engine | None:
        """Where the state is, if it is here."""
        return self._engines.get(fingerprint)

    def put(self, derived: Derived) -> sa.Engine:
        """Take a state in."""
        # Brings Alembic with it, which most commands never need.
        from entente.store.migrations.versions.v0001_first import SQLITE_SEARCH
        from entente.store.migrations.versions.v0002_consolidated import SEARCHED

        engine = sa.create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        with engine.begin() as connection:
            metadata.create_all(connection)
            for table, column in SEARCHED:
                for statement in SQLITE_SEARCH:
                    connection.exec_driver_sql(statement.format(table=table, column=column))
            keep(connection, derived)
        while len(self._engines) >= MOST_KEPT:
            del self._engines[next(iter(self._engines))]
        self._engines[derived.sight.fingerprint] = engine
        return engine

    def clear(self) -> None:
        """Let all of them go."""
        self._engines.clear()
