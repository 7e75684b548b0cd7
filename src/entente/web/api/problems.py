"""Errors as problem details (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse

PROBLEM = "application/problem+json"


def is_api(request: Request) -> bool:
    """Whether whoever asks reads JSON rather than pages."""
    return request.url.path.startswith("/api/")


def problem(status: int, detail: str) -> JSONResponse:
    """An error: its HTTP status, and what went wrong in words."""
    content = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JSONResponse(content, status_code=status, media_type=PROBLEM)
