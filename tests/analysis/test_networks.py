from __future__ import annotations

import io

import networkx as nx
from analysis_making import dealing, event, many_events, who
from hypothesis import given

from entente.analysis import Period, Side, acts_between, acts_of, networks, rank_partners
from entente.records import EventType


def test_one_network_a_period_without_a_gap() -> None:
    acts = acts_of([dealing(1, EventType.AID, "2024-01-10"), dealing(2, EventType.SANCTION, "2024-03-10", "FRA")])
    found = networks(acts, period=Period.MONTH)
    assert [(n.period, [s.key for s in n.sides]) for n in found] == [
        ("2024-01", ["NER", "RUS"]),
        ("2024-02", []),
        ("2024-03", ["FRA", "RUS"]),
    ]


def test_mutual_act_shows_on_both_sides_of_a_directed_network() -> None:
    acts = acts_of([event(1, actor=(who("NER"), who("RUS"))), dealing(2, EventType.AID, "2024-01-10", "RUS", "NER")])
    (directed,) = networks(acts, directed=True)
    graph = directed.to_networkx()
    assert graph.is_directed()
    assert (graph["RUS"]["NER"]["count"], graph["NER"]["RUS"]["count"]) == (2, 1)
    (plain,) = networks(acts)
    assert plain.to_networkx()["NER"]["RUS"]["events"] == "evt_0001 evt_0002"


def test_graph_can_be_kept_as_graphml_and_gexf() -> None:
    graph = networks(acts_of([dealing(1, EventType.AID, "2024-01-10")]))[0].to_networkx()
    kept = io.BytesIO()
    nx.write_graphml(graph, kept)
    kept.seek(0)
    assert nx.read_graphml(kept).edges["NER", "RUS"]["score_sum"] == 7.4
    assert "<gexf" in "\n".join(nx.generate_gexf(graph))


@given(many_events())
def test_ties_and_partners_count_the_acts_between_two(events: list) -> None:
    acts = acts_of(events)
    for tie in networks(acts)[0].ties:
        assert tie.tally.count == len(acts_between(acts, tie.a, tie.b))
    for partner in rank_partners(acts, Side("NER")):
        assert partner.count == len(acts_between(acts, Side("NER"), partner.partner))


def test_partners_by_number_of_events_then_by_key() -> None:
    events = [dealing(n, EventType.AID, "2024-01-10") for n in range(2)]
    events += [
        dealing(5, EventType.ACCUSE, "2024-02-10", "FRA", "NER"),
        dealing(6, EventType.ACCUSE, None, "DEU", "NER"),
    ]
    ranked = rank_partners(acts_of(events), Side("NER"))
    assert [(p.partner.key, p.count) for p in ranked] == [("RUS", 2), ("DEU", 1), ("FRA", 1)]
    assert ranked[2].first == ranked[2].last
