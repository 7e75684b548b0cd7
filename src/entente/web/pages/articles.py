"""Articles, and one of them with all that was read in it."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from entente.records import Document, Event, Span
from entente.store import DocumentFilter
from entente.web import asking
from entente.web.marking import mark_up
from entente.web.pages.events import outlets
from entente.web.pages.view import desk_of, show, snapshot_of
from entente.web.snapshot import Snapshot, Snapshots

AT_A_TIME = 50


def listing(request: Request) -> HTMLResponse:
    """Articles, newest first."""
    snapshot, desk = snapshot_of(request), desk_of(request)
    found = find(desk.snapshots, snapshot, asking.documents(request.query_params))
    return show(
        request,
        "articles.html",
        snapshot=snapshot,
        page=asking.page(found, request.query_params, size=AT_A_TIME),
        outlets=outlets(snapshot),
    )


def article(request: Request) -> HTMLResponse:
    """One article, every sentence marked in which something was read, with what was read beside it."""
    snapshot, desk = snapshot_of(request), desk_of(request)
    name = request.path_params["name"]
    kept = desk.store.document(name, as_of=snapshot.as_of)
    if kept is None:
        raise HTTPException(404, f"no article {name!r} in this record")
    document = kept.document
    events = snapshot.events_of_document.get(document.id, ())
    numbers = {event.id: n for n, event in enumerate(_by_place(events, document.id), start=1)}
    spans: dict[Span, str] = {}
    told: dict[Span, list[int]] = {}
    for event in events:
        for line in event.evidence:
            if line.document == document.id:
                spans.setdefault((line.start, line.end), f"q{event.quad_code}")
                told.setdefault((line.start, line.end), []).append(numbers[event.id])
    return show(
        request,
        "article.html",
        snapshot=snapshot,
        document=document,
        superseded_by=kept.superseded_by,
        paragraphs=mark_up(document.text, spans),
        told={span: sorted(dict.fromkeys(ns)) for span, ns in told.items()},
        events=[(numbers[e.id], e) for e in _by_place(events, document.id)],
        commitments=snapshot.commitments_of_document.get(document.id, ()),
        added=request.query_params.get("added") == "1",
    )


def find(snapshots: Snapshots, snapshot: Snapshot, wanted: DocumentFilter) -> list[Document]:
    """The articles asked for without their text, newest first, those without a day last."""

    def answer() -> list[Document]:
        if wanted == DocumentFilter():
            found = list(snapshot.headings.values())
        else:
            kept = snapshots.store.documents(wanted, as_of=snapshot.as_of)
            found = [snapshot.headings[k.document.id] for k in kept if k.document.id in snapshot.headings]
        dated = [d for d in found if d.published is not None]
        return dated[::-1] + [d for d in found if d.published is None]

    return snapshot.remember(wanted, answer)


def _by_place(events: Sequence[Event], document: str) -> list[Event]:
    return sorted(events, key=lambda e: min(line.start for line in e.evidence if line.document == document))
