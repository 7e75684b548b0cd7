from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.evaluating.assignment import best_assignment


def matrices(largest: int) -> st.SearchStrategy[list[list[int]]]:
    sizes = st.tuples(st.integers(1, 5), st.integers(1, 5))
    return sizes.flatmap(
        lambda size: st.lists(
            st.lists(st.integers(0, largest), min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
        )
    )


def most_weight(weights: list[list[int]]) -> int:
    if len(weights) > len(weights[0]):
        weights = [list(column) for column in zip(*weights, strict=True)]
    columns = range(len(weights[0]))
    return max(sum(weights[r][c] for r, c in enumerate(chosen)) for chosen in permutations(columns, len(weights)))


@given(st.one_of(matrices(3), matrices(10**20)))
@settings(max_examples=200)
def test_no_assignment_weighs_more(weights: list[list[int]]) -> None:
    pairs = best_assignment(weights)
    assert len({r for r, _ in pairs}) == len({c for _, c in pairs}) == len(pairs)
    assert all(weights[r][c] > 0 for r, c in pairs)
    assert sum(weights[r][c] for r, c in pairs) == most_weight(weights)


def test_the_best_single_pair_is_given_up_for_a_better_whole() -> None:
    assert best_assignment([[9, 8], [8, 1]]) == ((0, 1), (1, 0))


def test_what_may_not_be_paired_stays_alone() -> None:
    assert best_assignment([[0, 0, 0], [0, 5, 0]]) == ((1, 1),)
    assert best_assignment([]) == ()
    assert best_assignment([[]]) == ()


def test_negative_weights_are_refused() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        best_assignment([[-1]])
