"""Plain arithmetic on days and stretches of the calendar. Whatever no calendar holds is None, never an error."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Interval: TypeAlias = tuple[dt.date, dt.date]
"""First and last day, both included."""

ONE_DAY = dt.timedelta(days=1)


class Unit(StrEnum):
    """What a length is counted in."""

    HOUR = "hour"
    DAY = "day"
    WORKDAY = "workday"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A length of time such as six months."""

    value: float
    unit: Unit


MONTHS_IN = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}
DAYS_IN_MONTH = 30  # For the broken part of "a month and a half" only.

# Meteorological seasons of the northern hemisphere, where most of the news that we read is written.
SEASON_STARTS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def a_day(year: int, month: int, day: int) -> Interval | None:
    """One day as an interval; None where the calendar has no such day (30 February)."""
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    return date, date


def months_from(year: int, month: int, count: int) -> Interval | None:
    """The ``count`` whole months from a month on; None outside the years 1 to 9999."""
    last = year * 12 + month - 1 + count - 1
    last_year, last_month = last // 12, last % 12 + 1
    if year < dt.MINYEAR or last_year > dt.MAXYEAR:
        return None
    return dt.date(year, month, 1), dt.date(last_year, last_month, monthrange(last_year, last_month)[1])


def a_month(year: int, month: int) -> Interval | None:
    """A month from its first to its last day."""
    return months_from(year, month, 1)


def a_quarter(year: int, quarter: int) -> Interval | None:
    """A quarter (1 to 4) of a calendar year."""
    return months_from(year, quarter * 3 - 2, 3)


def a_half(year: int, half: int) -> Interval | None:
    """A half (1 or 2) of a calendar year."""
    return months_from(year, half * 6 - 5, 6)


def a_season(year: int, season: str) -> Interval | None:
    """A season; the winter of a year begins in its December."""
    return months_from(year, SEASON_STARTS[season], 3)


def years_from(year: int, count: int) -> Interval | None:
    """The ``count`` years from a year on."""
    return months_from(year, 1, count * 12)


def week_of(date: dt.date) -> Interval | None:
    """The ISO week, Monday to Sunday, that holds a day."""
    monday = shift_days(date, -date.weekday())
    return stretch(monday, 6)


def weekend_of(date: dt.date) -> Interval | None:
    """Saturday and Sunday of the ISO week that holds a day."""
    saturday = shift_days(date, 5 - date.weekday())
    return stretch(saturday, 1)


def stretch(first: dt.date | None, days: int) -> Interval | None:
    """A day and the ``days`` after it."""
    last = shift_days(first, days) if first else None
    return (first, last) if first and last else None


def shift_days(date: dt.date, days: int) -> dt.date | None:
    """A day so many days on; None beyond the calendar's ends."""
    try:
        return date + dt.timedelta(days=days)
    except OverflowError:
        return None


def shift_months(date: dt.date, months: int) -> dt.date | None:
    """The same day of a month so many months on, or that month's last day: 31 January and a month is 28 February."""
    month = date.year * 12 + date.month - 1 + months
    year, month = month // 12, month % 12 + 1
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return None
    return dt.date(year, month, min(date.day, monthrange(year, month)[1]))


def shift_workdays(date: dt.date, days: int) -> dt.date | None:
    """A day so many working days (Monday to Friday) on."""
    step = 1 if days >= 0 else -1
    weeks, rest = divmod(abs(days), 5)
    there = shift_days(date, 7 * weeks * step)
    while there and rest:
        there = shift_days(there, step)
        rest -= bool(there and there.weekday() < 5)
    return there


def add_length(day: dt.date, length: Length) -> dt.date | None:
    """The day that lies a length after ``day``: when a deadline counted from it falls due.

    Months and years keep the day of the month where they can; hours below 24 stay within the day. A negative value
    counts back. None where the calendar ends (the years 1 to 9999).
    """
    value = length.value
    if abs(value) > 1e7:
        return None
    if length.unit in MONTHS_IN:
        months = value * MONTHS_IN[length.unit]
        there = shift_months(day, int(months))
        return shift_days(there, int((months - int(months)) * DAYS_IN_MONTH)) if there else None
    if length.unit is Unit.WORKDAY:
        return shift_workdays(day, int(value))
    days = {Unit.HOUR: value / 24, Unit.WEEK: value * 7}.get(length.unit, value)
    return shift_days(day, int(days))


def subtract_length(day: dt.date, length: Length) -> dt.date | None:
    """The day that lies a length before ``day``."""
    return add_length(day, Length(value=-length.value, unit=length.unit))


def around(day: dt.date, unit: Unit) -> Interval | None:
    """The stretch of the calendar, of the size of a unit, that holds a day: its week, its month, its year."""
    match unit:
        case Unit.WEEK:
            return week_of(day)
        case Unit.MONTH:
            return a_month(day.year, day.month)
        case Unit.QUARTER:
            return a_quarter(day.year, (day.month + 2) // 3)
        case Unit.YEAR:
            return years_from(day.year, 1)
        case Unit.DECADE:
            return years_from(day.year // 10 * 10, 10)
        case Unit.CENTURY:
            return years_from(day.year // 100 * 100, 100)
        case _:
            return day, day


def shifted_around(day: dt.date, unit: Unit, count: int) -> Interval | None:
    """The stretch that lies ``count`` units from the one around a day: last month, next year, five years ago."""
    there = add_length(day, Length(value=count, unit=unit))
    return around(there, unit) if there else None
