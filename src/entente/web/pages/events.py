"""Events with filters, one event with its sentences, and what reports disagree on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from entente.records import Document, Event, EventType, Evidence, Modality
from entente.store import EventFilter
from entente.web import asking, names
from entente.web.marking import Part, mark_up
from entente.web.pages.view import desk_of, show, snapshot_of
from entente.web.snapshot import Snapshot

AT_A_TIME = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The paragraphs of one article that tell an event, with the sentences marked."""

    document: Document
    paragraphs: Sequence[Sequence[Part]]
    reason: str | None
    score: float | None
    grounds: Sequence[str]


def listing(request: Request) -> HTMLResponse:
    """Events, filtered by what stands in the address."""
    snapshot, desk = snapshot_of(request), desk_of(request)
    wanted = asking.events(request.query_params)
    oldest = request.query_params.get("order") == "oldest"
    found = desk.snapshots.find(snapshot, wanted, oldest=oldest)
    return show(
        request,
        "events.html",
        snapshot=snapshot,
        page=asking.page(found, request.query_params, size=AT_A_TIME),
        wanted=wanted,
        **choices(snapshot, wanted),
    )


def event(request: Request) -> HTMLResponse:
    """One event: every sentence in its article, who contradicts whom, and why the reports were joined."""
    snapshot, desk = snapshot_of(request), desk_of(request)
    found = snapshot.event(request.path_params["name"])
    if found is None:
        raise HTTPException(404, f"no event {request.path_params['name']!r} in this record{_day_words(snapshot)}")
    why = snapshot.remember(("why", found.id), lambda: desk.store.why(found.id, as_of=snapshot.as_of))
    joins = {report.document.id: report for report in why.reports}
    documents = {report.document.id: report.document for report in why.reports}
    tellings = []
    for name in dict.fromkeys(line.document for line in found.evidence):
        kept = documents.get(name)
        if kept is None:
            other = desk.store.document(name, as_of=snapshot.as_of)
            if other is None:
                continue
            kept = other.document
        lines = [line for line in found.evidence if line.document == name]
        join = joins[name].join if name in joins else None
        tellings.append(
            Telling(
                document=kept,
                paragraphs=excerpt(kept.text, lines, found),
                reason=join.reason if join else None,
                score=join.score if join else None,
                grounds=[f"{g.meaning} ({g.value:.2f})" for g in join.grounds] if join else (),
            )
        )
    return show(
        request,
        "event.html",
        snapshot=snapshot,
        event=found,
        tellings=tellings,
        contradictions=snapshot.contradictions_of.get(found.id, ()),
        commitments=snapshot.commitments_of_event.get(found.id, ()),
        judgements=why.judgements,
    )


def contradictions(request: Request) -> HTMLResponse:
    """Everything that reports disagree on."""
    snapshot = snapshot_of(request)
    page = asking.page(snapshot.contradictions, request.query_params, size=20)
    return show(request, "contradictions.html", snapshot=snapshot, page=page)


def excerpt(text: str, lines: Sequence[Evidence], event: Event) -> list[list[Part]]:
    """The paragraphs of an article in which an event is told, its sentences marked."""
    spans = {(line.start, line.end): f"q{event.quad_code}" for line in lines}
    return [parts for parts in mark_up(text, spans) if any(part.marks for part in parts)]


def choices(snapshot: Snapshot, wanted: EventFilter) -> dict[str, Any]:
    """What the form of filters offers, and how many are set."""
    return {
        "active": _active(wanted),
        "types": [t.value for t in EventType],
        "modalities": [m.value for m in Modality],
        "outlets": outlets(snapshot),
        "states": names.known_states(),
    }


def outlets(snapshot: Snapshot) -> list[str]:
    """Names of the outlets of a record."""
    return snapshot.remember("outlets", lambda: sorted({d.outlet for d in snapshot.headings.values() if d.outlet}))


def _active(wanted: EventFilter) -> int:
    """How many filters are set."""
    standard = EventFilter()
    return sum(getattr(wanted, name) != getattr(standard, name) for name in EventFilter.__slots__)


def _day_words(snapshot: Snapshot) -> str:
    return f" as of {snapshot.as_of}; it may have been told later" if snapshot.as_of else ""
