"""How fast the dashboard answers over a large record: a synthetic one of 100,000 events, kept and asked as any other.

``python bench/web.py`` builds the record in a folder of its own (``--store PATH`` keeps it), opens every page and query
once to make the answers ready, then measures each by its slowest of several further requests. ``--check`` ends with exit
code 1 where a page takes 200 ms or more.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from starlette.testclient import TestClient

from entente.codebook import load_codebook
from entente.consolidating.identity import content_id
from entente.ingest.documents import make_document
from entente.ingest.raw import Form, RawDocument
from entente.pipeline import DocumentRecord
from entente.records import Document, Entity, Event, Evidence, Location, Modality
from entente.store import Store, open_store
from entente.web.app import make_app
from entente.web.names import code_name

MOST_MS = 200.0
EVENTS_A_DOCUMENT = 5
STATES = ("NER", "FRA", "RUS", "USA", "MLI", "BFA", "NGA", "DZA", "CHN", "TUR", "DEU", "ITA", "EUR", "UNO", "GBR", "IRN",
          "ISR", "UKR", "SDN", "ETH", "EGY", "SAU", "IND", "PAK", "BRA", "ZAF", "KEN", "TCD", "LBY", "MAR")  # fmt: skip
OUTLETS = tuple(f"Outlet {n}" for n in range(40))
FIRST = dt.date(2015, 1, 1)
DAYS = 3650


def documents(count: int) -> Iterator[DocumentRecord]:
    """Articles of five sentences, an event in each."""
    chance = random.Random(7)
    types = list(load_codebook().events.values())
    for number in range(count):
        day = FIRST + dt.timedelta(days=chance.randrange(DAYS))
        pairs = [
            chance.sample(STATES[: 6 if chance.random() < 0.5 else len(STATES)], 2) for _ in range(EVENTS_A_DOCUMENT)
        ]
        kinds = [chance.choice(types) for _ in pairs]
        sentences = [
            f"{code_name(a)} said {k.name.lower()} to {code_name(b)} on matter {number}-{n}."
            for n, ((a, b), k) in enumerate(zip(pairs, kinds, strict=True))
        ]
        document = make_document(
            RawDocument(
                key=f"d{number}", body=" ".join(sentences), form=Form.PLAIN, outlet=chance.choice(OUTLETS), date=day
            )
        )
        yield DocumentRecord(
            document=document,
            events=tuple(
                _event(document, sentence, a, b, kind, day, chance)
                for sentence, (a, b), kind in zip(sentences, pairs, kinds, strict=True)
                if sentence in document.text
            ),
        )


def _event(document: Document, sentence: str, a: str, b: str, kind, day: dt.date, chance: random.Random) -> Event:  # type: ignore[no-untyped-def]  # noqa: ANN001
    start = document.text.index(sentence)
    return Event(
        id=content_id("evt", document.id, sentence),
        event=(kind.name,),
        quad_code=kind.quad,
        event_scale=kind.score,
        date=day,
        enddate=day,
        reported=day,
        actor=(_entity(a, start),),
        recipient=(_entity(b, start),),
        event_loc=Location(text=b, span=(start, start + 1), name=code_name(b), country=b,
                           latitude=round(chance.uniform(-30, 60), 1), longitude=round(chance.uniform(-100, 120), 1)),
        modality=Modality.ACTUAL,
        confidence=0.8,
        evidence=(
            Evidence(document=document.id, start=start, end=start + len(sentence), text=sentence, modality=Modality.ACTUAL),
        ),
    )  # fmt: skip


def _entity(code: str, start: int) -> Entity:
    name = code_name(code)
    return Entity(entity_text=name, span=(start, start + 1), code=code, sector="GOV", identifier_id=f"iso:{code}",
                  identifier_text=name)  # fmt: skip


def measure(store: Store, repeats: int) -> dict[str, list[float]]:
    """Milliseconds of each page and query, after a first request that is not counted."""
    event = next(iter(store.events()))
    article = event.evidence[0].document
    paths = (
        "/", "/states", "/states/NER", "/states/NER?period=week", "/dyad?a=NER&b=FRA", "/events", "/events?quad=4",
        "/events?type=AID&actor=NER", "/events?q=matter", f"/events/{event.id}", "/commitments", "/contradictions", "/map",
        "/network", "/articles", f"/articles/{article}", "/search?q=Niger", "/add", "/api/v1/events", "/api/v1/actors?quad=3",
        "/api/v1/series?a=NER&b=FRA",
    )  # fmt: skip
    took: dict[str, list[float]] = {}
    with TestClient(make_app(store, load=None), base_url="http://localhost") as client:
        for path in paths:
            began = time.perf_counter()
            answer = client.get(path)
            assert answer.status_code == 200, (path, answer.status_code)
            first = 1000 * (time.perf_counter() - began)
            took[path] = [first]
            for _ in range(repeats):
                began = time.perf_counter()
                client.get(path)
                took[path].append(1000 * (time.perf_counter() - began))
    return took


def main() -> None:
    """Build, measure, print, check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--store", type=Path, help="Keep the record here, and use it if it is there.")
    parser.add_argument("--repeats", type=int, default=9)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.store or Path(folder, "web.db")
        fresh = not path.exists()
        with open_store(path) as store:
            if fresh:
                began = time.perf_counter()
                for record in documents(given.events // EVENTS_A_DOCUMENT):
                    store.add(record)
                store.refresh()
                print(f"built in {time.perf_counter() - began:.0f} s")
            print(store.holdings())
            took = measure(store, given.repeats)
    print(f"{'first':>8} {'median':>8} {'slowest':>8}  ms")
    for path_, times in took.items():
        print(f"{times[0]:8.0f} {statistics.median(times[1:]):8.0f} {max(times[1:]):8.0f}  {path_}")
    slow = [p for p, times in took.items() if max(times[1:]) >= MOST_MS]
    if given.check and slow:
        sys.exit(f"200 ms or more: {', '.join(slow)}")


if __name__ == "__main__":
    main()
