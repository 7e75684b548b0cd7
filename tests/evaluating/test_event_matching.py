from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.evaluating.acts import Act, Aspect, Sentence
from entente.evaluating.confusion import NONE, confusion_of_types
from entente.evaluating.matching import match, overlap


def act(*types: str, at: int = 0, told: frozenset[Aspect] = frozenset(Aspect), **more: object) -> Act:
    sentence = Sentence(document="one", start=at, end=at + 50)
    return Act(types=types, sentences=(sentence,), told=told, **more)  # type: ignore[arg-type]


def codes(*names: str) -> frozenset[str]:
    return frozenset(names)


def test_same_type_in_the_same_sentence_is_the_same_event() -> None:
    matching = match([act("AID")], [act("AID", at=3)])
    assert [pair.common_types for pair in matching.pairs] == [("AID",)]
    assert not matching.missed
    assert not matching.invented


def test_another_type_in_the_same_sentence_is_found_but_not_the_same() -> None:
    matching = match([act("AID")], [act("COOPERATE")])
    assert [pair.common_types for pair in matching.pairs] == [()]


def test_another_sentence_is_another_event() -> None:
    matching = match([act("AID")], [act("AID", at=51)])
    assert not matching.pairs
    assert len(matching.missed) == len(matching.invented) == 1


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ((0, 50), (0, 50), True),
        ((0, 50), (49, 99), False),
        ((0, 50), (25, 75), True),
        ((0, 50), (26, 76), False),
        ((0, 500), (100, 110), True),
        ((0, 50), (50, 90), False),
    ],
)
def test_sentences_are_one_when_half_of_the_shorter_is_shared(
    one: tuple[int, int], two: tuple[int, int], same: bool
) -> None:
    a, b = (Sentence(document="one", start=x, end=y) for x, y in (one, two))
    assert overlap(a, b) is overlap(b, a) is same


def test_sentences_of_other_documents_never_overlap() -> None:
    a, b = (Sentence(document=name, start=0, end=9) for name in ("one", "two"))
    assert not overlap(a, b)


def test_a_type_of_the_same_name_goes_before_agreement() -> None:
    gold = act("AID", actor=codes("KEN"), recipient=codes("HTI"))
    alike = act("COOPERATE", actor=codes("KEN"), recipient=codes("HTI"))
    unlike = act("AID", actor=codes("USA"))
    matching = match([gold], [alike, unlike])
    assert matching.pairs[0].predicted == unlike
    assert matching.invented == (alike,)


def test_of_two_events_in_a_sentence_each_goes_to_the_one_it_agrees_with() -> None:
    first, second = act("ACCUSE", actor=codes("PER")), act("ACCUSE", actor=codes("BOL"))
    one, two = act("ACCUSE", actor=codes("BOL"), confidence=0.2), act("ACCUSE", actor=codes("PER"), confidence=0.9)
    matching = match([first, second], [one, two])
    assert {(pair.gold.actor, pair.predicted.actor) for pair in matching.pairs} == {
        (codes("PER"), codes("PER")),
        (codes("BOL"), codes("BOL")),
    }


def test_more_pairs_go_before_better_pairs() -> None:
    both = Act(
        types=("AID",),
        sentences=tuple(Sentence(document="one", start=s, end=s + 50) for s in (0, 100)),
        actor=codes("KEN"),
    )
    golds = [act("AID", actor=codes("KEN")), act("AID", at=100, actor=codes("UGA"))]
    # Only the first gold event can take the second prediction, though it agrees better with the other.
    matching = match(golds, [both, act("AID", at=0, actor=codes("FRA"))])
    assert len(matching.pairs) == 2


def test_what_gold_leaves_out_does_not_sway_the_pairing() -> None:
    told = frozenset({Aspect.MODALITY})
    gold = act("AID", told=told, modality="future", actor=codes())
    right = act("AID", modality="future", actor=codes("KEN"))
    wrong = act("AID", modality="actual", actor=codes())
    assert match([gold], [wrong, right]).pairs[0].predicted == right


ACTS = st.builds(
    act,
    st.sampled_from(["AID", "ACCUSE", "CONSULT"]),
    at=st.integers(0, 4).map(lambda n: 30 * n),
    told=st.sets(st.sampled_from(list(Aspect))).map(frozenset),
    actor=st.sets(st.sampled_from(["KEN", "PER"])).map(frozenset),
    modality=st.sampled_from(["actual", "future"]),
)


@given(golds=st.lists(ACTS, max_size=7), guesses=st.lists(ACTS, max_size=7), data=st.data())
@settings(max_examples=40)
def test_order_changes_nothing_and_everything_is_counted_once(
    golds: list[Act], guesses: list[Act], data: st.DataObject
) -> None:
    matching = match(golds, guesses)
    assert match(data.draw(st.permutations(golds)), data.draw(st.permutations(guesses))) == matching
    assert len(matching.pairs) + len(matching.missed) == len(golds)
    assert len(matching.pairs) + len(matching.invented) == len(guesses)
    assert all(overlap(p.gold.sentences[0], p.predicted.sentences[0]) for p in matching.pairs)


@given(golds=st.lists(ACTS, max_size=6))
@settings(max_examples=30)
def test_a_perfect_prediction_leaves_nothing_over(golds: list[Act]) -> None:
    matching = match(golds, golds)
    assert all(pair.common_types for pair in matching.pairs)
    assert not matching.missed
    assert not matching.invented


MANY = st.builds(
    lambda types: act(*types), st.lists(st.sampled_from(["AID", "ACCUSE", "CONSULT"]), min_size=1, unique=True)
)


@given(golds=st.lists(MANY, max_size=5), guesses=st.lists(MANY, max_size=5))
@settings(max_examples=40)
def test_rows_and_columns_of_the_confusion_sum_up_to_the_types_told(golds: list[Act], guesses: list[Act]) -> None:
    matching = match(golds, guesses)
    table = confusion_of_types(matching, ["AID", "ACCUSE", "CONSULT"])
    for number, label in enumerate(table.labels):
        if label == NONE:
            continue
        assert sum(table.counts[number]) == sum(label in g.types for g in golds)
        assert sum(row[number] for row in table.counts) == sum(label in p.types for p in guesses)
        assert table.counts[number][number] == sum(label in pair.common_types for pair in matching.pairs)


def test_the_worst_confusions_come_first_and_none_is_left_out() -> None:
    matching = match(
        [act("AID"), act("AID", at=100), act("ACCUSE", at=200), act("AID", at=300)],
        [act("COOPERATE"), act("COOPERATE", at=100), act("REJECT", at=200)],
    )
    table = confusion_of_types(matching, ["AID", "ACCUSE"])
    assert table.worst(5) == (("AID", "COOPERATE", 2), ("ACCUSE", "REJECT", 1))
    assert table.labels[-1] == NONE
