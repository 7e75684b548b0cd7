from __future__ import annotations

import datetime as dt

import pytest
from analysis_making import dealing, many_events
from hypothesis import given
from hypothesis import strategies as st

from entente.analysis import Bootstrap, Period, Side, acts_of, alignment
from entente.errors import UsageError
from entente.records import EventType

NER, RUS, FRA = Side("NER"), Side("RUS"), Side("FRA")
FEW = Bootstrap(draws=50)


@given(many_events(), st.integers(0, 3))
def test_same_seed_gives_the_same_intervals_in_any_order_and_company(events: list, seed: int) -> None:
    settings = Bootstrap(draws=20, seed=seed)
    span = {"begin": dt.date(2023, 1, 1), "end": dt.date(2024, 12, 31), "settings": settings}
    both = alignment(acts_of(events), NER, [RUS, FRA], **span)
    alone = alignment(acts_of(reversed(events)), NER, [RUS], **span)
    assert both.partners[0] == alone.partners[0]


@given(many_events(), st.integers(1, 5))
def test_mean_lies_in_the_scale_and_balance_is_the_sum(events: list, window: int) -> None:
    found = alignment(acts_of(events), NER, [RUS], window=window, settings=FEW).partners[0]
    scores = {a.event: a.score for a in acts_of(events)}
    total = 0.0
    for number, point in enumerate(found.points):
        total += sum(scores[name] for name in point.events)
        inside = [scores[n] for p in found.points[max(0, number - window + 1) : number + 1] for n in p.events]
        assert point.balance == pytest.approx(total, abs=1e-5)
        assert point.within == len(inside)
        assert point.mean == (pytest.approx(sum(inside) / len(inside), abs=1e-5) if inside else None)
        for interval in (point.mean_interval, point.balance_interval):
            assert interval is None or interval.low <= interval.high


def test_interval_holds_the_mean_and_needs_three_events() -> None:
    kinds = [EventType.AID, EventType.SANCTION, EventType.CONSULT, EventType.AID, EventType.ACCUSE, EventType.AID]
    events = [dealing(n, kind, f"2024-01-{n + 10}") for n, kind in enumerate(kinds)]
    (point,) = alignment(acts_of(events), NER, [RUS]).partners[0].points
    assert point.mean_interval is not None
    assert point.mean is not None
    assert point.mean_interval.low < point.mean < point.mean_interval.high
    (few,) = alignment(acts_of(events[:2]), NER, [RUS]).partners[0].points
    assert few.mean is not None
    assert few.mean_interval is None


def test_acts_that_agree_leave_no_doubt() -> None:
    events = [dealing(n, EventType.AID, f"2024-01-{n + 10}") for n in range(5)]
    (point,) = alignment(acts_of(events), NER, [RUS]).partners[0].points
    assert point.mean_interval is not None
    assert (point.mean_interval.low, point.mean_interval.high) == (7.4, 7.4)


def test_partners_are_the_most_frequent_over_the_same_periods() -> None:
    events = [dealing(n, EventType.AID, f"2024-0{n + 1}-10") for n in range(3)]
    events += [dealing(9, EventType.SANCTION, "2023-11-01", "FRA", "NER")]
    found = alignment(acts_of(events), NER, period=Period.MONTH, settings=FEW)
    assert [one.partner for one in found.partners] == [RUS, FRA]
    assert {tuple(p.period for p in one.points) for one in found.partners} == {
        ("2023-11", "2023-12", "2024-01", "2024-02", "2024-03")
    }
    assert set(found.frame()["partner"]) == {"RUS", "FRA"}


def test_window_is_at_least_a_period() -> None:
    with pytest.raises(UsageError, match="window"):
        alignment([], NER, window=0)


def test_nothing_gives_no_point() -> None:
    assert alignment([], NER, [RUS]).partners[0].points == ()
    assert alignment([], NER).frame().empty
