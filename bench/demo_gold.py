"""Mentions as a reader without fault would give them, from the gold of the demonstration corpus.

They tell what consolidation gets wrong by itself from what the reader misses. A mention has the type, sides and
modality of its gold event and its own sentence; a day only where its sentence names one; where outlets disagree, the
value that its outlet gives. A commitment of a document is what the sentences of its history in that document say.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any

from entente.codebook import load_codebook
from entente.consolidating.identity import content_id
from entente.pipeline import DocumentRecord
from entente.records import (
    Attribution,
    Commitment,
    CommitmentStatus,
    CommitmentType,
    Count,
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
    Stance,
)

NAMES_A_DAY = re.compile(
    r"\d|\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|this (?:morning|evening)|last night|same day|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|at the weekend|hours|"
    r"(?:this|last|the|of) (?:week|month|year)|months? ago|years? ago)\b"
)
NUMBER = re.compile(r"\d[\d ]*(?:million)?")
MUTUAL_TYPES = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE"}

Gold = dict[str, Any]


def gold_records(documents: Iterable[Document], gold: Gold) -> Iterator[DocumentRecord]:
    """A record of each document with what gold says that it tells."""
    for document in documents:
        events = dict(_events(document, gold))
        commitments = tuple(_commitments(document, gold, events))
        yield DocumentRecord(document=document, events=tuple(events.values()), commitments=commitments)


def _events(document: Document, gold: Gold) -> Iterator[tuple[tuple[str, str], Event]]:
    for event in gold["events"]:
        for told in event["told_by"]:
            if told["dispatch"] == document.key:
                yield (event["id"], told["sentence"]), _event(document, event, told, _values(event["id"], told, gold))
    for clash in gold["contradictions"]:
        event = next((e for e in gold["events"] if e["id"] == clash["about"]), None)
        if clash["kind"] != "denial" or event is None:
            continue
        for told in (t for v in clash["values"] if v["value"] == "denied" for t in v["told_by"]):
            if told["dispatch"] == document.key and told not in _sentences(event):
                denial = _event(document, event, told | {"modality": "negation"}, {})
                yield (f"not {event['id']}", told["sentence"]), denial


def _sentences(event: Gold) -> list[Gold]:
    return [{"dispatch": t["dispatch"], "sentence": t["sentence"]} for t in event["told_by"]]


def _values(about: str, told: Gold, gold: Gold) -> dict[str, str]:
    """Values that a sentence gives where outlets disagree."""
    return {
        clash["field"]: value["value"]
        for clash in gold["contradictions"]
        if clash["about"] == about
        for value in clash["values"]
        if any(t["dispatch"] == told["dispatch"] and t["sentence"] == told["sentence"] for t in value["told_by"])
    }


def _line(document: Document, sentence: str, modality: Modality) -> Evidence:
    start = document.text.index(sentence)
    return Evidence(document=document.id, start=start, end=start + len(sentence), text=sentence, modality=modality)


def _entity(code: str, line: Evidence, person: str | None = None) -> Entity:
    return Entity(
        entity_text=person or code,
        span=(line.start, line.start + 1),
        code=code,
        sector="GOV",
        identifier_id=f"entente:person/{person}" if person else None,
        identifier_text=person,
    )


def _event(document: Document, event: Gold, told: Gold, values: dict[str, str]) -> Event:
    modality = Modality(told["modality"])
    line = _line(document, told["sentence"], modality)
    dated = "date" in values or bool(NAMES_A_DAY.search(told["sentence"]))
    day = dt.date.fromisoformat(values.get("date") or event["date"]) if dated else None
    last = day if "date" in values or day is None else dt.date.fromisoformat(event["enddate"])
    kind = event["type"][0]
    actors = [_entity(code, line) for code in event["actors"]]
    if "actor" in values:
        actors[0] = _entity(event["actors"][0], line, values["actor"])
    info = load_codebook().info(kind)
    denies = modality is Modality.NEGATION
    return Event(
        id=content_id("evt", document.id, event["id"], told["sentence"]),
        event=(kind,),
        quad_code=info.quad,
        event_scale=info.score,
        date=day,
        enddate=last,
        date_basis=DateBasis.TEXT if day else None,
        reported=document.published,
        actor=tuple(actors),
        recipient=tuple(_entity(code, line) for code in event["recipients"]),
        event_loc=_place(values["place"], line) if "place" in values else None,
        counts={f: _count(values[f], f, line) for f in ("troops", "money") if f in values},
        modality=modality,
        attribution=Attribution(entity=_entity("NER", line), stance=Stance.DENIES) if denies else None,
        confidence=0.8,
        evidence=(line,),
    )


def _place(name: str, line: Evidence) -> Location:
    number = sum(map(ord, name))
    return Location(text=name, span=(line.start, line.start + 1), name=name, country="MLI", geonames_id=number)


def _count(text: str, field: str, line: Evidence) -> Count:
    digits = NUMBER.search(text)
    value = float(digits[0].replace(" ", "").replace("million", "")) if digits else None
    if value is not None and "million" in text:
        value *= 1e6
    unit = "USD" if field == "money" else None
    return Count(value=value, unit=unit, text=text, span=(line.start, line.start + 1))


def _commitments(document: Document, gold: Gold, events: dict[tuple[str, str], Event]) -> Iterator[Commitment]:
    for wanted in gold["commitments"]:
        steps = [s for s in wanted["history"] if s["dispatch"] == document.key]
        steps += [s for s in _disputed(wanted, document, gold) if s["sentence"] not in {t["sentence"] for t in steps}]
        entries = [e for s in steps for e in _entries(document, s, wanted["id"], gold)]
        if entries:
            lines = [e for entry in entries for e in entry.evidence]
            if not any(event.evidence[0].start < e.end and e.start < event.evidence[0].end for event in events.values()
                       for e in lines):  # fmt: skip
                # A reader finds a commitment by an event; gold lists not all that bear on one.
                events[wanted["id"], lines[0].text] = _bearing(document, wanted, lines[0])
            yield _commitment(document, wanted, entries, events)


def _bearing(document: Document, wanted: Gold, line: Evidence) -> Event:
    kind = {"ultimatum": "THREATEN", "withdrawal": "RETREAT", "agreement": "SUPPORT"}.get(wanted["type"], "SANCTION")
    told = {"dispatch": document.key, "sentence": line.text, "modality": "actual"}
    roles = {role: [p["code"] for p in wanted["parties"] if p["role"] == role] for role in ("obliged", "demanding")}
    event = {
        "id": f"bears on {wanted['id']}", "type": [kind], "date": document.published, "enddate": document.published,
        "actors": roles["demanding"] or [p["code"] for p in wanted["parties"]], "recipients": roles["obliged"],
    }  # fmt: skip
    return _event(document, event | {"date": str(document.published), "enddate": str(document.published)}, told, {})


def _disputed(wanted: Gold, document: Document, gold: Gold) -> Iterator[Gold]:
    """Sentences of a document that say something about a commitment over which outlets disagree."""
    status = {"suspended": "suspended", "denounced": "denounced"}
    for clash in (c for c in gold["contradictions"] if c["about"] == wanted["id"] and c["field"] in ("due", "status")):
        for value in clash["values"]:
            for told in (t for t in value["told_by"] if t["dispatch"] == document.key):
                known = status.get(value["value"], "denounced" if wanted["type"] == "agreement" else "announced")
                yield told | {"status": known, "date": None, "enddate": None, "due": None}


def _entries(document: Document, step: Gold, about: str, gold: Gold) -> Iterator[HistoryEntry]:
    values = _values(about, step, gold)
    due = values.get("due") or step["due"]
    if due == "at once":
        due = document.published.isoformat() if document.published else None
    line = _line(document, step["sentence"], Modality.ACTUAL)
    yield HistoryEntry(
        status=CommitmentStatus(values.get("status") or step["status"]),
        date=dt.date.fromisoformat(step["date"]) if step["date"] else None,
        due=dt.date.fromisoformat(due) if due else None,
        evidence=(line,),
    )


def _commitment(
    document: Document, wanted: Gold, entries: list[HistoryEntry], events: dict[tuple[str, str], Event]
) -> Commitment:
    spans = [(e.start, e.end) for entry in entries for e in entry.evidence]
    bearing = [
        event.id
        for event in events.values()
        if any(event.evidence[0].start < end and start < event.evidence[0].end for start, end in spans)
    ]
    latest = max(entries, key=lambda e: e.date or dt.date.min)
    dated = [e.due for e in entries if e.due]
    line = entries[0].evidence[0]
    return Commitment(
        id=content_id("com", document.id, wanted["id"]),
        type=CommitmentType(wanted["type"]),
        title=wanted["title"],
        parties=tuple(
            Party(
                entity_text=p["name"],
                span=(line.start, line.start + 1),
                code=p["code"],
                role=Role(p["role"]),
                identifier_id=f"entente:{p['name']}",
                identifier_text=p["name"],
            )
            for p in wanted["parties"]
        ),
        status=latest.status,
        due=dated[-1] if dated else None,
        outcome=Outcome.UNKNOWN,
        events=tuple(bearing),
        history=tuple(sorted(entries, key=lambda e: e.date or dt.date.max)),
    )
