from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from evaluating_making import MARCH, TEXT, TROOPS, VISIT, document, predicted
from hypothesis import given
from hypothesis import strategies as st

from entente.errors import UsageError
from entente.evaluating.audit.sample import draw_sample
from entente.evaluating.audit.sheet import SheetRow
from entente.evaluating.audit.strata import allot, strata_of
from entente.records import Document, Event


def record(sizes: dict[tuple[str, float], int]) -> list[Event]:
    return [
        predicted(event, VISIT, confidence=confidence, id=f"evt_{event}_{confidence}_{number}")
        for (event, confidence), size in sizes.items()
        for number in range(size)
    ]


RECORD = record({("CONSULT", 0.95): 60, ("CONSULT", 0.6): 30, ("AID", 0.8): 9, ("ASSAULT", 0.3): 1})


def of_types(rows: Sequence[SheetRow]) -> dict[str, int]:
    return dict(Counter(row.type for row in rows))


def test_rows_are_shared_out_by_type_and_confidence_in_proportion() -> None:
    rows = draw_sample(RECORD, [document()], 20, seed=1)
    assert of_types(rows) == {"CONSULT": 17, "AID": 2, "ASSAULT": 1}
    assert sorted(Counter((row.stratum, row.stratum_events) for row in rows).values()) == [1, 2, 6, 11]
    assert Counter(row.stratum_events for row in rows) == {1: 1, 9: 2, 30: 6, 60: 11}


def test_the_same_seed_draws_the_same_rows_whatever_the_order() -> None:
    rows = draw_sample(RECORD, [document()], 20, seed=1)
    assert draw_sample(RECORD[::-1], [document()], 20, seed=1) == rows
    assert draw_sample(RECORD, [document()], 20, seed=2) != rows


def test_an_event_told_twice_is_drawn_once() -> None:
    assert len(draw_sample([*RECORD, *RECORD], [document()], 1000, seed=1)) == len(RECORD)


def test_rows_are_numbered_and_types_mixed() -> None:
    rows = draw_sample(RECORD, [document()], 20, seed=1)
    assert [row.row for row in rows] == [f"r{n}/20" for n in range(1, 21)]
    assert [row.type for row in rows] != sorted(row.type for row in rows)


def test_too_few_rows_for_every_type_make_one_stratum() -> None:
    rows = draw_sample(RECORD, [document()], 2, seed=1)
    assert {(row.stratum, row.stratum_events) for row in rows} == {("1", 100)}


def test_a_sample_of_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match="no event to draw from"):
        draw_sample([], [document()], 5, seed=1)
    with pytest.raises(UsageError, match="at least one row"):
        draw_sample(RECORD, [document()], 0, seed=1)


def test_an_event_without_its_document_is_refused() -> None:
    with pytest.raises(UsageError, match="told in document one, which is not there"):
        draw_sample(RECORD, [], 5, seed=1)


def test_a_row_says_in_words_what_the_record_claims_and_nothing_of_confidence() -> None:
    event = predicted(
        "CONSULT", VISIT, MARCH, actor=["KEN"], day="2024-05-03", country="UGA", modality="actual", confidence=0.8765
    )
    page = Document(id="one", key="one", title="A visit", outlet="The Paper", text=TEXT)
    (row,) = draw_sample([replace(event, mode=("visit",))], [page], 5, seed=1)
    assert (row.row, row.document, row.type) == ("r1/1", "A visit, The Paper", "CONSULT")
    assert "Here: visit, actor visits, recipient hosts." in row.type_means
    assert row.actor == "“KEN” = KEN, government, executive"
    assert (row.recipient, row.when, row.where) == ("nobody", "on 2024-05-03", "“there” = UGA")
    assert row.modality == "actual: reported as done or under way"
    assert f"[[{VISIT}]]" in row.sentence
    assert f"[[{MARCH}]]" in row.sentence
    assert "8765" not in repr(row)


def test_context_is_cut_between_words() -> None:
    text = "start " + "before " * 100 + TROOPS + " after" * 100 + " end"
    page = Document(id="one", key="one", text=text)
    begin = text.index(TROOPS)
    event = predicted("AID", TROOPS)
    moved = replace(event.evidence[0], start=begin, end=begin + len(TROOPS), text=TROOPS)
    (row,) = draw_sample([replace(event, evidence=(moved,))], [page], 1, seed=1)
    before, after = row.sentence.split(f"[[{TROOPS}]]")
    assert set(before.split()) == {"…", "before"}
    assert set(after.split()) == {"…", "after"}


@given(sizes=st.lists(st.integers(1, 300), min_size=1, max_size=12), data=st.data())
def test_shares_add_up_are_near_proportion_and_leave_nobody_out(sizes: list[int], data: st.DataObject) -> None:
    rows = data.draw(st.integers(len(sizes), sum(sizes)))
    given_rows = allot(sizes, rows)
    assert sum(given_rows) == rows
    assert all(1 <= got <= size for got, size in zip(given_rows, sizes, strict=True))
    exact = [rows * size / sum(sizes) for size in sizes]
    if min(exact) >= 1:
        assert all(abs(got - share) < 1 for got, share in zip(given_rows, exact, strict=True))


def test_the_largest_remainder_gets_the_last_row() -> None:
    assert allot([53, 29, 18], 10) == (5, 3, 2)
    with pytest.raises(ValueError, match="cannot be shared out"):
        allot([5, 5], 1)


@given(
    sizes=st.dictionaries(
        st.tuples(st.sampled_from(["AID", "CONSULT", "ACCUSE"]), st.sampled_from([0.2, 0.6, 0.8, 0.99])),
        st.integers(1, 12),
        min_size=1,
    ),
    rows=st.integers(1, 40),
)
def test_strata_hold_every_event_once_and_never_outnumber_the_rows(
    sizes: dict[tuple[str, float], int], rows: int
) -> None:
    events = record(sizes)
    rows = min(rows, len(events))
    strata = strata_of(events, rows)
    assert len(strata) <= rows
    assert sorted(e.id for s in strata for e in s.events) == sorted(e.id for e in events)
