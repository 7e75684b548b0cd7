"""A mention with its words resolved: still one act told at one trigger of one document."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from entente.records import Attribution, Count, DateBasis, Entity, Location, Modality, Plan, Span, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When an act took or takes place: days (open ends None), the words that say so, and what they rest on."""

    date: dt.date | None
    enddate: dt.date | None
    text: str | None = None
    span: Span | None = None
    basis: DateBasis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """By when something must be done: the day, where one can be counted, and the words that say so."""

    due: dt.date | None
    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedMention:
    """One act with actors, places and times resolved.

    ``same_as`` numbers earlier mentions of the document that the reader takes for the same act. ``features`` are what
    the confidence is computed from.
    """

    number: int
    type: str
    mode: str | None
    modality: Modality
    contexts: tuple[str, ...]
    actor: tuple[Entity, ...]
    recipient: tuple[Entity, ...]
    location: Location | None
    when: When | None
    deadline: Deadline | None
    object: Thing | None
    counts: dict[str, Count]
    plan: Plan | None
    attribution: Attribution | None
    commitment: str | None
    trigger: Span
    sentence: Span
    in_title: bool
    same_as: tuple[int, ...]
    features: dict[str, float]
