"""What an export is made of: the events, commitments and documents asked for, with or without their text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, product

from entente.export.manifest import Manifest
from entente.records import Commitment, Document, Entity, Event, Evidence
from entente.store.summaries import CoverageLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What to export. ``documents`` are those that ``events`` and ``commitments`` rest on, by id.

    Without ``with_text`` no document has its text and no evidence its sentence; offsets stay. ``coverage`` are articles
    read by month. ``state`` and ``dyad`` are whom a brief is about, as the caller wrote them.
    """

    events: tuple[Event, ...]
    commitments: tuple[Commitment, ...]
    documents: dict[str, Document]
    coverage: tuple[CoverageLine, ...] = ()
    with_text: bool = False
    state: str | None = None
    dyad: tuple[str, str] | None = None
    statements: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An export as bytes, with what it counts, and what could not be written, for people."""

    data: bytes
    counts: dict[str, int]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a format gets: what to write, and the manifest to embed where it has room for one."""

    selection: Selection
    manifest: Manifest


def without_text(event: Event) -> Event:
    """``event`` with the offsets of its sentences, but not their words."""
    planned = replace(event.planned, text=None) if event.planned else None
    return replace(event, planned=planned, evidence=_blank(event.evidence))


def commitment_without_text(commitment: Commitment) -> Commitment:
    """``commitment`` with the offsets of its sentences, but not their words."""
    history = tuple(replace(step, evidence=_blank(step.evidence)) for step in commitment.history)
    return replace(commitment, history=history)


def _blank(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(replace(line, text="") for line in evidence)


def pairs_of(event: Event) -> Iterator[tuple[Entity | None, Entity | None]]:
    """Actor and recipient of each row of a format that has one of each; each unordered pair of a mutual act once.

    A side that nobody is named for is None, so that no event is lost.
    """
    if event.recipient:
        yield from product(event.actor or (None,), event.recipient)
    elif len(event.actor) > 1:
        yield from combinations(event.actor, 2)
    else:
        yield (event.actor[0] if event.actor else None), None


def documents_of(event: Event, documents: dict[str, Document]) -> list[Document]:
    """The documents that tell ``event``, each once, in the order of its evidence."""
    names = dict.fromkeys(line.document for line in event.evidence)
    return [documents[name] for name in names if name in documents]


def plain(text: str) -> str:
    """``text`` in one line, without the control characters that tables and XML cannot hold."""
    return " ".join("".join(c if _is_writable(c) else " " for c in text).split())


def _is_writable(c: str) -> bool:
    return (
        c >= " " and not "\x7f" <= c <= "\x9f" and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff"
    ) or c in "\t\n"
