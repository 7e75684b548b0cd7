"""A copy of a record, taken while others may read and write it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import cast

import sqlalchemy as sa

from entente.errors import UsageError
from entente.store.engine import shown, sqlite_path
from entente.store.errors import StoreError, told_to_people


def back_up(engine: sa.Engine, target: Path) -> None:
    """Copy the record to the new file ``target``, as it is at one moment; the file is there whole or not at all.

    Raises UsageError where ``target`` exists or the record lives on a server, StoreError where it cannot be written.
    """
    if sqlite_path(engine) is None:
        raise UsageError(f"{shown(engine)}: a record on a server is backed up by the server's own pg_dump")
    if target.exists():
        raise UsageError(f"{target}: exists already; give a new name")
    # The name of a half-written copy tells that it is one, and whose.
    partial = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with told_to_people(str(target)):
            _copy(engine, partial)
        try:
            partial.rename(target)
        except OSError as error:
            raise StoreError(f"{target}: cannot be written: {error.strerror}") from error
    finally:
        for leftover in (partial, *(Path(f"{partial}-{kind}") for kind in ("journal", "wal", "shm"))):
            with contextlib.suppress(OSError):
                leftover.unlink(missing_ok=True)


def _copy(engine: sa.Engine, partial: Path) -> None:
    copy = sqlite3.connect(partial)
    try:
        with closing(engine.raw_connection()) as source:
            cast(sqlite3.Connection, source.driver_connection).backup(copy)
        # A file that is only kept should need no companions; opening it to add to it puts it in write-ahead mode again.
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        copy.close()
