"""The answers: the same queries as the pages make, as JSON."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from entente.analysis import Side, networks, rank_partners
from entente.errors import SourceError, UsageError
from entente.ingest.limits import MAX_BYTES
from entente.store import Period
from entente.store.summaries import count_actors
from entente.web import asking
from entente.web.api.description import OPERATIONS, Operation, description
from entente.web.desk import Pasted
from entente.web.pages import articles, commitments, sides
from entente.web.pages.view import desk_of, snapshot_of

PREFIX = "/v1"
NOTHING_ELSE = re.compile(r"^application/json\s*(;|$)", re.IGNORECASE)


def routes() -> list[BaseRoute]:
    """Routes below ``/api``."""
    answers: dict[str, Callable[[Request], Any]] = {
        "/events": _events,
        "/events/{id}": _event,
        "/events/{id}/why": _why,
        "/commitments": _commitments,
        "/commitments/{id}": _commitment,
        "/contradictions": _contradictions,
        "/documents": _documents,
        "/documents/{id}": _document,
        "/actors": _actors,
        "/coverage": _coverage,
        "/series": _series,
        "/shifts": _shifts,
        "/alignment": _alignment,
        "/partners": _partners,
        "/network": _network,
    }
    return [
        Route("/openapi.json", _openapi),
        Route(f"{PREFIX}/documents", _add, methods=["POST"]),
        *(Route(PREFIX + op.path, _answering(op, answers[op.path]), methods=["GET"]) for op in OPERATIONS),
    ]


def _answering(op: Operation, answer: Callable[[Request], Any]) -> Callable[[Request], Response]:
    known = {p.name for p in op.params} | {"as_of"} | ({"limit", "cursor"} if op.paged else set())

    def answered(request: Request) -> Response:
        unknown = next((name for name in request.query_params if name not in known), None)
        if unknown is not None:
            # A filter that is not understood must not look as if it had been applied.
            raise UsageError(f"there is no parameter {unknown!r}; there are: {', '.join(sorted(known))}")
        return _json(answer(request))

    return answered


def _json(content: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(content), media_type="application/json", status_code=status)


def _openapi(request: Request) -> Response:
    return _json(description())


def _page(found: Any, request: Request) -> dict[str, object]:  # noqa: ANN401 - any records with ids
    page = asking.page(found, request.query_params)
    return {"items": page.items, "total": page.total, "next": page.next}


def _events(request: Request) -> object:
    snapshot, order = snapshot_of(request), request.query_params.get("order") or "newest"
    if order not in ("newest", "oldest"):
        raise UsageError(f"order: {order!r} is none of: newest, oldest")
    wanted = asking.events(request.query_params)
    return _page(desk_of(request).snapshots.find(snapshot, wanted, oldest=order == "oldest"), request)


def _event(request: Request) -> object:
    return _there(snapshot_of(request).event(request.path_params["id"]), "event", request)


def _why(request: Request) -> object:
    snapshot = snapshot_of(request)
    event = _there(snapshot.event(request.path_params["id"]), "event", request)
    return desk_of(request).store.why(event.id, as_of=snapshot.as_of)


def _commitments(request: Request) -> object:
    snapshot = snapshot_of(request)
    return _page(
        commitments.find(desk_of(request).snapshots, snapshot, asking.commitments(request.query_params)), request
    )


def _commitment(request: Request) -> object:
    return _there(snapshot_of(request).commitment_of.get(request.path_params["id"]), "commitment", request)


def _contradictions(request: Request) -> object:
    return _page(snapshot_of(request).contradictions, request)


def _documents(request: Request) -> object:
    snapshot = snapshot_of(request)
    return _page(articles.find(desk_of(request).snapshots, snapshot, asking.documents(request.query_params)), request)


def _document(request: Request) -> object:
    name = request.path_params["id"]
    snapshot = snapshot_of(request)
    return _there(desk_of(request).store.document(name, as_of=snapshot.as_of), "document", request).document


def _actors(request: Request) -> object:
    snapshot, wanted = snapshot_of(request), asking.events(request.query_params)
    found = desk_of(request).snapshots.find(snapshot, wanted, oldest=True)
    return snapshot.remember(("actors", wanted), lambda: count_actors(found))


def _coverage(request: Request) -> object:
    period = asking.one_of(request.query_params, "period", asking.PERIODS, Period.MONTH)
    return desk_of(request).snapshots.coverage(snapshot_of(request), period)


def _series(request: Request) -> object:
    a, b = _pair(request)
    period = asking.one_of(request.query_params, "period", asking.PERIODS, Period.MONTH)
    directed = request.query_params.get("directed") or "0"
    if directed not in ("0", "1"):
        raise UsageError(f"directed: {directed!r} is none of: 0, 1")
    return sides.series_of(desk_of(request).snapshots, snapshot_of(request), a, b, period, directed=directed == "1")


def _shifts(request: Request) -> object:
    return sides.turns_between(desk_of(request).snapshots, snapshot_of(request), *_pair(request))


def _alignment(request: Request) -> object:
    period = asking.one_of(request.query_params, "period", asking.PERIODS, Period.MONTH)
    return sides.aligned(snapshot_of(request), _side(request, "side"), period)


def _partners(request: Request) -> object:
    side = _side(request, "side")
    return rank_partners(snapshot_of(request).acts_of_side.get(side, ()), side)


def _network(request: Request) -> object:
    begin, end = asking.day(request.query_params, "from"), asking.day(request.query_params, "to")
    if begin and end and begin > end:
        raise UsageError(f"the interval ends before it begins: {begin} to {end}")
    return networks(snapshot_of(request).acts, begin=begin, end=end)[0]


def _side(request: Request, name: str) -> Side:
    side = asking.side(request.query_params, name)
    if side is None:
        raise UsageError(f"{name} is missing; write a side, such as NER, NER/REB or IGO:african-union")
    return side


def _pair(request: Request) -> tuple[Side, Side]:
    a, b = _side(request, "a"), _side(request, "b")
    if a == b:
        raise UsageError("a and b are the same side")
    return a, b


def _there(found: Any, noun: str, request: Request) -> Any:  # noqa: ANN401 - whatever was looked for
    if found is None:
        raise HTTPException(404, f"no {noun} {request.path_params['id']!r} in this record")
    return found


async def _add(request: Request) -> Response:
    """Read an article into the record. Only JSON is taken, which no form of another site can send unasked."""
    desk = desk_of(request)
    desk.guard.check_origin(request)
    if not NOTHING_ELSE.match(request.headers.get("content-type", "")):
        raise HTTPException(415, "send the article as application/json")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BYTES:
            raise HTTPException(413, "the article is too long")
    try:
        given = msgspec.json.decode(body)
    except msgspec.DecodeError as error:
        raise UsageError(f"the body is no JSON: {error}") from error
    (found,) = await run_in_threadpool(desk.add, _article(given))
    if isinstance(found, SourceError):
        raise UsageError(str(found))
    added = {
        "document": found.document, "outcome": found.outcome, "events": found.events, "commitments": found.commitments
    }  # fmt: skip
    return _json(added, 201)


def _article(given: object) -> Pasted:
    """The article of a request. Raises UsageError for anything else."""
    known = {"text", "title", "outlet", "url", "date"}
    if not isinstance(given, dict) or set(given) - known:
        raise UsageError(f"an article is an object with {', '.join(sorted(known))}")
    wrong = next((k for k, v in given.items() if not (isinstance(v, str) or (v is None and k != "text"))), None)
    if wrong is not None or not given.get("text"):
        raise UsageError(f"{wrong or 'text'}: must be a string" + (" that is not empty" if wrong is None else ""))
    whole = Pasted(text=given["text"], title=given.get("title"), outlet=given.get("outlet"), url=given.get("url"))
    return replace(whole, published=asking.day(QueryParams(date=given.get("date") or ""), "date"))
