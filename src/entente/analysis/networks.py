"""Who deals with whom: a graph a period, for networkx and what reads its files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from entente.analysis.calendar import Clock, placed, slots_between, whole_periods
from entente.analysis.dyads import Act, Side
from entente.analysis.extras import networkx
from entente.analysis.tally import Tally, tally
from entente.store.periods import Period, period_of

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """All that two sides did with each other in a period; of a directed network, what ``a`` did to ``b``."""

    a: Side
    b: Side
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The ties of one period, the strongest first. ``period``, ``begin`` and ``end`` are None for the whole time."""

    period: str | None
    begin: dt.date | None
    end: dt.date | None
    directed: bool
    ties: tuple[Tie, ...]

    @property
    def sides(self) -> tuple[Side, ...]:
        """Everybody who has a tie, by key."""
        return tuple(sorted({side for tie in self.ties for side in (tie.a, tie.b)}, key=lambda side: side.key))

    def to_networkx(self) -> nx.Graph[Any]:
        """A graph (directed: a DiGraph) with sides as nodes, named by their keys.

        Nodes have ``name`` and ``code``; edges ``weight`` and ``count`` (events), ``cooperation``, ``conflict``,
        ``score_sum``, ``score_mean`` and ``events`` (ids with spaces between, so that GraphML and GEXF can hold them).
        """
        return _graph(self)


def networks(
    acts: Iterable[Act],
    *,
    period: Period | None = None,
    directed: bool = False,
    begin: dt.date | None = None,
    end: dt.date | None = None,
    clock: Clock = Clock.BEST,
) -> list[Network]:
    """One network a period without a gap, earliest first; without ``period``, one of all acts, dated or not.

    Undirected, an event counts once for two sides. Directed, a mutual act is a tie each way, so that both sides show it.
    """
    if period is None and begin is None and end is None:
        return [Network(period=None, begin=None, end=None, directed=directed, ties=_ties(acts, directed))]
    by = period or Period.MONTH
    if period is not None:
        begin, end = whole_periods(begin, end, period)
    dated = [(day, act) for day, act in placed(acts, clock, by)[0] if (begin or day) <= day <= (end or day)]
    if period is None:
        ties = _ties([act for _, act in dated], directed)
        return [Network(period=None, begin=begin, end=end, directed=directed, ties=ties)]
    return _by_period(dated, period, directed, begin, end)


def _by_period(
    dated: Sequence[tuple[dt.date, Act]],
    period: Period,
    directed: bool,
    begin: dt.date | None,
    end: dt.date | None,
) -> list[Network]:
    first, last = begin or (dated[0][0] if dated else end), end or (dated[-1][0] if dated else begin)
    if first is None or last is None:
        return []
    within: dict[str, list[Act]] = {}
    for day, act in dated:
        within.setdefault(period_of(day, period), []).append(act)
    return [
        Network(
            period=slot.name,
            begin=slot.begin,
            end=slot.end,
            directed=directed,
            ties=_ties(within.get(slot.name, ()), directed),
        )
        for slot in slots_between(first, last, period)
    ]


def _ties(acts: Iterable[Act], directed: bool) -> tuple[Tie, ...]:
    found: dict[tuple[Side, Side], dict[str, Act]] = {}
    for act in acts:
        for pair in _pairs(act, directed):
            found.setdefault(pair, {}).setdefault(act.event, act)
    ties = [Tie(a=a, b=b, tally=tally(list(told.values()))) for (a, b), told in found.items()]
    return tuple(sorted(ties, key=lambda tie: (-tie.tally.count, tie.a.key, tie.b.key)))


def _pairs(act: Act, directed: bool) -> list[tuple[Side, Side]]:
    if directed:
        return [(act.source, act.target), *([(act.target, act.source)] if act.mutual else [])]
    first, second = sorted((act.source, act.target), key=lambda side: side.key)
    return [(first, second)]


def _graph(network: Network) -> nx.Graph[Any]:
    library = networkx()
    graph: nx.Graph[Any] = library.DiGraph() if network.directed else library.Graph()
    graph.graph["period"] = network.period or "all"
    for side in network.sides:
        graph.add_node(side.key, name=side.name or side.key, code=side.code)
    for tie in network.ties:
        told = tie.tally
        graph.add_edge(
            tie.a.key,
            tie.b.key,
            weight=told.count,
            count=told.count,
            cooperation=told.cooperation,
            conflict=told.conflict,
            score_sum=told.score_sum,
            score_mean=round(told.score_sum / told.count, 6),
            events=" ".join(told.events),
        )
    return graph
