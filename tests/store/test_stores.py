"""Opening, migrating, checking and copying a record, and what is said when that cannot be done."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import sqlite3
from dataclasses import replace

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from store_making import Told, document, everything, ids, meeting, meetings, visit, who

from entente.codebook import load_codebook
from entente.consolidating.identity import content_id
from entente.consolidating.within import events_of
from entente.errors import UsageError
from entente.records import Modality, PublishedSource, Thing
from entente.resolving.resolved import ResolvedMention
from entente.store import EventFilter, StoreError, open_store
from entente.store import migrating as migrating_module
from entente.store.engine import make_engine
from entente.store.rows import document_row, told_row
from entente.store.schema import APPLICATION_ID, HEAD, VERSION_TABLE, metadata
from entente.store.verifying import Checked
from entente.tracking.commitments import commitments_of


def change(path, *statements: str) -> None:
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_migrations_from_empty_give_the_tables_of_the_schema(store, path):
    engine = make_engine(path)
    with engine.connect() as connection:
        options = {"version_table": VERSION_TABLE, "include_name": lambda name, kind, _: "_search" not in str(name)}
        context = MigrationContext.configure(connection, opts=options)
        assert context.get_current_revision() == HEAD
        assert compare_metadata(context, metadata) == []
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
    engine.dispose()


def test_migration_that_fails_leaves_nothing(path, monkeypatch):
    real = migrating_module._upgrade

    def fails(connection):
        real(connection)
        raise RuntimeError("killed")

    monkeypatch.setattr(migrating_module, "_upgrade", fails)
    with pytest.raises(RuntimeError):
        open_store(path)
    engine = make_engine(path)
    assert sa.inspect(engine).get_table_names() == []
    engine.dispose()
    monkeypatch.undo()
    open_store(path).close()


def test_record_of_the_first_version_is_brought_up_whole(path, tmp_path):
    from alembic import command
    from alembic.config import Config

    told = meetings(3)
    engine = make_engine(path)
    with engine.connect().execution_options(entente_writes=True) as connection, connection.begin():
        config = Config()
        config.set_main_option("script_location", str(migrating_module.MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for number, report in enumerate(told, start=1):
            row = document_row(report.document) | {"seq": number}
            names = ", ".join(row)
            connection.execute(sa.text(f"INSERT INTO documents ({names}) VALUES (:{', :'.join(row)})"), row)
            for position, event in enumerate(report.events):
                connection.execute(
                    sa.text(
                        "INSERT INTO events (document, position, id, quad, modality, confidence, words, record) "
                        "VALUES (:document, :position, :id, 1, 'actual', 0.5, :id, :record)"
                    ),
                    told_row(event, document=number, position=position),
                )
            for position, promised in enumerate(report.commitments):
                connection.execute(
                    sa.text(
                        "INSERT INTO commitments (document, position, id, type, status, outcome, words, record) "
                        "VALUES (:document, :position, :id, 'law', 'ended', 'met', :id, :record)"
                    ),
                    told_row(promised, document=number, position=position),
                )
    engine.dispose()
    with open_store(path) as old, open_store(tmp_path / "new.db") as new:
        for report in told:
            new.add(report)
        assert everything(old) == everything(new)
        assert list(old.verify()) == []


def test_empty_file_becomes_a_record(path):
    path.touch()
    with open_store(path) as store:
        assert everything(store) == []


def test_newer_version_is_refused_and_left_alone(store, path):
    store.add(meeting(1))
    store.close()
    change(path, f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"newer version of Entente.*update Entente"):
        open_store(path)
    assert path.read_bytes() == before


def test_other_files_are_no_records(tmp_path):
    text = tmp_path / "notes.txt"
    text.write_text("Dear diary, nothing of note happened today.", encoding="utf-8")
    with pytest.raises(StoreError, match="no record of Entente"):
        open_store(text)
    other = tmp_path / "other.db"
    change(other, "CREATE TABLE songs (title TEXT)")
    with pytest.raises(StoreError, match="another program's database"):
        open_store(other)
    with pytest.raises(StoreError, match="is a folder"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match="there is no record here"):
        open_store(tmp_path / "missing.db", create=False)
    assert not (tmp_path / "missing.db").exists()
    with pytest.raises(StoreError, match="its folder does not exist"):
        open_store(tmp_path / "missing" / "entente.db")


def test_corrupt_file_is_said_to_be_damaged(path):
    with open_store(path) as store:
        for told in meetings(40):
            store.add(told)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(size - 4096))

    def ask() -> None:
        with open_store(path) as store:
            everything(store)

    with pytest.raises(StoreError, match=r"damaged.*entente backup"):
        ask()


def test_full_disk_keeps_what_was_there_and_nothing_half_written(store):
    told = meetings(200)
    store.add(told[0])
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    sa.event.listen(store._engine, "begin", lambda c: c.exec_driver_sql(f"PRAGMA max_page_count={pages}"))
    added = told[:1]

    def fill() -> None:
        for report in told[1:]:
            store.add(report)
            added.append(report)

    with pytest.raises(StoreError, match=r"disk is full.*add it again"):
        fill()
    kept = {t.document.id: ids(t.events) for t in added}
    told = [name for e in store.events(EventFilter(modalities=())) for name in (e.id, *e.aliases)]
    assert sorted(told) == sorted(itertools.chain(*kept.values()))
    assert set(ids(k.document for k in store.documents())) == set(kept)
    assert list(store.verify()) == []


def test_read_only_record_answers_and_cannot_be_added_to(store):
    store.add(meeting(1))
    sa.event.listen(store._engine, "begin", lambda c: c.exec_driver_sql("PRAGMA query_only=ON"))
    with pytest.raises(StoreError, match=r"read-only.*--store"):
        store.add(meeting(2))
    assert len(list(store.documents())) == 1


def test_record_that_lies_read_only_is_read_as_it_is(path, tmp_path, monkeypatch):
    with open_store(path) as store:
        store.add(meeting(1))
        before = everything(store)
    # Stands for a folder that may not be written, which a test that runs for root cannot have.
    monkeypatch.setattr("entente.store.engine.os.access", lambda *_: False)
    listed = sorted(tmp_path.iterdir())
    with open_store(path, create=False) as store:
        assert everything(store) == before
        assert list(store.verify()) == []
        with pytest.raises(StoreError, match=r"read-only.*--store"):
            store.add(meeting(2))
        assert sorted(tmp_path.iterdir()) == listed
        store.back_up(tmp_path / "copy.db")
    with open_store(tmp_path / "copy.db", create=False) as copy:
        assert everything(copy) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may write anywhere")
def test_folder_that_cannot_be_written(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="cannot be opened"):
            open_store(tmp_path / "entente.db")
    finally:
        tmp_path.chmod(0o700)


def test_other_addresses_are_wrong_usage():
    with pytest.raises(UsageError, match="no store that is known"):
        open_store("mysql://somewhere/record")
    for nowhere in ("", ":memory:", "sqlite://"):
        with pytest.raises(UsageError, match="needs a file"):
            open_store(nowhere)


def test_unreachable_server_is_said_to_be_so_without_the_password():
    pytest.importorskip("psycopg", reason="the driver for PostgreSQL (entente[postgres]) is not installed")
    with pytest.raises(StoreError, match="cannot be reached") as raised:
        open_store("postgresql://me:secret@127.0.0.1:9/record")
    assert "secret" not in str(raised.value)


def test_sound_record_has_no_problem(store):
    for told in (*meetings(5), visit(None), visit("2024-01-05", url="https://news.example/a")):
        store.add(told)
    given = visit(None, key="given.txt", outlet="Given").document
    given = replace(given, published=dt.date(2024, 5, 5), published_source=PublishedSource.GIVEN)
    store.add(Told(document=given))
    assert list(store.verify()) == []


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        (
            "UPDATE told_events SET record = replace(record, 'round', 'sound') WHERE position = 0",
            "evidence is not verbatim",
        ),
        ("UPDATE told_events SET id = 'evt_1'", "columns say other"),
        ("UPDATE told_events SET record = replace(record, '0.8', '0.9')", "digest is not that"),
        ("UPDATE events SET confidence = 0.99", "do not hold it"),
        ("UPDATE event_sides SET code = 'TGO' WHERE code = 'KEN'", "do not hold it"),
        ("DELETE FROM events", "do not hold it"),
        ("UPDATE documents SET text = replace(text, 'Kenya met', 'Congo met')", "id does not come from its content"),
        ("UPDATE documents SET published = '2024-02-02'", "columns say other"),
        ("UPDATE told_commitments SET record = '{'", "is damaged"),
        ("DELETE FROM told_events WHERE position = 1", "rests on event evt_"),
        (
            "INSERT INTO events_search(events_search, rowid, words) SELECT 'delete', seq, words FROM events",
            "text search",
        ),
    ],
)
def test_tampering_is_found(store, path, statement, problem):
    store.add(meeting(1))
    store.refresh()
    change(path, statement)
    assert any(problem in str(found) for found in store.verify())


def test_id_from_nowhere_is_found(store):
    told = meeting(1)
    forged = replace(told.events[0], id=content_id("evt", "doc_other", 0, 3, "CONSULT"))
    store.add(replace(told, events=(forged, told.events[1])))
    assert [str(p) for p in store.verify()] == [
        f"{told.document.id}: {forged.id}: its id does not come from its content"
    ]


def test_ids_that_the_stages_give_are_derivable(store):
    """The stages make the ids from places that the record does not keep."""
    text = "Mali's junta, citing neo-colonial habits, called off the drill with Benin. It was to begin on Friday."
    read = document(text, published="2024-03-05")
    base = {
        "mode": None, "modality": Modality.ACTUAL, "contexts": (), "recipient": (), "location": None,
        "when": None, "deadline": None, "object": Thing(text="the drill", span=(52, 61)), "counts": {}, "plan": None,
        "attribution": None, "commitment": "training", "sentence": (0, 73), "in_title": False,
        "same_as": (), "features": {}, "actor": (who(text, "Mali's junta", "MLI"),),
    }  # fmt: skip
    mentions = [
        # One verb is two words, another part of a word: readers do so.
        ResolvedMention(**base, number=0, type="SANCTION", trigger=(text.index("called"), text.index("called") + 10)),
        ResolvedMention(**base, number=1, type="ACCUSE", trigger=(text.index("colonial"), text.index("colonial") + 3)),
    ]
    told = events_of(read, mentions, codebook=load_codebook(), confidence=lambda _: 0.5)
    store.add(Told(document=read, events=tuple(t.event for t in told), commitments=commitments_of(read, told)))
    checked = Checked()
    assert list(store.verify(checked)) == []
    assert (checked.events, checked.commitments) == (2, 1)


def test_backup_is_the_record_in_one_file(store, tmp_path):
    for told in meetings(3):
        store.add(told)
    copy = tmp_path / "copy.db"
    store.back_up(copy)
    assert sorted(p.name for p in tmp_path.iterdir() if "copy" in p.name) == ["copy.db"]
    with open_store(copy, create=False) as opened:
        assert everything(opened) == everything(store)
        assert list(opened.verify()) == []
    with pytest.raises(UsageError, match="exists already"):
        store.back_up(copy)
    with pytest.raises(StoreError):
        store.back_up(tmp_path / "missing" / "copy.db")
