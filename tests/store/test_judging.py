"""What people decide: who, when and why is kept, holds against every re-run, and can be taken back."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from store_making import ids, meeting, visit

from entente.cli import main
from entente.consolidating.identity import content_id
from entente.errors import UsageError
from entente.evaluating.gold import read_gold
from entente.records import EventType
from entente.store import EventFilter

ALL = EventFilter(modalities=())
DAY = dt.date(2024, 3, 1)


@pytest.fixture
def nine(store):
    """One meeting told by three outlets, and another one."""
    told = [meeting(1, outlet=f"Outlet {n}", published=f"2024-01-1{n}") for n in range(3)]
    for report in told:
        store.add(report)
    store.add(visit("2024-05-05"))
    return told


def met(store):
    return next(e for e in store.events(EventFilter(types=(EventType.CONSULT,), text="Kenya")))


def test_why_lists_every_report_with_grounds(store, nine):
    why = store.why(met(store).id)
    assert [r.document.outlet for r in why.reports] == ["Outlet 0", "Outlet 1", "Outlet 2"]
    assert why.reports[0].join.reason == "first told"
    assert all(r.join.score > 0 and r.join.grounds for r in why.reports[1:])
    assert store.why(met(store).aliases[0]).event == why.event
    assert store.event(met(store).aliases[1]) == why.event
    with pytest.raises(UsageError, match="no event 'evt_0'"):
        store.why("evt_0")


def test_split_then_merge(store, nine):
    event = met(store)
    before = len(list(store.events(ALL)))
    numbers = store.split(event.id, ["Outlet 1"], by="Ada", note="another round", on=DAY)
    assert len(list(store.events(ALL))) == before + 1
    apart = store.event(nine[1].events[0].id)
    assert apart is not None
    assert apart.id == nine[1].events[0].id
    assert {r.document.outlet for r in store.why(event.id).reports} == {"Outlet 0", "Outlet 2"}
    kept = store.judgements()
    assert [k.number for k in kept] == numbers
    assert {(k.judgement.who, k.judgement.why, k.judgement.when) for k in kept} == {("Ada", "another round", DAY)}
    store.merge([event.id, apart.id], by="Bo", on=DAY)
    assert store.event(event.id) == event
    assert "joined by Bo" in [r.join.reason for r in store.why(event.id).reports]
    with pytest.raises(UsageError, match="one event already"):
        store.merge([event.id, apart.id], by="Bo")


def test_split_is_withdrawn(store, nine):
    event = met(store)
    for number in store.split(event.id, [nine[1].events[0].id], by="Ada"):
        store.withdraw(number, by="Bo", on=DAY)
    assert store.event(event.id) == event
    assert {(k.withdrawn_by, k.withdrawn) for k in store.judgements()} == {("Bo", DAY)}
    with pytest.raises(UsageError, match="no judgement 1 that holds"):
        store.withdraw(1, by="Bo")


def test_wrong_splits_are_said_to_be_wrong(store, nine):
    event = met(store)
    with pytest.raises(UsageError, match="'Outlet 9' is no report"):
        store.split(event.id, ["Outlet 9"], by="Ada")
    with pytest.raises(UsageError, match="none is left"):
        store.split(event.id, [f"Outlet {n}" for n in range(3)], by="Ada")


def test_correction_is_answered_and_found_by_filters(store, nine):
    event = met(store)
    values = {"type": "AGREE", "date": "2024-01-02/2024-01-03", "actor": "KEN/MIL; UGA", "country": "UGA", "mode": None}
    store.correct(event.id, values, by="Ada")
    found = list(store.events(EventFilter(types=(EventType.AGREE,), country="UGA", end=dt.date(2024, 1, 4))))
    assert ids(found) == [event.id]
    assert [(a.code, a.sector, a.entity_text) for a in found[0].actor] == [
        ("KEN", "MIL", "Kenya"),
        ("UGA", None, "Ghana"),
    ]
    assert (found[0].quad_code, str(found[0].enddate)) == (1, "2024-01-03")
    assert found[0].evidence == event.evidence


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"type": "MEET"}, "no event type"), ({"date": "May"}, "no date"), ({"actor": "Kenya"}, "no code"),
        ({"date": "2024-02-01/2024-01-01"}, "ends before"), ({"colour": "red"}, "cannot be corrected"), ({}, "nothing"),
    ],
)  # fmt: skip
def test_values_that_a_field_cannot_have(store, nine, values, problem):
    with pytest.raises(UsageError, match=problem):
        store.correct(met(store).id, values, by="Ada")
    assert store.judgements() == []


def test_rejected_event_is_out_of_every_answer(store, nine):
    event = met(store)
    store.reject(event.id, by="Ada")
    assert store.event(event.id) is None
    assert event.id not in ids(store.events(ALL))
    assert all(event.id not in c.events for c in store.commitments())


def test_decisions_outlive_reading_anew(store, nine):
    """New weights give the same act another trigger, and so another id."""
    event = met(store)
    store.reject(event.id, by="Ada")
    for report in nine:
        moved = replace(report.events[0], id=content_id("evt", report.document.id, 1, 2, "CONSULT"))
        signed = report.events[1]
        accord = replace(report.commitments[0], events=(signed.id,))
        store.add(replace(report, events=(moved, signed), commitments=(accord,)), again=True)
    assert all(k.is_found for k in store.judgements())
    assert list(store.events(EventFilter(modalities=(), types=(EventType.CONSULT,), text="Kenya"))) == []
    store.remove(nine[0].document.id)
    assert [k.is_found for k in store.judgements()].count(False) == 1


def test_as_of_takes_todays_decisions(store, nine):
    event = met(store)
    store.correct(event.id, {"country": "UGA"}, by="Ada")
    past = store.event(event.id, as_of=dt.date(2024, 1, 11))
    assert past is not None
    assert past.event_loc.country == "UGA"
    assert len(past.aliases) == 1


def test_commands_and_gold(store, nine, path, tmp_path):
    event = met(store)

    def call(*arguments, code=0):
        result = CliRunner().invoke(main, [*arguments, "--store", str(path)])
        assert result.exit_code == code, result.output
        return result

    assert "Outlet 2" in call("why", event.id).stdout
    assert [json.loads(line)["outlet"] for line in call("why", event.id, "--format", "jsonl").stdout.splitlines()] == [
        "Outlet 0", "Outlet 1", "Outlet 2",
    ]  # fmt: skip
    assert "nothing was judged" in call("judgements", "--export", str(tmp_path / "gold.jsonl"), code=2).output
    assert "Kept as judgement 1" in call("split", event.id, "Outlet 1", "--by", "Ada", "--note", "two rounds").stdout
    assert "two rounds" in call("judgements", "--format", "csv").stdout
    call("correct", event.id, "--date", "2024-01-02", "--by", "Ada")
    call("reject", nine[1].events[0].id, "--by", "Ada")
    call("merge", event.id, "evt_0", "--by", "Ada", code=2)
    assert "withdrawn" in call("judgements", "--withdraw", "1", "--by", "Bo").stdout
    assert "say what to correct" in call("correct", event.id, code=2).output
    target = tmp_path / "gold.jsonl"
    call("judgements", "--export", str(target))
    rows = [json.loads(line) for line in target.read_text().splitlines()]
    days = {r["id"]: r["date"] for r in rows if r["kind"] == "event"}
    assert days[event.id] == days[nine[2].events[0].id] == "2024-01-02"
    assert nine[1].events[0].id not in days
    assert len(read_gold(target)) == len(rows)
    assert call("contradictions").exit_code == 0
