"""A record in JSON Lines, as ``entente read --format jsonl`` prints it, read back."""

from __future__ import annotations

from pathlib import Path

import msgspec

from entente.errors import SourceError
from entente.export.jsonl import from_line
from entente.records import Commitment, Contradiction, Document, Event

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_record(path: Path) -> tuple[Document | Event | Commitment | Contradiction, ...]:
    """All objects of a record file, checked. Raises :class:`SourceError` naming the first bad line."""
    try:
        with path.open("rb") as file:
            return tuple(_record(path, number, line) for number, line in enumerate(file, start=1) if line.strip())
    except OSError as error:
        raise SourceError(str(path), f"cannot be opened ({error.strerror}); check name and rights") from error


def _record(path: Path, number: int, line: bytes) -> Document | Event | Commitment | Contradiction:
    try:
        return from_line(line.removeprefix(BYTE_ORDER_MARK))
    except KeyError as error:
        problem = f"has the unknown kind {error}"
        cause: Exception = error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        problem = f"is no line of a record ({error})"
        cause = error
    raise SourceError(f"{path}:{number}", f"{problem}; write it with entente read --format jsonl") from cause
