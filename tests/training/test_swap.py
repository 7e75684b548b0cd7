"""Augmentation by swapping states."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from entente.codebook import load_codebook
from entente.training.corpus import parse_item
from entente.training.swap import Swapper, load_states

TEXT = """\
# sw-0001 | agency | Sahel | 2031-03-12
[a1|Niger] told [a2|the French ambassador] and [a3|Nigerien pilots] in [p1|Niamey]; Nigeria watched.
> a1 NER GOV
> a2 FRA GOV
> a3 NER MIL
> p1 NER
"""


@pytest.fixture(scope="module")
def swapper() -> Swapper:
    return Swapper(load_states(Path(__file__).parents[2] / "corpus" / "states.tsv"))


@pytest.mark.parametrize("seed", range(20))
def test_swapped_spans_stay_verbatim(swapper, seed):
    item = parse_item(TEXT.strip().splitlines(), codebook=load_codebook())
    swapped = swapper(item, random.Random(seed))
    for span in swapped.spans.values():
        assert swapped.text[span.start : span.end] == span.text
    assert swapped.actors == item.actors


def test_name_demonym_and_capital_move_together(swapper):
    item = parse_item(TEXT.strip().splitlines(), codebook=load_codebook())
    states = {s.name: s for s in load_states(Path(__file__).parents[2] / "corpus" / "states.tsv")}
    swapped = swapper(item, random.Random(3))
    now = states[swapped.spans["a1"].text]
    assert swapped.spans["a3"].text == f"{now.demonym} pilots"
    assert swapped.spans["p1"].text == now.capital
    assert "Niger" not in swapped.text.split()


def test_item_without_states_is_left_alone(swapper):
    item = parse_item(["# sw-0002 | agency | Here | 2031-03-12", "Nothing happened."], codebook=load_codebook())
    assert swapper(item, random.Random(1)) is item
