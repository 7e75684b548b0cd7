"""From events to how states deal with one another: series, alignment, shifts, partners, networks.

Pure functions over events (:class:`entente.records.Event`) and, where counts are set against what was read, over
coverage lines (:class:`entente.store.summaries.CoverageLine`). They know neither the store nor the screen. Every result
is a frozen record whose numbers keep the ids of the events that they come from, so that each leads back to its sentences.

::

    events -> acts_of -> Act (one directed or mutual tie of one event) -> everything else

    dyad_series    one pair of sides by week, month or quarter
    alignment      one side towards each partner over time, with bootstrap intervals
    shifts_of      where that turned, and the events that turned it
    before_after   the partners of a side before and after a day
    rank_partners  with whom a side deals most
    networks       who deals with whom, a graph a period (networkx)
"""

from __future__ import annotations

from entente.analysis.alignment import Alignment, AlignmentPoint, Alignments, alignment
from entente.analysis.bootstrap import Bootstrap, Interval
from entente.analysis.dyads import Act, Scope, Side, acts_between, acts_of, read_side, side_of, sides_of
from entente.analysis.networks import Network, Tie, networks
from entente.analysis.partners import Partner, rank_partners
from entente.analysis.series import Clock, Point, Series, articles_by_period, dyad_series
from entente.analysis.shifts import (
    BeforeAfter,
    Level,
    Measure,
    Shift,
    Shifts,
    Turn,
    Turns,
    before_after,
    shifts_between,
    shifts_of,
)
from entente.analysis.tally import Quads, Tally, tally
from entente.store.periods import Period

__all__ = [
    "Act",
    "Alignment",
    "AlignmentPoint",
    "Alignments",
    "BeforeAfter",
    "Bootstrap",
    "Clock",
    "Interval",
    "Level",
    "Measure",
    "Network",
    "Partner",
    "Period",
    "Point",
    "Quads",
    "Scope",
    "Series",
    "Shift",
    "Shifts",
    "Side",
    "Tally",
    "Tie",
    "Turn",
    "Turns",
    "acts_between",
    "acts_of",
    "alignment",
    "articles_by_period",
    "before_after",
    "dyad_series",
    "networks",
    "rank_partners",
    "read_side",
    "shifts_between",
    "shifts_of",
    "side_of",
    "sides_of",
    "tally",
]
