"""References measured by themselves: which are counted, under which kind, and when one is right."""

from __future__ import annotations

import pytest

from entente.evaluating.references import Reference, Told, reference_scores


def reference(text: str, *codes: str, name: str = "the Malian army", at: int = 10) -> Reference:
    return Reference(text=text, span=(at, at + len(text)), name=name, codes=frozenset(codes))


@pytest.mark.parametrize(
    ("text", "kind"), [("They", "pronoun"), ("both nations", "group"), ("Malian troops", "name"), ("the force", "noun")]
)
def test_reference_is_counted_under_its_kind(text, kind):
    assert reference(text, "MLI").kind == kind


def test_right_wrong_open_and_unfound_references_are_told_apart():
    references = [reference("it", "MLI", at=n) for n in (10, 20, 30, 40)]
    told = [
        Told(span=(10, 12), codes=frozenset({"MLI"})),
        Told(span=(20, 22), codes=frozenset({"RUS"})),
        Told(span=(30, 32), codes=frozenset()),
    ]
    score = reference_scores([(references, told)])["all"]
    assert (score.all, score.found, score.right, score.wrong) == (4, 3, 1, 1)
    assert score.recall == pytest.approx(1 / 4)
    assert score.accuracy == pytest.approx(1 / 3)


def test_words_that_overlap_most_are_the_ones_judged():
    told = [Told(span=(0, 11), codes=frozenset({"RUS"})), Told(span=(10, 19), codes=frozenset({"MLI"}))]
    assert reference_scores([([reference("the force", "MLI")], told)])["noun"].right == 1


def test_group_is_right_only_when_all_of_it_is_found():
    half = [Told(span=(10, 22), codes=frozenset({"MLI"}))]
    assert reference_scores([([reference("both nations", "MLI", "NER")], half)])["group"].wrong == 1


def test_nothing_to_measure_gives_no_scores():
    assert reference_scores([([], [])]) == {}
