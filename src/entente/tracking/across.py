"""Commitments of many documents become commitments of the record, with their history and outcome.

What bears on one promise is told piece by piece: announced in one report, given a later date in another, said to be
kept in a third. Two reports tell of one commitment if they are of a like type and share an event, or the parties and
the thing or the date due. The state on a day follows from the history alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.fuzz import token_set_ratio

from entente.consolidating.across import Join, Joined, join_events
from entente.consolidating.blocking import DocumentTold
from entente.consolidating.copies import Voices
from entente.consolidating.identity import content_id
from entente.consolidating.judgements import NONE, Judgements
from entente.consolidating.similarity import SHARED_CODES
from entente.records import (
    Claim,
    Commitment,
    CommitmentStatus,
    CommitmentType,
    Contradiction,
    Document,
    Event,
    Evidence,
    HistoryEntry,
    Outcome,
    Party,
    Role,
)
from entente.tracking.kinds import under_way

C, S = CommitmentType, CommitmentStatus

LIKE_TYPES: tuple[frozenset[CommitmentType], ...] = (
    frozenset({C.DEPLOYMENT, C.TRAINING}),
    frozenset({C.MISSION, C.WITHDRAWAL}),
    frozenset({C.MISSION, C.AGREEMENT}),
    frozenset({C.ARMS_TRANSFER, C.AID}),
)
"""Types that one commitment may be told as."""
BY_PARTIES = frozenset({C.WITHDRAWAL, C.ULTIMATUM, C.SANCTION, C.CEASEFIRE})
"""Types of which the same parties have one at a time, so that the thing need not be named."""
MONTHS_APART = 400
"""Days between the reports of two parts of one history."""
SAME_THING = 75
"""Likeness of two titles, of 100 (rapidfuzz's token set ratio)."""
GENERIC = re.compile(
    r"\b(?:the|an?|and|of|in|on|for|to|with|its|agreements?|accords?|treat(?:y|ies)|pacts?|deals?|documents?|missions?|"
    r"withdrawal|sanctions?|aid|troops?|forces?|soldiers?|military|defen[cs]e|new|five|army|ultimatum|deployment|"
    r"training|ceasefire|law|arms|transfer)\b",
    re.IGNORECASE,
)
"""Words of titles that name a kind of thing and no single one."""
COUNTED_OTHERWISE = 1
"""Days by which one date due may differ with who counts ("seven days" from today or from tomorrow)."""
STAGES = (S.PROPOSED, S.ANNOUNCED, S.SIGNED, S.IN_FORCE, S.SUSPENDED, S.DENOUNCED, S.ENDED, S.FULFILLED, S.BROKEN)
"""The way of a commitment through its life. A report that looks back tells an earlier stage and changes nothing."""
OVER = frozenset({S.ENDED, S.FULFILLED, S.BROKEN})
EXCLUSIVE = frozenset({S.SUSPENDED, S.DENOUNCED, S.ENDED})
"""Statuses that one and the same decision cannot have set at once."""
DECIDED_WITHIN = 3
"""Days within which two reports tell of one decision and not of one after another."""
SET_WITHIN = 7
"""Days of publication within which two dates due are two accounts of one date, and later a new date."""


@dataclass(frozen=True, slots=True)
class Consolidated:
    """The record of many documents: events, commitments, and where reports contradict each other."""

    events: tuple[Event, ...]
    contradictions: tuple[Contradiction, ...]
    commitments: tuple[Commitment, ...]
    joined: Joined = field(repr=False)

    @property
    def event_of(self) -> Mapping[str, str]:
        """The event that each telling was joined to, by its id."""
        return self.joined.event_of

    def explain(self, event: str) -> tuple[Join, ...]:
        """Why each mention of an event was joined; see :meth:`entente.consolidating.across.Joined.explain`."""
        return self.joined.explain(event)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Where a commitment stands on a day; all None where no report had told of it yet."""

    status: CommitmentStatus | None = None
    due: dt.date | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A commitment as one document tells it."""

    told: Commitment
    document: Document
    events: tuple[str, ...]
    codes: frozenset[str]
    thing: str

    @property
    def day(self) -> dt.date | None:
        """When the document was published."""
        return self.document.published


def consolidate(
    records: Iterable[DocumentTold], *, judgements: Judgements = NONE, known: Sequence[tuple[str, str]] = ()
) -> Consolidated:
    """The record of ``records``, which may come in any order and each with what one document tells.

    Pure and content-derived: the same documents give the same bytes. Events, aliases and evidence are in order of
    publication; contradictions are in order of their ids. ``judgements`` are people's decisions on single tellings,
    ``known`` what was joined before (see :func:`entente.consolidating.across.join_events`). Outcomes are as of the day
    of the latest report; :func:`as_of` gives those of another day.
    """
    records = list(records)
    joined = join_events(records, judgements=judgements, known=known)
    groups = _groups(_parts(records, joined))
    latest = max((r.document.published for r in records if r.document.published), default=None)
    commitments = tuple(as_of(_commitment(group), latest) for group in groups)
    contradictions = [
        c
        for commitment, g in zip(commitments, groups, strict=True)
        for c in _contradictions(commitment, g, joined.voices)
    ]
    return Consolidated(
        events=joined.events,
        contradictions=tuple(sorted((*joined.contradictions, *contradictions), key=lambda c: c.id)),
        commitments=commitments,
        joined=joined,
    )


def as_of(commitment: Commitment, day: dt.date | None) -> Commitment:
    """The commitment with its outcome as of ``day``."""
    extended = _due(commitment.history)[1]
    outcome = _outcome(commitment.history, commitment.status, commitment.due, extended, day) if day else Outcome.UNKNOWN
    return commitment if outcome is commitment.outcome else replace(commitment, outcome=outcome)


def state_on(commitment: Commitment, day: dt.date, published: Mapping[str, dt.date | None] | None = None) -> State:
    """Where a commitment stood on ``day`` by what its history tells.

    ``published`` gives the day of publication of documents; with it, only what was published by ``day`` counts. Without
    it the whole history does, as far as what it tells had taken place by then.
    """
    known = [s for s in commitment.history if _is_known(s, day, published)]
    if not known:
        return State()
    status = _status(known, published)
    due, extended = _due(known)
    return State(status=status, due=due, outcome=_outcome(known, status, due, extended, day))


def _is_known(step: HistoryEntry, day: dt.date, published: Mapping[str, dt.date | None] | None) -> bool:
    if published is None:
        return step.date is None or step.date <= day or step.status in (S.ANNOUNCED, S.PROPOSED)
    days = [p for e in step.evidence if (p := published.get(e.document)) is not None]
    return any(p <= day for p in days)


def _status(history: Sequence[HistoryEntry], published: Mapping[str, dt.date | None] | None = None) -> CommitmentStatus:
    """The furthest stage; history comes in the order of what is told, so of two at one stage the later holds."""
    status = history[0].status
    since = history[0].date
    for step in history[1:]:
        later = step.date is not None and since is not None and step.date > since
        resumed = later and step.status is S.IN_FORCE and status is S.SUSPENDED
        if STAGES.index(step.status) >= STAGES.index(status) or resumed:
            status = step.status
            since = step.date or since
    return status


def _due(history: Sequence[HistoryEntry]) -> tuple[dt.date | None, bool]:
    """The date due, and whether it took the place of an earlier one.

    The date told last holds, unless a single report tells it and several tell another; a date a day off the first is
    the same date counted otherwise.
    """
    told: dict[dt.date, set[str]] = {}
    order: dict[str, int] = {}
    for step in history:
        for name in (e.document for e in step.evidence):
            order.setdefault(name, len(order))
        if step.due is not None:
            told.setdefault(step.due, set()).update(e.document for e in step.evidence)
    if not told:
        return None, False
    # A report that names two dates tells of the one that was and of the one that is, and few are brought forward.
    told = dict(sorted(told.items(), key=lambda item: (min((order[d] for d in item[1]), default=0), item[0])))
    first = next(iter(told))
    borne_out = [due for due, documents in told.items() if len(documents) > 1] or list(told)
    due = first if abs((borne_out[-1] - first).days) <= COUNTED_OTHERWISE else borne_out[-1]
    return due, first in borne_out and due > first


def _outcome(
    history: Sequence[HistoryEntry], status: CommitmentStatus, due: dt.date | None, extended: bool, day: dt.date
) -> Outcome:
    if due is None:
        return Outcome.UNKNOWN
    if status is S.BROKEN:
        return Outcome.MISSED
    if status is S.FULFILLED:
        done = min((s.date for s in history if s.status is S.FULFILLED and s.date is not None), default=None)
        return Outcome.MISSED if done is not None and done > due else Outcome.MET
    if due < day:
        return Outcome.UNKNOWN
    return Outcome.EXTENDED if extended else Outcome.OPEN


def _parts(records: Iterable[DocumentTold], joined: Joined) -> list[_Part]:
    unique = {r.document.id: r for r in records}
    ordered = sorted(unique.values(), key=lambda r: (r.document.published or dt.date.max, r.document.id))
    return [
        _Part(
            told=commitment,
            document=record.document,
            events=tuple(dict.fromkeys(joined.event_of[e] for e in commitment.events if e in joined.event_of)),
            codes=frozenset(p.code for p in commitment.parties if p.code is not None),
            thing=" ".join(GENERIC.sub(" ", commitment.title).split()).strip(" :,.").lower(),
        )
        for record in ordered
        for commitment in record.commitments
        if any(e in joined.event_of for e in commitment.events)
    ]


def _groups(parts: Sequence[_Part]) -> list[list[_Part]]:
    """Parts of one commitment together, in order of publication; looked up by event and by party, so near linear."""
    groups: list[list[_Part]] = []
    by_key: dict[tuple[str, str], list[int]] = {}
    for part in parts:
        keys = _keys(part)
        near = sorted({g for key in keys for g in by_key.get(key, ())[-MOST_LOOKED_AT:]})
        fits = [(strength, -g) for g in near if (strength := _fit(part, groups[g])) > 0]
        home = -max(fits)[1] if fits else len(groups)
        if home == len(groups):
            groups.append([])
        groups[home].append(part)
        for key in keys:
            known = by_key.setdefault(key, [])
            if home not in known[-MOST_LOOKED_AT:]:
                known.append(home)
    return groups


MOST_LOOKED_AT = 40


def _keys(part: _Part) -> list[tuple[str, str]]:
    keys = [("event", e) for e in part.events]
    return keys + [(kind, code) for kind in sorted(_like(part.told.type)) for code in sorted(part.codes)]


def _like(kind: CommitmentType) -> frozenset[str]:
    return frozenset({kind.value}).union(*(frozenset(k.value for k in f) for f in LIKE_TYPES if kind in f))


def _fit(part: _Part, group: Sequence[_Part]) -> int:
    """How well a part fits a commitment: 0 not at all; an event in common is the most that can be had."""
    return max((_alike(part, other) for other in group[-MOST_LOOKED_AT:]), default=0)


def _alike(a: _Part, b: _Part) -> int:
    if b.told.type.value not in _like(a.told.type):
        return 0
    if not set(a.events).isdisjoint(b.events):
        return 4
    if a.document.id == b.document.id or not _near(a.day, b.day) or not _same_parties(a, b):
        return 0
    if a.told.due is not None and a.told.due == b.told.due:
        return 3
    if a.thing and b.thing and token_set_ratio(a.thing, b.thing) >= SAME_THING and _names_thing(a) and _names_thing(b):
        return 2
    return int(a.told.type is b.told.type and a.told.type in BY_PARTIES and _obliged(a) == _obliged(b) != frozenset())


def _names_thing(part: _Part) -> bool:
    """Whether the title names the thing itself; else it lists the parties after a colon."""
    return ":" not in part.told.title


def _near(one: dt.date | None, two: dt.date | None) -> bool:
    return one is not None and two is not None and abs((one - two).days) <= MONTHS_APART


def _same_parties(a: _Part, b: _Part) -> bool:
    """Whether one names no state that the other leaves out, nor another body under a code that many share."""
    shared = a.codes & b.codes
    if not shared or not (a.codes <= b.codes or b.codes <= a.codes):
        return False
    return not any(_bodies(a, code).isdisjoint(_bodies(b, code)) for code in shared & SHARED_CODES
                   if _bodies(a, code) and _bodies(b, code))  # fmt: skip


def _bodies(part: _Part, code: str) -> frozenset[str]:
    return frozenset(
        p.identifier_id
        for p in part.told.parties
        if p.code == code and p.identifier_id is not None and "person/" not in p.identifier_id
    )


def _obliged(part: _Part) -> frozenset[str]:
    return frozenset(p.code for p in part.told.parties if p.code is not None and p.role is Role.OBLIGED)


def _commitment(group: Sequence[_Part]) -> Commitment:
    first = group[0].told
    if len(group) == 1:
        return replace(first, events=group[0].events)
    history = _history(group)
    due = _due(history)[0] or next((p.told.due for p in reversed(group) if p.told.due is not None), None)
    dated = next((p.told for p in reversed(group) if p.told.due == due and due is not None), None)
    lead = next((p.told for p in group if _names_thing(p)), first)
    status = _status(history) if history else first.status
    return replace(
        first,
        type=_type(group),
        title=lead.title,
        parties=_parties(group),
        status=status,
        due=due,
        due_text=dated.due_text if dated else None,
        due_span=dated.due_span if dated else None,
        events=tuple(dict.fromkeys(e for p in group for e in p.events)),
        history=tuple(history),
    )


def _type(group: Sequence[_Part]) -> CommitmentType:
    """The type that most documents tell; of equals the one told first."""
    types = [p.told.type for p in group]
    return max(types, key=lambda kind: (types.count(kind), -types.index(kind)))


def _parties(group: Sequence[_Part]) -> tuple[Party, ...]:
    """Everybody, once, in the role that most documents give; those with a code count by it."""
    told: dict[str, list[Party]] = {}
    for part in group:
        for party in part.told.parties:
            told.setdefault(party.code or f"? {party.entity_text.lower()}", []).append(party)
    named = {key: parties for key, parties in told.items() if not key.startswith("?")} or told
    out = []
    for parties in named.values():
        roles = [p.role for p in parties]
        role = max(roles, key=lambda r: (roles.count(r), -roles.index(r)))
        out.append(next(p for p in parties if p.role is role))
    return tuple(out)


def _history(group: Sequence[_Part]) -> list[HistoryEntry]:
    """Steps of all documents in order of publication; what says the same of the same day is one step."""
    steps: dict[tuple[CommitmentStatus, dt.date | None, dt.date | None], HistoryEntry] = {}
    for part in group:
        for step in part.told.history:
            sentences = " ".join(e.text for e in step.evidence)
            step = replace(step, status=under_way(part.told.type, step.status, sentences))
            key = (step.status, step.date, step.due)
            known = steps.get(key)
            evidence = dict.fromkeys((*(known.evidence if known else ()), *step.evidence))
            steps[key] = replace(step, evidence=tuple(evidence))
    return list(steps.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A value that a document gives of a commitment."""

    value: str
    document: Document
    evidence: tuple[Evidence, ...]


def _contradictions(commitment: Commitment, group: Sequence[_Part], voices: Voices) -> list[Contradiction]:
    found = [("due", _dues(group)), ("status", _statuses(group))]
    return [_contradiction(commitment, name, said, voices) for name, said in found if len({s.value for s in said}) > 1]


def _dues(group: Sequence[_Part]) -> list[_Said]:
    """Dates due that reports of about the same time give; a date that later reports give instead is a new date."""
    said = [
        (_Said(value=p.told.due.isoformat(), document=p.document, evidence=_evidence(p)), p.day)
        for p in group
        if p.told.due is not None and p.day is not None
    ]
    clashing = {
        s.value
        for s, day in said
        for other, when in said
        if s.value != other.value and day and when and abs((day - when).days) <= SET_WITHIN
    }
    return [s for s, _ in said if s.value in clashing]


def _statuses(group: Sequence[_Part]) -> list[_Said]:
    """Statuses that reports of one decision give and that it cannot have set at once."""
    said = [
        (_Said(value=step.status.value, document=p.document, evidence=step.evidence), step.date or p.day)
        for p in group
        for step in p.told.history
        if step.status in EXCLUSIVE
    ]
    clashing = {
        s.value
        for s, day in said
        for other, when in said
        if s.value != other.value and day and when and abs((day - when).days) <= DECIDED_WITHIN
    }
    return [s for s, _ in said if s.value in clashing]


def _evidence(part: _Part) -> tuple[Evidence, ...]:
    due = [e for step in part.told.history if step.due == part.told.due for e in step.evidence]
    return tuple(dict.fromkeys(due or part.told.evidence))


def _contradiction(commitment: Commitment, name: str, said: Sequence[_Said], voices: Voices) -> Contradiction:
    values = list(dict.fromkeys(s.value for s in said))
    support = {v: len({voices.of(s.document.id) for s in said if s.value == v}) for v in values}
    ordered = sorted(values, key=lambda v: (-support[v], v))
    decided = support[ordered[0]] > support[ordered[1]]
    return Contradiction(
        id=content_id("ctr", commitment.id, name),
        about=commitment.id,
        field=name,
        preferred=ordered[0] if decided else None,
        reason=f"{support[ordered[0]]} independent voices against {support[ordered[1]]}"
        if decided
        else "as many independent voices for each value",
        values=tuple(
            Claim(
                value=value,
                outlets=tuple(dict.fromkeys(s.document.outlet or s.document.key for s in said if s.value == value)),
                evidence=tuple(dict.fromkeys(e for s in said if s.value == value for e in s.evidence)),
            )
            for value in ordered
        ),
    )
