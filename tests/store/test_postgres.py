"""The same on PostgreSQL, where a server can be started."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from store_making import everything, meeting, meetings, visit

from entente.errors import UsageError
from entente.records import Outcome
from entente.store import Added, CommitmentFilter, EventFilter, StoreError, open_store, read_actor
from entente.store.engine import make_engine
from entente.store.schema import VERSION_TABLE

ADDER = Path(__file__).with_name("adder.py")
URL = "https://news.example/visit"


@pytest.fixture
def address(server):
    """An empty database."""
    engine = make_engine(server)
    with engine.connect().execution_options(entente_writes=True) as connection, connection.begin():
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return server


def test_answers_are_those_of_sqlite(address, path):
    told = [*meetings(4), visit("2024-01-05", url=URL), visit("2024-01-06", url=URL, told="received"), visit(None)]
    with open_store(path) as local, open_store(address) as remote:
        for report in told:
            assert local.add(report).outcome is remote.add(report).outcome
        assert {remote.add(report).outcome for report in told} == {Added.KNOWN}
        assert everything(remote) == everything(local)
        day = dt.date(2024, 1, 5)
        assert everything(remote, as_of=day) == everything(local, as_of=day)
        for wanted in (
            EventFilter(text='rounds "met Ghana"'), EventFilter(dyad=(read_actor("GHA"), read_actor("KEN"))),
            EventFilter(actor=read_actor("kenya"), begin=dt.date(2024, 1, 1), country="GHA", minimum_confidence=0.7),
        ):  # fmt: skip
            found = list(remote.events(wanted))
            assert found
            assert found == list(local.events(wanted))
        due = CommitmentFilter(outcomes=(Outcome.OPEN,), due_before=dt.date(2024, 7, 1), text="accord")
        assert list(remote.commitments(due)) == list(local.commitments(due)) != []
        assert list(remote.verify()) == []
        assert remote.remove(URL) == 2


def test_two_processes_at_once(address, path):
    both = [subprocess.Popen([sys.executable, str(ADDER), address, "60"], stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [p.wait(timeout=60) for p in both] == [0, 0]
    with open_store(address) as remote, open_store(path) as local:
        for report in meetings(60):
            local.add(report)
        assert everything(remote) == everything(local)


def test_connection_lost_midway_leaves_nothing_half_written(address, monkeypatch):
    from entente.store import adding

    with open_store(address) as store:
        store.add(meeting(1))
        before = everything(store)
        real = adding._insert_told

        def lose(connection, insert, told, document):
            own = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
            other = sa.create_engine(store._engine.url)
            with other.connect() as killer:
                killer.exec_driver_sql(f"SELECT pg_terminate_backend({own})")
            other.dispose()
            real(connection, insert, told, document)

        monkeypatch.setattr(adding, "_insert_told", lose)
        with pytest.raises(StoreError, match=r"cannot be reached, or went away.*nothing of the document"):
            store.add(meeting(2))
        monkeypatch.undo()
        assert everything(store) == before
        assert store.add(meeting(2)).outcome is Added.NEW


def test_refusals_on_a_server(address, tmp_path):
    with pytest.raises(StoreError, match="holds no record yet"):
        open_store(address, create=False)
    with open_store(address) as store, pytest.raises(UsageError, match="pg_dump"):
        store.back_up(tmp_path / "copy.db")
    engine = make_engine(address)
    with engine.connect().execution_options(entente_writes=True) as connection, connection.begin():
        connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(StoreError, match="newer version"):
        open_store(address)
