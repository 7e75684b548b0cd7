"""Runs migrations over the connection, and inside the transaction, that the store opened."""

from __future__ import annotations

from alembic import context

from entente.store.schema import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    # SQLite, too, changes tables inside a transaction; Alembic only believes it when told.
    transactional_ddl=True,
)
context.run_migrations()
