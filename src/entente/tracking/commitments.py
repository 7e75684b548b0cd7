"""Commitments of one document: events that bear on one agreement, mission, deployment and so on, put together."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

from entente.consolidating.identity import content_id
from entente.consolidating.within import Told, codes
from entente.records import (
    Commitment,
    CommitmentStatus,
    CommitmentType,
    Document,
    Entity,
    Event,
    HistoryEntry,
    Modality,
    Outcome,
    Party,
    Role,
    Span,
)
from entente.resolving.resolved import ResolvedMention
from entente.tracking.kinds import kind_of, roles_of, status_of, under_way

LEADING = re.compile(r"^(?:the|a|an|its|their|his|her|these|those|this|that|any|new|newly signed)\s+", re.IGNORECASE)
NOUN = {
    CommitmentType.AGREEMENT: "Agreement",
    CommitmentType.MISSION: "Mission",
    CommitmentType.DEPLOYMENT: "Deployment",
    CommitmentType.ARMS_TRANSFER: "Arms transfer",
    CommitmentType.TRAINING: "Training",
    CommitmentType.WITHDRAWAL: "Withdrawal",
    CommitmentType.ULTIMATUM: "Ultimatum",
    CommitmentType.SANCTION: "Sanctions",
    CommitmentType.CEASEFIRE: "Ceasefire",
    CommitmentType.AID: "Aid",
    CommitmentType.LAW: "Law",
}
LASTING = frozenset({CommitmentType.AGREEMENT, CommitmentType.LAW, CommitmentType.SANCTION, CommitmentType.MISSION})
LONGEST_TITLE = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """One event's bearing on a commitment."""

    kind: CommitmentType
    status: CommitmentStatus
    mention: ResolvedMention
    event: Event
    title: str
    specific: bool


def commitments_of(document: Document, told: Sequence[Told]) -> tuple[Commitment, ...]:
    """Commitments of ``document`` from its events and their mentions, in the order of the text."""
    groups: list[list[_Step]] = []
    pairs = sorted(((m, t.event) for t in told for m in t.mentions), key=lambda pair: pair[0].trigger)
    for mention, event in pairs:
        step = _step(document, mention, event)
        if step is None:
            continue
        home = next((g for g in groups if any(_one_commitment(step, other) for other in g)), None)
        if home is None:
            groups.append([step])
        else:
            home.append(step)
    return tuple(_commitment(document, steps) for steps in groups if _is_live(steps))


def _is_live(steps: Sequence[_Step]) -> bool:
    """Whether a commitment is of the news, or is background that outlasts its day: an accord, a law, sanctions, a mission."""
    return steps[0].kind in LASTING or any(s.mention.modality is not Modality.HISTORICAL for s in steps)


def _step(document: Document, mention: ResolvedMention, event: Event) -> _Step | None:
    trigger = document.text[mention.trigger[0] : mention.trigger[1]]
    thing = mention.object.text if mention.object else ""
    kind = kind_of(mention, f"{thing} {trigger}")
    if kind is None or (mention.modality is Modality.NEGATION and mention.deadline is None):
        return None
    title, specific = _title(kind, mention)
    return _Step(
        kind=kind,
        status=under_way(kind, status_of(kind, mention, f"{trigger} {thing}"), document.text[slice(*mention.sentence)]),
        mention=mention,
        event=event,
        title=title,
        specific=specific,
    )


def _title(kind: CommitmentType, mention: ResolvedMention) -> tuple[str, bool]:
    """A title in the words of the text, and whether the text itself names the thing."""
    if kind is CommitmentType.MISSION and mention.recipient:
        mission = next((r for r in mention.recipient if r.identifier_text), mention.recipient[0])
        return mission.identifier_text or _trim(mission.entity_text), True
    if mention.object is not None and kind is not CommitmentType.ULTIMATUM:
        return _trim(mention.object.text), True
    sides = [_trim(e.entity_text) for e in (*mention.actor, *mention.recipient)]
    return f"{NOUN[kind]}: {', '.join(sides)}" if sides else NOUN[kind], False


def _trim(text: str) -> str:
    text = LEADING.sub("", text)
    text = text[:1].upper() + text[1:]
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def _one_commitment(a: _Step, b: _Step) -> bool:
    """Whether two events bear on one commitment: the same event, or the same kind, parties and thing."""
    if a.kind is not b.kind:
        return False
    if a.event.id == b.event.id:
        return True
    one, two = (codes((*s.mention.actor, *s.mention.recipient)) for s in (a, b))
    if not one or not two or not (one <= two or two <= one):
        return False
    if a.specific and b.specific and not _words(a.title) & _words(b.title):
        return False
    return (a.mention.modality is Modality.HISTORICAL) == (b.mention.modality is Modality.HISTORICAL)


def _words(title: str) -> frozenset[str]:
    return frozenset(w[:6] for w in re.findall(r"[a-z0-9]{4,}", title.lower()))


def _commitment(document: Document, steps: Sequence[_Step]) -> Commitment:
    latest = max(steps, key=lambda s: (s.mention.modality is Modality.ACTUAL, _day(s) or dt.date.min))
    dated = [s for s in steps if s.mention.deadline is not None or _planned(s) is not None]
    due, text, span = _due(dated[-1]) if dated else (None, None, None)
    lead = next((s for s in steps if s.specific), steps[0])
    return Commitment(
        id=content_id("com", document.id, *steps[0].mention.trigger, steps[0].kind),
        type=steps[0].kind,
        title=lead.title,
        parties=_parties(steps),
        status=latest.status,
        due=due,
        due_text=text,
        due_span=span,
        outcome=outcome_of(latest.status, due, document.published),
        events=tuple(dict.fromkeys(s.event.id for s in steps)),
        history=tuple(_history(steps, document.published)),
    )


def outcome_of(status: CommitmentStatus, due: dt.date | None, on: dt.date | None) -> Outcome:
    """What became of a due date, as of the day ``on``."""
    if status is CommitmentStatus.FULFILLED:
        return Outcome.MET
    if due is None or on is None:
        return Outcome.UNKNOWN
    if due >= on:
        return Outcome.OPEN
    return Outcome.MISSED if status is CommitmentStatus.BROKEN else Outcome.UNKNOWN


def _day(step: _Step) -> dt.date | None:
    when = step.mention.when
    if when is None:
        return None
    return when.date or when.enddate


def _planned(step: _Step) -> dt.date | None:
    plan = step.mention.plan
    if plan is not None and (plan.date or plan.enddate):
        return plan.enddate or plan.date
    if step.mention.modality is Modality.FUTURE and step.mention.when is not None:
        return step.mention.when.enddate or step.mention.when.date
    return None


def _due(step: _Step) -> tuple[dt.date | None, str | None, Span | None]:
    deadline, plan, when = step.mention.deadline, step.mention.plan, step.mention.when
    if deadline is not None:
        return deadline.due, deadline.text, deadline.span
    if plan is not None and (plan.date or plan.enddate):
        return plan.enddate or plan.date, plan.text, plan.span
    return (_planned(step), when.text, when.span) if when is not None else (None, None, None)


def _parties(steps: Sequence[_Step]) -> tuple[Party, ...]:
    """Everybody on either side, once, with the role that the first event gives them."""
    seen: dict[tuple[str | None, str | None], Party] = {}
    for step in steps:
        actor_role, recipient_role = roles_of(step.kind, step.mention.type)
        for role, entities in ((actor_role, step.event.actor), (recipient_role, step.event.recipient)):
            for entity in entities:
                key = (entity.code, entity.identifier_id if entity.code is None else None)
                seen.setdefault(key if entity.code else (None, entity.entity_text), _party(entity, role))
    return tuple(seen.values())


def _party(entity: Entity, role: Role) -> Party:
    return Party(**{f.name: getattr(entity, f.name) for f in fields(entity)}, role=role)


def _history(steps: Sequence[_Step], published: dt.date | None) -> list[HistoryEntry]:
    """One step an event and status. A day still to come is when it is due; it was taken when it was told."""
    entries: dict[tuple[str, str], HistoryEntry] = {}
    for step in sorted(steps, key=lambda s: (_day(s) is None, _day(s) or dt.date.max, s.mention.number)):
        due = step.mention.deadline.due if step.mention.deadline else _planned(step)
        key = (step.status, step.event.id)
        day = _day(step)
        taken = min(day, published) if day is not None and published is not None else day
        entries.setdefault(key, HistoryEntry(status=step.status, date=taken, due=due, evidence=step.event.evidence))
    return list(entries.values())
