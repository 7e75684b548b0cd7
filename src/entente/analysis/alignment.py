"""How a state stands towards each of its partners over time, and how sure that is.

Two numbers for each partner and period:

- the **mean**: the mean PLOVER score (-10 to 10) of the acts between the two in the period and the ``window`` - 1 periods
  before it. It tells how they deal with each other, and does not grow with how often they do or are written about.
- the **balance**: the sum of the scores of all acts since the beginning. It rises where cooperation prevails and falls
  where conflict does, and so shows a turn as a bend, but it does grow with coverage.

Both come with percentile bootstrap intervals over events, see :mod:`entente.analysis.bootstrap`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from entente.analysis.bootstrap import MINIMUM, Bootstrap, Floats, Interval, Weights, interval, resampled
from entente.analysis.calendar import Clock, Slot, placed, slots_between, whole_periods
from entente.analysis.dyads import Act, Side, acts_between, acts_with
from entente.analysis.partners import rank_partners
from entente.errors import UsageError
from entente.store.periods import Period, period_of

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

__all__ = ["Alignment", "AlignmentPoint", "Alignments", "Bootstrap", "alignment"]

Dated = Sequence[tuple[dt.date, Act]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentPoint:
    """One partner in one period.

    ``count`` and ``events`` are those of the period itself, ``within`` the number of events in the window that ``mean``
    rests on. ``mean`` is None where there is none. An interval is None where fewer than three events carry the number.
    """

    period: str
    begin: dt.date
    end: dt.date
    count: int
    within: int
    mean: float | None
    mean_interval: Interval | None
    balance: float
    balance_interval: Interval | None
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """A state towards one partner: one point a period without a gap. ``undated`` as in a series."""

    state: Side
    partner: Side
    points: tuple[AlignmentPoint, ...]
    undated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignments:
    """A state towards its partners, the most frequent first, over the same periods. ``window`` is in periods."""

    state: Side
    period: Period
    window: int
    clock: Clock
    settings: Bootstrap
    partners: tuple[Alignment, ...]

    def frame(self) -> pd.DataFrame:
        """A row a partner and period."""
        from entente.analysis.frames import alignment_frame

        return alignment_frame(self)

    def chart(self, *, balance: bool = False) -> alt.LayerChart:
        """A line a partner with its interval as a band: the mean, or the balance. Needs the extra ``web`` (Altair)."""
        from entente.analysis.charts import alignment_chart

        return alignment_chart(self, balance=balance)

    def _repr_html_(self) -> str:
        from entente.export.notebook import alignment_html

        return alignment_html(self)


def alignment(
    acts: Iterable[Act],
    state: Side,
    partners: Sequence[Side] | None = None,
    *,
    period: Period = Period.MONTH,
    window: int = 3,
    begin: dt.date | None = None,
    end: dt.date | None = None,
    clock: Clock = Clock.BEST,
    limit: int = 6,
    settings: Bootstrap | None = None,
) -> Alignments:
    """How ``state`` stands towards ``partners``, or else towards the ``limit`` partners with whom it deals most.

    The points of all partners reach over the same periods: from ``begin`` to ``end``, widened to whole periods, else
    from the first act of any of them that has a day to the last. Raises UsageError where end comes before begin, or for
    a window of less than one period.
    """
    if window < 1:
        raise UsageError("a window is at least one period long")
    begin, end = whole_periods(begin, end, period)
    acts, settings = acts_with(acts, state), settings or Bootstrap()
    if partners is None:
        ranked = rank_partners(acts, state, begin=begin, end=end, clock=clock, limit=limit)
        partners = [found.partner for found in ranked]
    dated: dict[Side, Dated] = {}
    undated: dict[Side, tuple[str, ...]] = {}
    for partner in partners:
        known, unknown = placed(acts_between(acts, state, partner), clock, period)
        dated[partner] = [(day, act) for day, act in known if (begin or day) <= day <= (end or day)]
        undated[partner] = tuple(act.event for act in unknown)
    slots = _slots(dated, begin, end, period)
    return Alignments(
        state=state,
        period=period,
        window=window,
        clock=clock,
        settings=settings,
        partners=tuple(
            Alignment(
                state=state,
                partner=partner,
                points=_points(dated[partner], slots, period, window, settings, f"{state.key} {partner.key}"),
                undated=undated[partner],
            )
            for partner in partners
        ),
    )


def _slots(dated: Mapping[Side, Dated], begin: dt.date | None, end: dt.date | None, period: Period) -> list[Slot]:
    days = [day for found in dated.values() for day, _ in found]
    first, last = begin or min(days, default=end), end or max(days, default=begin)
    return [] if first is None or last is None else slots_between(first, last, period)


def _points(
    dated: Dated, slots: Sequence[Slot], period: Period, window: int, settings: Bootstrap, stream: str
) -> tuple[AlignmentPoint, ...]:
    number = {slot.name: position for position, slot in enumerate(slots)}
    at = np.array([number[period_of(day, period)] for day, _ in dated], dtype=np.int64)
    scores = np.array([act.score for _, act in dated], dtype=np.float64)
    once = np.ones((1, len(dated)), dtype=np.int64)
    counts = np.bincount(at, minlength=len(slots))
    within = np.array([counts[max(0, k - window + 1) : k + 1].sum() for k in range(len(slots))])
    so_far = np.cumsum(counts)
    mean, balance = _mean_and_balance(once, at, scores, len(slots), window)[0].reshape(2, -1)
    drawn = (
        resampled(
            len(dated),
            lambda weights: _mean_and_balance(weights, at, scores, len(slots), window),
            settings=settings,
            stream=stream,
        )
        if len(dated) >= MINIMUM
        else None
    )
    out: list[AlignmentPoint] = []
    for k, slot in enumerate(slots):
        events = tuple(act.event for (_, act), place in zip(dated, at, strict=True) if place == k)
        out.append(
            AlignmentPoint(
                period=slot.name,
                begin=slot.begin,
                end=slot.end,
                count=len(events),
                within=int(within[k]),
                mean=None if np.isnan(mean[k]) else round(float(mean[k]), 6),
                mean_interval=_interval(drawn, k, int(within[k]), settings.level),
                balance=round(float(balance[k]), 6),
                balance_interval=_interval(drawn, len(slots) + k, int(so_far[k]), settings.level),
                events=events,
            )
        )
    return tuple(out)


def _interval(drawn: Floats | None, column: int, carried_by: int, level: float) -> Interval | None:
    return None if drawn is None or carried_by < MINIMUM else interval(drawn[:, column], level)


def _mean_and_balance(weights: Weights, at: Weights, scores: Floats, slots: int, window: int) -> Floats:
    """The mean of each period's window (nan where it is empty), then the balance of each period; a row a draw."""
    taken = np.zeros((len(weights), slots))
    summed = np.zeros((len(weights), slots))
    for k in np.unique(at):
        here = at == k
        taken[:, k] = weights[:, here].sum(axis=1)
        summed[:, k] = weights[:, here] @ scores[here]
    totals, counts = np.cumsum(summed, axis=1), np.cumsum(taken, axis=1)
    before_totals, before_counts = _shifted(totals, window), _shifted(counts, window)
    inside = counts - before_counts
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(inside > 0, (totals - before_totals) / inside, np.nan)
    return np.concatenate([mean, totals], axis=1)


def _shifted(totals: Floats, window: int) -> Floats:
    """Running totals as they were ``window`` periods ago."""
    before = np.zeros_like(totals)
    before[:, window:] = totals[:, :-window]
    return before
