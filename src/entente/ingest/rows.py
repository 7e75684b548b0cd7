"""Rows of JSON, JSON Lines, CSV and Parquet: each one a document with ``text`` or ``html``."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from entente.errors import SourceError
from entente.ingest.blobs import Blob
from entente.ingest.dates import parse_field
from entente.ingest.decoding import bounded_lines, decode_html, decode_line, decode_text, refuse_nul, utf8_chunks
from entente.ingest.jsonstream import iter_json_values
from entente.ingest.limits import CHUNK_BYTES, MAX_BYTES, TOO_LONG
from entente.ingest.raw import Form, RawDocument

FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("text",),
    "html": ("html",),
    "id": ("id",),
    "title": ("title",),
    "date": ("date", "published"),
    "url": ("url",),
    "outlet": ("outlet",),
    "language": ("language",),
    "byline": ("byline",),
}
"""What is read from a row, and the names of the columns that may hold it, the first one that is filled first.

``published`` and ``byline`` are what the record calls them, so that documents printed by ``read`` can be read again.
"""

_DELIMITERS = ",;\t|"

# Rows that are held at a time: small, because a row may hold a whole page.
_PARQUET_BATCH = 64


def json_lines(blob: Blob) -> Iterator[RawDocument | SourceError]:
    """One document a line; a bad line is an error of its own, and the lines after it are read."""
    with blob.open() as stream:
        for line in bounded_lines(utf8_chunks(stream, blob.key)):
            if line.content is not None and not line.content.strip():
                continue
            try:
                row = _parse(decode_line(line, blob.key), f"{blob.key}:{line.number}")
                yield from row_documents(row, f"{blob.key}:{line.number}")
            except SourceError as error:
                yield error


def json_documents(blob: Blob) -> Iterator[RawDocument | SourceError]:
    """One object, an array of objects, or objects one after the other.

    A single object has the key of its file, any other that of the file and its number, counted from 1.
    """
    with blob.open() as stream:
        values = enumerate(iter_json_values(utf8_chunks(stream, blob.key), blob.key), 1)
        held = next(values, None)
        if held is None:
            return
        number, value = held
        try:
            following = next(values, None)
        except SourceError as error:
            yield from _caught(value, blob.key)
            yield error
            return
        yield from _caught(value, blob.key if following is None else f"{blob.key}:{number}")
        while following is not None:
            number, value = following
            yield from _caught(value, f"{blob.key}:{number}")
            following = next(values, None)


def csv_rows(blob: Blob) -> Iterator[RawDocument | SourceError]:
    """One document a row of a table with a header, separated by comma, semicolon, tab or bar; the key's line is the
    one on which the row begins.

    A row that is too long or not UTF-8 ends the table: what follows it may be the inside of a quoted field.
    """
    with blob.open() as stream:
        lines = _text_lines(blob, utf8_chunks(stream, blob.key))
        header = next(lines, "")
        columns, delimiter = _columns(header, blob.key)
        _check_columns(columns, blob.key)
        reader = csv.reader(lines, delimiter=delimiter, strict=False)
        begin = 2
        while True:
            key = f"{blob.key}:{begin}"
            try:
                cells = _next_row(reader)
            except csv.Error as error:
                raise SourceError(key, f"is no row of a table ({error}); the rows after it are not read") from error
            except SourceError as error:
                raise SourceError(error.source, f"{error.problem}; the rows after it are not read") from error
            if cells is None:
                return
            begin = reader.line_num + 2
            if any(cell.strip() for cell in cells):
                # Cells beyond the header have no name; missing ones are empty.
                yield from _caught(dict(zip(columns, cells, strict=False)), key)


def parquet_rows(blob: Blob) -> Iterator[RawDocument | SourceError]:
    """One document a row; needs pyarrow. The number in the key counts rows from 1."""
    if blob.path is None:
        raise SourceError(blob.key, "is a Parquet file inside an archive; unpack it first")
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise SourceError(blob.key, "needs pyarrow to be read: pip install 'entente[frames]'") from error
    try:
        with pq.ParquetFile(blob.path, buffer_size=CHUNK_BYTES) as table:
            names = [str(name) for name in table.schema_arrow.names]
            _check_columns(names, blob.key)
            wanted = [name for name in names if name.strip().lower() in _known_names()]
            number = 0
            for batch in table.iter_batches(batch_size=_PARQUET_BATCH, columns=wanted, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    yield from _caught(row, f"{blob.key}:{number}")
    except pa.ArrowException as error:
        raise SourceError(blob.key, f"is no readable Parquet file ({_first_line(error)})") from error


def row_documents(row: object, key: str) -> Iterator[RawDocument | SourceError]:
    """The document that a row holds.

    Raises SourceError for a row that is no object or has neither text nor html. A date that cannot be read is an
    error of its own beside the document, which then has none.
    """
    if not isinstance(row, Mapping):
        raise SourceError(key, "is no object with the field text or html")
    fields = {str(name).strip().lower(): value for name, value in row.items()}
    text, html = _value(fields, "text"), _value(fields, "html")
    if text is None and html is None:
        raise SourceError(key, f"has no text: fill the field text or html (it has {_listed(fields)})")
    body = _body(text, key, decode_text) if text is not None else _body(html, key, decode_html)
    date, problem = _date(fields)
    own_id = _own_id(fields)
    if problem is not None:
        yield SourceError(key, problem)
    yield RawDocument(
        key=own_id or key,
        body=body,
        form=Form.HTML if text is None else Form.PLAIN,
        own_id=own_id,
        title=_string(fields, "title"),
        byline=_string(fields, "byline"),
        date=date,
        undated=problem is not None,
        url=_string(fields, "url"),
        outlet=_string(fields, "outlet"),
        language=_string(fields, "language"),
    )


def _body(value: object, key: str, decode: Callable[[bytes, str], str]) -> str:
    """What stands in the text or html of a row; a Parquet table may hold it as bytes."""
    if isinstance(value, bytes):
        value = decode(value, key)
    if not isinstance(value, str):
        raise SourceError(key, f"has a text that is no string but a {type(value).__name__}")
    refuse_nul(value, key)
    if len(value) > MAX_BYTES:
        raise SourceError(key, TOO_LONG)
    return value


def _caught(row: object, key: str) -> Iterator[RawDocument | SourceError]:
    try:
        yield from row_documents(row, key)
    except SourceError as error:
        yield error


def _parse(line: str, key: str) -> object:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        cut_off = error.pos >= len(line.rstrip()) or error.msg.startswith("Unterminated string")
        why = "the line is cut off" if cut_off else f"{error.msg} at column {error.colno}"
        raise SourceError(key, f"is not valid JSON: {why}") from error
    except (RecursionError, ValueError) as error:
        # ValueError: a number with more digits than Python converts.
        raise SourceError(key, f"is not valid JSON: {error}") from error


def _value(fields: Mapping[str, Any], field: str) -> object | None:
    """What a row holds for a field; None for an absent, null, empty or not-a-number value."""
    for name in FIELDS[field]:
        value: object = fields.get(name)
        missing = value is None or value != value or (isinstance(value, str) and not value.strip())
        if not missing:
            return value
    return None


def _string(fields: Mapping[str, Any], field: str) -> str | None:
    value = _value(fields, field)
    if isinstance(value, dict | list):
        return None
    return None if value is None else str(value).replace("\0", "").strip()


def _own_id(fields: Mapping[str, Any]) -> str | None:
    """The id as the row has it, to the letter; numbers as they are written."""
    value = _value(fields, "id")
    return None if value is None or isinstance(value, dict | list) else str(value)


def _date(fields: Mapping[str, Any]) -> tuple[dt.date | None, str | None]:
    value = _value(fields, "date")
    if value is None:
        return None, None
    day = parse_field(value)
    if day is not None:
        return day, None
    shown = str(value).strip()[:40]
    return None, f"the date {shown!r} cannot be read (write YYYY-MM-DD); the row is read without a date"


def _known_names() -> frozenset[str]:
    return frozenset(name for names in FIELDS.values() for name in names)


def _check_columns(columns: Iterable[str], key: str) -> None:
    names = [name.strip().lower() for name in columns]
    if not {"text", "html"} & set(names):
        raise SourceError(key, f"has no column text or html (its columns are {_listed(columns)})")


def _listed(names: Iterable[str]) -> str:
    """Names for a message: quoted, the first twelve, each cut at 40 characters."""
    shown = [repr(str(name)[:40]) for name in names]
    rest = f" and {len(shown) - 12} more" if len(shown) > 12 else ""
    return (", ".join(shown[:12]) or "none") + rest


def _columns(header: str, key: str) -> tuple[list[str], str]:
    """Names of the columns, and the delimiter: the one that finds a text or html column, else the most frequent."""
    readings = [(_split_header(header, delimiter), delimiter) for delimiter in _DELIMITERS]
    for columns, delimiter in readings:
        if {"text", "html"} & {name.lower() for name in columns}:
            return columns, delimiter
    if not header.strip():
        raise SourceError(key, "is empty")
    return max(readings, key=lambda reading: len(reading[0]))


def _split_header(header: str, delimiter: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([header], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _text_lines(blob: Blob, chunks: Iterable[bytes]) -> Iterator[str]:
    for line in bounded_lines(chunks):
        yield decode_line(line, blob.key) + "\n"


def _next_row(reader: Any) -> list[str] | None:  # noqa: ANN401 - the csv module has no public name for its reader
    """The next row with fields as long as a document may be.

    The csv module keeps one limit for the whole process; it is put back at once, so that nobody else's is changed.
    """
    before = csv.field_size_limit(MAX_BYTES)
    try:
        row: list[str] | None = next(reader, None)
    finally:
        csv.field_size_limit(before)
    return row


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
