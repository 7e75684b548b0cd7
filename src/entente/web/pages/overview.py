"""The first page: what is new, what is due, where dealings turn, and where reports disagree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse

from entente.analysis import Shift, Side, shifts_of
from entente.records import Commitment, Document, Event, Outcome
from entente.store import Period
from entente.web.pages.view import desk_of, show, snapshot_of
from entente.web.snapshot import Snapshot, Snapshots

NEWEST = 8
SURE = 0.3
"""Least certainty of what stands on the first page; the page of events has the rest."""
DEADLINES = 6
WATCHED = 4
"""Sides whose turns are looked for: those who deal most."""
TURNS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """Commitments with a due date: still ahead, the nearest first, and those that passed unkept or unheard of."""

    ahead: Sequence[Commitment]
    missed: Sequence[Commitment]
    passed: Sequence[Commitment]


def overview(request: Request) -> HTMLResponse:
    """What an analyst looks at first."""
    snapshot, snapshots = snapshot_of(request), desk_of(request).snapshots
    return show(
        request,
        "overview.html",
        snapshot=snapshot,
        newest=snapshot.remember("newest", lambda: newest(snapshot)),
        deadlines=deadlines(snapshot.commitments, snapshot.today),
        shifts=recent_shifts(snapshots, snapshot),
        contradictions=snapshot.contradictions[:DEADLINES],
        sides=snapshot.sides[:12],
        counts={side: len(snapshot.acts_of_side[side]) for side in snapshot.sides[:12]},
        articles=snapshot.remember("latest articles", lambda: latest_articles(snapshot)),
    )


def newest(snapshot: Snapshot) -> list[Event]:
    """Events that happened, the last reported first."""
    told = [
        e for e in snapshot.events if e.modality.value == "actual" and e.reported is not None and e.confidence >= SURE
    ]
    told.sort(key=lambda e: (e.reported or dt.date.min, e.date or dt.date.min), reverse=True)
    return told[:NEWEST]


def latest_articles(snapshot: Snapshot) -> list[Document]:
    """The last published articles."""
    dated = [d for d in snapshot.headings.values() if d.published is not None]
    return sorted(dated, key=lambda d: (d.published or dt.date.min, d.id), reverse=True)[:5]


def deadlines(commitments: Sequence[Commitment], today: dt.date | None) -> Deadlines:
    """What is due, seen from a day."""
    due = [c for c in commitments if c.due is not None]
    day = today or dt.date.max
    ahead = [c for c in due if c.outcome is Outcome.OPEN and (c.due or day) >= day]
    missed = [c for c in due if c.outcome is Outcome.MISSED]
    passed = [c for c in due if c not in missed and c.outcome is Outcome.UNKNOWN and (c.due or day) < day]
    return Deadlines(ahead=ahead[:DEADLINES], missed=missed[::-1][:DEADLINES], passed=passed[::-1][:DEADLINES])


def recent_shifts(snapshots: Snapshots, snapshot: Snapshot) -> list[Shift]:
    """The latest turns of those who deal most."""

    def answer() -> list[Shift]:
        found: dict[tuple[frozenset[Side], str], Shift] = {}
        for side in snapshot.sides[:WATCHED]:
            for shift in turns(snapshots, snapshot, side):
                found.setdefault((frozenset((shift.a, shift.b)), shift.period), shift)
        return sorted(found.values(), key=lambda s: s.begin, reverse=True)[:TURNS]

    return snapshot.remember("recent shifts", answer)


def turns(snapshots: Snapshots, snapshot: Snapshot, side: Side) -> Sequence[Shift]:
    """A side's turns towards its partners, by week."""

    def answer() -> Sequence[Shift]:
        coverage = snapshots.coverage(snapshot, Period.WEEK)
        return shifts_of(snapshot.acts_of_side.get(side, ()), side, coverage=coverage, limit=8).shifts

    return snapshot.remember(("turns", side), answer)
