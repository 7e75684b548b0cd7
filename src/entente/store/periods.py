"""Days as periods that things are counted by."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum


class Period(StrEnum):
    """How long a time is counted as one."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


def period_of(day: dt.date, period: Period) -> str:
    """The name of the period that a day lies in, such as 2023-12, 2023-Q4 or (ISO 8601) 2023-W49."""
    match period:
        case Period.DAY:
            return day.isoformat()
        case Period.WEEK:
            year, week, _ = day.isocalendar()
            return f"{year:04}-W{week:02}"
        case Period.MONTH:
            return f"{day.year:04}-{day.month:02}"
        case Period.QUARTER:
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case Period.YEAR:
            return f"{day.year:04}"
