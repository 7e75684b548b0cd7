"""Several processes at once, and processes that die."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from store_making import everything, meetings

from entente.store import open_store

ADDER = Path(__file__).with_name("adder.py")
COUNT = 60


def start(path: Path | str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, str(ADDER), str(path), str(COUNT)], stdout=subprocess.PIPE, text=True)


def undisturbed(path: Path) -> list[str]:
    with open_store(path) as store:
        for told in meetings(COUNT):
            store.add(told)
        return everything(store)


def test_two_processes_that_make_and_fill_a_record_at_once(tmp_path):
    path = tmp_path / "entente.db"
    both = [start(path), start(path)]
    assert [p.wait(timeout=60) for p in both] == [0, 0]
    with open_store(path) as store:
        assert list(store.verify()) == []
        assert everything(store) == undisturbed(tmp_path / "alone.db")


def test_killed_processes_leave_whole_documents_only(tmp_path):
    path = tmp_path / "entente.db"
    moments = random.Random(5)
    events_of = {t.document.id: len(t.events) for t in meetings(COUNT)}
    for _ in range(5):
        process = start(path)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(moments.uniform(0, 0.3))
        process.kill()
        process.wait()
        with open_store(path) as store:
            told = [line.document for e in store.events() for line in e.evidence]
            assert all(told.count(k.document.id) == events_of[k.document.id] for k in store.documents())
    last = start(path)
    assert last.wait(timeout=60) == 0
    with open_store(path) as store:
        assert list(store.verify()) == []
        assert everything(store) == undisturbed(tmp_path / "alone.db")


def test_one_of_two_processes_is_killed_again_and_again_while_queries_run(tmp_path):
    """Small: `python bench/store.py --killed` does it with ten thousand documents and fifty kills."""
    path = tmp_path / "entente.db"
    moments = random.Random(7)
    for _ in range(2):
        steady, victim = start(path), start(path)
        for _ in range(3):
            assert victim.stdout is not None
            victim.stdout.readline()
            time.sleep(moments.uniform(0, 0.2))
            victim.kill()
            victim.wait()
            with open_store(path) as store:
                assert sum(1 for _ in store.events()) <= 2 * COUNT
            victim = start(path)
        assert [steady.wait(timeout=60), victim.wait(timeout=60)] == [0, 0]
    with open_store(path) as store:
        assert list(store.verify()) == []
        assert everything(store) == undisturbed(tmp_path / "alone.db")
