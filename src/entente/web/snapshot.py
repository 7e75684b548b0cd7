"""The record as of a day, kept at hand.

A page shows fifty events of a hundred thousand, a chart needs all of a state's acts: reading them from the store for
every request would take longer than a reader waits. So what was read once is kept until the record changes. What filters
mean stays the store's business: it names the ids, and the snapshot has the events.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from entente.analysis import Act, Side, acts_of, sides_of
from entente.records import Commitment, Contradiction, Document, Event
from entente.store import EventFilter, Period, Store
from entente.store.summaries import CoverageLine

KEPT = 3
"""Days as of which the record is kept at hand; each holds all its events in memory."""
REMEMBERED = 200
"""Answers that are remembered with each."""
TRUSTED_SECONDS = 2.0
"""How long the record is taken for unchanged without looking; what this dashboard adds itself shows at once."""

ALL = EventFilter(modalities=())

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What the record tells as of a day. ``events`` and ``newest`` are in order of their days, undated ones last.

    ``place`` leads from an id or an alias to a place in ``events``. ``headings`` are documents without their text.
    """

    as_of: dt.date | None
    fingerprint: str
    events: Sequence[Event]
    newest: Sequence[Event]
    place: Mapping[str, int]
    headings: Mapping[str, Document]
    commitments: Sequence[Commitment]
    commitment_of: Mapping[str, Commitment]
    contradictions: Sequence[Contradiction]
    contradictions_of: Mapping[str, Sequence[Contradiction]]
    acts: Sequence[Act]
    acts_of_side: Mapping[Side, Sequence[Act]]
    sides: Sequence[Side]
    events_of_document: Mapping[str, Sequence[Event]]
    commitments_of_document: Mapping[str, Sequence[Commitment]]
    commitments_of_event: Mapping[str, Sequence[Commitment]]
    today: dt.date | None
    """The day as of which the record speaks: the one asked for, else that of its latest document."""
    _answers: OrderedDict[object, Any] = field(default_factory=OrderedDict, repr=False, compare=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def event(self, name: str) -> Event | None:
        """The event with an id or an alias."""
        place = self.place.get(name)
        return None if place is None else self.events[place]

    def named(self, ids: Iterable[str]) -> list[Event]:
        """The events with these ids, in the order of the ids."""
        return [event for name in ids if (event := self.event(name)) is not None]

    def remember(self, key: object, answer: Callable[[], T]) -> T:
        """``answer``, computed once for a key as long as the record does not change."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]  # type: ignore[no-any-return]
        found = answer()
        with self._lock:
            self._answers[key] = found
            while len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)
        return found


class Snapshots:
    """Snapshots of a store, made when asked for and kept until the record changes. May be used by several threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._kept: OrderedDict[dt.date | None, Snapshot] = OrderedDict()
        self._looked: dict[dt.date | None, float] = {}
        self._lock = threading.Lock()

    def get(self, as_of: dt.date | None) -> Snapshot:
        """The record as of a day. Raises StoreError where it cannot be read."""
        with self._lock:
            kept = self._kept.get(as_of)
            if kept is not None and time.monotonic() - self._looked[as_of] < TRUSTED_SECONDS:
                return kept
            fingerprint = self.store.fingerprint(as_of=as_of)
            if kept is None or kept.fingerprint != fingerprint:
                kept = take(self.store, as_of, fingerprint)
            self._kept[as_of] = kept
            self._kept.move_to_end(as_of)
            self._looked[as_of] = time.monotonic()
            while len(self._kept) > KEPT:
                gone, _ = self._kept.popitem(last=False)
                del self._looked[gone]
            return kept

    def changed(self) -> None:
        """Look at the record again with the next question."""
        with self._lock:
            self._looked = dict.fromkeys(self._looked, float("-inf"))

    def find(self, snapshot: Snapshot, wanted: EventFilter, *, oldest: bool = False) -> Sequence[Event]:
        """The events asked for, newest first or oldest first, undated ones last."""
        ordered = snapshot.events if oldest else snapshot.newest
        if wanted == ALL:
            return ordered

        def answer() -> Sequence[Event]:
            ids = set(self.store.event_ids(wanted, as_of=snapshot.as_of))
            return [event for event in ordered if event.id in ids]

        return snapshot.remember((wanted, oldest), answer)

    def coverage(self, snapshot: Snapshot, period: Period) -> list[CoverageLine]:
        """How many articles were read, by outlet and period."""
        return snapshot.remember(("coverage", period), lambda: self.store.coverage(period=period, as_of=snapshot.as_of))


def take(store: Store, as_of: dt.date | None, fingerprint: str) -> Snapshot:
    """Read the record as of a day."""
    events = list(store.events(ALL, as_of=as_of))
    dated = [e for e in events if e.date or e.enddate]
    commitments = list(store.commitments(as_of=as_of))
    contradictions = list(store.contradictions(as_of=as_of))
    acts = acts_of(events)
    headings = {k.document.id: replace(k.document, text="") for k in store.documents(as_of=as_of)}
    of_side: dict[Side, list[Act]] = {}
    for act in acts:
        of_side.setdefault(act.source, []).append(act)
        of_side.setdefault(act.target, []).append(act)
    return Snapshot(
        as_of=as_of,
        fingerprint=fingerprint,
        events=events,
        newest=dated[::-1] + events[len(dated) :],
        place={name: n for n, e in enumerate(events) for name in (*e.aliases, e.id)},
        headings=headings,
        commitments=commitments,
        commitment_of={c.id: c for c in commitments},
        contradictions=contradictions,
        contradictions_of=_grouped((c.about, c) for c in contradictions),
        acts=acts,
        acts_of_side=of_side,
        sides=sides_of(acts),
        events_of_document=_grouped(
            (d, e) for e in events for d in dict.fromkeys(line.document for line in e.evidence)
        ),
        commitments_of_document=_grouped(
            (d, c) for c in commitments for d in dict.fromkeys(e.document for e in c.evidence)
        ),
        commitments_of_event=_grouped((e, c) for c in commitments for e in c.events),
        today=as_of or max((d.published for d in headings.values() if d.published), default=None),
    )


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
