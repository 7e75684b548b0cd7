"""Entente reads news and keeps the record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entente.records import Span

__version__ = "0.1.0"


def relate(pairs: Iterable[tuple[str, Span, Span]]) -> list[Relation]:
    """Event type between two marked spans, for each of ``pairs`` of (text, actor span, recipient span)."""
    from entente.reading.reader import load_reader  # noqa: PLC0415 - keeps the import of the package cheap

    reader = load_reader()
    return [Relation(*reader.relate(text, actor, recipient)) for text, actor, recipient in pairs]
