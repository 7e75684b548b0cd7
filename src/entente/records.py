"""What the record is made of: documents, events, commitments and contradictions, and their parts.

Everything here is frozen and holds invariants only: a span lies forward, an interval begins before it ends. How a
value came about is the business of the rooms below. Field names are PLOVER's wherever PLOVER has one. Offsets are
Unicode code points into the ``text`` of a document; dates are days; intervals of days include both ends.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Span = tuple[int, int]
"""Start and end (exclusive) in code points of a document's text."""

Kind = Literal["document", "event", "commitment", "contradiction"]


class EventType(StrEnum):
    """The sixteen event types of PLOVER 1.3."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


EventName = str
"""The name of an event type: one of :class:`EventType`, or a type of a user's own codebook."""


class Modality(StrEnum):
    """How certain and how close the act is that a sentence tells."""

    ACTUAL = "actual"
    HISTORICAL = "historical"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATION = "negation"


class Stance(StrEnum):
    """What somebody whose word a claim is does with it."""

    SAYS = "says"
    CLAIMS = "claims"
    DENIES = "denies"
    CONFIRMS = "confirms"


class PublishedSource(StrEnum):
    """Where a document's publication date comes from."""

    GIVEN = "given"
    METADATA = "metadata"
    TEXT = "text"
    UNKNOWN = "unknown"


class DateBasis(StrEnum):
    """What the date of an event rests on."""

    TEXT = "text"
    PUBLICATION = "relative to publication"
    EVENT = "relative to another event"


class CommitmentType(StrEnum):
    """What is promised, ordered or agreed."""

    AGREEMENT = "agreement"
    MISSION = "mission"
    DEPLOYMENT = "deployment"
    ARMS_TRANSFER = "arms_transfer"
    TRAINING = "training"
    WITHDRAWAL = "withdrawal"
    ULTIMATUM = "ultimatum"
    SANCTION = "sanction"
    CEASEFIRE = "ceasefire"
    AID = "aid"
    LAW = "law"


class CommitmentStatus(StrEnum):
    """How far a commitment has come."""

    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    DENOUNCED = "denounced"
    ENDED = "ended"
    FULFILLED = "fulfilled"
    BROKEN = "broken"


class Outcome(StrEnum):
    """What became of a due date, as of a day."""

    OPEN = "open"
    MET = "met"
    MISSED = "missed"
    EXTENDED = "extended"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What a party is to a commitment."""

    OBLIGED = "obliged"
    BENEFICIARY = "beneficiary"
    DEMANDING = "demanding"
    PARTY = "party"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateInterval:
    """Days from ``start`` to ``end``, both included; an end that is not known is None."""

    start: dt.date | None
    end: dt.date | None

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError("an interval needs a start or an end")
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"interval ends before it starts: {self.start}..{self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as it was read."""

    kind: Literal["document"] = "document"
    id: str
    key: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: dt.date | None = None
    published_source: PublishedSource = PublishedSource.UNKNOWN
    retrieved: dt.date | None = None
    language: str | None = None
    sentences: int = 0
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence that tells an event, verbatim at its offsets."""

    document: str
    start: int
    end: int
    text: str
    modality: Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Somebody else whom an expression might mean."""

    code: str | None
    sector: str | None = None
    identifier_id: str | None = None
    identifier_text: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Whom an expression means: PLOVER code and sectors, identity, office, and why."""

    code: str | None = None
    sector: str | None = None
    other_sectors: tuple[str, ...] = ()
    identifier_id: str | None = None
    identifier_text: str | None = None
    office: str | None = None
    reason: str | None = None
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """An actor or recipient as named in a text, and whom the resolver takes it for."""

    entity_text: str
    span: Span
    code: str | None = None
    cow: int | None = None
    sector: str | None = None
    other_sectors: tuple[str, ...] = ()
    identifier_id: str | None = None
    identifier_text: str | None = None
    office: str | None = None
    reason: str | None = None
    alternatives: tuple[Alternative, ...] = ()

    @property
    def name(self) -> str:
        """The known name, else the words of the text."""
        return self.identifier_text or self.entity_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An entity and its role in a commitment."""

    entity_text: str
    span: Span
    code: str | None = None
    cow: int | None = None
    sector: str | None = None
    other_sectors: tuple[str, ...] = ()
    identifier_id: str | None = None
    identifier_text: str | None = None
    office: str | None = None
    reason: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    role: Role

    @property
    def name(self) -> str:
        """The known name, else the words of the text."""
        return self.identifier_text or self.entity_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place as named in a text, and where it lies (WGS 84 degrees)."""

    text: str
    span: Span
    name: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What is signed, given, withdrawn or demanded."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number that belongs to an event, in ``unit`` (people where the unit is None)."""

    value: float | None
    unit: str | None = None
    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a promise, an announcement or a threat is about, and for when."""

    event: EventName
    mode: str | None = None
    date: dt.date | None = None
    enddate: dt.date | None = None
    text: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Whose word a claim is. ``denies`` names the event that a denial is about."""

    entity: Entity
    stance: Stance
    denies: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One act: who did what to whom, where and when, and how certain it is."""

    kind: Literal["event"] = "event"
    id: str
    event: tuple[EventName, ...]
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    quad_code: int
    event_scale: float
    date: dt.date | None = None
    enddate: dt.date | None = None
    date_text: str | None = None
    date_span: Span | None = None
    date_basis: DateBasis | None = None
    reported: dt.date | None = None
    actor: tuple[Entity, ...] = ()
    recipient: tuple[Entity, ...] = ()
    event_loc: Location | None = None
    object: Thing | None = None
    counts: dict[str, Count] = field(default_factory=dict)
    planned: Plan | None = None
    modality: Modality
    attribution: Attribution | None = None
    confidence: float
    evidence: tuple[Evidence, ...]
    aliases: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        """How a notebook shows the event."""
        from entente.export.notebook import event_html

        return event_html(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One step in the life of a commitment."""

    status: CommitmentStatus
    date: dt.date | None = None
    due: dt.date | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What was promised, agreed or ordered, by when, and what became of it."""

    kind: Literal["commitment"] = "commitment"
    id: str
    type: CommitmentType
    title: str
    parties: tuple[Party, ...] = ()
    status: CommitmentStatus
    due: dt.date | None = None
    due_text: str | None = None
    due_span: Span | None = None
    outcome: Outcome = Outcome.UNKNOWN
    events: tuple[str, ...] = ()
    history: tuple[HistoryEntry, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The sentences of its whole history, in order; one that tells two steps stands twice."""
        return tuple(line for step in self.history for line in step.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One value of a field, and who says so."""

    value: str
    outlets: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Values of one field of an event or a commitment that cannot all be true."""

    kind: Literal["contradiction"] = "contradiction"
    id: str
    about: str
    field: str
    preferred: str | None = None
    reason: str | None = None
    values: tuple[Claim, ...]
