"""The demonstration corpus agrees with its gold, and its checker sees what does not."""

from __future__ import annotations

import datetime as dt
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

FOLDER = Path(__file__).resolve().parents[2] / "demo"


def _load_checker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("demo_check", FOLDER / "check.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # msgspec looks its classes' annotations up by module name
    spec.loader.exec_module(module)
    return module


check = _load_checker()


@pytest.fixture(scope="module")
def gold():
    return check.load_gold(FOLDER / "gold.json")


@pytest.fixture(scope="module")
def dispatches(gold):
    return check.load_dispatches(FOLDER / gold.corpus)


def test_corpus_and_gold_agree(dispatches, gold):
    assert check.problems(dispatches, gold) == []


def test_every_style_and_outcome_occurs(dispatches, gold):
    assert len(set(gold.outlets.values())) == 7
    assert {d.outlet for d in dispatches} == set(gold.outlets)
    outcomes = {str(a.outcome) for c in gold.commitments for a in c.as_of}
    assert outcomes >= {"open", "met", "missed", "extended", "unknown"}


def test_planted_contradictions_cover_the_kinds_that_outlets_differ_in(gold):
    fields = {c.field for c in gold.contradictions}
    assert fields == {"actor", "date", "due", "modality", "money", "place", "status", "troops"}


def test_readers_own_rows_need_nothing_but_the_corpus_file(dispatches):
    assert [d.id for d in dispatches] == sorted(d.id for d in dispatches)
    assert all(d.text == d.text.strip() and "\r" not in d.text for d in dispatches)


def _with_event(gold, **changes):
    event = msgspec.structs.replace(gold.events[0], **changes)
    return msgspec.structs.replace(gold, events=(event, *gold.events[1:]))


def test_sentence_that_is_not_verbatim_is_found(dispatches, gold):
    telling = gold.events[0].told_by[0]
    bent = msgspec.structs.replace(telling, sentence=telling.sentence.replace(" ", "  ", 1))
    assert any("stands 0 times" in p for p in check.problems(dispatches, _with_event(gold, told_by=(bent,))))


def test_event_told_before_it_happens_is_found(dispatches, gold):
    late = dt.date(2024, 9, 1)
    found = check.problems(dispatches, _with_event(gold, date=late, enddate=late))
    assert any("before it happens" in p for p in found)


def test_unknown_code_is_found(dispatches, gold):
    found = check.problems(dispatches, _with_event(gold, actors=("XXX",)))
    assert any("codes" in p for p in found)


def test_unknown_event_type_is_refused(gold):
    raw = msgspec.to_builtins(gold)
    raw["events"][0]["type"] = ["MEET"]
    with pytest.raises(msgspec.ValidationError, match="MEET"):
        msgspec.convert(raw, check.Gold, str_keys=False)


def test_doubled_dispatch_is_found(dispatches, gold):
    assert any("stands twice" in p for p in check.problems((*dispatches, dispatches[0]), gold))


def test_state_that_the_history_does_not_bear_out_is_found(dispatches, gold):
    commitment = next(c for c in gold.commitments if c.id == "com-french-withdrawal")
    wrong = tuple(msgspec.structs.replace(a, due=dt.date(2024, 1, 31)) for a in commitment.as_of if a.due)
    others = tuple(c for c in gold.commitments if c is not commitment)
    broken = msgspec.structs.replace(commitment, as_of=wrong)
    found = check.problems(dispatches, msgspec.structs.replace(gold, commitments=(*others, broken)))
    assert len(found) == len(wrong)
    assert all("due date 2024-01-31, but its history says 2023-12-31" in p for p in found)


@pytest.mark.parametrize(
    ("name", "day", "status", "outcome"),
    [
        ("com-ecowas-ultimatum", "2023-08-06", "announced", "open"),
        ("com-ecowas-ultimatum", "2023-08-07", "broken", "missed"),
        ("com-au-ultimatum", "2023-08-15", "announced", "unknown"),
        ("com-german-base", "2024-05-30", "in_force", "extended"),
        ("com-us-withdrawal", "2024-09-16", "fulfilled", "met"),
    ],
)
def test_state_follows_from_reports_published_by_the_day(dispatches, gold, name, day, status, outcome):
    commitment = next(c for c in gold.commitments if c.id == name)
    state = check.state_on(commitment.history, dt.date.fromisoformat(day), {d.id: d for d in dispatches})
    assert (state.status, state.outcome) == (status, outcome)
