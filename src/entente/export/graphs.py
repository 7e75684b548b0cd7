"""GraphML and GEXF: who deals with whom, one node a side and one undirected edge for two of them.

Written here and not by networkx, whose writers put the day of writing into the file. Sources: the GraphML primer, and
GEXF 1.3 (the ``meta`` element carries the manifest).
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET  # writes only; nothing foreign is parsed

from entente.analysis import Side, acts_of, networks
from entente.analysis.networks import Network, Tie
from entente.export.countries import countries, cow_of
from entente.export.manifest import counted, manifest_json
from entente.export.selection import Request, Written, plain

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://gexf.net/1.3"

Value = str | int | float | None

NODE_KEYS = {"name": "string", "code": "string", "group": "string", "iso": "string", "cow": "int", "events": "int"}
EDGE_KEYS = {
    "events": "int", "cooperation": "int", "conflict": "int", "score_sum": "double", "score_mean": "double",
    "event_ids": "string",
}  # fmt: skip


def write_graphml(request: Request) -> Written:
    """The network of the selection as GraphML, the manifest as its description."""
    network, counts = _network(request)
    root = ET.Element("graphml", xmlns=GRAPHML)
    ET.SubElement(root, "desc").text = plain(manifest_json(counted(request.manifest, counts)))
    keys = [("node", name, kind) for name, kind in NODE_KEYS.items()]
    keys += [("edge", name, kind) for name, kind in {"weight": "double", **EDGE_KEYS}.items()]
    for what, name, kind in keys:
        ET.SubElement(root, "key", {"id": f"{what}_{name}", "for": what, "attr.name": name, "attr.type": kind})
    graph = ET.SubElement(root, "graph", edgedefault="undirected")
    degrees = _degrees(network)
    for side in network.sides:
        node = ET.SubElement(graph, "node", id=side.key)
        _data(node, "node", _node(side, degrees[side]))
    for tie in network.ties:
        edge = ET.SubElement(graph, "edge", source=tie.a.key, target=tie.b.key)
        _data(edge, "edge", {"weight": float(tie.tally.count), **_edge(tie)})
    return Written(data=_bytes(root), counts=counts)


def write_gexf(request: Request) -> Written:
    """The network of the selection as GEXF, the manifest in its ``meta``."""
    network, counts = _network(request)
    root = ET.Element("gexf", xmlns=GEXF, version="1.3")
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = request.manifest.software
    ET.SubElement(meta, "description").text = plain(manifest_json(counted(request.manifest, counts)))
    graph = ET.SubElement(root, "graph", defaultedgetype="undirected", mode="static")
    for what, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        holder = ET.SubElement(graph, "attributes", {"class": what})
        for name, kind in keys.items():
            ET.SubElement(holder, "attribute", id=name, title=name, type="integer" if kind == "int" else kind)
    nodes, degrees = ET.SubElement(graph, "nodes"), _degrees(network)
    for side in network.sides:
        node = ET.SubElement(nodes, "node", id=side.key, label=plain(_name(side)))
        _values(node, _node(side, degrees[side]))
    edges = ET.SubElement(graph, "edges")
    for number, tie in enumerate(network.ties):
        weight = str(float(tie.tally.count))
        edge = ET.SubElement(edges, "edge", id=str(number), source=tie.a.key, target=tie.b.key, weight=weight)
        _values(edge, _edge(tie))
    return Written(data=_bytes(root), counts=counts)


def _network(request: Request) -> tuple[Network, dict[str, int]]:
    acts = acts_of(request.selection.events, modalities=())
    network = networks(acts)[0]
    counts = {
        "events": len({act.event for act in acts}), "nodes": len(network.sides), "edges": len(network.ties),
        "without_two_sides": len(request.selection.events) - len({act.event for act in acts}),
    }  # fmt: skip
    return network, counts


def _degrees(network: Network) -> dict[Side, int]:
    events: dict[Side, set[str]] = {}
    for tie in network.ties:
        for side in (tie.a, tie.b):
            events.setdefault(side, set()).update(tie.tally.events)
    return {side: len(ids) for side, ids in events.items()}


def _name(side: Side) -> str:
    country = countries().get(side.code)
    return side.name or (f"{country.name}{f' ({side.group})' if side.group else ''}" if country else side.key)


def _node(side: Side, events: int) -> dict[str, Value]:
    iso = side.code if side.code in countries() else None
    return {
        "name": _name(side), "code": side.code, "group": side.group, "iso": iso, "cow": cow_of(side.code), "events": events,
    }  # fmt: skip


def _edge(tie: Tie) -> dict[str, Value]:
    told = tie.tally
    return {
        "events": told.count, "cooperation": told.cooperation, "conflict": told.conflict, "score_sum": told.score_sum,
        "score_mean": round(told.score_sum / told.count, 6), "event_ids": " ".join(told.events),
    }  # fmt: skip


def _data(element: ET.Element, what: str, values: dict[str, Value]) -> None:
    for name, value in _known(values):
        ET.SubElement(element, "data", key=f"{what}_{name}").text = value


def _values(element: ET.Element, values: dict[str, Value]) -> None:
    holder = ET.SubElement(element, "attvalues")
    for name, value in _known(values):
        ET.SubElement(holder, "attvalue", {"for": name, "value": value})


def _known(values: dict[str, Value]) -> Iterable[tuple[str, str]]:
    return ((name, plain(str(value))) for name, value in values.items() if value is not None)


def _bytes(root: ET.Element) -> bytes:
    ET.indent(root)
    text: str = ET.tostring(root, encoding="unicode")
    return f"<?xml version='1.0' encoding='utf-8'?>\n{text}\n".encode()
