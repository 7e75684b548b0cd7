"""What the reader finds in one document, before anything is resolved."""

from __future__ import annotations

from dataclasses import dataclass

from entente.records import Modality, Span, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanMention:
    """Words that name an actor, place, time, object or number.

    ``sector``, ``other_sectors`` and ``body`` are the reader's own guess for actors, ``count_kind`` for numbers.
    ``owned`` tells that the span lies in a sentence whose events were read with it in full view.
    """

    kind: str
    span: Span
    text: str
    score: float
    sector: str | None = None
    other_sectors: tuple[str, ...] = ()
    body: str | None = None
    body_score: float = 0.0
    count_kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A span that fills a role, as an index into the reading's spans."""

    span: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One act told at one trigger.

    ``types`` are event types with their probabilities, best first. ``roles`` maps a role to its fillers.
    """

    trigger: Span
    trigger_text: str
    trigger_score: float
    sentence: int
    types: tuple[tuple[str, float], ...]
    mode: str | None
    modality: Modality
    modality_score: float
    contexts: tuple[str, ...]
    stance: Stance | None
    plan: str | None
    commitment: str | None
    roles: dict[str, tuple[Link, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Spans and mentions of one document, with what links them.

    ``coreferent`` and ``same_code`` map (span, other span) to a probability; ``same_event`` pairs of mentions.
    Indices are into ``spans`` and ``mentions``; both are in the order of the text.
    """

    sentences: tuple[Span, ...]
    spans: tuple[SpanMention, ...]
    mentions: tuple[Mention, ...]
    coreferent: dict[tuple[int, int], float]
    same_code: dict[tuple[int, int], float]
    same_event: dict[tuple[int, int], float]
