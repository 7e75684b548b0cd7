"""A record to show, made without the reader, and the dashboard over it on a port of its own."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from entente.codebook import load_codebook
from entente.ingest.documents import make_document
from entente.ingest.raw import Form, RawDocument
from entente.pipeline import DocumentRecord
from entente.reading.sentences import split_sentences
from entente.records import (
    Commitment,
    CommitmentStatus,
    CommitmentType,
    DateBasis,
    Document,
    Entity,
    Event,
    Evidence,
    HistoryEntry,
    Location,
    Modality,
    Outcome,
    Party,
    Role,
)
from entente.store import Store, open_store

NAMES = {"Niger": "NER", "France": "FRA", "Russia": "RUS", "Mali": "MLI"}
VERBS = {"met": "CONSULT", "aided": "AID", "accused": "ACCUSE", "attacked": "ASSAULT", "sanctioned": "SANCTION"}
HOSTILE = '<script>document.title = "taken"</script><img src="x" onerror="document.title=1"> & "quoted" </textarea>'


def read(document: Document) -> DocumentRecord:
    """A reader of sentences such as "France accused Niger": no model, and the same records."""
    told = [e for n, s in enumerate(split_sentences(document.text)) if (e := _event(document, s[0], s[1], n))]
    promised = [_commitment(document, e) for e in told if e.event == ("AID",)]
    return DocumentRecord(document=document, events=tuple(told), commitments=tuple(promised))


def _event(document: Document, start: int, end: int, number: int) -> Event | None:
    text = document.text[start:end]
    words = text.replace(".", "").split()
    verb = next((w for w in words if w in VERBS), None)
    sides = [w for w in words if w in NAMES]
    if verb is None or len(sides) < 2:
        return None
    info = load_codebook().info(VERBS[verb])
    return Event(
        id=f"evt_{document.id[4:12]}{number:04d}",
        event=(info.name,),
        quad_code=info.quad,
        event_scale=info.score,
        date=document.published,
        enddate=document.published,
        date_basis=DateBasis.TEXT if document.published else None,
        reported=document.published,
        actor=(_entity(sides[0], text, start),),
        recipient=(_entity(sides[1], text, start),),
        event_loc=Location(
            text="Niamey", span=(start, start + 6), name="Niamey", country="NER", latitude=13.5, longitude=2.1
        )
        if "Niamey" in text
        else None,
        modality=Modality.ACTUAL,
        confidence=0.9,
        evidence=(Evidence(document=document.id, start=start, end=end, text=text, modality=Modality.ACTUAL),),
    )


def _entity(name: str, text: str, start: int) -> Entity:
    at = start + text.index(name)
    return Entity(
        entity_text=name, span=(at, at + len(name)), code=NAMES[name], sector="GOV",
        identifier_id=f"iso:{NAMES[name]}", identifier_text=name,
    )  # fmt: skip


def _commitment(document: Document, event: Event) -> Commitment:
    due = document.published + dt.timedelta(days=90) if document.published else None
    entity = event.actor[0]
    return Commitment(
        id=f"com_{event.id[4:]}",
        type=CommitmentType.AID,
        title=f"Aid: {entity.entity_text}",
        parties=(Party(entity_text=entity.entity_text, span=entity.span, code=entity.code, sector="GOV", role=Role.OBLIGED,
                       identifier_id=entity.identifier_id, identifier_text=entity.identifier_text),),
        status=CommitmentStatus.ANNOUNCED,
        due=due,
        outcome=Outcome.OPEN if due else Outcome.UNKNOWN,
        events=(event.id,),
        history=(HistoryEntry(status=CommitmentStatus.ANNOUNCED, date=document.published, due=due, evidence=event.evidence),),
    )  # fmt: skip


def article(text: str, *, title: str, day: dt.date | None, outlet: str | None = "The Test", key: str = "a") -> Document:
    return make_document(RawDocument(key=key, body=text, form=Form.PLAIN, title=title, outlet=outlet, date=day))


def articles() -> list[Document]:
    """Fourteen months in which France falls and Russia rises, one article of a stranger's making among them."""
    made = []
    for month in range(14):
        day = dt.date(2023 + (month + 3) // 12, (month + 3) % 12 + 1, 5)
        words = (
            "France aided Niger. Niger met Mali."
            if month < 6
            else "France accused Niger. Russia aided Niger in Niamey."
        )
        made.append(article(f"{words} It was the {month}th month of the year.", title=f"Month {month}", day=day, key=f"m{month}",
                            outlet="The Test" if month % 2 else "Other Wire"))  # fmt: skip
    hostile = f"Niger attacked Mali. {HOSTILE} France met Niger."
    made.append(article(hostile, title=f"Hostile {HOSTILE}", day=dt.date(2024, 5, 9), outlet=HOSTILE, key="h"))
    return made


def fill(path: Path) -> Store:
    store = open_store(path)
    for document in articles():
        store.add(read(document))
    store.refresh()
    return store


@contextmanager
def served(app: Starlette) -> Iterator[str]:
    """The address of ``app`` on a free port of the loopback."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
