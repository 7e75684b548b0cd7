"""Holidays and the days that they fall on."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.resolving.dates.holidays import DAYS, SPELLINGS, holiday_days, named


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("easter", "2024-03-31"),
        ("orthodox easter", "2024-05-05"),
        ("good friday", "2023-04-07"),
        ("thanksgiving", "2023-11-23"),
        ("memorial day", "2023-05-29"),
        ("labor day", "1998-09-07"),
        ("election day", "1998-11-03"),
        ("yom kippur", "1973-10-06"),
        ("passover", "2024-04-23"),
        ("rosh hashanah", "2023-09-16"),
        ("hanukkah", "2024-12-26"),
        ("ramadan", "2024-03-11"),
    ],
)
def test_holiday_falls_on_its_day(name: str, first: str) -> None:
    days = holiday_days(name, int(first[:4]))
    assert days is not None
    assert days[0] == dt.date.fromisoformat(first)


@given(name=st.sampled_from(sorted(DAYS)), year=st.integers(1, 9999))
def test_holiday_lies_in_its_year_or_nowhere(name: str, year: int) -> None:
    days = holiday_days(name, year)
    assert days is None or (days[0].year == year and days[0] <= days[1])


def test_every_spelling_names_a_holiday() -> None:
    assert set(SPELLINGS.values()) == set(DAYS)
    assert named("New Year’s Day") == "new year's day"
    with pytest.raises(KeyError):
        named("Monday")
