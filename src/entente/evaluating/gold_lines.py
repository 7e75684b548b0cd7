"""One line of gold as JSON: its shape, without a look at the other lines.

A field that is absent is left out (UNSET); one that is null or empty says that there is none.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from entente.records import Document, Entity, Event, Evidence, Location

LIKE_A_MISSPELLING = 0.8
"""From this likeness on, an unknown field is taken for a misspelt one; below, for the user's own."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
NOT_COMPARED = frozenset({"commitment", "contradiction"})
DOCUMENT_FIELDS = frozenset(f.name for f in fields(Document)) | {"date"}
EVENT_FIELDS = frozenset(f.name for f in fields(Event))
NESTED_FIELDS = {
    "actor": frozenset(f.name for f in fields(Entity)),
    "recipient": frozenset(f.name for f in fields(Entity)),
    "evidence": frozenset(f.name for f in fields(Evidence)),
    "event_loc": frozenset(f.name for f in fields(Location)),
}


class DocumentLine(msgspec.Struct, frozen=True):
    """A document as gold gives it."""

    text: str
    id: str | None = None
    key: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    date: str | None = None
    published: str | None = None
    language: str | None = None


class EntityLine(msgspec.Struct, frozen=True):
    """What is compared of an entity."""

    code: str | UnsetType | None = UNSET
    sector: str | UnsetType | None = UNSET


class PlaceLine(msgspec.Struct, frozen=True):
    """What is compared of a place."""

    country: str | UnsetType | None = UNSET


class EvidenceLine(msgspec.Struct, frozen=True):
    """A sentence, by its offsets, its words or both."""

    document: str
    start: int | None = None
    end: int | None = None
    text: str | None = None


class EventLine(msgspec.Struct, frozen=True):
    """What is compared of an event."""

    event: str | list[str] | None = None
    evidence: list[EvidenceLine] = []
    actor: list[EntityLine] | UnsetType = UNSET
    recipient: list[EntityLine] | UnsetType = UNSET
    modality: str | UnsetType = UNSET
    date: str | UnsetType | None = UNSET
    enddate: str | UnsetType | None = UNSET
    event_loc: PlaceLine | UnsetType | None = UNSET


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something to compare with."""

    number: int
    value: DocumentLine | EventLine


class BadLineError(Exception):
    """What is wrong with the line in hand, and what to do. Stays within this room."""


def parse_line(number: int, line: bytes) -> Line | None:
    """The document or event of a line; None for a blank one and for what is not compared.

    Raises :class:`BadLineError`.
    """
    row = _row(line.removeprefix(BYTE_ORDER_MARK) if number == 1 else line)
    if row is None:
        return None
    kind = row.get("kind")
    if kind in NOT_COMPARED:
        return None
    if kind == "document":
        _refuse_misspelt(row, DOCUMENT_FIELDS)
        return Line(number, _typed(row, DocumentLine))
    if kind == "event":
        _refuse_misspelt(row, EVENT_FIELDS)
        for name, known in NESTED_FIELDS.items():
            for part in _objects(row.get(name)):
                _refuse_misspelt(part, known, where=f"{name}.")
        return Line(number, _typed(row, EventLine))
    told = "has no kind" if kind is None else f"has the unknown kind {kind!r}"
    raise BadLineError(f'{told}; write "kind":"document" or "kind":"event"')


def nearest(name: str, known: Iterable[str]) -> str:
    """What was probably meant by ``name``, else what there is, as the end of a message."""
    names = [str(k) for k in known]
    near = difflib.get_close_matches(name, names, 1)
    return f"; if {near[0]} is meant, write it so" if near else f"; there are {', '.join(names)}"


def _row(line: bytes) -> dict[str, Any] | None:
    if not line.strip():
        return None
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadLineError(
            f"is not one JSON object in UTF-8 ({error}); put each object on one line of its own"
        ) from error
    if not isinstance(row, dict):
        raise BadLineError("is JSON but no object; write one object in braces a line")
    return row


T = TypeVar("T")


def _typed(row: dict[str, Any], shape: type[T]) -> T:
    try:
        return msgspec.convert(row, type=shape)
    except msgspec.ValidationError as error:
        problem = str(error).replace("`$.", "`")
        raise BadLineError(
            f"has not the record's shape: {problem}; write it as entente read --format jsonl does"
        ) from error


def _objects(value: object) -> Iterator[dict[str, Any]]:
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict):
            yield part


def _refuse_misspelt(row: Mapping[str, Any], known: frozenset[str], *, where: str = "") -> None:
    """A misspelt field would silently count as left out, so that nothing of it would be scored."""
    for name in row:
        if name in known:
            continue
        near = difflib.get_close_matches(name, sorted(known - row.keys()), 1, LIKE_A_MISSPELLING)
        if near:
            raise BadLineError(f"has the unknown field {where}{name}; if {where}{near[0]} is meant, write it so")
