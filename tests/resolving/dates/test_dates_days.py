"""Arithmetic on days and lengths."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.resolving.dates import Length, Unit, add_length, subtract_length
from entente.resolving.dates.days import a_day, around, shifted_around, weekend_of


@pytest.mark.parametrize(
    ("day", "value", "unit", "expected"),
    [
        ("2023-12-04", 6, Unit.MONTH, "2024-06-04"),
        ("2023-01-31", 1, Unit.MONTH, "2023-02-28"),
        ("2024-02-29", 1, Unit.YEAR, "2025-02-28"),
        ("2023-12-04", 1.5, Unit.YEAR, "2025-06-04"),
        ("2023-12-04", 2.5, Unit.MONTH, "2024-02-19"),
        ("2023-12-04", 6, Unit.WEEK, "2024-01-15"),
        ("2023-12-04", 48, Unit.HOUR, "2023-12-06"),
        ("2023-12-04", 12, Unit.HOUR, "2023-12-04"),
        ("2023-12-01", 1, Unit.WORKDAY, "2023-12-04"),
        ("2023-12-01", 7, Unit.WORKDAY, "2023-12-12"),
        ("2023-12-04", 1, Unit.QUARTER, "2024-03-04"),
        ("2023-12-04", 1, Unit.DECADE, "2033-12-04"),
    ],
)
def test_length_is_added_to_a_day(day: str, value: float, unit: Unit, expected: str) -> None:
    there = add_length(dt.date.fromisoformat(day), Length(value=value, unit=unit))
    assert there == dt.date.fromisoformat(expected)


def test_length_is_subtracted_from_a_day() -> None:
    assert subtract_length(dt.date(2024, 3, 31), Length(value=1, unit=Unit.MONTH)) == dt.date(2024, 2, 29)


def test_beyond_the_calendar_there_is_no_day() -> None:
    assert add_length(dt.date(9999, 12, 31), Length(value=1, unit=Unit.DAY)) is None
    assert add_length(dt.date(2000, 1, 1), Length(value=1e300, unit=Unit.CENTURY)) is None
    assert shifted_around(dt.date(1, 1, 1), Unit.YEAR, -1) is None
    assert a_day(2023, 2, 30) is None


@given(day=st.dates(), value=st.integers(-2000, 2000), unit=st.sampled_from(Unit))
def test_adding_and_subtracting_mirror_each_other(day: dt.date, value: int, unit: Unit) -> None:
    length = Length(value=value, unit=unit)
    assert add_length(day, length) == subtract_length(day, Length(value=-value, unit=unit))


@given(day=st.dates(min_value=dt.date(10, 1, 1), max_value=dt.date(9900, 1, 1)), unit=st.sampled_from(Unit))
def test_stretch_around_a_day_holds_it(day: dt.date, unit: Unit) -> None:
    stretch = around(day, unit)
    assert stretch is not None
    assert stretch[0] <= day <= stretch[1]


def test_weekend_belongs_to_the_week_that_it_ends() -> None:
    assert weekend_of(dt.date(2023, 12, 6)) == (dt.date(2023, 12, 9), dt.date(2023, 12, 10))
