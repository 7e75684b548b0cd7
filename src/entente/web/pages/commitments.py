"""What was promised, by when, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from entente.records import Commitment, CommitmentStatus, CommitmentType, Outcome
from entente.store import CommitmentFilter
from entente.web import asking
from entente.web.pages.view import desk_of, show, snapshot_of
from entente.web.snapshot import Snapshot, Snapshots

AT_A_TIME = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A commitment on the time line, in percent of its width."""

    commitment: Commitment
    left: float
    width: float
    due: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLine:
    """Commitments over time: ``ticks`` are places and names of years and quarters, ``today`` is where the day stands."""

    bars: Sequence[Bar]
    ticks: Sequence[tuple[float, str]]
    today: float | None


def listing(request: Request) -> HTMLResponse:
    """Commitments as a time line and a list, filtered by what stands in the address."""
    snapshot, desk = snapshot_of(request), desk_of(request)
    found = find(desk.snapshots, snapshot, asking.commitments(request.query_params))
    page = asking.page(found, request.query_params, size=AT_A_TIME)
    return show(
        request,
        "commitments.html",
        snapshot=snapshot,
        page=page,
        line=time_line(page.items, snapshot.today),
        types=[t.value for t in CommitmentType],
        statuses=[s.value for s in CommitmentStatus],
        outcomes=[o.value for o in Outcome],
    )


def commitment(request: Request) -> HTMLResponse:
    """One commitment with its history, each step with its sentences."""
    snapshot = snapshot_of(request)
    found = snapshot.commitment_of.get(request.path_params["name"])
    if found is None:
        raise HTTPException(404, f"no commitment {request.path_params['name']!r} in this record")
    return show(
        request,
        "commitment.html",
        snapshot=snapshot,
        commitment=found,
        events=snapshot.named(found.events),
        contradictions=snapshot.contradictions_of.get(found.id, ()),
    )


def find(snapshots: Snapshots, snapshot: Snapshot, wanted: CommitmentFilter) -> Sequence[Commitment]:
    """The commitments asked for, by due date, those without one last."""
    if wanted == CommitmentFilter():
        return snapshot.commitments
    return snapshot.remember(wanted, lambda: list(snapshots.store.commitments(wanted, as_of=snapshot.as_of)))


def time_line(commitments: Sequence[Commitment], today: dt.date | None) -> TimeLine:
    """Where each commitment stands in time, from when it was first told to its due date or its last step."""
    spans = [(c, days) for c in commitments if (days := _days(c))]
    if not spans:
        return TimeLine(bars=(), ticks=(), today=None)
    known = [day for _, days in spans for day in days]
    begin, end = min(known), max(known)
    # A law with a date far off or long ago would press everything else into one line.
    middle = sorted(known)[len(known) // 2]
    begin, end = max(begin, middle - dt.timedelta(days=900)), min(end, middle + dt.timedelta(days=900))
    begin, end = begin - dt.timedelta(days=15), end + dt.timedelta(days=15)

    def at(day: dt.date) -> float:
        return round(100 * min(max((day - begin).days / (end - begin).days, 0), 1), 2)

    bars = []
    for c, days in spans:
        left, right = at(min(days)), at(max(days))
        bars.append(
            Bar(commitment=c, left=left, width=round(max(right - left, 0.5), 2), due=at(c.due) if c.due else None)
        )
    inside = today is not None and begin <= today <= end
    return TimeLine(bars=bars, ticks=_ticks(begin, end, at), today=at(today) if today and inside else None)


def _days(commitment: Commitment) -> list[dt.date]:
    days = [day for step in commitment.history for day in (step.date, step.due) if day is not None]
    return days + ([commitment.due] if commitment.due else [])


def _ticks(begin: dt.date, end: dt.date, at: object) -> list[tuple[float, str]]:
    assert callable(at)
    step = 3 if (end - begin).days < 1100 else 12
    day = dt.date(begin.year, 1, 1)
    ticks = []
    while day <= end:
        if day >= begin:
            ticks.append((at(day), f"{day:%b %Y}"))
        month = day.month - 1 + step
        day = dt.date(day.year + month // 12, month % 12 + 1, 1)
    return ticks
