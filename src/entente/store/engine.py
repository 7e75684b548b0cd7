"""A connection to where a record lives: a SQLite file, or a PostgreSQL server."""

from __future__ import annotations

import importlib.util
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

from entente.errors import UsageError
from entente.store.errors import StoreError

BUSY_SECONDS = 60.0
"""How long a writer waits for another process to finish its document."""

SERVER_SECONDS = 10
"""How long to wait for a server to answer at all."""

WRITES = "entente_writes"
"""The execution option of a connection that is going to write."""

WRITE_LOCK = 0x456E7465
"""PostgreSQL's advisory lock: one writer at a time, as in SQLite, so that processes see each other's versions."""

POSTGRES = "postgresql"


READ_ONLY = "entente_read_only"
"""The execution option of an engine whose file cannot be written and is taken as it lies there."""


def make_engine(url_or_path: str | Path, *, create: bool = True) -> sa.Engine:
    """The engine for a path of a SQLite file or a ``postgresql://`` URL; nothing is opened or made yet.

    Without ``create``, a file in a folder that may not be written can still be read. Raises UsageError for a URL of
    another kind, StoreError where the driver for PostgreSQL is not installed.
    """
    url = address(url_or_path)
    if url.get_backend_name() == "sqlite":
        if not create and _lies_read_only(Path(str(url.database))):
            engine = _unchanging(url)
        else:
            engine = sa.create_engine(url, connect_args={"timeout": BUSY_SECONDS})
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
        return engine
    if importlib.util.find_spec("psycopg") is None:
        raise StoreError('a record on PostgreSQL needs its driver; install it with: pip install "entente[postgres]"')
    engine = sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={"connect_timeout": SERVER_SECONDS},
        pool_pre_ping=True,
    )
    sa.event.listen(engine, "begin", _begin_postgres)
    return engine


def _lies_read_only(path: Path) -> bool:
    """Whether a file must be read without the companions that SQLite makes: none are there, and none can be."""
    return path.exists() and not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()


def _unchanging(url: sa.URL) -> sa.Engine:
    name = f"{Path(str(url.database)).resolve().as_uri()}?mode=ro&immutable=1"
    return sa.create_engine(
        url,
        creator=lambda: sqlite3.connect(name, uri=True, check_same_thread=False),
        execution_options={READ_ONLY: True},
    )


def address(url_or_path: str | Path) -> sa.URL:
    """Where a record lives. Raises UsageError for what is neither a path nor a URL that is known."""
    if isinstance(url_or_path, Path) or ("://" not in url_or_path and url_or_path not in ("", ":memory:")):
        return sa.URL.create("sqlite", database=str(url_or_path))
    try:
        url = sa.make_url(url_or_path if "://" in url_or_path else f"sqlite:///{url_or_path}")
    except (ArgumentError, ValueError) as error:
        raise UsageError(
            "--store is no address; write postgresql://user@host/database or the path of a file"
        ) from error
    if url.drivername == "postgres":
        url = url.set(drivername=POSTGRES)
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise UsageError("a record needs a file; give its path")
    if url.get_backend_name() not in ("sqlite", POSTGRES):
        raise UsageError(f"{url.drivername}:// is no store that is known; give the path of a file, or postgresql://…")
    return url


def shown(engine: sa.Engine) -> str:
    """Where a record lives, for people: the path, or the URL without its password."""
    if engine.dialect.name == "sqlite":
        return str(engine.url.database)
    return engine.url.set(drivername=POSTGRES).render_as_string(hide_password=True)


def sqlite_path(engine: sa.Engine) -> Path | None:
    """The file of a SQLite record; None where the record lives elsewhere."""
    return Path(str(engine.url.database)) if engine.dialect.name == "sqlite" else None


def use_wal(engine: sa.Engine) -> None:
    """Keep a SQLite file in write-ahead mode: readers do not wait for the writer, a killed writer leaves no trace.

    The mode stays with the file. Two processes that make one file at once get in each other's way here, and SQLite
    does not wait by itself for this.
    """
    until = time.monotonic() + BUSY_SECONDS
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        while True:
            try:
                # Where a file system cannot do it, SQLite stays in its older mode, which is slower and as safe.
                cursor.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorname not in ("SQLITE_BUSY", "SQLITE_LOCKED") or time.monotonic() > until:
                    raise
                time.sleep(0.02)
            else:
                return


def _prepare_sqlite(connection: sqlite3.Connection, _: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own signature
    # Transactions begin where the store says so, not where Python's module guesses.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys=ON")
    # In write-ahead mode this survives a killed process; a power cut may cost the last documents, never the file.
    connection.execute("PRAGMA synchronous=NORMAL")


def _begin_sqlite(connection: sa.Connection) -> None:
    # A reader that turns writer can be refused at once; a writer that says so from the start waits for its turn.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgres(connection: sa.Connection) -> None:
    if connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")
    else:
        # One answer from one moment, as SQLite gives it, however many statements it takes.
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
