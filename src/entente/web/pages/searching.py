"""Words looked for everywhere: in sides, events, commitments and articles."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse

from entente.store import CommitmentFilter, DocumentFilter, EventFilter
from entente.web import asking, names
from entente.web.pages import articles, commitments
from entente.web.pages.view import desk_of, show, snapshot_of

SHOWN = 10


def search(request: Request) -> HTMLResponse:
    """What the record holds on some words."""
    snapshot, snapshots = snapshot_of(request), desk_of(request).snapshots
    words = asking.text(request.query_params, "q")
    if words is None:
        return show(
            request, "search.html", snapshot=snapshot, words="", sides=(), events=(), commitments=(), articles=()
        )
    folded = words.casefold().strip('"')
    return show(
        request,
        "search.html",
        snapshot=snapshot,
        words=words,
        sides=[s for s in snapshot.sides if folded in f"{names.side_name(s)} {s.key}".casefold()][:SHOWN],
        events=snapshots.find(snapshot, EventFilter(text=words, modalities=())),
        commitments=commitments.find(snapshots, snapshot, CommitmentFilter(text=words)),
        articles=articles.find(snapshots, snapshot, DocumentFilter(text=words)),
    )
