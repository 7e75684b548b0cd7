"""Where dealings turned: change points, the events that made them, and tables of before and after.

A change point is found by PELT with the squared-error cost (Killick, Fearnhead and Eckley 2012, "Optimal Detection of
Changepoints With a Linear Computational Cost", JASA 107) as the ``ruptures`` library has it (Truong, Oudre and Vayatis
2020, Signal Processing 167): of all ways to cut a series into stretches of at least two periods with a level each, the one
with the least squared error plus a **penalty** for every cut. The series is first divided by the standard deviation of
its noise, estimated from differences of neighbouring periods: s2 = sum of d2 / (2 (n - 1)) (von Neumann 1941). A jump counts
as noise in that estimate, so that a turn must stand out from the ups and downs of its own series. The penalty is
``strictness`` x (k + 1) x ln(n), the Schwarz criterion for a place and k levels in n periods. Cooperation and conflict are
followed side by side (k = 2), because a turn can show in one while the other hides it in their sum.

A series of fewer than eight periods is too short to tell a level from a few events, and the answer says so.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from entente.analysis.bootstrap import MINIMUM, Bootstrap, Floats, Interval, Weights, interval, resampled
from entente.analysis.calendar import Clock, day_of, slot_named
from entente.analysis.dyads import Act, Side, acts_between, acts_with
from entente.analysis.extras import ruptures
from entente.analysis.partners import rank_partners
from entente.analysis.series import Point, Series, articles_by_period, dyad_series
from entente.analysis.tally import Tally, tally
from entente.errors import UsageError
from entente.store.periods import Period
from entente.store.summaries import CoverageLine

if TYPE_CHECKING:
    import pandas as pd

SHORTEST = 8
"""Periods below which no change point is sought."""
STRETCH = 2
"""Periods that a level lasts at least."""
STRICTNESS = 1.0
"""Factor of the penalty; more finds fewer turns."""


class Measure(StrEnum):
    """What of a period is followed."""

    BOTH = "both"
    """The sums of its cooperative and of its conflictual PLOVER scores, side by side."""
    SCORE = "score"
    """The sum of its PLOVER scores."""
    COOPERATION = "cooperation"
    """The number of its cooperative acts."""
    CONFLICT = "conflict"
    """The number of its conflictual acts."""


class Turn(StrEnum):
    """Which way dealings turned, by the level before and after."""

    WORSENS = "worsens"
    """To conflict, or to more of it."""
    FADES = "fades"
    """Cooperation gives way to little of either."""
    EASES = "eases"
    """Conflict gives way to little of either."""
    IMPROVES = "improves"
    """To cooperation, or to more of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A stretch of periods on one level, and all acts in it.

    ``mean`` is the measure of a mean period; where cooperation and conflict are followed side by side, their sum.
    """

    begin: dt.date
    end: dt.date
    periods: int
    mean: float
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A turn between two sides.

    ``period`` is the first of the new level, ``begin`` its first day. ``events`` are the ids of the acts in the first two
    periods of the new level that pull the way of the turn, the strongest first; ``day`` is the first day of these.
    Where dealings only fell silent there are none, and ``day`` is None.
    """

    a: Side
    b: Side
    period: str
    begin: dt.date
    day: dt.date | None
    kind: Turn
    before: Level
    after: Level
    events: tuple[str, ...]

    @property
    def change(self) -> float:
        """By how much the level rose, or (below 0) fell."""
        return round(self.after.mean - self.before.mean, 6)

    @property
    def better(self) -> bool:
        """Whether it is a turn away from conflict or to cooperation."""
        return self.kind in (Turn.IMPROVES, Turn.EASES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifts:
    """The turns between two sides, earliest first, and what they were looked for with.

    ``periods`` is the number of periods that could be used; where ``too_short`` they were fewer than eight, and nothing
    was looked for. ``levels`` are the stretches between the turns: a record often opens in the middle of a story, and then
    its first level tells what no turn can. ``per_hundred`` says that the measure was taken per hundred articles read.
    """

    a: Side
    b: Side
    period: Period
    measure: Measure
    per_hundred: bool
    periods: int
    too_short: bool
    penalty: float | None
    levels: tuple[Level, ...]
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """A state's turns towards its partners, the most frequent partner first."""

    state: Side
    partners: tuple[Shifts, ...]

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """Every turn, earliest first."""
        found = [shift for partner in self.partners for shift in partner.shifts]
        return tuple(sorted(found, key=lambda shift: (shift.begin, shift.b.key)))

    @property
    def too_short(self) -> tuple[Side, ...]:
        """Partners of whom too few periods are known to look for a turn."""
        return tuple(partner.b for partner in self.partners if partner.too_short)

    def frame(self) -> pd.DataFrame:
        """A row a turn."""
        from entente.analysis.frames import shifts_frame

        return shifts_frame(self.shifts)

    def _repr_html_(self) -> str:
        from entente.export.notebook import shifts_html

        return shifts_html(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeAfter:
    """What two sides did in as many days before ``day`` as from it on (the day itself is after).

    ``change`` is the difference of the mean scores, with its bootstrap interval; None where either time is without an act
    (the interval: with fewer than three on either). ``articles_before`` and ``articles_after`` were read; None where
    nobody said.
    """

    state: Side
    partner: Side
    day: dt.date
    days: int
    before: Tally
    after: Tally
    change: float | None
    change_interval: Interval | None
    articles_before: int | None = None
    articles_after: int | None = None


def shifts_between(
    acts: Iterable[Act],
    a: Side,
    b: Side,
    *,
    period: Period = Period.WEEK,
    measure: Measure = Measure.BOTH,
    coverage: Sequence[CoverageLine] = (),
    per_hundred: bool = False,
    begin: dt.date | None = None,
    end: dt.date | None = None,
    clock: Clock = Clock.BEST,
    strictness: float = STRICTNESS,
) -> Shifts:
    """Where dealings between ``a`` and ``b`` turned.

    With ``coverage``, periods for which no article was read are left out: they are unknown, not quiet. Without ``begin``
    and ``end`` the series reaches over all that was read, so that silence before the first act counts. Raises UsageError
    where ``per_hundred`` is asked for without coverage, or strictness is not above 0, or ruptures is not installed.
    """
    if per_hundred and not coverage:
        raise UsageError("numbers per hundred articles need the coverage of the record")
    if strictness <= 0:
        raise UsageError("the strictness of the penalty is a number above 0")
    acts = acts_between(acts, a, b)
    read = [slot_named(name, period) for name, count in articles_by_period(coverage).items() if count]
    begin = begin or min((slot.begin for slot in read), default=None)
    end = end or max((slot.end for slot in read), default=None)
    series = dyad_series(acts, a, b, period=period, coverage=coverage, begin=begin, end=end, clock=clock)
    points = [point for point in series.points if point.articles != 0]
    values = np.array([_values(point, measure, per_hundred) for point in points], dtype=np.float64)
    signal, too_short = _in_noise(values), len(points) < SHORTEST
    penalty = None if too_short else strictness * (signal.shape[1] + 1) * math.log(len(points))
    edges = [0, *(_cuts(signal, penalty) if penalty is not None else ()), len(points)]
    told = {act.event: act for act in acts}
    levels = [_level(points[start:stop], values[start:stop], told) for start, stop in pairwise(edges) if start < stop]
    return Shifts(
        a=a,
        b=b,
        period=period,
        measure=measure,
        per_hundred=per_hundred,
        periods=len(points),
        too_short=too_short,
        penalty=None if penalty is None else round(penalty, 6),
        levels=tuple(levels),
        shifts=tuple(
            _shift(series, points[cut : cut + STRETCH], levels[n : n + 2], told, measure)
            for n, cut in enumerate(edges[1:-1])
        ),
    )


def shifts_of(
    acts: Iterable[Act],
    state: Side,
    partners: Sequence[Side] | None = None,
    *,
    period: Period = Period.WEEK,
    measure: Measure = Measure.BOTH,
    coverage: Sequence[CoverageLine] = (),
    per_hundred: bool = False,
    begin: dt.date | None = None,
    end: dt.date | None = None,
    clock: Clock = Clock.BEST,
    strictness: float = STRICTNESS,
    limit: int = 12,
) -> Turns:
    """Where ``state`` turned towards ``partners``, or else towards the ``limit`` with whom it deals most,
    in three acts at least: fewer make no level.

    Errors as :func:`shifts_between`.
    """
    acts = acts_with(acts, state)
    if partners is None:
        ranked = rank_partners(acts, state, begin=begin, end=end, clock=clock, limit=limit)
        partners = [found.partner for found in ranked if found.count >= MINIMUM]
    return Turns(
        state=state,
        partners=tuple(
            shifts_between(
                acts, state, partner, period=period, measure=measure, coverage=coverage, per_hundred=per_hundred,
                begin=begin, end=end, clock=clock, strictness=strictness,
            )
            for partner in partners
        ),
    )  # fmt: skip


def before_after(
    acts: Iterable[Act],
    state: Side,
    day: dt.date,
    partners: Sequence[Side] | None = None,
    *,
    days: int = 90,
    coverage: Sequence[CoverageLine] = (),
    clock: Clock = Clock.BEST,
    limit: int = 12,
    settings: Bootstrap | None = None,
) -> tuple[BeforeAfter, ...]:
    """What ``state`` and each partner did in ``days`` before ``day`` and from it on.

    ``partners`` are by default the ``limit`` with whom it dealt most in that time. ``coverage`` must have been counted by
    day. Raises UsageError for less than one day.
    """
    if days < 1:
        raise UsageError("before and after are at least one day long")
    acts, settings = acts_with(acts, state), settings or Bootstrap()
    first, last = day - dt.timedelta(days=days), day + dt.timedelta(days=days - 1)
    if partners is None:
        ranked = rank_partners(acts, state, begin=first, end=last, clock=clock, limit=limit)
        partners = [found.partner for found in ranked]
    articles = articles_by_period(coverage) if coverage else None
    return tuple(_before_after(acts, state, partner, day, days, articles, clock, settings) for partner in partners)


def _values(point: Point, measure: Measure, per_hundred: bool) -> list[float]:
    told = point.tally
    sums: dict[Measure, list[float]] = {
        Measure.BOTH: [told.cooperation_score, told.conflict_score],
        Measure.SCORE: [told.score_sum],
        Measure.COOPERATION: [told.cooperation],
        Measure.CONFLICT: [told.conflict],
    }
    return [(point.per_hundred(value) or 0.0) if per_hundred else value for value in sums[measure]]


def _in_noise(values: Floats) -> Floats:
    """The series in standard deviations of their noise, a column each; those that never move are left out."""
    if len(values) < 2:
        return np.zeros((len(values), 0))
    steps = np.diff(values, axis=0)
    noise = np.sqrt((steps**2).sum(axis=0) / (2 * len(steps)))
    scaled: Floats = values[:, noise > 0] / noise[noise > 0]
    return scaled


def _cuts(signal: Floats, penalty: float) -> list[int]:
    """Where each level but the first begins."""
    if not signal.shape[1]:
        return []
    # With a linear kernel its cost is the squared error; unlike its Pelt, it is compiled.
    found = ruptures().KernelCPD(kernel="linear", min_size=STRETCH).fit(signal).predict(pen=penalty)
    return [int(cut) for cut in found[:-1]]


def _level(points: Sequence[Point], values: Floats, told: Mapping[str, Act]) -> Level:
    return Level(
        begin=points[0].begin,
        end=points[-1].end,
        periods=len(points),
        mean=round(float(values.sum(axis=1).mean()), 6),
        tally=tally([told[name] for point in points for name in point.events]),
    )


def _shift(
    series: Series, opening: Sequence[Point], levels: Sequence[Level], told: Mapping[str, Act], measure: Measure
) -> Shift:
    """The turn from the first to the second of ``levels``, which begins with the periods of ``opening``."""
    before, after = levels
    kind = _kind(before.mean, after.mean, measure)
    better = kind in (Turn.IMPROVES, Turn.EASES)
    first = [told[name] for point in opening for name in point.events]
    makers = sorted((act for act in first if (act.score > 0) is better), key=lambda act: (-abs(act.score), act.event))
    days = [day for act in makers if (day := day_of(act, series.clock, series.period)) is not None]
    return Shift(
        a=series.a,
        b=series.b,
        period=opening[0].period,
        begin=opening[0].begin,
        day=min(days, default=None),
        kind=kind,
        before=before,
        after=after,
        events=tuple(act.event for act in makers),
    )


def _kind(before: float, after: float, measure: Measure) -> Turn:
    if measure is Measure.CONFLICT:
        before, after = -before, -after
    # A level that is at least half as far on the other side is a turn to it, and not merely an end of what was.
    if after > before:
        return Turn.IMPROVES if after > 0 and 2 * after >= -before else Turn.EASES
    return Turn.WORSENS if after < 0 and -2 * after >= before else Turn.FADES


def _before_after(
    acts: Sequence[Act],
    state: Side,
    partner: Side,
    day: dt.date,
    days: int,
    articles: Mapping[str, int] | None,
    clock: Clock,
    settings: Bootstrap,
) -> BeforeAfter:
    reach = dt.timedelta(days=days)
    told = acts_between(acts, state, partner)
    placed = [(when, act) for act in told if (when := day_of(act, clock, Period.MONTH)) is not None]
    before = [act for when, act in placed if day - reach <= when < day]
    after = [act for when, act in placed if day <= when < day + reach]
    earlier, later = tally(before), tally(after)
    old, new = earlier.score_mean, later.score_mean
    return BeforeAfter(
        state=state,
        partner=partner,
        day=day,
        days=days,
        before=earlier,
        after=later,
        change=None if old is None or new is None else round(new - old, 6),
        change_interval=_difference(before, after, settings, f"{state.key} {partner.key}"),
        articles_before=_read(articles, day - reach, day),
        articles_after=_read(articles, day, day + reach),
    )


def _difference(before: Sequence[Act], after: Sequence[Act], settings: Bootstrap, stream: str) -> Interval | None:
    """Each side of the day is drawn by itself, so that both keep their number of events."""
    if min(len(before), len(after)) < MINIMUM:
        return None

    def means(acts: Sequence[Act], name: str) -> Floats:
        scores = np.array([act.score for act in sorted(acts, key=lambda act: act.event)], dtype=np.float64)

        def mean(weights: Weights) -> Floats:
            return (weights @ scores / len(scores))[:, None]

        return resampled(len(scores), mean, settings=settings, stream=f"{stream} {name}")

    return interval((means(after, "after") - means(before, "before"))[:, 0], settings.level)


def _read(articles: Mapping[str, int] | None, first: dt.date, beyond: dt.date) -> int | None:
    """Articles read that were published from ``first`` to the day before ``beyond``."""
    if articles is None:
        return None
    return sum(count for name, count in articles.items() if first <= dt.date.fromisoformat(name) < beyond)
