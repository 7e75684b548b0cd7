"""The one page that composes the stages: sources in, the record out.

Documents stream: a few are in work at a time, on two threads (the encoder runs outside the interpreter's lock), and
come out in the order in which they went in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from entente.codebook import Codebook, load_codebook
from entente.consolidating.within import events_of
from entente.errors import SourceError
from entente.ingest.language import is_coded_language
from entente.ingest.sources import open_sources
from entente.ordered import in_order
from entente.reading.confidence import confidence
from entente.reading.model_files import CODEBOOK, SHIPPED
from entente.reading.reader import Reader, load_reader
from entente.reading.sentences import split_sentences
from entente.records import Commitment, Document, Event
from entente.resolving.document import Resolvers, resolve_document
from entente.resolving.tables import load_resolvers
from entente.tracking.commitments import commitments_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """What one document tells."""

    document: Document
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """The loaded stages."""

    reader: Reader
    resolvers: Resolvers
    codebook: Codebook
    minimum_confidence: float

    def read(self, document: Document) -> DocumentRecord:
        """The record of one document; one that is not in English keeps its text and tells nothing."""
        if not is_coded_language(document):
            return DocumentRecord(document=document)
        sentences = split_sentences(document.text)
        document = replace(document, sentences=len(sentences))
        reading = self.reader.read(document.text, sentences)
        mentions = resolve_document(document, reading, self.resolvers)
        certainty = {m.number: confidence(m.features, self.reader.card.calibration) for m in mentions}
        floor = self._floor(certainty.values(), len(sentences))
        certain = [m for m in mentions if certainty[m.number] >= floor]
        told = events_of(document, certain, codebook=self.codebook, confidence=lambda m: certainty[m.number])
        return DocumentRecord(
            document=document,
            events=tuple(t.event for t in told),
            commitments=commitments_of(document, told),
        )

    def _floor(self, certainty: Collection[float], sentences: int) -> float:
        """The least confidence that is kept: higher on a page on which politics is hardly told at all."""
        card = self.reader.card
        told = sum(certainty) / max(1, sentences)
        return max(self.minimum_confidence, card.loud_from if told < card.quiet_below else 0.0)


def load_pipeline(
    model: Path = SHIPPED,
    *,
    minimum_confidence: float | None = None,
    actors_table: Path | None = None,
    places_table: Path | None = None,
) -> Pipeline:
    """The stages with the weights in folder ``model``.

    ``minimum_confidence`` leaves out what is less certain; without it, the threshold of the model's card holds.
    ``actors_table`` and ``places_table`` are a user's own. Raises :class:`entente.errors.ModelError` or
    :class:`entente.errors.TableError` where weights or tables are missing or broken.
    """
    reader = load_reader(model)
    threshold = reader.card.minimum_confidence if minimum_confidence is None else minimum_confidence
    return Pipeline(
        reader=reader,
        resolvers=load_resolvers(actors_table, places_table),
        codebook=codebook_of(model),
        minimum_confidence=threshold,
    )


def codebook_of(model: Path) -> Codebook:
    """The codebook of the types that the model in folder ``model`` reads: its own, or the shipped one."""
    own = model / CODEBOOK
    return load_codebook(own if own.exists() else None)


def read_sources(
    sources: Iterable[str],
    *,
    pipeline: Pipeline,
    date: dt.date | None = None,
    lines: bool = False,
    allow_private: bool = False,
) -> Iterator[DocumentRecord | SourceError]:
    """The record of each document of ``sources``, in order; what cannot be read comes as an error in its place."""
    documents = open_sources(sources, date=date, lines=lines, allow_private=allow_private)

    def start(item: Document | SourceError, pool: ThreadPoolExecutor) -> Callable[[], DocumentRecord | SourceError]:
        return (lambda: item) if isinstance(item, SourceError) else pool.submit(pipeline.read, item).result

    return in_order(documents, start)
