"""As of a day: what a record of the reports known by then would answer."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from store_making import everything, meeting, visit

from entente.store import open_store
from entente.store.consolidation import each_by_itself

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


@settings(max_examples=10)
@given(told=st.lists(reports, min_size=2, max_size=8), asked=st.lists(st.booleans(), min_size=8, max_size=8))
def test_asking_between_additions_changes_no_answer(told, asked):
    """What was joined before is taken over, which must not show."""
    with TemporaryDirectory() as folder, open_store(Path(folder) / "asked.db") as between:
        for report, ask in zip(told, asked, strict=False):
            between.add(report)
            if ask:
                between.refresh()
        assert list(between.verify()) == []
        with open_store(Path(folder) / "once.db") as once:
            for report in told:
                once.add(report)
            assert everything(between) == everything(once)


def test_states_of_past_days_are_kept_for_a_while_only(store):
    for number in range(8):
        store.add(meeting(number, published=f"2024-01-0{number + 1}"))
    store.refresh()
    for number in range(8):
        assert len(list(store.documents(as_of=dt.date(2024, 1, number + 1)))) == number + 1
        assert list(store.events(as_of=dt.date(2024, 1, number + 1)))
    with store._engine.connect() as connection:
        states = connection.exec_driver_sql("SELECT is_past FROM states").scalars().all()
    assert sorted(states) == [0, 1, 1, 1]


def test_stage_sees_only_what_was_known(path):
    seen: list[str] = []

    def join(records, **more):
        records = list(records)
        seen.extend(str(r.document.published) for r in records)
        return each_by_itself(records, **more)

    with open_store(path, consolidate=join) as store:
        for number in (1, 2, 3):
            store.add(meeting(number, published=f"2024-01-0{number}"))
        assert len(list(store.events(as_of=dt.date(2024, 1, 2)))) == 4
    assert set(seen) == {"2024-01-01", "2024-01-02"}


def test_undated_reports_stay_out_and_later_corrections_are_not_known_yet(store):
    old, new = visit("2024-01-05", url=URLS[1]), visit("2024-01-09", url=URLS[1], told="received")
    for report in (old, new, meeting(1, published=None)):
        store.add(report)
    assert [e.id for e in store.events(as_of=dt.date(2024, 1, 4))] == []
    assert [e.id for e in store.events(as_of=dt.date(2024, 1, 5))] == [old.events[0].id]
    assert [e.id for e in store.events(as_of=dt.date(2024, 1, 9))] == [new.events[0].id]
    assert len(list(store.events())) == 3
