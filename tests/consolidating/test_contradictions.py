"""What cannot all be true is told with who says it; what is only told more loosely is not."""

from __future__ import annotations

import pytest
from across_making import day, entity, pact, place, report, troops

from entente.consolidating.across import join_events
from entente.records import Modality, Stance

WIRE = "Chile and Peru signed the Tacna Border Charter in Arica on Sunday."
PAPER = "The Tacna Border Charter, signed by Chile and Peru in Arica at the weekend, opens the crossing at night."
ARICA, LIMA = place("Arica", "CHL", 1), place("Lima", "PER", 2)


def contradictions(*reports):
    joined = join_events(reports)
    assert len(joined.events) == 1, "the reports must be joined for their values to be compared"
    return joined.contradictions


def test_days_that_share_none_contradict_and_more_voices_are_preferred():
    (found,) = contradictions(
        pact("a", WIRE, outlet="Wire"),
        pact("b", PAPER, outlet="Paper", published=day(1)),
        pact("c", WIRE, outlet="Radio", when=day(-2)),
    )
    assert (found.field, found.preferred) == ("date", day(-1).isoformat())
    assert [(v.value, v.outlets) for v in found.values] == [
        (day(-1).isoformat(), ("Wire", "Paper")),
        (day(-2).isoformat(), ("Radio",)),
    ]
    assert found.reason == "2 independent voices against 1"
    assert found.values[1].evidence[0].document == "c"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({}, {"when": (day(-6), day(0))}),
        ({}, {"when": (day(-30), day(0))}),
        ({}, {"when": None}),
        ({"event_loc": ARICA}, {"event_loc": place("Chile", "CHL", 9), "actor": (entity("CHL", "Chile"), "PER")}),
        ({"counts": troops(500)}, {"counts": troops(480, "about 480")}),
        ({"counts": troops(500)}, {"counts": troops(300, "more than 300")}),
        ({"modality": Modality.FUTURE, "when": day(2)}, {"when": day(1), "published": day(3)}),
        ({}, {"modality": Modality.HISTORICAL, "published": day(500)}),
    ],
    ids=["week", "month", "no day", "country", "rounded", "more than", "planned, then done", "done, then history"],
)
def test_precision_and_time_passing_are_no_contradiction(one, two):
    assert not contradictions(pact("a", WIRE, **one), pact("b", WIRE, **({"published": day(1)} | two)))


def test_towns_numbers_and_people_that_differ_contradict():
    general, sultan = entity("CHL", "General Soto", person="soto"), entity("CHL", "Sultan Vera", person="vera")
    found = contradictions(
        pact("a", WIRE, event_loc=ARICA, counts=troops(500), actor=(general,)),
        pact("b", WIRE, event_loc=LIMA, counts=troops(900), actor=(sultan,)),
    )
    assert {c.field for c in found} == {"place", "troops", "actor"}
    assert {v.value for c in found if c.field == "troops" for v in c.values} == {"500", "900"}


def test_toll_that_rises_from_day_to_day_is_one_toll():
    def quake(name, dead, published):
        count = {"dead": next(iter(troops(dead).values()))}
        return report(name, "Shells from Peru hit Arica harbour.", kind="ASSAULT", actor=("PER",), recipient=("CHL",),
                      when=day(-1), published=published, counts=count)  # fmt: skip

    assert not contradictions(quake("a", 4, day(0)), quake("b", 9, day(1)))
    assert contradictions(quake("a", 9, day(0)), quake("b", 4, day(1)))


def test_denial_is_tied_to_what_it_denies_and_one_word_stands_against_another():
    claim = pact("a", "Chile signed the Tacna Border Charter with Peru in Arica on Sunday, Lima said.")
    denial = pact("b", "Chile denied that it signed the Tacna Border Charter with Peru in Arica on Sunday.",
                  modality=Modality.NEGATION)  # fmt: skip
    joined = join_events([claim, denial])
    (found,) = joined.contradictions
    assert (found.field, found.about, found.preferred) == ("modality", claim.events[0].id, None)
    denying = next(e for e in joined.events if e.id == denial.events[0].id)
    assert denying.attribution is not None
    assert denying.attribution.denies == claim.events[0].id
    assert denying.attribution.stance is Stance.DENIES


def test_two_acts_of_which_one_was_not_done_are_no_denial():
    met = report("a", "Chile's envoy met Peru's judges in Cusco.", kind="CONSULT", actor=("CHL", "PER"))
    not_met = report("b", "Chile did not consult Peru about the copper levy.", kind="CONSULT", actor=("CHL", "PER"),
                     modality=Modality.NEGATION)  # fmt: skip
    assert not join_events([met, not_met]).contradictions
