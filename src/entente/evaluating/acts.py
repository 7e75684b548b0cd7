"""Events as they are compared: what gold and prediction have in common, and which parts of it the gold tells.

A coder need not fill every field of the record. What a gold event leaves out is not in its ``told`` and costs the
reader nothing; what it tells as none (an empty list, a null) is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from entente.records import DateInterval, Entity, Event


class Aspect(StrEnum):
    """A part of an event that gold may tell or leave out."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    ACTOR_SECTOR = "actor sector"
    RECIPIENT_SECTOR = "recipient sector"
    MODALITY = "modality"
    DATE = "date"
    COUNTRY = "place country"


ALL_ASPECTS = frozenset(Aspect)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Sentence:
    """Where a sentence stands: code points ``start`` to ``end`` (exclusive) of a document."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One event, gold or predicted, reduced to what is compared.

    ``actor`` and ``recipient`` are the known codes of a side; ``confidence`` is None for gold.
    """

    types: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    told: frozenset[Aspect] = ALL_ASPECTS
    actor: frozenset[str] = frozenset()
    recipient: frozenset[str] = frozenset()
    actor_sectors: frozenset[str] = frozenset()
    recipient_sectors: frozenset[str] = frozenset()
    modality: str | None = None
    when: DateInterval | None = None
    country: str | None = None
    confidence: float | None = None

    def __post_init__(self) -> None:
        if not self.types:
            raise ValueError("an act needs a type")
        if not self.sentences:
            raise ValueError("an act needs a sentence")

    @property
    def document(self) -> str:
        """The document of its first sentence, for which it counts where documents are drawn."""
        return self.sentences[0].document

    def sort_key(self) -> tuple[object, ...]:
        """An order that rests on content alone, so that the order of lines in a file changes no figure."""
        when = (str(self.when.start), str(self.when.end)) if self.when else ("", "")
        sides = tuple(tuple(sorted(side)) for side in (self.actor, self.recipient))
        sectors = tuple(tuple(sorted(side)) for side in (self.actor_sectors, self.recipient_sectors))
        rest = (self.modality or "", self.country or "", self.confidence or 0.0, tuple(sorted(self.told)))
        return (self.sentences, self.types, sides, sectors, when, *rest)


def act_of(event: Event) -> Act:
    """An event of the record as it is compared; everything in it is told."""
    return Act(
        types=tuple(dict.fromkeys(str(t) for t in event.event)),
        sentences=tuple(Sentence(document=e.document, start=e.start, end=e.end) for e in event.evidence),
        actor=_codes(event.actor),
        recipient=_codes(event.recipient),
        actor_sectors=_sectors(event.actor),
        recipient_sectors=_sectors(event.recipient),
        modality=str(event.modality),
        when=DateInterval(start=event.date, end=event.enddate) if event.date or event.enddate else None,
        country=event.event_loc.country if event.event_loc else None,
        confidence=event.confidence,
    )


def _codes(entities: Iterable[Entity]) -> frozenset[str]:
    return frozenset(e.code for e in entities if e.code is not None)


def _sectors(entities: Iterable[Entity]) -> frozenset[str]:
    return frozenset(e.sector for e in entities if e.sector is not None)
