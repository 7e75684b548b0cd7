"""Who deals with whom, as a drawing of points and lines."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse

from entente.analysis import Side, networks
from entente.analysis.networks import Tie
from entente.errors import UsageError
from entente.web import asking
from entente.web.pages.view import show, snapshot_of

SIDES = 28
TIES = 70
WIDTH, HEIGHT = 900.0, 560.0
SEED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A side on the drawing."""

    side: Side
    x: float
    y: float
    radius: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A tie on the drawing; ``tone`` says whether cooperation or conflict prevails."""

    tie: Tie
    a: Node
    b: Node
    width: float
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A network, laid out."""

    nodes: Sequence[Node]
    lines: Sequence[Line]


def network(request: Request) -> HTMLResponse:
    """The strongest ties of a time."""
    snapshot, params = snapshot_of(request), request.query_params
    begin, end = asking.day(params, "from"), asking.day(params, "to")
    if begin and end and begin > end:
        raise UsageError(f"the interval ends before it begins: {begin} to {end}")

    def answer() -> tuple[Drawing, Sequence[Tie]]:
        found = networks(snapshot.acts, begin=begin, end=end)
        ties = found[0].ties if found else ()
        return draw(ties), ties

    drawing, ties = snapshot.remember(("network", begin, end), answer)
    return show(request, "network.html", snapshot=snapshot, drawing=drawing, ties=ties[:TIES], total=len(ties))


def draw(ties: Sequence[Tie]) -> Drawing:
    """The sides with most events and the ties between them, near those they deal with (Fruchterman and Reingold)."""
    counts: dict[Side, int] = {}
    for tie in ties:
        for side in (tie.a, tie.b):
            counts[side] = counts.get(side, 0) + tie.tally.count
    shown = sorted(counts, key=lambda s: (-counts[s], s.key))[:SIDES]
    kept = [t for t in ties if t.a in counts and t.a in shown and t.b in shown][:TIES]
    at = _layout([s for s in shown if any(s in (t.a, t.b) for t in kept)], kept)
    most = max(counts.values(), default=1)
    nodes = {
        side: Node(side=side, x=x, y=y, radius=round(6 + 16 * math.sqrt(counts[side] / most), 1), count=counts[side])
        for side, (x, y) in at.items()
    }
    heaviest = max((t.tally.count for t in kept), default=1)
    lines = [
        Line(
            tie=t, a=nodes[t.a], b=nodes[t.b], width=round(1 + 7 * math.sqrt(t.tally.count / heaviest), 1),
            tone="cooperation" if t.tally.score_sum > 0 else "conflict",
        )
        for t in kept
    ]  # fmt: skip
    return Drawing(nodes=list(nodes.values()), lines=lines[::-1])


def _layout(sides: Sequence[Side], ties: Sequence[Tie]) -> Mapping[Side, tuple[float, float]]:
    import networkx as nx

    if not sides:
        return {}
    graph = nx.Graph()
    graph.add_nodes_from(s.key for s in sides)
    for tie in ties:
        graph.add_edge(tie.a.key, tie.b.key, weight=math.log1p(tie.tally.count))
    start = nx.circular_layout(graph)
    found = nx.spring_layout(graph, pos=start, seed=SEED, k=1.6 / math.sqrt(len(sides)), iterations=200)
    xs, ys = [p[0] for p in found.values()], [p[1] for p in found.values()]

    def scaled(value: float, values: Sequence[float], size: float, edge: float) -> float:
        spread = max(values) - min(values) or 1.0
        return round(edge + (size - 2 * edge) * (value - min(values)) / spread, 1)

    return {s: (scaled(found[s.key][0], xs, WIDTH, 90), scaled(found[s.key][1], ys, HEIGHT, 45)) for s in sides}
