"""People's decisions on the record: kept, found again when documents are read anew, withdrawn, never deleted."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec
import sqlalchemy as sa

from entente.consolidating.judgements import Judgement, Judgements, Ruling
from entente.records import Event
from entente.store.rows import to_event
from entente.store.schema import documents, judgements, told_events


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where a telling stands, by which it is found again if reading its document anew gives it another id."""

    document: str
    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A judgement as it is kept, with where its tellings stand."""

    judgement: Judgement
    anchors: dict[str, Anchor]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A judgement of the record, by its number; ``withdrawn_by`` and ``withdrawn`` where somebody took it back.

    ``is_found`` is whether the record still holds what it is about.
    """

    number: int
    judgement: Judgement
    is_found: bool = True
    withdrawn_by: str | None = None
    withdrawn: dt.date | None = None


def load_judgements(connection: sa.Connection) -> tuple[Judgements, str]:
    """The decisions that hold, and a digest of them."""
    held = [k.judgement for k in kept_judgements(connection) if k.withdrawn is None and k.is_found]
    content = msgspec.json.encode(held)
    return Judgements.of(held), hashlib.blake2b(content, digest_size=8).hexdigest()


def kept_judgements(connection: sa.Connection) -> list[Kept]:
    """Every decision, in the order in which they were made, on the tellings that the record has now."""
    rows = connection.execute(sa.select(judgements).order_by(judgements.c.seq)).all()
    if not rows:
        return []
    decisions = [msgspec.json.decode(row.record, type=Decision) for row in rows]
    now = _present(connection, {name: a for d in decisions for name, a in d.anchors.items()})
    return [
        Kept(
            number=row.seq,
            judgement=_on_present(decision.judgement, now),
            is_found=all(now.get(name) is not None for name in decision.anchors),
            withdrawn_by=row.withdrawn_by,
            withdrawn=row.withdrawn,
        )
        for row, decision in zip(rows, decisions, strict=True)
    ]


def _on_present(judgement: Judgement, now: Mapping[str, str | None]) -> Judgement:
    first = now.get(judgement.first) or judgement.first
    second = (now.get(judgement.second) or judgement.second) if judgement.second is not None else None
    return judgement if first == second else replace(judgement, first=first, second=second)


def _present(connection: sa.Connection, anchors: Mapping[str, Anchor]) -> dict[str, str | None]:
    """The ids that tellings have now: their own where it is there, else that of what stands in the same sentence."""
    there = set(connection.scalars(sa.select(told_events.c.id).where(told_events.c.id.in_(anchors))))
    lost = {name: anchor for name, anchor in anchors.items() if name not in there}
    query = (
        sa.select(documents.c.id, told_events.c.record)
        .join(documents, documents.c.seq == told_events.c.document)
        .where(documents.c.id.in_({a.document for a in lost.values()}))
        .order_by(documents.c.id, told_events.c.position)
    )
    told: dict[str, list[Event]] = {}
    if lost:
        for document, record in connection.execute(query):
            told.setdefault(document, []).append(to_event(record))
    return {name: name for name in there} | {
        name: _standing_at(a, told.get(a.document, ())) for name, a in lost.items()
    }


def _standing_at(anchor: Anchor, told: Sequence[Event]) -> str | None:
    """The event whose sentence lies most over the anchor's; one of the same type before any other."""

    def fit(event: Event) -> tuple[bool, int]:
        overlap = max((min(e.end, anchor.end) - max(e.start, anchor.start) for e in event.evidence), default=0)
        return anchor.type in event.event, overlap

    near = [event for event in told if fit(event)[1] > 0]
    return max(near, key=fit).id if near else None


def add_judgements(connection: sa.Connection, made: Iterable[Judgement]) -> list[int]:
    """Keep decisions; their numbers. What they name must be tellings of the record."""
    made = list(made)
    names = {name for j in made for name in (j.first, j.second) if name is not None}
    anchors = _anchors(connection, names)
    numbers = []
    for judgement in made:
        own = {n: anchors[n] for n in (judgement.first, judgement.second) if n is not None and n in anchors}
        row = {
            "ruling": judgement.ruling.value,
            "record": msgspec.json.encode(Decision(judgement=judgement, anchors=own)).decode(),
            "who": judgement.who,
            "made": judgement.when,
        }
        numbers.append(int(connection.execute(sa.insert(judgements).returning(judgements.c.seq), row).scalar_one()))
    return numbers


def _anchors(connection: sa.Connection, names: set[str]) -> dict[str, Anchor]:
    query = (
        sa.select(documents.c.id, told_events.c.record)
        .join(documents, documents.c.seq == told_events.c.document)
        .where(told_events.c.id.in_(names))
    )
    anchors: dict[str, Anchor] = {}
    for document, record in connection.execute(query):
        event = to_event(record)
        line = event.evidence[0] if event.evidence else None
        anchors[event.id] = Anchor(
            document=document,
            start=line.start if line else 0,
            end=line.end if line else 0,
            type=str(event.event[0]) if event.event else "",
        )
    return anchors


def withdraw_judgement(connection: sa.Connection, number: int, *, who: str, when: dt.date) -> bool:
    """Take back a decision; False where there is none of that number that holds."""
    taken = connection.execute(
        sa.update(judgements)
        .where(judgements.c.seq == number, judgements.c.withdrawn.is_(None))
        .values(withdrawn_by=who, withdrawn=when)
    )
    return bool(taken.rowcount)


def to_split(event: Sequence[str], taken: Sequence[str]) -> list[tuple[Ruling, str, str]]:
    """The rulings that keep tellings ``taken`` apart from the others of their event."""
    rest = [name for name in event if name not in taken]
    return [(Ruling.APART, one, other) for one in taken for other in rest]


def to_merge(events: Sequence[Sequence[str]]) -> list[tuple[Ruling, str, str]]:
    """The rulings that join all tellings of several events, whatever kept any two of them apart before."""
    joined = list(events[0])
    rulings: list[tuple[Ruling, str, str]] = []
    for event in events[1:]:
        rulings += [(Ruling.SAME, one, other) for one in joined for other in event]
        joined += event
    return rulings
