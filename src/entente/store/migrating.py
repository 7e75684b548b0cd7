"""Bring a store up to this version's tables, or say why not."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from entente.store.engine import WRITES, shown, sqlite_path, use_wal
from entente.store.errors import StoreError, told_to_people
from entente.store.schema import APPLICATION_ID, HEAD, VERSION_TABLE, metadata

MIGRATIONS = Path(__file__).parent / "migrations"
SQLITE_MAGIC = b"SQLite format 3\x00"


def prepare(engine: sa.Engine, *, create: bool) -> None:
    """See that the store is there and at this version; make it, or bring it up, where it is not.

    All of it happens in one transaction: a store that could not be brought up is as it was. Raises StoreError for a
    store that is missing (without ``create``), of a newer version, or some other program's.
    """
    where = shown(engine)
    path = sqlite_path(engine)
    if path is not None:
        _check_file(path, create=create)
    with told_to_people(where):
        version = _version(engine, where)
        # A copy that is only read stays as it is: it may lie where nothing can be written.
        if path is not None and (create or version != HEAD):
            use_wal(engine)
        if version == HEAD:
            return
        with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            # Another process may have been quicker while this one waited for its turn.
            if _version_on(connection, where) != HEAD:
                if not create and path is None and _version_on(connection, where) is None:
                    raise StoreError(f"{where}: holds no record yet; make one with `entente add`")
                _upgrade(connection)


def _check_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{path}: is a folder; give the path of a file")
    if not path.exists():
        if not create:
            raise StoreError(
                f"{path}: there is no record here; make one with `entente add`, or name another with --store"
            )
        if not path.parent.exists():
            raise StoreError(f"{path}: its folder does not exist; make it first")
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(SQLITE_MAGIC))
    except OSError as error:
        raise StoreError(f"{path}: cannot be opened: {error.strerror}") from error
    # An empty file is a database with nothing in it, such as one that was just made by another process.
    if head and head != SQLITE_MAGIC:
        raise StoreError(f"{path}: is no record of Entente (nor any SQLite database); give another --store")


def _version(engine: sa.Engine, where: str) -> str | None:
    with engine.connect() as connection, connection.begin():
        return _version_on(connection, where)


def _version_on(connection: sa.Connection, where: str) -> str | None:
    """The migration that a store is at; None where there is no record in it yet."""
    tables = set(sa.inspect(connection).get_table_names())
    if VERSION_TABLE not in tables:
        if connection.dialect.name == "sqlite" and tables:
            raise StoreError(f"{where}: is another program's database; give another --store")
        if tables & set(metadata.tables):
            raise StoreError(
                f"{where}: has tables of another program under the names of a record; use another database"
            )
        return None
    version = connection.execute(sa.text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 - a constant
    if version is not None and version > HEAD:
        raise StoreError(
            f"{where}: was written by a newer version of Entente (tables {version}; this version knows {HEAD}); "
            "update Entente to use it"
        )
    return str(version) if version is not None else None


def _upgrade(connection: sa.Connection) -> None:
    # Alembic takes long to import and is needed once in the life of a store.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
