"""Reports of one act become one event, whatever order they come in."""

from __future__ import annotations

import itertools

import msgspec
import pytest
from across_making import Report, day, entity, event, pact, place, report, troops
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.consolidating.across import join_events
from entente.consolidating.judgements import Judgement, Judgements, Ruling
from entente.errors import UsageError
from entente.records import Modality

WIRE = "Chile and Peru signed the Tacna Border Charter in Arica on Sunday."
PAPER = "The Tacna Border Charter, signed by Chile and Peru in Arica at the weekend, opens the crossing at night."
RADIO = "Presidents put their names to the Tacna Border Charter in Arica yesterday."
OTHER = "Chile and Peru signed a treaty on fishing rights for anchovies off Mollendo."


def homes(*reports: Report, judgements: Judgements | None = None) -> list[set[str]]:
    joined = join_events(reports, judgements=judgements or Judgements())
    return sorted(({e.document for e in event.evidence} for event in joined.events), key=sorted)


def test_one_act_told_by_three_outlets_is_one_event_with_three_sentences():
    joined = join_events([pact("a", WIRE), pact("b", PAPER, published=day(1)), pact("c", RADIO, published=day(0))])
    (event,) = joined.events
    assert [e.text for e in event.evidence] == [WIRE, RADIO, PAPER]


def test_event_has_the_id_of_its_first_mention_and_the_others_as_aliases():
    first, later = pact("z", WIRE), pact("b", PAPER, published=day(1))
    (event,) = join_events([later, first]).events
    assert event.id == first.events[0].id
    assert event.aliases == (later.events[0].id,)
    assert event.reported == first.events[0].reported


@pytest.mark.parametrize(
    "other",
    [
        {"when": day(-40)},
        {"actor": ("CHL", "BOL"), "sentence": "Chile and Bolivia signed an accord on trains."},
        {"kind": "ASSAULT"},
        {"modality": Modality.NEGATION},
        {"sentence": OTHER, "when": None},
    ],
    ids=["long before", "others", "another act", "did not", "another treaty"],
)
def test_what_is_another_act_stays_apart(other):
    sentence = other.pop("sentence", PAPER)
    assert homes(pact("a", WIRE), pact("b", sentence, published=day(1), **other)) == [{"a"}, {"b"}]


def test_same_sides_in_the_same_week_are_not_enough():
    one = report("a", "Spain rebuked Malta over tuna quotas.", kind="ACCUSE", actor=("ESP",), recipient=("MLT",))
    two = report("b", "Madrid blamed Valletta for late ferries.", kind="ACCUSE", actor=("ESP",), recipient=("MLT",))
    assert len(join_events([one, two]).events) == 2


def test_plan_and_deed_are_one_event_that_is_done():
    plan = pact("a", "Chile and Peru will sign the Tacna Border Charter in Arica on Sunday.", modality=Modality.FUTURE)
    done = pact("b", WIRE, published=day(1))
    (event,) = join_events([plan, done]).events
    assert event.modality is Modality.ACTUAL
    assert [e.modality for e in event.evidence] == [Modality.FUTURE, Modality.ACTUAL]


def test_value_of_most_voices_stands_and_copies_are_one_voice():
    body = " ".join(f"Paragraph {n} tells how the crossing at kilometre {n * 7} was paved and lit." for n in range(12))
    arica, lima = place("Arica", "CHL", 1), place("Lima", "PER", 2)
    reports = [
        pact("a", WIRE, event_loc=lima, text=body),
        pact("b", WIRE, event_loc=lima, text=body),
        pact("c", PAPER, event_loc=arica),
        pact("d", RADIO, event_loc=arica, published=day(1)),
    ]
    joined = join_events(reports)
    (event,) = joined.events
    assert event.event_loc == arica
    assert joined.voices.copies() == {"a": ("b",)}
    assert {e.document for e in event.evidence} == {"a", "b", "c", "d"}


def test_join_is_explained_by_named_grounds_that_add_up_to_a_yes():
    first, later = pact("a", WIRE), pact("b", PAPER, published=day(1))
    joined = join_events([first, later])
    start, join = joined.explain(later.events[0].id)
    assert start.reason == "first told"
    assert join.to == first.events[0].id
    assert {"type", "date", "sides", "text"} <= {g.name for g in join.grounds}
    assert join.score is not None
    assert join.score > 0
    assert "text" in join.reason


def test_unknown_event_cannot_be_explained():
    with pytest.raises(UsageError, match="evt_nowhere"):
        join_events([pact("a")]).explain("evt_nowhere")


def test_people_may_split_join_and_reject():
    first, alike, other = pact("a", WIRE), pact("b", PAPER), pact("c", OTHER, when=day(-20))
    ids = [r.events[0].id for r in (first, alike, other)]
    assert homes(first, alike, other) == [{"a", "b"}, {"c"}]
    apart = Judgement(ruling=Ruling.APART, first=ids[0], second=ids[1], who="Ada", why="two charters")
    same = Judgement(ruling=Ruling.SAME, first=ids[2], second=ids[0], who="Ada")
    rejected = Judgement(ruling=Ruling.REJECTED, first=ids[1])
    assert homes(first, alike, other, judgements=Judgements.of([apart])) == [{"a"}, {"b"}, {"c"}]
    assert homes(first, alike, other, judgements=Judgements.of([same])) == [{"a", "b", "c"}]
    assert homes(first, alike, other, judgements=Judgements.of([rejected])) == [{"a"}, {"c"}]
    (event,) = (e for e in join_events([first, other], judgements=Judgements.of([same])).events)
    explained = join_events([first, other], judgements=Judgements.of([same])).explain(event.id)
    assert explained[1].reason.startswith("joined by")


def test_later_judgement_on_the_same_pair_holds():
    a, b = pact("a", WIRE), pact("b", PAPER)
    ids = {"first": a.events[0].id, "second": b.events[0].id}
    rulings = [Judgement(ruling=Ruling.APART, when=day(1), **ids), Judgement(ruling=Ruling.SAME, when=day(2), **ids)]
    for order in itertools.permutations(rulings):
        assert homes(a, b, judgements=Judgements.of(order)) == [{"a", "b"}]


def test_judgement_needs_the_ids_that_it_is_about():
    with pytest.raises(ValueError, match="two ids"):
        Judgement(ruling=Ruling.SAME, first="evt_1")
    with pytest.raises(ValueError, match="twice"):
        Judgement(ruling=Ruling.APART, first="evt_1", second="evt_1")


SENTENCES = (WIRE, PAPER, RADIO, OTHER, "Chile denied that it had signed the Tacna Border Charter with Peru.")
SIDES = (("CHL", "PER"), ("CHL",), ("PER", "CHL"), ("BOL", "CHL"), ())


@st.composite
def told(draw, number: int) -> Report:
    sentence = draw(st.sampled_from(SENTENCES))
    when = draw(st.one_of(st.none(), st.integers(-9, 9).map(day)))
    return report(
        f"doc{number}",
        sentence,
        outlet=draw(st.sampled_from(("Wire", "Paper", "Radio"))),
        published=draw(st.one_of(st.none(), st.integers(0, 30).map(day))),
        when=when,
        kind=draw(st.sampled_from(("SUPPORT", "AGREE", "REJECT"))),
        actor=draw(st.sampled_from(SIDES)),
        modality=draw(st.sampled_from((Modality.ACTUAL, Modality.FUTURE, Modality.NEGATION, Modality.HISTORICAL))),
        counts=draw(st.sampled_from(({}, troops(500), troops(900)))),
        event_loc=draw(st.sampled_from((None, place("Arica", "CHL", 1), place("Lima", "PER", 2)))),
    )


reports_of_some_days = st.integers(1, 9).flatmap(lambda n: st.tuples(*(told(i) for i in range(n))))


def as_bytes(reports) -> bytes:
    joined = join_events(reports)
    return msgspec.json.encode([joined.events, joined.contradictions])


@settings(max_examples=40, deadline=None)
@given(reports_of_some_days, st.randoms(use_true_random=False))
def test_order_of_reading_changes_nothing(reports, random):
    shuffled = list(reports)
    random.shuffle(shuffled)
    assert as_bytes(shuffled) == as_bytes(reports)


@settings(max_examples=40, deadline=None)
@given(reports_of_some_days, st.integers(0, 30).map(day))
def test_later_reports_never_change_what_earlier_ones_were_joined_to(reports, last):
    early = [r for r in reports if r.document.published is not None and r.document.published <= last]
    alone, within = join_events(early), join_events(reports)
    for one, two in itertools.combinations([r.events[0].id for r in early], 2):
        assert (alone.event_of[one] == alone.event_of[two]) == (within.event_of[one] == within.event_of[two])


@settings(max_examples=40, deadline=None)
@given(reports_of_some_days)
def test_no_mention_and_no_sentence_is_lost(reports):
    joined = join_events(reports)
    assert sorted(i for e in joined.events for i in (e.id, *e.aliases)) == sorted(r.events[0].id for r in reports)
    assert {e.document for event in joined.events for e in event.evidence} == {r.document.id for r in reports}


def test_document_that_comes_twice_counts_once():
    assert as_bytes([pact("a"), pact("a")]) == as_bytes([pact("a")])


def test_person_named_by_both_helps_where_wording_differs():
    minister = entity("CHL", "Minister Rojas", person="ana-rojas")
    one = event("a", "Ana Rojas met miners in Calama on Sunday.", kind="CONSULT", actor=(minister,), when=day(-1))
    two = event("b", "On Sunday, Rojas heard the Calama miners out.", kind="CONSULT", actor=(minister,), when=day(-1))
    base = pact("a").document, pact("b").document
    joined = join_events([Report(document=d, events=(e,)) for d, e in zip(base, (one, two), strict=True)])
    assert len(joined.events) == 1
