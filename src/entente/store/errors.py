"""What a database reports, said for people: what went wrong, where, and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import msgspec
from sqlalchemy.exc import DBAPIError, OperationalError

from entente.errors import EntenteError


class StoreError(EntenteError):
    """The record cannot be opened, read or written; what it held before, it holds still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What to tell a person where the database gives one of these codes."""

    codes: tuple[str, ...]
    words: str


SQLITE_SAYINGS = (
    Saying(codes=("SQLITE_FULL",),
           words="the disk is full; nothing of this document was kept. Make room and add it again"),
    Saying(codes=("SQLITE_READONLY",),
           words="cannot be written: the file, its folder or the disk is read-only. "
                 "Make it writable, or keep the record elsewhere with --store"),
    Saying(codes=("SQLITE_CANTOPEN",),
           words="cannot be opened: see that the folder exists and that its files may be read and written"),
    Saying(codes=("SQLITE_NOTADB",), words="is no record of Entente (nor any SQLite database); give another --store"),
    Saying(codes=("SQLITE_CORRUPT",),
           words="is damaged. Go back to a copy made by `entente backup`, or add the sources to a new record"),
    Saying(codes=("SQLITE_BUSY", "SQLITE_LOCKED"),
           words="is being written by another process and stayed so for too long; try again"),
    Saying(codes=("SQLITE_IOERR",),
           words="the disk failed while the record was read or written; see that it is there and sound"),
    Saying(codes=("SQLITE_PERM", "SQLITE_AUTH"), words="may not be opened: permission denied"),
)  # fmt: skip
"""By SQLite's result codes (sqlite.org/rescode.html); an extended code counts as the one that it extends."""

POSTGRES_SAYINGS = (
    Saying(codes=("53100",), words="the server's disk is full; nothing of this document was kept"),
    Saying(codes=("25006",), words="cannot be written: the server only lets it be read"),
    Saying(codes=("42501",), words="the server does not let this user read or write the record; ask for the rights"),
    Saying(codes=("55P03", "40P01", "40001"), words="is being written by another process; try again"),
)
"""By PostgreSQL's error codes (appendix A of its manual)."""

UNREACHABLE = (
    "the server cannot be reached, or went away; nothing of the document in work was kept. "
    "See that it runs and that address, user and password are right"
)


@contextmanager
def told_to_people(where: str) -> Iterator[None]:
    """Raise what the database reports as StoreError, with ``where`` (no password in it) in front."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"{where}: {_words(error)}") from error
    except sqlite3.Error as error:
        raise StoreError(f"{where}: {_sqlite_words(error)}") from error
    except msgspec.DecodeError as error:
        raise StoreError(f"{where}: holds a damaged row ({error}); see `entente verify`") from error


def _words(error: DBAPIError) -> str:
    original = error.orig
    if isinstance(original, sqlite3.Error):
        return _sqlite_words(original)
    code = getattr(original, "sqlstate", None)
    saying = next((s for s in POSTGRES_SAYINGS if code in s.codes), None)
    if saying is not None:
        return saying.words
    if error.connection_invalidated or (isinstance(error, OperationalError) and _is_connection_code(code)):
        return UNREACHABLE
    return _first_line(original)


def _is_connection_code(code: str | None) -> bool:
    """Whether an error is one of the connection: without a code the server never answered; 08 and 57P0x broke it."""
    return code is None or code.startswith(("08", "57P0"))


def _sqlite_words(error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", "") or ""
    for saying in SQLITE_SAYINGS:
        if any(name == code or name.startswith(f"{code}_") for code in saying.codes):
            return saying.words
    return _first_line(error)


def _first_line(error: BaseException | None) -> str:
    return f"the database says: {str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__}"
