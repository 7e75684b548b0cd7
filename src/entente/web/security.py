"""What stands around every answer: who may ask, who may change something, and what a page may do in the browser.

A record may hold articles that nobody may pass on, and articles are written by strangers. So a page runs no script but
the dashboard's own, loads nothing from elsewhere, is shown in no frame, and is not kept by caches; a name that some other
site made lead to this machine is refused (DNS rebinding); a change needs a token that only the dashboard's own pages hold.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from entente.errors import EntenteError

LOOPBACK = ("localhost", "127.0.0.1", "::1")
TOKEN_COOKIE = "entente_token"  # noqa: S105 - a name
SESSION_COOKIE = "entente_session"
FORM_FIELD = "csrf"

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Of same origin, not none: with none, browsers send the origin of a form as "null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class ForbiddenError(EntenteError):
    """A change that did not come from the dashboard's own pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Who may ask. Without ``token``, anybody on this machine by one of ``hosts``; with it, whoever knows it."""

    token: str | None = None
    hosts: Sequence[str] = LOOPBACK
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def form_token(self, session: str) -> str:
        """The token that a form of a session carries."""
        return hmac.new(self.secret, session.encode(), hashlib.sha256).hexdigest()

    def check_form(self, request: Request, given: object) -> None:
        """Raise ForbiddenError unless a form came from a page of this session."""
        self.check_origin(request)
        session = request.cookies.get(SESSION_COOKIE)
        if session is None or not isinstance(given, str) or not _same(given, self.form_token(session)):
            raise ForbiddenError(
                "this form is out of date or did not come from this dashboard; load the page and try again"
            )

    def check_origin(self, request: Request) -> None:
        """Raise ForbiddenError for a request that a page of another site sent."""
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
            raise ForbiddenError("changes are taken only from the dashboard's own pages")
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise ForbiddenError("changes are taken only from the dashboard's own pages")

    def admits(self, connection: HTTPConnection) -> bool:
        """Whether whoever asks may."""
        if self.token is None:
            return _host(connection.headers) in self.hosts
        kind, _, bearer = connection.headers.get("authorization", "").partition(" ")
        given = [connection.cookies.get(TOKEN_COOKIE, ""), bearer if kind.lower() == "bearer" else ""]
        return any(_same(one, self.token) for one in given)


class Around:
    """The middleware: admits or refuses, opens sessions, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, *, guard: Guard, refuse: ASGIApp) -> None:
        self.app, self.guard, self.refuse = app, guard, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        session = request.cookies.get(SESSION_COOKIE)
        fresh = None if session else secrets.token_urlsafe(16)
        scope.setdefault("state", {})["form_token"] = self.guard.form_token(session or fresh or "")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
                if fresh is not None and headers.get("content-type", "").startswith("text/html"):
                    headers.append("Set-Cookie", f"{SESSION_COOKIE}={fresh}; Path=/; HttpOnly; SameSite=Strict")
            await send(message)

        answer = self.app if self.guard.admits(request) else self._welcome(request) or self.refuse
        await answer(scope, receive, send_with_headers)

    def _welcome(self, request: Request) -> ASGIApp | None:
        """Take the token from the address, once, and keep it in a cookie, so that it stands in no further address."""
        token = self.guard.token
        if token is None or request.method != "GET" or not _same(request.query_params.get("token", ""), token):
            return None
        rest = [(name, value) for name, value in parse_qsl(request.url.query) if name != "token"]
        # One slash in front: an address that began with two would lead to another site.
        path = "/" + request.url.path.lstrip("/")
        response = RedirectResponse(f"{path}?{urlencode(rest)}" if rest else path, status_code=303)
        response.set_cookie(TOKEN_COOKIE, token, httponly=True, samesite="strict")
        return response


def _host(headers: Headers) -> str:
    return urlsplit(f"//{headers.get('host', '')}").hostname or ""


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(), right.encode())
