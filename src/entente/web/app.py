"""The application: routes to pages and JSON, files, and what is shown when something goes wrong."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from functools import lru_cache
from importlib import resources

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from entente.errors import EntenteError, UsageError
from entente.store import Store, StoreError
from entente.web import charts
from entente.web.api import routes as api
from entente.web.api.problems import is_api, problem
from entente.web.desk import Desk, Read, shipped_reader
from entente.web.pages import adding, articles, commitments, events, overview, searching, sides, ties, where
from entente.web.pages.view import show
from entente.web.security import Around, ForbiddenError, Guard
from entente.web.snapshot import Snapshots

FILES = {"style.css": "text/css", "page.js": "text/javascript", "icon.svg": "image/svg+xml"}
VEGA = "vega.js"

_TITLES = {400: "That cannot be asked", 403: "Not allowed", 404: "Not found", 405: "Not possible here",
           413: "Too much", 500: "Something went wrong", 503: "The record cannot be read"}  # fmt: skip


def make_app(
    store: Store,
    *,
    load: Callable[[], Read] | None = shipped_reader,
    token: str | None = None,
    hosts: tuple[str, ...] = (),
) -> Starlette:
    """The dashboard over a store.

    ``load`` loads what reads articles that are added; without it nothing can be added. With ``token``, whoever asks
    must give it; without, only this machine is answered, by the names of the loopback and ``hosts``.
    """
    guard = Guard(token=token, hosts=(*Guard().hosts, *hosts))
    app = Starlette(
        routes=_routes(),
        middleware=[Middleware(Around, guard=guard, refuse=_refuse(guard))],
        exception_handlers={EntenteError: _told, HTTPException: _http, Exception: _failed},
    )
    app.state.desk = Desk(store=store, snapshots=Snapshots(store), guard=guard, load=load)
    return app


def warm(app: Starlette) -> None:
    """Make the first page ready, so that whoever opens it first does not wait; what goes wrong, the page will tell."""
    desk: Desk = app.state.desk
    charts.scripts()
    with contextlib.suppress(EntenteError):
        overview.recent_shifts(desk.snapshots, desk.snapshots.get(None))


def _routes() -> list[BaseRoute]:
    return [
        Route("/", overview.overview),
        Route("/events", events.listing),
        Route("/events/{name}", events.event),
        Route("/commitments", commitments.listing),
        Route("/commitments/{name}", commitments.commitment),
        Route("/contradictions", events.contradictions),
        Route("/states", sides.listing),
        Route("/states/{key:path}", sides.state),
        Route("/dyad", sides.dyad),
        Route("/map", where.chart),
        Route("/network", ties.network),
        Route("/articles", articles.listing),
        Route("/articles/{name}", articles.article),
        Route("/search", searching.search),
        Route("/add", adding.add, methods=["GET", "POST"]),
        Route("/static/{name}", _file),
        Mount("/api", routes=api.routes()),
    ]


def _file(request: Request) -> Response:
    """A file of the dashboard. It is asked for with its digest, so that a browser keeps it until it changes."""
    name = request.path_params["name"]
    if name == VEGA:
        content, kind = charts.scripts(), "text/javascript"
    elif name in FILES:
        content, kind = static(name), FILES[name]
    else:
        raise HTTPException(404)
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    headers = {"ETag": tag, "Cache-Control": "private, max-age=600"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=kind, headers=headers)


@lru_cache(maxsize=len(FILES))
def static(name: str) -> bytes:
    """The content of a file of the dashboard."""
    return resources.files("entente.web").joinpath("static", name).read_bytes()


def _refuse(guard: Guard) -> ASGIApp:
    async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        if guard.token is None:
            words = "This dashboard answers this machine only, by the names localhost, 127.0.0.1 and ::1."
            response: Response = PlainTextResponse(words, status_code=421)
        elif is_api(request):
            response = problem(401, "give the token of `entente serve` as: Authorization: Bearer TOKEN")
            response.headers["WWW-Authenticate"] = "Bearer"
        else:
            words = "Open the address that `entente serve` printed, with its token: /?token=…"
            response = PlainTextResponse(words, status_code=401, headers={"WWW-Authenticate": "Bearer"})
        await response(scope, receive, send)

    return refuse


def _status(error: Exception) -> int:
    if isinstance(error, ForbiddenError):
        return 403
    return 400 if isinstance(error, UsageError) else 503 if isinstance(error, StoreError) else 500


async def _told(request: Request, error: Exception) -> Response:
    """An error with words for a person."""
    return _answer(request, _status(error), str(error))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = "" if error.detail == _phrase(error.status_code) else error.detail
    response = _answer(request, error.status_code, words)
    response.headers.update(error.headers or {})
    return response


async def _failed(request: Request, error: Exception) -> Response:
    """What nobody foresaw; the terminal tells more than the page."""
    return _answer(request, 500, "The dashboard could not make this page; the terminal in which it runs says why.")


def _answer(request: Request, status: int, words: str) -> Response:
    if is_api(request):
        return problem(status, words or _TITLES.get(status, ""))
    return show(request, "error.html", status=status, title=_TITLES.get(status, "Not possible"), words=words)


def _phrase(status: int) -> str:
    from http import HTTPStatus

    return HTTPStatus(status).phrase
