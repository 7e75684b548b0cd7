"""Open what a person names and give its documents, one at a time, with an error in the place of what cannot be read."""

from __future__ import annotations

import codecs
import datetime as dt
import io
import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO, cast

from entente.errors import SourceError
from entente.ingest.blobs import STDIN, Blob, blobs_of, is_url
from entente.ingest.decoding import bounded_lines, decode_html, decode_line, decode_text, read_bounded, utf8_chunks
from entente.ingest.documents import make_document
from entente.ingest.fetch import fetch
from entente.ingest.limits import CHUNK_BYTES, MAX_BYTES, TOO_LONG
from entente.ingest.raw import Form, RawDocument
from entente.ingest.rows import csv_rows, json_documents, json_lines, parquet_rows
from entente.records import Document

Reader = Callable[[Blob], Iterator[RawDocument | SourceError]]


def open_sources(
    sources: Iterable[str], *, date: dt.date | None = None, lines: bool = False, allow_private: bool = False
) -> Iterator[Document | SourceError]:
    """Give the documents of files, folders, URLs and standard input (``-``), in the order in which they are named.

    Folders are walked in the order of their names. One document is held at a time, however many a file has. ``date``
    is the day of publication of documents whose rows have none of their own. With ``lines`` every line of plain text
    is a document. ``allow_private`` lets a URL lead to an address that is not public.

    A source, file, row or line that cannot be read is given as a SourceError in its place, and the rest is read.
    """
    for source in sources:
        for blob in _blobs(source, allow_private=allow_private):
            if isinstance(blob, SourceError):
                yield blob
            else:
                yield from _documents(blob, date=date, lines=lines)


def _blobs(source: str, *, allow_private: bool) -> Iterator[Blob | SourceError]:
    if not is_url(source):
        yield from blobs_of(source)
        return
    try:
        yield fetch(source, allow_private=allow_private)
    except SourceError as error:
        yield error


def _documents(blob: Blob, *, date: dt.date | None, lines: bool) -> Iterator[Document | SourceError]:
    retrieved = dt.date.today() if blob.url else None
    found = False
    for raw in _guarded(blob, lines=lines):
        found = True
        if isinstance(raw, SourceError):
            yield raw
            continue
        try:
            document = make_document(raw, given=date)
        except SourceError as error:
            yield error
            continue
        yield replace(document, retrieved=retrieved)
    if not found:
        yield SourceError(blob.key, "is empty")


def _guarded(blob: Blob, *, lines: bool) -> Iterator[RawDocument | SourceError]:
    """What a blob holds; whatever goes wrong on the way is given as the last thing in it."""
    try:
        yield from _reader(blob, lines=lines)(blob)
    except SourceError as error:
        yield error
    except PermissionError:
        yield SourceError(blob.key, "cannot be opened: permission denied")
    except (EOFError, zlib.error) as error:
        yield SourceError(blob.key, f"is broken off or damaged inside its compression ({error})")
    except (OSError, RuntimeError, NotImplementedError) as error:
        # Also what the zip module raises for encrypted members and unknown methods.
        yield SourceError(blob.key, f"cannot be read: {error}")


def _reader(blob: Blob, *, lines: bool) -> Reader:
    if blob.key == STDIN:
        return _lines if lines else _standard_input
    if lines and blob.ending in (".txt", ".md"):
        return _lines
    return _READERS[blob.ending]


def _text(blob: Blob) -> Iterator[RawDocument]:
    yield from _whole(blob, decode_text(_bytes(blob), blob.key), Form.PLAIN)


def _markdown(blob: Blob) -> Iterator[RawDocument]:
    yield from _whole(blob, decode_text(_bytes(blob), blob.key), Form.MARKDOWN)


def _html(blob: Blob) -> Iterator[RawDocument]:
    yield from _whole(blob, decode_html(_bytes(blob), blob.key, charset=blob.charset), Form.HTML)


def _whole(blob: Blob, text: str, form: Form) -> Iterator[RawDocument]:
    if text.strip():
        yield RawDocument(key=blob.key, body=text, form=form, url=blob.url)


def _bytes(blob: Blob) -> bytes:
    if blob.path is not None and blob.path.stat().st_size > MAX_BYTES:
        raise SourceError(blob.key, TOO_LONG)
    with blob.open() as stream:
        return read_bounded(stream, blob.key)


def _lines(blob: Blob) -> Iterator[RawDocument | SourceError]:
    """Every line that is not blank is a document."""
    with blob.open() as stream:
        for line in bounded_lines(utf8_chunks(stream, blob.key)):
            try:
                text = decode_line(line, blob.key)
            except SourceError as error:
                yield error
                continue
            if text.strip():
                yield RawDocument(key=f"{blob.key}:{line.number}", body=text, form=Form.PLAIN, is_line=True)


def _standard_input(blob: Blob) -> Iterator[RawDocument | SourceError]:
    """Standard input says by how it begins what it is: JSON, HTML, or else plain text."""
    stream = cast(io.BufferedReader, blob.open())
    head = stream.peek(CHUNK_BYTES).removeprefix(codecs.BOM_UTF8).lstrip()
    begin = head[:200].lower()
    reader: Reader = _text
    if begin.startswith(b"{"):
        reader = json_lines if _is_json(head.partition(b"\n")[0]) else json_documents
    elif re.match(rb"\[\s*\{", begin):
        reader = json_documents
    elif begin.startswith((b"<!doctype html", b"<html", b"<?xml")):
        reader = _html
    yield from reader(replace(blob, open=lambda: cast(BinaryIO, stream)))


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


_READERS: dict[str, Reader] = {
    ".txt": _text,
    ".md": _markdown,
    ".html": _html,
    ".htm": _html,
    ".json": json_documents,
    ".jsonl": json_lines,
    ".csv": csv_rows,
    ".parquet": parquet_rows,
}
