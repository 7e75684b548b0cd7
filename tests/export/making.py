"""A small record made by hand, in which every format has something to write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from entente.export.manifest import new_manifest
from entente.export.selection import Request, Selection, Written, commitment_without_text, without_text
from entente.records import (
    Commitment,
    CommitmentStatus,
    CommitmentType,
    Document,
    Entity,
    Event,
    Evidence,
    HistoryEntry,
    Location,
    Modality,
    Outcome,
    Party,
    PublishedSource,
    Role,
)
from entente.store.summaries import CoverageLine

SENTENCES = (
    "Niger's army chief told the French ambassador, Sylvain Itté, to leave by 4 June.",
    'Russia and Niger and Mali met in Niamey; =HYPERLINK("x") said a <script>alert(1)</script> banner.',
    "Niger will buy\tdrones from Russia.",
)
TEXT = "\n".join(SENTENCES)
DAY = dt.date(2023, 12, 4)


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def who(words: str, code: str | None, cow: int | None = None, **fields: Any) -> Entity:
    return Entity(entity_text=words, span=span(words), code=code, cow=cow, **fields)


NIGER = who("Niger", "NER", 436, sector="GOV", identifier_id="iso:NER", identifier_text="Niger")
CHIEF = who("army chief", "NER", 436, sector="MIL", other_sectors=("GOV",))
ENVOY = who(
    "Sylvain Itté", "FRA", 220, sector="GOV", identifier_id="entente:person/sylvain-itte", identifier_text="Sylvain Itté",
    office="Ambassador",
)  # fmt: skip
RUSSIA = who("Russia", "RUS", 365, sector="GOV", identifier_id="iso:RUS", identifier_text="Russia")
MALI = who("Mali", "MLI", 432, sector="GOV", identifier_id="iso:MLI", identifier_text="Mali")
BANNER = who("<script>alert(1)</script> banner", None)


def told(number: int, modality: Modality = Modality.ACTUAL) -> tuple[Evidence, ...]:
    start, end = span(SENTENCES[number])
    return (Evidence(document="doc_1", start=start, end=end, text=SENTENCES[number], modality=modality),)


DOCUMENT = Document(
    id="doc_1", key="row-1", url="https://news.example/a?b=1&c=2", outlet="Harmattan & Co", title="=SUM(1) <b>Envoy</b>",
    byline="A. Writer", published=dt.date(2023, 12, 5), published_source=PublishedSource.METADATA, language="en",
    sentences=3, text=TEXT,
)  # fmt: skip

EXPULSION = Event(
    id="evt_1", event=("SANCTION",), mode=("expel",), context=("diplomatic",), quad_code=4, event_scale=-5.2, date=DAY,
    enddate=DAY, reported=dt.date(2023, 12, 5), actor=(NIGER, CHIEF), recipient=(ENVOY,), modality=Modality.ACTUAL,
    confidence=0.9, evidence=told(0),
)  # fmt: skip
MEETING = Event(
    id="evt_2", event=("CONSULT",), mode=("visit",), context=("military", "diplomatic"), quad_code=1, event_scale=2.1,
    date=dt.date(2023, 12, 1), enddate=dt.date(2023, 12, 31), reported=dt.date(2023, 12, 5), actor=(RUSSIA, NIGER, MALI),
    event_loc=Location(
        text="Niamey", span=span("Niamey"), name="Niamey", country="NER", latitude=13.51366, longitude=2.1098,
        geonames_id=2440485,
    ),
    modality=Modality.ACTUAL, confidence=0.8, evidence=told(1),
)  # fmt: skip
ALONE = Event(
    id="evt_3", event=("ACCUSE",), quad_code=3, event_scale=-2.0, actor=(BANNER,), modality=Modality.ACTUAL, confidence=0.2,
    evidence=told(1),
)  # fmt: skip
EVENTS = (MEETING, EXPULSION, ALONE)

LEAVING = Commitment(
    id="com_1", type=CommitmentType.WITHDRAWAL, title="Withdrawal: France; envoy, by hand \\ foot",
    parties=(Party(entity_text="Niger", span=NIGER.span, code="NER", sector="GOV", role=Role.DEMANDING),
             Party(entity_text="Sylvain Itté", span=ENVOY.span, code="FRA", sector="GOV", role=Role.OBLIGED)),
    status=CommitmentStatus.ANNOUNCED, due=dt.date(2024, 6, 4), due_text="by 4 June", outcome=Outcome.OPEN,
    events=("evt_1",),
    history=(HistoryEntry(status=CommitmentStatus.ANNOUNCED, date=DAY, due=dt.date(2024, 6, 4), evidence=told(0)),),
)  # fmt: skip
ENDLESS = replace(LEAVING, id="com_2", due=None, due_text=None)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the one document tells, as a store takes it."""

    document: Document = DOCUMENT
    events: tuple[Event, ...] = EVENTS
    commitments: tuple[Commitment, ...] = (LEAVING, ENDLESS)


def selection(*events: Event, with_text: bool = False, **fields: Any) -> Selection:
    chosen = events or EVENTS
    promised = (LEAVING, ENDLESS)
    base: dict[str, Any] = {
        "events": chosen if with_text else tuple(without_text(e) for e in chosen),
        "commitments": promised if with_text else tuple(commitment_without_text(c) for c in promised),
        "documents": {"doc_1": DOCUMENT if with_text else replace(DOCUMENT, text="")},
        "coverage": (CoverageLine(outlet="Harmattan & Co", period="2023-12", articles=5, coded=4),),
        "with_text": with_text,
    }
    return Selection(**(base | fields))


def written(write: Callable[[Request], Written], chosen: Selection | None = None, name: str = "test") -> Written:
    chosen = chosen or selection()
    manifest = new_manifest(name, query={"type": ["AID"]}, as_of="2024-01-01", with_text=chosen.with_text)
    return write(Request(selection=chosen, manifest=manifest))
