"""How two sides deal with each other, period by period, raw and per hundred articles read.

What a record holds depends on what was read: twice the articles give about twice the acts. Counts per hundred articles of
the period set that aside. A period for which not one article was read is unknown rather than quiet, and its numbers per
hundred are None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from entente.analysis.calendar import Clock, Slot, placed, slots_between, whole_periods
from entente.analysis.dyads import Act, Side, acts_between
from entente.analysis.tally import Quads, Tally, tally
from entente.store.periods import Period, period_of
from entente.store.summaries import CoverageLine

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

HUNDRED = 100
__all__ = ["Clock", "Point", "Series", "articles_by_period", "dyad_series"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One period of a series.

    ``articles`` were read that were published in the period; None where nobody said. ``by_report`` counts the events that
    the day of their first report placed here, for want of a day of their own.
    """

    period: str
    begin: dt.date
    end: dt.date
    tally: Tally
    by_report: int = 0
    articles: int | None = None

    @property
    def count(self) -> int:
        """How many events."""
        return self.tally.count

    @property
    def quads(self) -> Quads:
        """How many of each quad class."""
        return self.tally.quads

    @property
    def events(self) -> tuple[str, ...]:
        """Ids of the events."""
        return self.tally.events

    def per_hundred(self, value: float) -> float | None:
        """``value``, one of this point's sums, per hundred articles read; None where none was, or nobody said."""
        return HUNDRED * value / self.articles if self.articles else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A dyad over time: one point a period without a gap, earliest first.

    ``undated`` are the ids of the events that no period could be told for, so that the counts of the points and
    these together are all events of the dyad; ``outside`` those before ``begin`` or after ``end``, where given.
    """

    a: Side
    b: Side
    period: Period
    directed: bool
    clock: Clock
    points: tuple[Point, ...]
    undated: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """The number of events on all points."""
        return sum(point.count for point in self.points)

    def frame(self) -> pd.DataFrame:
        """A row a period, with raw numbers and (ending in ``_per_hundred``) those per hundred articles read."""
        from entente.analysis.frames import series_frame

        return series_frame(self)

    def chart(self, *, per_hundred: bool = False) -> alt.LayerChart:
        """Cooperation above the line, conflict below it, and the mean score. Needs the extra ``web`` (Altair)."""
        from entente.analysis.charts import series_chart

        return series_chart(self, per_hundred=per_hundred)

    def _repr_html_(self) -> str:
        from entente.export.notebook import series_html

        return series_html(self)


def dyad_series(
    acts: Iterable[Act],
    a: Side,
    b: Side,
    *,
    period: Period = Period.MONTH,
    coverage: Sequence[CoverageLine] = (),
    begin: dt.date | None = None,
    end: dt.date | None = None,
    directed: bool = False,
    clock: Clock = Clock.BEST,
) -> Series:
    """The series of ``a`` and ``b``; ``directed`` keeps what ``a`` does to ``b``, with mutual acts.

    ``acts`` are those of any events (:func:`entente.analysis.acts_of`), each event counted once. The points reach from
    ``begin`` to ``end``, widened to whole periods, else from the first act that has a day to the last. ``coverage`` must have
    been counted by the same period, see :meth:`entente.store.Store.coverage`. Raises UsageError where end comes before begin.
    """
    dated, undated = placed(acts_between(acts, a, b, directed=directed), clock, period)
    begin, end = whole_periods(begin, end, period)
    inside = [(day, act) for day, act in dated if (begin or day) <= day <= (end or day)]
    kept = {act.event for _, act in inside}
    return Series(
        a=a,
        b=b,
        period=period,
        directed=directed,
        clock=clock,
        points=_points(inside, period, begin, end, articles_by_period(coverage) if coverage else None),
        undated=tuple(act.event for act in undated),
        outside=tuple(act.event for _, act in dated if act.event not in kept),
    )


def articles_by_period(coverage: Iterable[CoverageLine]) -> dict[str, int]:
    """Articles that were read for events, by name of the period, of all outlets together."""
    articles: dict[str, int] = {}
    for line in coverage:
        if line.period is not None:
            articles[line.period] = articles.get(line.period, 0) + line.coded
    return articles


def _points(
    dated: Sequence[tuple[dt.date, Act]],
    period: Period,
    begin: dt.date | None,
    end: dt.date | None,
    articles: Mapping[str, int] | None,
) -> tuple[Point, ...]:
    first = begin or (dated[0][0] if dated else end)
    last = end or (dated[-1][0] if dated else begin)
    if first is None or last is None:
        return ()
    slots = slots_between(first, last, period)
    within: dict[str, list[Act]] = {slot.name: [] for slot in slots}
    for day, act in dated:
        within[period_of(day, period)].append(act)
    return tuple(_point(slot, within[slot.name], articles) for slot in slots)


def _point(slot: Slot, acts: Sequence[Act], articles: Mapping[str, int] | None) -> Point:
    return Point(
        period=slot.name,
        begin=slot.begin,
        end=slot.end,
        tally=tally(acts),
        by_report=sum(act.date is None for act in acts),
        articles=None if articles is None else articles.get(slot.name, 0),
    )
