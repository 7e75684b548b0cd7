from __future__ import annotations

import datetime as dt

import pytest
from analysis_making import dealing, many_events, read_evenly
from hypothesis import given, settings

from entente.analysis import Measure, Period, Side, Turn, acts_of, before_after, shifts_between, shifts_of
from entente.errors import UsageError
from entente.records import Event, EventType

NER, RUS, FRA = Side("NER"), Side("RUS"), Side("FRA")
START = dt.date(2024, 1, 1)
COVERAGE = read_evenly("2024-01-01", 140, Period.WEEK)


def weekly(kinds: list[EventType | None]) -> list[Event]:
    days = ((n, kind, START + dt.timedelta(days=7 * n + 2)) for n, kind in enumerate(kinds) if kind)
    return [dealing(n, kind, day) for n, kind, day in days]


BREAK = weekly([EventType.AID] * 10 + [EventType.SANCTION] * 10)


def test_break_is_found_in_its_week_with_the_acts_that_made_it() -> None:
    found = shifts_between(acts_of(BREAK), NER, RUS, coverage=COVERAGE)
    (shift,) = found.shifts
    assert shift.begin == START + dt.timedelta(weeks=10)
    assert shift.kind is Turn.WORSENS
    assert shift.events == ("evt_0010", "evt_0011")
    assert shift.day == START + dt.timedelta(weeks=10, days=2)
    assert (shift.before.mean, shift.after.mean, shift.change) == (7.4, -5.2, -12.6)
    assert len(shift.before.tally.events) == len(shift.after.tally.events) == 10


def test_rapprochement_out_of_silence_is_found() -> None:
    events = weekly([None] * 10 + [EventType.AID] * 10)
    (shift,) = shifts_between(acts_of(events), NER, RUS, coverage=COVERAGE).shifts
    assert (shift.kind, shift.period, shift.better) == (Turn.IMPROVES, "2024-W11", True)


def test_falling_silent_is_no_turn_to_the_other_side() -> None:
    events = weekly([EventType.SANCTION] * 10 + [None] * 10)
    (shift,) = shifts_between(acts_of(events), NER, RUS, coverage=COVERAGE).shifts
    assert (shift.kind, shift.events, shift.day) == (Turn.EASES, (), None)


def test_more_conflict_is_worse_by_its_own_measure() -> None:
    events = weekly([None] * 10 + [EventType.SANCTION] * 10)
    (shift,) = shifts_between(acts_of(events), NER, RUS, coverage=COVERAGE, measure=Measure.CONFLICT).shifts
    assert (shift.kind, shift.change) == (Turn.WORSENS, 1.0)


def test_steady_dealings_have_no_turn() -> None:
    found = shifts_between(acts_of(weekly([EventType.AID] * 20)), NER, RUS, coverage=COVERAGE)
    assert found.shifts == ()
    assert len(found.levels) == 1
    assert not found.too_short


def test_short_series_says_so() -> None:
    turns = shifts_of(acts_of(BREAK), NER, coverage=COVERAGE, period=Period.WEEK, end=START + dt.timedelta(weeks=6))
    assert turns.shifts == ()
    assert turns.too_short == (RUS,)


def test_weeks_in_which_nothing_was_read_are_not_quiet() -> None:
    events = weekly([EventType.AID] * 10)
    gap = [line for line in COVERAGE if line.period is not None and line.period <= "2024-W10"]
    assert shifts_between(acts_of(events), NER, RUS, coverage=gap, end=dt.date(2024, 5, 19)).shifts == ()
    assert shifts_between(acts_of(events), NER, RUS, coverage=COVERAGE).shifts != ()


def test_change_of_coverage_is_no_turn_per_hundred() -> None:
    days = [START + dt.timedelta(days=7 * week) for week in range(20) for _ in range(1 if week < 10 else 3)]
    acts = acts_of([dealing(n, EventType.AID, day) for n, day in enumerate(days)])
    lines = read_evenly("2024-01-01", 70, Period.WEEK, 10) + read_evenly("2024-03-11", 70, Period.WEEK, 30)
    assert shifts_between(acts, NER, RUS, coverage=lines).shifts != ()
    assert shifts_between(acts, NER, RUS, coverage=lines, per_hundred=True).shifts == ()


def test_numbers_per_hundred_need_coverage() -> None:
    with pytest.raises(UsageError, match="coverage"):
        shifts_between([], NER, RUS, per_hundred=True)


@settings(max_examples=30)
@given(many_events())
def test_levels_hold_every_act_that_has_a_place(events: list) -> None:
    acts = acts_of(events)
    found = shifts_between(acts, NER, RUS, period=Period.MONTH)
    assert sum(level.periods for level in found.levels) == found.periods
    assert len(found.shifts) == max(0, len(found.levels) - 1)
    told = [name for level in found.levels for name in level.tally.events]
    assert len(told) == len(set(told))


def test_before_and_after_a_day() -> None:
    day = START + dt.timedelta(weeks=10)
    lines = read_evenly("2024-01-01", 140, Period.DAY, 2)
    (line,) = before_after(acts_of(BREAK), NER, day, days=35, coverage=lines)
    assert (line.partner, line.before.count, line.after.count) == (RUS, 5, 5)
    assert (line.articles_before, line.articles_after) == (70, 70)
    assert line.change == -12.6
    assert line.change_interval is not None
    assert (line.change_interval.low, line.change_interval.high) == (-12.6, -12.6)


def test_turns_as_a_frame() -> None:
    frame = shifts_of(acts_of(BREAK), NER, coverage=COVERAGE).frame()
    assert list(frame["kind"]) == ["worsens"]
    assert str(frame["day"].dtype).startswith("datetime64")
