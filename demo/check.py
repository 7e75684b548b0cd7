"""Checks the demonstration corpus against its gold: ids, dates, verbatim sentences, known types, deadlines.

    python demo/check.py            checks the folder that this file lies in

The classes are the format of ``gold.json``; ``README.md`` beside this file says what each part means. The checker
derives the state of every commitment on every day asked from the history of its own sentences, so that a date put
right in one place and forgotten in another is found.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from entente.records import CommitmentStatus, CommitmentType, EventType, Modality, Outcome, Role

FIRST_DAY = dt.date(2023, 7, 26)
LAST_DAY = dt.date(2024, 9, 30)
WORDS = range(80, 301)
LEAST_DISPATCHES = 45
LEAST_SHARED_EVENTS = 40
LEAST_CONTRADICTIONS = 12
CODES = frozenset("BFA CIV DEU EUR FRA IGO MLI NER NGA NGO RUS SEN TGO UNO USA".split())
"""States and bodies that the corpus tells of."""

Field: TypeAlias = Literal["actor", "date", "due", "modality", "money", "place", "status", "troops"]


class _Strict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all parts share: nothing changes, and a misspelt field is an error."""


class Dispatch(_Strict, frozen=True):
    """One line of ``niger.jsonl``."""

    id: str
    title: str
    date: dt.date
    outlet: str
    url: None
    text: str


class Telling(_Strict, frozen=True):
    """A sentence, verbatim, and the dispatch that it stands in."""

    dispatch: str
    sentence: str


class EventTelling(Telling, frozen=True):
    """A sentence that tells an event, and in which modality."""

    modality: Modality


class GoldEvent(_Strict, frozen=True):
    """An event of the world and all that tell it; ``accept`` are types that are not wrong either."""

    id: str
    title: str
    type: tuple[EventType, ...]
    accept: tuple[EventType, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: dt.date
    enddate: dt.date
    told_by: tuple[EventTelling, ...]


class Value(_Strict, frozen=True):
    """One value of a field and the sentences that give it."""

    value: str
    told_by: tuple[Telling, ...]


class GoldContradiction(_Strict, frozen=True):
    """A disagreement planted in the corpus; ``best`` is the value best supported, None where nothing speaks for one."""

    id: str
    about: str
    field: Field
    kind: Literal["value", "denial"]
    best: str | None
    why: str
    values: tuple[Value, ...]


class Compatible(_Strict, frozen=True):
    """Values that differ in words only, or that follow each other: reporting them as a contradiction is wrong."""

    about: str
    field: Field
    why: str
    values: tuple[Value, ...]


class GoldParty(_Strict, frozen=True):
    """A side of a commitment."""

    code: str
    name: str
    role: Role


class Step(Telling, frozen=True):
    """A sentence that tells where a commitment stands, and since when; ``due`` where it sets a date."""

    status: CommitmentStatus
    date: dt.date | None
    enddate: dt.date | None
    due: dt.date | None


class Accepted(_Strict, frozen=True):
    """Further values that are not wrong on a day."""

    status: tuple[CommitmentStatus, ...] = ()
    due: tuple[dt.date, ...] = ()
    outcome: tuple[Outcome, ...] = ()


class AsOf(_Strict, frozen=True):
    """Where a commitment stands by the reports published up to ``day``; all None where none had told of it."""

    day: dt.date
    status: CommitmentStatus | None
    due: dt.date | None
    outcome: Outcome | None
    accept: Accepted


class GoldCommitment(_Strict, frozen=True):
    """Something promised, agreed or ordered, its history, and its state on several days."""

    id: str
    type: CommitmentType
    accept_types: tuple[CommitmentType, ...]
    title: str
    parties: tuple[GoldParty, ...]
    as_of: tuple[AsOf, ...]
    history: tuple[Step, ...]


class Line(_Strict, frozen=True):
    """A line of a dispatch that is page furniture, and so tells nothing."""

    dispatch: str
    line: str


class Gold(_Strict, frozen=True):
    """The whole of ``gold.json``."""

    corpus: str
    outlets: dict[str, str]
    events: tuple[GoldEvent, ...]
    contradictions: tuple[GoldContradiction, ...]
    compatible: tuple[Compatible, ...]
    commitments: tuple[GoldCommitment, ...]
    copies: tuple[tuple[str, str], ...]
    furniture: tuple[Line, ...]


Dispatches: TypeAlias = Mapping[str, Dispatch]


def load_dispatches(path: Path) -> tuple[Dispatch, ...]:
    """Dispatches of a JSON Lines file, in its order. Raises msgspec.ValidationError on a line of another form."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(msgspec.json.decode(line, type=Dispatch) for line in lines)


def load_gold(path: Path) -> Gold:
    """The gold of a file. Raises msgspec.ValidationError where a field, a type or a status is unknown."""
    return msgspec.json.decode(path.read_bytes(), type=Gold)


def problems(dispatches: tuple[Dispatch, ...], gold: Gold) -> list[str]:
    """What is wrong with corpus and gold, one sentence each; empty where nothing is."""
    by_id = {d.id: d for d in dispatches}
    return [
        *_dispatch_problems(dispatches, gold),
        *_telling_problems(by_id, gold),
        *_event_problems(by_id, gold),
        *_contradiction_problems(gold),
        *_commitment_problems(by_id, gold),
        *_page_problems(by_id, gold),
    ]


def state_on(steps: Iterable[Step], day: dt.date, by_id: Dispatches) -> AsOf:
    """Where a commitment stands on ``day`` by the sentences published up to then, those of that day included."""
    known = sorted(
        (s for s in steps if by_id[s.dispatch].date <= day),
        key=lambda s: (s.date or dt.date.min, by_id[s.dispatch].date),
    )
    if not known:
        return AsOf(day=day, status=None, due=None, outcome=None, accept=Accepted())
    dues = tuple(dict.fromkeys(s.due for s in known if s.due is not None))
    status = known[-1].status
    return AsOf(
        day=day,
        status=status,
        due=dues[-1] if dues else None,
        outcome=_outcome(status, dues, day),
        accept=Accepted(),
    )


def _outcome(status: CommitmentStatus, dues: tuple[dt.date, ...], day: dt.date) -> Outcome:
    if status is CommitmentStatus.FULFILLED:
        return Outcome.MET
    if status is CommitmentStatus.BROKEN:
        return Outcome.MISSED
    # A date that has passed without a word about what became of it is an open question, not a failure.
    if not dues or dues[-1] < day:
        return Outcome.UNKNOWN
    return Outcome.EXTENDED if len(dues) > 1 else Outcome.OPEN


def _dispatch_problems(dispatches: tuple[Dispatch, ...], gold: Gold) -> Iterator[str]:
    if len(dispatches) < LEAST_DISPATCHES:
        yield f"{len(dispatches)} dispatches, fewer than {LEAST_DISPATCHES}"
    yield from (f"dispatch id {i} stands twice" for i, n in Counter(d.id for d in dispatches).items() if n > 1)
    for d in dispatches:
        if not FIRST_DAY <= d.date <= LAST_DAY:
            yield f"{d.id}: {d.date} lies outside the story"
        if d.outlet not in gold.outlets:
            yield f"{d.id}: outlet {d.outlet!r} is not among the outlets"
        if len(d.text.split()) not in WORDS:
            yield f"{d.id}: {len(d.text.split())} words"
        if not d.title.strip():
            yield f"{d.id}: no title"


def _tellings(gold: Gold) -> Iterator[tuple[str, Telling]]:
    for event in gold.events:
        yield from ((event.id, t) for t in event.told_by)
    for contradiction in gold.contradictions:
        yield from ((contradiction.id, t) for v in contradiction.values for t in v.told_by)
    for pair in gold.compatible:
        yield from ((f"compatible values of {pair.about}", t) for v in pair.values for t in v.told_by)
    for commitment in gold.commitments:
        yield from ((commitment.id, s) for s in commitment.history)


def _telling_problems(by_id: Dispatches, gold: Gold) -> Iterator[str]:
    told: set[str] = set()
    for owner, telling in _tellings(gold):
        told.add(telling.dispatch)
        dispatch = by_id.get(telling.dispatch)
        if dispatch is None:
            yield f"{owner}: no dispatch {telling.dispatch}"
        elif dispatch.text.count(telling.sentence) != 1:
            yield f"{owner}: stands {dispatch.text.count(telling.sentence)} times in {dispatch.id}: {telling.sentence!r}"
    yield from (f"{i} tells nothing that the gold knows" for i in by_id if i not in told)


def _event_problems(by_id: Dispatches, gold: Gold) -> Iterator[str]:
    yield from _twice("event", (e.id for e in gold.events))
    for event in gold.events:
        if not event.type or set(event.type) & set(event.accept):
            yield f"{event.id}: types {event.type} and {event.accept}"
        if not event.actors or not {*event.actors, *event.recipients} <= CODES:
            yield f"{event.id}: codes {event.actors} and {event.recipients}"
        if event.date > event.enddate:
            yield f"{event.id}: ends before it begins"
        yield from _event_telling_problems(by_id, event)
    shared = sum(len({t.dispatch for t in e.told_by}) > 1 for e in gold.events)
    if shared < LEAST_SHARED_EVENTS:
        yield f"{shared} events told by several dispatches, fewer than {LEAST_SHARED_EVENTS}"


def _event_telling_problems(by_id: Dispatches, event: GoldEvent) -> Iterator[str]:
    if not event.told_by:
        yield f"{event.id}: nobody tells it"
    if len(set(event.told_by)) < len(event.told_by):
        yield f"{event.id}: a sentence stands twice"
    for telling in event.told_by:
        dispatch = by_id.get(telling.dispatch)
        ahead = telling.modality in (Modality.FUTURE, Modality.HYPOTHETICAL)
        if dispatch is not None and not ahead and dispatch.date < event.date:
            yield f"{event.id}: {dispatch.id} tells it before it happens"


def _contradiction_problems(gold: Gold) -> Iterator[str]:
    known = {e.id for e in gold.events} | {c.id for c in gold.commitments}
    yield from _twice("contradiction", (c.id for c in gold.contradictions))
    yield from (f"values about {c.about}, which is unknown" for c in gold.compatible if c.about not in known)
    if len(gold.contradictions) < LEAST_CONTRADICTIONS:
        yield f"{len(gold.contradictions)} contradictions, fewer than {LEAST_CONTRADICTIONS}"
    for c in gold.contradictions:
        if c.about not in known:
            yield f"{c.id}: about {c.about}, which is unknown"
        values = [v.value for v in c.values]
        if len(set(values)) < 2 or len(set(values)) < len(values) or not all(v.told_by for v in c.values):
            yield f"{c.id}: values {values}"
        if c.best is not None and c.best not in values:
            yield f"{c.id}: best value {c.best!r} is not among them"
        if (c.kind == "denial") != (c.field == "modality"):
            yield f"{c.id}: a {c.kind} in the field {c.field}"


def _commitment_problems(by_id: Dispatches, gold: Gold) -> Iterator[str]:
    yield from _twice("commitment", (c.id for c in gold.commitments))
    for commitment in gold.commitments:
        if not commitment.parties or not {p.code for p in commitment.parties} <= CODES:
            yield f"{commitment.id}: parties {[p.code for p in commitment.parties]}"
        days = [a.day for a in commitment.as_of]
        if len(days) < 2 or days != sorted(set(days)):
            yield f"{commitment.id}: days asked {[d.isoformat() for d in days]}"
        if any(step.dispatch not in by_id for step in commitment.history):
            continue  # said already where the sentences are looked up
        for asked in commitment.as_of:
            yield from _state_problems(commitment.id, asked, state_on(commitment.history, asked.day, by_id))


def _state_problems(name: str, asked: AsOf, derived: AsOf) -> Iterator[str]:
    parts: tuple[tuple[str, Callable[[AsOf], object], tuple[object, ...]], ...] = (
        ("status", lambda a: a.status, asked.accept.status),
        ("due date", lambda a: a.due, asked.accept.due),
        ("outcome", lambda a: a.outcome, asked.accept.outcome),
    )
    for part, get, accepted in parts:
        if get(derived) not in (get(asked), *accepted):
            yield f"{name} on {asked.day}: {part} {get(asked)}, but its history says {get(derived)}"


def _page_problems(by_id: Dispatches, gold: Gold) -> Iterator[str]:
    told = {(t.dispatch, t.sentence) for _, t in _tellings(gold)}
    for line in gold.furniture:
        dispatch = by_id.get(line.dispatch)
        if dispatch is None or line.line not in dispatch.text.split("\n"):
            yield f"furniture: {line.line!r} is no line of {line.dispatch}"
        if any(i == line.dispatch and sentence in line.line for i, sentence in told):
            yield f"furniture: {line.line!r} of {line.dispatch} tells something"
    if 3 * len({line.dispatch for line in gold.furniture}) < len(by_id):
        yield "fewer than a third of the dispatches carry page furniture"
    for pair in gold.copies:
        if not all(i in by_id for i in pair):
            yield f"copies: {pair} are not all there"
        elif not _mostly_same(*(by_id[i].text for i in pair)):
            yield f"copies: {pair} share too little"


def _mostly_same(one: str, other: str) -> bool:
    words, others = set(one.split()), set(other.split())
    # A paper that takes over an agency's report adds lines of its own, so that the shorter text decides.
    return len(words & others) > 0.7 * min(len(words), len(others))


def _twice(what: str, ids: Iterable[str]) -> Iterator[str]:
    return (f"{what} id {i} stands twice" for i, n in Counter(ids).items() if n > 1)


def main(folder: Path) -> int:
    """Prints what is wrong with the corpus in ``folder``; 1 if anything is."""
    gold = load_gold(folder / "gold.json")
    dispatches = load_dispatches(folder / gold.corpus)
    found = problems(dispatches, gold)
    for problem in found:
        sys.stderr.write(problem + "\n")
    sys.stdout.write(
        f"{len(dispatches)} dispatches, {len(gold.events)} events, {len(gold.contradictions)} contradictions, "
        f"{len(gold.commitments)} commitments: {len(found)} problems\n"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent))
