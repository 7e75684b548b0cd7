"""States and other sides: who there is, one of them, and how two deal with each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from entente.analysis import (
    Alignments,
    Bootstrap,
    Partner,
    Series,
    Shifts,
    Side,
    acts_between,
    alignment,
    dyad_series,
    rank_partners,
    read_side,
    shifts_between,
    side_of,
)
from entente.errors import UsageError
from entente.records import Commitment, Event
from entente.store import Period
from entente.web import asking, charts, names
from entente.web.pages.overview import turns
from entente.web.pages.view import address, desk_of, show, snapshot_of
from entente.web.snapshot import Snapshot, Snapshots

PARTNERS = 12
SHOWN_EVENTS = 12
PLOTTED = 800
"""Events drawn as points; more would be a grey cloud and a slow page."""
MOST_PERIODS = 80
"""Periods of a chart; a longer time is shown by its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A partner and its dealings by period, for a small chart in a table: heights from -1 to 1, and words."""

    partner: Partner
    cells: Sequence[tuple[float, str]]


def listing(request: Request) -> HTMLResponse:
    """Everybody who deals with somebody, the most frequent first."""
    snapshot = snapshot_of(request)
    query = (request.query_params.get("q") or "").strip().casefold()
    found = [s for s in snapshot.sides if query in f"{names.side_name(s)} {s.key}".casefold()]
    counts = {side: len(snapshot.acts_of_side[side]) for side in found}
    return show(request, "states.html", snapshot=snapshot, sides=found[:300], counts=counts, query=query)


def state(request: Request) -> HTMLResponse:
    """One side: its partners over time, how it stands towards them, where that turned, what it promised."""
    snapshot, snapshots = snapshot_of(request), desk_of(request).snapshots
    side = _known(read_side(request.path_params["key"]), snapshot)
    acts = snapshot.acts_of_side.get(side)
    if not acts:
        raise HTTPException(404, f"{names.side_name(side)} deals with nobody in this record")
    period = asking.one_of(request.query_params, "period", asking.PERIODS, Period.MONTH)
    measure = request.query_params.get("measure", "balance")
    found = aligned(snapshot, side, period)
    shifts = turns(snapshots, snapshot, side)
    partners = snapshot.remember(("ranked", side), lambda: rank_partners(acts, side, limit=PARTNERS))
    told = snapshot.remember(("told", side), lambda: latest(snapshot, [act.event for act in acts]))
    shown = {one.partner for one in found.partners}
    return show(
        request,
        "state.html",
        snapshot=snapshot,
        side=side,
        period=period.value,
        measure=measure,
        alignment=found,
        chart=snapshot.remember(
            ("realignment", side, period, measure != "mean"),
            lambda: charts.realignment(found, [s for s in shifts if s.b in shown], balance=measure != "mean"),
        ),
        shifts=shifts,
        strips=[strip(snapshot, side, p, period) for p in partners],
        commitments=commitments_of(snapshot, side),
        events=told[:SHOWN_EVENTS],
        total=len(told),
    )


def dyad(request: Request) -> Response:
    """How two sides deal with each other over time, with the events themselves."""
    snapshot, snapshots = snapshot_of(request), desk_of(request).snapshots
    params = request.query_params
    a, b = asking.side(params, "a"), asking.side(params, "b")
    if a is None or b is None:
        return RedirectResponse(address("/states", as_of=params.get("as_of", "")), status_code=303)
    if a == b:
        raise UsageError("a dyad has two sides; choose another for one of them")
    a, b = _known(a, snapshot), _known(b, snapshot)
    period = asking.one_of(params, "period", asking.PERIODS, Period.MONTH)
    directed = params.get("directed") == "1"
    per_hundred = params.get("per_hundred") == "1"
    series = series_of(snapshots, snapshot, a, b, period, directed=directed)

    def told() -> list[Event]:
        acts = acts_between(snapshot.acts_of_side.get(a, ()), a, b, directed=directed)
        return latest(snapshot, [act.event for act in acts])

    events = snapshot.remember(("told between", a, b, directed), told)
    about = f"{names.side_name(a)} and {names.side_name(b)}"
    return show(
        request,
        "dyad.html",
        snapshot=snapshot,
        a=a,
        b=b,
        sides=sorted({*snapshot.sides[:200], a, b}, key=names.side_name),
        period=period.value,
        directed=directed,
        per_hundred=per_hundred,
        series=series,
        chart=snapshot.remember(
            ("quads", a, b, period, directed, per_hundred), lambda: charts.quads(series, per_hundred=per_hundred)
        ),
        points=snapshot.remember(
            ("points", a, b, period, directed),
            lambda: charts.timeline(
                events[:PLOTTED], lambda e: address(f"/events/{e.id}", as_of=snapshot.as_of), about, series
            ),
        ),
        events=events[:100],
        total=len(events),
        shifts=turns_between(snapshots, snapshot, a, b),
        commitments=[c for c in commitments_of(snapshot, a) if b in {side_of(p) for p in c.parties}],
    )


def aligned(snapshot: Snapshot, side: Side, period: Period) -> Alignments:
    """How a side stands towards those it deals with most."""

    def answer() -> Alignments:
        acts = snapshot.acts_of_side.get(side, ())
        # Background from years ago would stretch the axis over empty time.
        begin = None
        published = [d.published for d in snapshot.headings.values() if d.published]
        if published:
            begin = min(published)
        return alignment(acts, side, period=period, begin=begin, end=snapshot.today, limit=charts.PARTNERS,
                         settings=Bootstrap(draws=400))  # fmt: skip

    return snapshot.remember(("alignment", side, period), answer)


def series_of(snapshots: Snapshots, snapshot: Snapshot, a: Side, b: Side, period: Period, *, directed: bool) -> Series:
    """The series of two sides over the time that articles were read for."""

    def answer() -> Series:
        published = [d.published for d in snapshot.headings.values() if d.published]
        return dyad_series(
            snapshot.acts_of_side.get(a, ()), a, b, period=period, directed=directed,
            coverage=snapshots.coverage(snapshot, period),
            begin=min(published, default=None), end=snapshot.today,
        )  # fmt: skip

    return snapshot.remember(("series", a, b, period, directed), answer)


def turns_between(snapshots: Snapshots, snapshot: Snapshot, a: Side, b: Side) -> Shifts:
    """Where two sides' dealings turned."""
    return snapshot.remember(
        ("turns between", a, b),
        lambda: shifts_between(
            snapshot.acts_of_side.get(a, ()), a, b, coverage=snapshots.coverage(snapshot, Period.WEEK)
        ),
    )


def strip(snapshot: Snapshot, side: Side, partner: Partner, period: Period) -> Strip:
    """A partner's dealings by period, each as high as its mean score."""

    def answer() -> Strip:
        published = [d.published for d in snapshot.headings.values() if d.published]
        series = dyad_series(
            snapshot.acts_of_side.get(side, ()), side, partner.partner, period=period,
            begin=min(published, default=None), end=snapshot.today,
        )  # fmt: skip
        cells = [
            (round((point.tally.score_mean or 0) / 10, 2), f"{point.period}: {point.count}")
            for point in series.points[-MOST_PERIODS:]
        ]
        return Strip(partner=partner, cells=cells)

    return snapshot.remember(("strip", side, partner.partner, period), answer)


def commitments_of(snapshot: Snapshot, side: Side) -> list[Commitment]:
    """Commitments to which a side is a party."""

    def answer() -> dict[Side, list[Commitment]]:
        found: dict[Side, list[Commitment]] = {}
        for commitment in snapshot.commitments:
            for one in dict.fromkeys(s for p in commitment.parties if (s := side_of(p)) is not None):
                found.setdefault(one, []).append(commitment)
        return found

    return snapshot.remember("commitments by side", answer).get(side, [])


def latest(snapshot: Snapshot, ids: Sequence[str]) -> list[Event]:
    """Events by their ids, newest first."""
    found = {snapshot.place[name] for name in ids if name in snapshot.place}
    events = [snapshot.events[place] for place in sorted(found)]
    dated = [e for e in events if e.date or e.enddate]
    return dated[::-1] + [e for e in events if not (e.date or e.enddate)]


def _known(side: Side, snapshot: Snapshot) -> Side:
    """The side with the name that the record has for it."""
    return next((s for s in snapshot.sides if s == side), side)
