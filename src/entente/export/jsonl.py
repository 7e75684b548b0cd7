"""JSON Lines, as the design has them: one object a line, told apart by ``kind``."""

from __future__ import annotations

from typing import Any

import msgspec

from entente.records import Commitment, Contradiction, Document, Event

_ENCODER = msgspec.json.Encoder()
_LINE_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""Line breaks of Unicode that JSON leaves as they are."""


def to_line(record: Document | Event | Commitment | Contradiction) -> str:
    """One object as a line of JSON, without the line's end."""
    return json_line(record)


def json_line(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """``value`` as JSON in one line, also for readers that break lines wherever Unicode lets them."""
    return _ENCODER.encode(value).decode().translate(_LINE_BREAKS)


def from_line(line: str | bytes) -> Document | Event | Commitment | Contradiction:
    """The object of one line, checked. Raises msgspec.ValidationError for what is no record."""
    kind = msgspec.json.decode(line, type=_Kind).kind
    out: Document | Event | Commitment | Contradiction = msgspec.json.decode(line, type=_TYPES[kind])
    return out


class _Kind(msgspec.Struct):
    kind: str


_TYPES: dict[str, Any] = {
    "document": Document,
    "event": Event,
    "commitment": Commitment,
    "contradiction": Contradiction,
}
