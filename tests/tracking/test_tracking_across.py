"""A promise told piece by piece is one commitment, and its state on a day follows from its history."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.consolidating.identity import content_id
from entente.pipeline import DocumentRecord
from entente.records import (
    Commitment,
    CommitmentStatus,
    CommitmentType,
    Document,
    Event,
    Evidence,
    HistoryEntry,
    Modality,
    Outcome,
    Party,
    Role,
)
from entente.tracking.across import State, consolidate, state_on

S = CommitmentStatus
DUE = dt.date(2031, 6, 30)


def party(code, role):
    return Party(entity_text=code, span=(0, 1), code=code, role=role)


def told(name, published, status, *, date=None, due=None, kind=CommitmentType.WITHDRAWAL, sentence="All have left.",
         title="Withdrawal: Norway", parties=(("NOR", Role.OBLIGED), ("CHL", Role.BENEFICIARY)), outlet=None):  # fmt: skip
    line = Evidence(document=name, start=0, end=len(sentence), text=sentence, modality=Modality.ACTUAL)
    act = Event(
        id=content_id("evt", name), event=("RETREAT",), quad_code=4, event_scale=0.0, date=date, enddate=date,
        modality=Modality.ACTUAL, confidence=0.9, evidence=(line,),
    )  # fmt: skip
    commitment = Commitment(
        id=content_id("com", name), type=kind, title=title, parties=tuple(party(*p) for p in parties), status=status,
        due=due, due_text=due and str(due), events=(act.id,),
        history=(HistoryEntry(status=status, date=date, due=due, evidence=(line,)),),
    )  # fmt: skip
    document = Document(id=name, key=name, outlet=outlet or name, published=published, text=sentence)
    return DocumentRecord(document=document, events=(act,), commitments=(commitment,))


ANNOUNCED = told("a", dt.date(2031, 3, 1), S.ANNOUNCED, date=dt.date(2031, 2, 28), due=DUE)
BEGUN = told("b", dt.date(2031, 4, 2), S.FULFILLED, date=dt.date(2031, 4, 1), sentence="A first convoy left.")
DONE = told("c", dt.date(2031, 6, 12), S.FULFILLED, date=dt.date(2031, 6, 11), sentence="The last soldiers left.")
STORY = (ANNOUNCED, BEGUN, DONE)


def only(*records) -> Commitment:
    (commitment,) = consolidate(records).commitments
    return commitment


def test_parts_told_by_three_reports_are_one_commitment_with_their_history():
    commitment = only(*STORY)
    assert [s.status for s in commitment.history] == [S.ANNOUNCED, S.IN_FORCE, S.FULFILLED]
    assert (commitment.status, commitment.due, commitment.outcome) == (S.FULFILLED, DUE, Outcome.MET)
    assert commitment.id == ANNOUNCED.commitments[0].id
    assert len(commitment.events) == 3


@pytest.mark.parametrize(
    ("day", "status", "due", "outcome"),
    [
        (dt.date(2031, 2, 1), None, None, None),
        (dt.date(2031, 3, 2), S.ANNOUNCED, DUE, Outcome.OPEN),
        (dt.date(2031, 5, 1), S.IN_FORCE, DUE, Outcome.OPEN),
        (dt.date(2031, 7, 9), S.FULFILLED, DUE, Outcome.MET),
    ],
)
def test_state_on_a_day_is_by_the_reports_up_to_it(day, status, due, outcome):
    published = {r.document.id: r.document.published for r in STORY}
    assert state_on(only(*STORY), day, published) == State(status=status, due=due, outcome=outcome)


def test_day_of_the_deadline_is_open_and_the_day_after_unknown():
    commitment = only(ANNOUNCED)
    assert state_on(commitment, DUE).outcome is Outcome.OPEN
    assert state_on(commitment, DUE + dt.timedelta(days=1)).outcome is Outcome.UNKNOWN


def test_broken_is_missed_and_kept_too_late_is_missed():
    broken = told("c", DUE + dt.timedelta(days=2), S.BROKEN, date=DUE)
    late = told("c", DUE + dt.timedelta(days=9), S.FULFILLED, date=DUE + dt.timedelta(days=8))
    for end in (broken, late):
        assert only(ANNOUNCED, end).outcome is Outcome.MISSED


def test_later_date_takes_the_place_of_the_first_and_both_stay_in_the_history():
    longer = DUE + dt.timedelta(days=60)
    commitment = only(ANNOUNCED, told("b", dt.date(2031, 5, 20), S.ANNOUNCED, date=dt.date(2031, 5, 19), due=longer))
    assert (commitment.due, commitment.outcome) == (longer, Outcome.EXTENDED)
    assert [s.due for s in commitment.history] == [DUE, longer]
    assert not consolidate([ANNOUNCED]).contradictions


def test_look_back_does_not_undo_what_was_done():
    later = told("d", dt.date(2031, 9, 1), S.ANNOUNCED, date=dt.date(2031, 2, 28), due=DUE)
    assert only(*STORY, later).status is S.FULFILLED


def test_two_dates_due_told_at_once_contradict():
    other = told("b", dt.date(2031, 3, 2), S.ANNOUNCED, date=dt.date(2031, 2, 28), due=DUE + dt.timedelta(days=15))
    third = told("e", dt.date(2031, 3, 3), S.ANNOUNCED, date=dt.date(2031, 2, 28), due=DUE)
    (found,) = consolidate([ANNOUNCED, other, third]).contradictions
    assert (found.field, found.preferred) == ("due", DUE.isoformat())
    assert found.about == ANNOUNCED.commitments[0].id


def test_suspended_and_denounced_by_one_decision_contradict_but_a_history_does_not():
    mission = {"kind": CommitmentType.MISSION, "title": "EUCAP Andes", "date": dt.date(2031, 2, 28)}
    one = told("a", dt.date(2031, 3, 1), S.DENOUNCED, **mission)
    two = told("b", dt.date(2031, 3, 1), S.SUSPENDED, **mission)
    assert {c.field for c in consolidate([one, two]).contradictions} == {"status"}
    assert not consolidate(STORY).contradictions


@pytest.mark.parametrize(
    "change",
    [
        {"parties": (("SWE", Role.OBLIGED), ("CHL", Role.BENEFICIARY))},
        {"kind": CommitmentType.LAW},
        {"published": dt.date(2034, 1, 1)},
    ],
)
def test_other_parties_kind_or_years_are_another_commitment(change):
    other = {"published": dt.date(2031, 4, 1), "date": dt.date(2031, 3, 20)} | change
    assert len(consolidate([ANNOUNCED, told("b", status=S.ANNOUNCED, **other)]).commitments) == 2


steps = st.builds(
    lambda n, day, status, due, kind: told(f"doc{n}", dt.date(2031, 1, 1) + dt.timedelta(days=day), status,
                                           date=dt.date(2031, 1, 1) + dt.timedelta(days=day), due=due, kind=kind),
    st.integers(0, 30), st.integers(0, 200), st.sampled_from(list(S)), st.sampled_from((None, DUE)),
    st.sampled_from((CommitmentType.WITHDRAWAL, CommitmentType.MISSION)),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(steps, max_size=8, unique_by=lambda r: r.document.id), st.randoms(use_true_random=False))
def test_order_of_reading_changes_nothing(records, random):
    shuffled = list(records)
    random.shuffle(shuffled)
    one, two = consolidate(records), consolidate(shuffled)
    assert msgspec.json.encode([one.commitments, one.contradictions]) == msgspec.json.encode(
        [two.commitments, two.contradictions]
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(steps, max_size=8, unique_by=lambda r: r.document.id))
def test_every_commitment_told_is_in_the_record_once(records):
    events = [e for c in consolidate(records).commitments for e in c.events]
    assert sorted(events) == sorted(set(events))
