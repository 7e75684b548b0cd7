from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from analysis_making import dealing, event, many_events, read, who
from hypothesis import given
from hypothesis import strategies as st

from entente.analysis import Clock, Period, Side, acts_between, acts_of, articles_by_period, dyad_series
from entente.analysis.calendar import slot_named, slot_of, slots_between
from entente.errors import UsageError
from entente.records import EventType, Modality
from entente.store.summaries import CoverageLine

NER, RUS = Side("NER"), Side("RUS")
PERIODS = st.sampled_from([Period.WEEK, Period.MONTH, Period.QUARTER])


@given(many_events(), PERIODS, st.sampled_from(list(Clock)))
def test_points_and_undated_are_all_events_of_the_dyad(events: list, period: Period, clock: Clock) -> None:
    acts = acts_of(events, modalities=())
    series = dyad_series(acts, NER, RUS, period=period, clock=clock)
    told = [*(name for p in series.points for name in p.events), *series.undated]
    assert sorted(told) == sorted(a.event for a in acts_between(acts, NER, RUS))
    assert series.count + len(series.undated) == len(told)


@given(many_events(), PERIODS)
def test_order_of_events_changes_nothing(events: list, period: Period) -> None:
    forward = dyad_series(acts_of(events), NER, RUS, period=period)
    backward = dyad_series(acts_of(reversed(events)), NER, RUS, period=period)
    assert forward.points == backward.points


@given(many_events(), st.integers(1, 50))
def test_twice_the_articles_halve_every_number_per_hundred(events: list, articles: int) -> None:
    acts = acts_of(events)
    names = [p.period for p in dyad_series(acts, NER, RUS).points]
    once = dyad_series(acts, NER, RUS, coverage=read(dict.fromkeys(names, articles))).points
    twice = dyad_series(acts, NER, RUS, coverage=read(dict.fromkeys(names, 2 * articles))).points
    for one, two in zip(once, twice, strict=True):
        assert one.tally == two.tally
        for value in (one.count, one.tally.cooperation, one.tally.score_sum):
            assert one.per_hundred(value) == pytest.approx(2 * two.per_hundred(value))


@given(many_events())
def test_quads_scores_and_counts_agree(events: list) -> None:
    for point in dyad_series(acts_of(events, modalities=()), NER, RUS).points:
        told, quads = point.tally, point.quads
        assert quads.verbal_cooperation + quads.material_cooperation == told.cooperation
        assert quads.verbal_conflict + quads.material_conflict == told.conflict
        assert told.cooperation + told.conflict == told.count == len(set(point.events))
        assert told.score_sum == pytest.approx(told.cooperation_score + told.conflict_score)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31)), st.integers(0, 800), st.sampled_from(list(Period)))
def test_periods_follow_each_other_without_a_gap(first: dt.date, days: int, period: Period) -> None:
    last = first + dt.timedelta(days=days)
    slots = slots_between(first, last, period)
    assert slots[0].begin <= first <= slots[0].end
    assert slots[-1].begin <= last <= slots[-1].end
    for one, two in pairwise(slots):
        assert two.begin - one.end == dt.timedelta(days=1)
    assert all(slot_named(slot.name, period) == slot == slot_of(slot.end, period) for slot in slots)


def test_silent_period_counts_nothing_and_unread_period_is_unknown() -> None:
    acts = acts_of([dealing(1, EventType.AID, "2024-01-10"), dealing(2, EventType.AID, "2024-03-10")])
    points = dyad_series(acts, NER, RUS, coverage=read({"2024-01": 10, "2024-02": 20})).points
    assert [p.count for p in points] == [1, 0, 1]
    assert [p.per_hundred(p.count) for p in points] == [10.0, 0.0, None]


def test_interval_longer_than_the_period_has_no_place_in_it() -> None:
    year = event(1, actor=(who("NER"), who("RUS")), date="2023-01-01", enddate=dt.date(2023, 12, 31))
    assert dyad_series(acts_of([year]), NER, RUS).undated == ("evt_0001",)
    month = event(2, actor=(who("NER"), who("RUS")), date="2023-02-01", enddate=dt.date(2023, 2, 28))
    assert [p.period for p in dyad_series(acts_of([month]), NER, RUS).points] == ["2023-02"]
    assert dyad_series(acts_of([month]), NER, RUS, period=Period.WEEK).undated == ("evt_0002",)


def test_report_places_news_without_a_day_but_not_background() -> None:
    told = {"actor": (who("NER"), who("RUS")), "date": None, "reported": dt.date(2024, 5, 2)}
    acts = acts_of([event(1, **told), event(2, modality=Modality.HISTORICAL, **told)], modalities=())
    series = dyad_series(acts, NER, RUS)
    assert [(p.period, p.events, p.by_report) for p in series.points] == [("2024-05", ("evt_0001",), 1)]
    assert series.undated == ("evt_0002",)
    assert len(dyad_series(acts, NER, RUS, clock=Clock.EVENT).undated) == 2


def test_interval_is_widened_to_whole_periods() -> None:
    acts = acts_of([dealing(1, EventType.AID, "2024-01-02"), dealing(2, EventType.AID, "2024-04-01")])
    series = dyad_series(acts, NER, RUS, begin=dt.date(2024, 1, 15), end=dt.date(2024, 3, 5))
    assert [p.period for p in series.points] == ["2024-01", "2024-02", "2024-03"]
    assert series.count == 1
    assert series.outside == ("evt_0002",)


def test_interval_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UsageError, match="ends before it begins"):
        dyad_series([], NER, RUS, begin=dt.date(2024, 2, 1), end=dt.date(2024, 1, 1))


def test_articles_in_other_languages_and_without_a_day_are_not_read_for_events() -> None:
    lines = [
        CoverageLine(outlet="A", period="2024-01", articles=9, coded=5),
        CoverageLine(outlet="B", period="2024-01", articles=2, coded=2),
        CoverageLine(outlet="B", period=None, articles=4, coded=4),
    ]
    assert articles_by_period(lines) == {"2024-01": 7}


def test_frame_has_days_categories_and_integers() -> None:
    acts = acts_of([dealing(1, EventType.AID, "2024-01-10"), dealing(2, EventType.AID, "2024-03-10")])
    frame = dyad_series(acts, NER, RUS).frame()
    assert len(frame) == 3
    assert str(frame["begin"].dtype).startswith("datetime64")
    assert frame["a"].dtype == "category"
    assert frame["count"].dtype == frame["articles"].dtype == "Int64"
    assert frame["articles"].isna().all()
    assert frame["count"].sum() == 2
