"""As of a day: what a record of the reports known by then would answer."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from store_making import everything, meeting, visit

from entente.records import Claim, Contradiction
from entente.store import open_store
from entente.store.consolidation import Consolidated

DAYS = [None, "2024-01-01", "2024-01-02", "2024-01-03", "2024-02-03", "2024-02-20"]
URLS = [None, "https://news.example/a", "https://news.example/b"]
WORDS = ["met", "saw", "received", "welcomed"]

reports = st.one_of(
    st.builds(meeting, st.integers(0, 5), published=st.sampled_from(DAYS)),
    st.builds(visit, st.sampled_from(DAYS), url=st.sampled_from(URLS), told=st.sampled_from(WORDS)),
)


@settings(max_examples=15)
@given(told=st.lists(reports, max_size=8), as_of=st.sampled_from([dt.date.fromisoformat(d) for d in DAYS if d]))
def test_as_of_equals_a_record_of_those_reports_alone(told, as_of):
    with TemporaryDirectory() as folder, open_store(Path(folder) / "all.db") as full:
        for report in told:
            full.add(report)
        with open_store(Path(folder) / "then.db") as then:
            for report in told:
                if report.document.published is not None and report.document.published <= as_of:
                    then.add(report)
            assert everything(full, as_of=as_of) == everything(then)


def test_stage_that_joins_reports_sees_only_what_was_known(path):
    seen: list[list[str]] = []

    def join(told):
        events = list(told)
        seen.append([str(e.reported) for e in events])
        value = Claim(value="2024-01-02")
        contradictions = (Contradiction(id="ctr_1", about=events[0].id, field="date", values=(value,)),)
        return Consolidated(events=events[:1], contradictions=contradictions)

    with open_store(path, consolidate=join) as store:
        for number in (1, 2, 3):
            store.add(meeting(number, published=f"2024-01-0{number}"))
        as_of = dt.date(2024, 1, 2)
        assert len(list(store.events(as_of=as_of))) == 1
        assert [c.id for c in store.contradictions(as_of=as_of)] == ["ctr_1"]
    assert {day for days in seen for day in days} == {"2024-01-01", "2024-01-02"}


def test_undated_reports_stay_out_and_later_corrections_are_not_known_yet(store):
    old, new = visit("2024-01-05", url=URLS[1]), visit("2024-01-09", url=URLS[1], told="received")
    for report in (old, new, meeting(1, published=None)):
        store.add(report)
    assert [e.id for e in store.events(as_of=dt.date(2024, 1, 4))] == []
    assert [e.id for e in store.events(as_of=dt.date(2024, 1, 5))] == [old.events[0].id]
    assert [e.id for e in store.events(as_of=dt.date(2024, 1, 9))] == [new.events[0].id]
    assert len(list(store.events())) == 3
