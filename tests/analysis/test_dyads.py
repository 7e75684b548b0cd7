from __future__ import annotations

import pytest
from analysis_making import event, many_events, who
from hypothesis import given

from entente.analysis import Scope, Side, acts_between, acts_of, read_side, sides_of
from entente.errors import UsageError
from entente.records import EventType, Modality


def test_every_actor_acts_on_every_recipient() -> None:
    told = event(1, EventType.SANCTION, actor=(who("FRA"), who("EUR")), recipient=(who("NER"),))
    assert [(a.source.key, a.target.key, a.mutual) for a in acts_of([told])] == [
        ("FRA", "NER", False),
        ("EUR", "NER", False),
    ]


def test_mutual_act_gives_each_unordered_pair_once() -> None:
    told = event(1, actor=(who("RUS"), who("NER"), who("MLI"), who("RUS", "MIL")))
    assert [(a.source.key, a.target.key, a.mutual) for a in acts_of([told])] == [
        ("NER", "RUS", True),
        ("MLI", "RUS", True),
        ("MLI", "NER", True),
    ]


def test_many_people_of_two_sides_are_one_act() -> None:
    told = event(1, actor=(who("RUS"), who("RUS", "MIL")), recipient=(who("NER"), who("NER", "MIL")))
    assert len(acts_of([told])) == 1


def test_government_and_its_own_rebels_are_two_sides() -> None:
    told = event(1, EventType.SANCTION, actor=(who("MLI", "REB"),), recipient=(who("MLI", "MIL"),))
    assert [(a.source.key, a.target.key) for a in acts_of([told])] == [("MLI/REB", "MLI")]


def test_rebels_are_not_their_country_towards_others() -> None:
    told = event(1, EventType.SANCTION, actor=(who("MLI", "REB"),), recipient=(who("RUS"),))
    assert acts_between(acts_of([told]), Side("MLI"), Side("RUS")) == []


def test_people_count_for_their_country_abroad_but_not_at_home() -> None:
    abroad = event(1, EventType.ACCUSE, actor=(who("NER", "CVL"),), recipient=(who("FRA"),))
    home = event(2, EventType.ACCUSE, actor=(who("NER", "CVL"),), recipient=(who("NER"),))
    assert [a.source.key for a in acts_of([abroad, home])] == ["NER", "NER/CVL"]
    assert [a.source.key for a in acts_of([abroad], scope=Scope.STATE)] == ["NER/CVL"]


def test_bodies_with_a_shared_code_are_told_apart() -> None:
    ecowas = who("IGO", None, identifier_id="entente:body/ecowas", identifier_text="ECOWAS")
    union = who("IGO", None, identifier_id="entente:body/african-union")
    told = event(1, actor=(ecowas, union, who("IGO", None), who(None)))
    (act,) = acts_of([told])
    assert (act.source.key, act.target.key, act.target.name) == ("IGO:african-union", "IGO:ecowas", "ECOWAS")


def test_only_what_happened_unless_asked() -> None:
    told = event(1, actor=(who("NER"), who("RUS")), modality=Modality.FUTURE)
    assert acts_of([told]) == []
    assert len(acts_of([told], modalities=())) == 1


def test_direction_keeps_what_one_does_and_both_do() -> None:
    acts = acts_of(
        [
            event(1, actor=(who("NER"),), recipient=(who("RUS"),)),
            event(2, actor=(who("RUS"),), recipient=(who("NER"),)),
            event(3, actor=(who("RUS"), who("NER"))),
        ]
    )
    done = acts_between(acts, Side("RUS"), Side("NER"), directed=True)
    assert [a.event for a in done] == ["evt_0002", "evt_0003"]


@pytest.mark.parametrize("text", ["", "Niger", "IGO", "NER:x", "ner", "NER/", "IGO/GOV:x"])
def test_what_is_no_side_says_how_to_write_one(text: str) -> None:
    with pytest.raises(UsageError, match="write a code"):
        read_side(text)


@given(many_events())
def test_sides_are_written_so_that_they_can_be_read(events: list) -> None:
    for side in sides_of(acts_of(events, modalities=())):
        assert read_side(side.key) == side


@given(many_events())
def test_no_act_is_within_a_side_or_told_twice(events: list) -> None:
    acts = acts_of(events, modalities=())
    assert all(a.source != a.target for a in acts)
    assert len({(a.event, a.source, a.target) for a in acts}) == len(acts)
