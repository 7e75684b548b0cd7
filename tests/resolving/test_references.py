"""Who each mention in a document is, and why."""

from __future__ import annotations

import datetime as dt

import pytest

from entente.reading.mentions import Link, Mention, Reading, SpanMention
from entente.records import Modality, Resolution
from entente.resolving.actors import ActorContext
from entente.resolving.references import country_of_document, resolve_references

KNOWN = {
    "Mali": Resolution(code="MLI", sector="GOV", reason="named"),
    "Russia": Resolution(code="RUS", sector="GOV", reason="named"),
    "the UN": Resolution(code="UNO", reason="named"),
    "Minister Ba": Resolution(code="SEN", sector="GOV", office="Minister", identifier_id="entente:ba", reason="named"),
    "the army": Resolution(sector="MIL", reason="whose?"),
    "the Senate": Resolution(code="USA", sector="LEG", reason="best known"),
}


class FakeActors:
    def resolve(self, text: str, *, on: dt.date | None = None, context: ActorContext | None = None) -> Resolution:
        found = KNOWN.get(text, Resolution())
        if context is not None and context.country is not None and text in ("the army", "the Senate"):
            return Resolution(code=context.country, sector=found.sector, reason="of the document's country")
        return found


class FakeMemory:
    def __init__(self) -> None:
        self.learnt: dict[str, Resolution] = {}

    def add(self, text: str, resolution: Resolution) -> None:
        self.learnt[text] = resolution

    def refer(self, text: str) -> Resolution | None:
        return self.learnt.get({"Bamako's men": "Mali"}.get(text, ""))


def act(actors: tuple[int, ...], recipients: tuple[int, ...]) -> Mention:
    return Mention(
        trigger=(0, 1), trigger_text="", trigger_score=1.0, sentence=0, types=(("CONSULT", 1.0),), mode=None,
        modality=Modality.ACTUAL, modality_score=1.0, contexts=(), stance=None, plan=None, commitment=None,
        roles={
            "actor": tuple(Link(span=i, score=1.0) for i in actors),
            "recipient": tuple(Link(span=i, score=1.0) for i in recipients),
        },
    )  # fmt: skip


def entities(*words: str, coreferent=None, same_code=None, body: str = "state", countries=None, sides=None):
    """Entities of actors that stand one after the other in a sentence; ``sides`` makes them actors and recipients."""
    spans, at = [], 0
    for word in words:
        spans.append(
            SpanMention(kind="actor", span=(at, at + len(word)), text=word, score=0.9, body=body, body_score=0.9)
        )
        at += len(word) + 1
    reading = Reading(
        sentences=((0, at),),
        spans=tuple(spans),
        mentions=(act(*sides),) if sides is not None else (),
        coreferent=coreferent or {},
        same_code=same_code or {},
        same_event={},
    )
    found = resolve_references(
        reading,
        published=None,
        actors=FakeActors(),
        memory=FakeMemory(),
        countries=countries or {},
        cow=lambda code: {"MLI": 432}.get(code),
    )
    return [found.of(i) for i in range(len(words))]


def test_words_come_first():
    ((mali,),) = entities("Mali")
    assert (mali.code, mali.cow, mali.reason) == ("MLI", 432, "named")


def test_pronoun_is_led_back_to_its_antecedent_with_the_reason():
    (_, (it,)) = entities("Mali", "it", coreferent={(1, 0): 0.9})
    assert it.code == "MLI"
    assert it.reason is not None
    assert "'Mali'" in it.reason


def test_unlikely_antecedent_is_not_followed():
    (_, (force,)) = entities("Mali", "the force", coreferent={(1, 0): 0.4})
    assert force.code is None


def test_pronoun_without_a_link_stands_for_the_actor_before_that_fits():
    (*_, (they,)) = entities("Mali", "the soldiers", "they")
    assert they.code is None  # the soldiers, of whom nothing tells whose they are; not Mali
    (*_, (it,)) = entities("Mali", "it")
    assert it.code == "MLI"
    assert it.reason is not None
    assert "the actor before that fits is 'Mali'" in it.reason


def test_pronoun_that_nothing_fits_takes_no_country_from_a_hint():
    (*_, (he,)) = entities("Mali", "he", same_code={(1, 0): 0.9})
    assert he.code is None


def test_pronoun_is_not_whoever_stands_on_the_other_side_of_its_act():
    (*_, (it,)) = entities("Mali", "it", sides=((0,), (1,)))
    assert it.code is None


def test_chain_of_references_is_followed():
    (*_, (they,)) = entities("Mali", "it", "they", coreferent={(1, 0): 0.9, (2, 1): 0.8})
    assert they.code == "MLI"


def test_own_sector_outlives_the_antecedent_s():
    (_, (army,)) = entities("Mali", "the army", coreferent={(1, 0): 0.9})
    assert (army.code, army.sector) == ("MLI", "MIL")


def test_country_comes_from_the_mention_the_reader_links():
    (_, _, (army,)) = entities("Mali", "Russia", "the army", same_code={(2, 1): 0.8})
    assert (army.code, army.sector) == ("RUS", "MIL")


def test_national_body_is_of_the_country_the_document_is_about():
    (*_, (senate,)) = entities("Mali", "Mali", "the Senate")
    assert senate.code == "MLI"


def test_international_body_is_left_to_the_reader_s_guess():
    (*_, (bloc,)) = entities("Mali", "Mali", "the bloc", body="IGO")
    assert bloc.code == "IGO"


@pytest.mark.parametrize("words", ["both nations", "the two sides", "The two countries", "both"])
def test_noun_of_two_stands_for_the_two_named_before(words):
    (*_, two) = entities("Mali", "Russia", words)
    assert [e.code for e in two] == ["MLI", "RUS"]
    assert {e.entity_text for e in two} == {words}


def test_both_nations_are_states_and_the_two_sides_anybody():
    (*_, nations) = entities("Mali", "Minister Ba", "the UN", "both nations")
    assert [(e.code, e.office, e.identifier_id) for e in nations] == [
        ("MLI", None, "iso:MLI"),
        ("SEN", None, "iso:SEN"),
    ]
    (*_, sides) = entities("Mali", "Minister Ba", "the UN", "the two sides")
    assert [e.code for e in sides] == ["SEN", "UNO"]


def test_noun_of_two_leaves_out_whoever_acts_on_the_two():
    (*_, two) = entities("Mali", "Minister Ba", "Russia", "both nations", sides=((2,), (3,)))
    assert [e.code for e in two] == ["MLI", "SEN"]


def test_noun_of_two_takes_no_country_from_a_hint():
    (*_, two) = entities("Mali", "both nations", same_code={(1, 0): 0.9})
    assert [e.code for e in two] == [None]


def test_noun_of_two_stays_open_when_one_is_named():
    (*_, two) = entities("Mali", "both nations")
    assert [e.code for e in two] == [None]


@pytest.mark.parametrize(
    ("codes", "home"),
    [
        (["MLI", "MLI", "RUS"], "MLI"),
        (["MLI"], None),
        (["MLI", "MLI", "RUS", "RUS", "FRA"], None),
        (["UNO", "UNO", "MLI", "MLI"], "MLI"),
        ([None, None], None),
        ([], None),
    ],
)
def test_country_of_document(codes, home):
    assert country_of_document(codes) == home


def test_they_are_everybody_of_the_list_before():
    (*_, they) = entities("Mali", "Russia", "they")
    assert [(e.code, e.entity_text) for e in they] == [("MLI", "they"), ("RUS", "they")]
