"""Speed of the record, and whether it survives processes that die: on made-up reports, without reading.

``python bench/store.py [--mentions 100000]`` adds made-up reports to a new record, and times adding, the first query
(which consolidates), later ones, one after another document came, and one as of a past day.

``python bench/store.py --killed [--documents 10000] [--kills 50]`` adds the same documents twice from two processes at
once, kills one of them at random moments and starts it again, and compares the record with an undisturbed one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from consolidating import FIRST_DAY, make
from entente.export.jsonl import to_line
from entente.pipeline import DocumentRecord
from entente.records import EventType
from entente.store import EventFilter, Store, open_store, read_actor


def timed(name: str, work: Callable[[], object]) -> None:
    """Print how long ``work`` takes."""
    started = time.perf_counter()
    found = work()
    print(f"{name}: {time.perf_counter() - started:.2f} s{f' ({found})' if isinstance(found, int) else ''}", flush=True)


def count(store: Store, wanted: EventFilter, as_of: dt.date | None = None) -> int:
    """How many events there are."""
    return sum(1 for _ in store.events(wanted, as_of=as_of))


def speed(mentions: int, folder: Path) -> None:
    """Time the record on so many mentions."""
    records, _ = make(mentions)
    last = max(r.document.published for r in records if r.document.published)
    print(f"documents: {len(records)}; mentions: {sum(len(r.events) for r in records)}")
    with open_store(folder / "speed.db") as store:
        timed("adding all but one document", lambda: add(store, records[:-1]))
        timed("first query: consolidates", lambda: store.holdings().events)
        asked = EventFilter(actor=read_actor("AKW"), types=(EventType.AID,))
        timed("events of one actor and type", lambda: count(store, asked))
        timed("events of a month", lambda: count(store, EventFilter(begin=last - dt.timedelta(days=30), end=last)))
        timed("events with two words", lambda: count(store, EventFilter(text="Babado Bakilu")))
        timed("all events", lambda: count(store, EventFilter(modalities=())))
        timed("the last document", lambda: add(store, records[-1:]))
        timed("first query after it", lambda: store.holdings().events)
        middle = FIRST_DAY + (last - FIRST_DAY) / 2
        timed("events of one actor as of a past day, first", lambda: count(store, asked, middle))
        timed("the same again", lambda: count(store, asked, middle))


def add(store: Store, records: Sequence[DocumentRecord]) -> None:
    """Add records, one transaction each."""
    for record in records:
        store.add(record)


def killed(documents: int, kills: int, folder: Path) -> None:
    """Compare a record whose writers were killed with an undisturbed one."""
    chance = random.Random(11)
    disturbed, alone = folder / "disturbed.db", folder / "alone.db"

    def start(path: Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, __file__, "--adder", str(path), "--documents", str(documents)])

    timed("undisturbed", lambda: start(alone).wait())
    for run in range(2):
        steady, victim = start(disturbed), start(disturbed)
        for _ in range(kills // 2):
            time.sleep(chance.uniform(0.5, 2.5))
            victim.kill()
            victim.wait()
            victim = start(disturbed)
        if steady.wait() or victim.wait():
            raise SystemExit(f"a process failed in run {run + 1}")
    with open_store(disturbed) as one, open_store(alone) as other:
        same = all(a == b for a, b in itertools.zip_longest(lines(one), lines(other)))
        problems = sum(1 for _ in one.verify())
    print(f"the same record: {same}; problems that verify finds: {problems}")
    if not same:
        raise SystemExit(1)


def lines(store: Store) -> list[str]:
    """The whole record as lines."""
    found = [to_line(k.document) for k in store.documents()]
    found += [to_line(e) for e in store.events(EventFilter(modalities=()))]
    return found + [to_line(c) for c in store.contradictions()]


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--killed", action="store_true")
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--adder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.adder:
        with open_store(options.adder) as store:
            add(store, make(6 * options.documents)[0][: options.documents])
        return
    with tempfile.TemporaryDirectory() as folder:
        if options.killed:
            killed(options.documents, options.kills, Path(folder))
        else:
            speed(options.mentions, Path(folder))


if __name__ == "__main__":
    main()
