"""Add to the record by form: paste an article, upload a file, or name the page's address."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, QueryParams, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from entente.errors import EntenteError, SourceError, UsageError
from entente.ingest.limits import MAX_BYTES, in_megabytes
from entente.store import Addition
from entente.web import asking
from entente.web.desk import Desk, Pasted, Uploaded
from entente.web.pages.view import address, desk_of, show, snapshot_of
from entente.web.security import FORM_FIELD, ForbiddenError

ENVELOPE = 200_000
"""Bytes of a form beside the article in it."""


async def add(request: Request) -> Response:
    """The form, and what became of what it sent."""
    desk = desk_of(request)
    if request.method != "POST":
        return await _form(request, {})
    if int(request.headers.get("content-length") or MAX_BYTES + ENVELOPE + 1) > MAX_BYTES + ENVELOPE:
        raise HTTPException(413, f"a form may send at most {in_megabytes(MAX_BYTES)}")
    async with request.form(max_files=1, max_fields=20, max_part_size=MAX_BYTES) as form:
        desk.guard.check_form(request, form.get(FORM_FIELD))
        given = {name: value for name, value in form.items() if isinstance(value, str)}
        try:
            what = await _wanted(form)
            published = asking.day(QueryParams(given), "published")
            found = await run_in_threadpool(desk.add, what, published=published)
        except ForbiddenError:
            raise
        except EntenteError as error:
            return await _form(request, given, problem=str(error), status=400)
    return await _told(request, given, found)


async def _wanted(form: FormData) -> Pasted | Uploaded | str:
    """What a form wants added. Raises UsageError where that is nothing."""
    kind = form.get("kind")
    if kind == "file":
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            raise UsageError("no file was chosen")
        return Uploaded(name=file.filename, content=await file.read())
    if kind == "url":
        url = _text(form, "url")
        if url is None:
            raise UsageError("no address was given")
        return url
    text = _text(form, "text")
    if text is None:
        raise UsageError("the article is empty; paste its text")
    day = asking.day(QueryParams(published=_text(form, "published") or ""), "published")
    return Pasted(
        text=text, title=_text(form, "title"), outlet=_text(form, "outlet"), url=_text(form, "source"), published=day
    )


def _text(form: FormData, name: str) -> str | None:
    value = form.get(name)
    return value.replace("\x00", "").strip() or None if isinstance(value, str) else None


async def _form(
    request: Request,
    given: dict[str, str],
    *,
    problem: str | None = None,
    status: int = 200,
    found: list[Addition | SourceError] | None = None,
) -> Response:
    desk: Desk = desk_of(request)
    snapshot = await run_in_threadpool(snapshot_of, request)
    return show(
        request, "add.html", status=status, snapshot=snapshot, given=given, problem=problem,
        additions=[a for a in found or () if isinstance(a, Addition)],
        unreadable=[str(e) for e in found or () if isinstance(e, SourceError)],
        may=desk.load is not None,
    )  # fmt: skip


async def _told(request: Request, given: dict[str, str], found: list[Addition | SourceError]) -> Response:
    """One article is shown at once; of several, and of what could not be read, the form tells."""
    if len(found) == 1 and isinstance(found[0], Addition):
        # Away from the form, so that loading the page again sends nothing again; and without a day, which might hide it.
        return RedirectResponse(address(f"/articles/{found[0].document}", added="1"), status_code=303)
    nothing = all(isinstance(item, SourceError) for item in found)
    return await _form(request, given if nothing else {}, found=found, status=400 if nothing else 200)
