"""Entente from Python: ``entente.read`` and ``entente.relate``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from entente.errors import SourceError, UsageError
from entente.records import Commitment, Contradiction, Document, Event, Span

if TYPE_CHECKING:
    import pandas as pd

Source = str | PathLike[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What was read. ``unreadable`` holds an error for each source or row that could not be."""

    documents: tuple[Document, ...] = ()
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    unreadable: tuple[SourceError, ...] = ()

    def _repr_html_(self) -> str:
        """How a notebook shows the record."""
        from entente.export.notebook import record_html

        return record_html(self)

    def documents_frame(self) -> pd.DataFrame:
        """Documents as a data frame, without their text. Needs the extra ``frames``."""
        from entente.export.frames import documents_frame

        return documents_frame(self.documents)

    def events_frame(self) -> pd.DataFrame:
        """Events as a data frame, a row an event. Needs the extra ``frames``."""
        from entente.export.frames import events_frame

        return events_frame(self.events)

    def commitments_frame(self) -> pd.DataFrame:
        """Commitments as a data frame, a row a commitment. Needs the extra ``frames``."""
        from entente.export.frames import commitments_frame

        return commitments_frame(self.commitments)

    def contradictions_frame(self) -> pd.DataFrame:
        """Contradictions as a data frame, a row a value. Needs the extra ``frames``."""
        from entente.export.frames import contradictions_frame

        return contradictions_frame(self.contradictions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """The type of event between two marked sides, and its probability."""

    event: str
    confidence: float


def read(
    source: Source | Iterable[Source],
    *,
    published: str | dt.date | None = None,
    lines: bool = False,
    model: Path | None = None,
    minimum_confidence: float | None = None,
    allow_private: bool = False,
) -> Record:
    """The record of one source or several: paths, folders or URLs, as on the command line.

    ``published`` is the day of publication of documents that have none of their own. Raises :class:`UsageError` for a date
    that is none, :class:`entente.errors.ModelError` for a broken model; a source that cannot be read is told in
    ``unreadable`` and the rest is read.
    """
    from entente.pipeline import load_pipeline, read_sources
    from entente.reading.model_files import SHIPPED

    sources = [source] if isinstance(source, (str, PathLike)) else list(source)
    found = list(
        read_sources(
            [str(s) for s in sources],
            pipeline=load_pipeline(model or SHIPPED, minimum_confidence=minimum_confidence),
            date=_day(published),
            lines=lines,
            allow_private=allow_private,
        )
    )
    told = [item for item in found if not isinstance(item, SourceError)]
    return Record(
        documents=tuple(item.document for item in told),
        events=tuple(event for item in told for event in item.events),
        commitments=tuple(commitment for item in told for commitment in item.commitments),
        unreadable=tuple(item for item in found if isinstance(item, SourceError)),
    )


def _day(value: str | dt.date | None) -> dt.date | None:
    if not isinstance(value, str):
        return value
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{value!r} is no date; write it as YYYY-MM-DD, such as 2023-12-05") from error


def relate(pairs: Iterable[tuple[str, Span | Sequence[int], Span | Sequence[int]]]) -> list[Relation]:
    """The type of event between two marked sides, for each of ``pairs`` of (text, actor span, recipient span).

    Spans are start and end (exclusive) in code points. Raises :class:`UsageError` for a span outside its text.
    """
    from entente.reading.reader import load_reader

    reader = load_reader()
    out = []
    for text, actor, recipient in pairs:
        event, confidence = reader.relate(text, (actor[0], actor[1]), (recipient[0], recipient[1]))
        out.append(Relation(event=event, confidence=confidence))
    return out
