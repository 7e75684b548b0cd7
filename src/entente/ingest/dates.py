"""Days as sources write them: in a row's field, in a stamp line of a page, in a dateline.

Only a whole date counts: one without its year, or one whose day and month could be swapped, is no date here.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
"""A month's name or abbreviation, as part of a case-insensitive pattern."""

_ISO = r"(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?!\d)"
_COMPACT = r"(?P<y2>(?:19|20)\d\d)(?P<m2>\d\d)(?P<d2>\d\d)(?!\d)"
_DAY_FIRST = rf"(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<m3>{MONTH})[,\s-]+(?P<y3>\d{{4}})(?!\d)"
_MONTH_FIRST = rf"(?P<m4>{MONTH})\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{{4}})(?!\d)"
_NUMBERS = r"(?P<a5>\d{1,2})[/.-](?P<b5>\d{1,2})[/.-](?P<y5>\d{4})(?!\d)"

FULL_DATE = rf"(?<![\d/])(?:{_ISO}|{_COMPACT}|{_DAY_FIRST}|{_MONTH_FIRST}|{_NUMBERS})"
"""Pattern (case-insensitive) of a day, month and year; its groups are read by :func:`find_date`."""

_YEARS = range(1800, 2200)


@cache
def _full_date() -> re.Pattern[str]:
    return re.compile(FULL_DATE, re.IGNORECASE)


def find_date(text: str) -> dt.date | None:
    """The first whole date in a text, or None."""
    for match in _full_date().finditer(text):
        day = _date_of(match)
        if day is not None:
            return day
    return None


def parse_field(value: object) -> dt.date | None:
    """The day that a row's date field names, whatever its type; None where it names none.

    Takes days and moments, ISO 8601 and the ways that newspapers write; a moment counts for the day in its own zone.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = str(value).strip()
    match = _full_date().match(text)
    if match is None:
        # "Tue, 5 Dec 2023" and "Published 5 December 2023"
        return find_date(text) if len(text) <= 60 else None
    return _date_of(match)


def _date_of(match: re.Match[str]) -> dt.date | None:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    if "a5" in groups:
        return _unambiguous(int(groups["a5"]), int(groups["b5"]), int(groups["y5"]))
    form = next(iter(groups))[1]
    month = groups[f"m{form}"]
    return _valid(int(groups[f"y{form}"]), _month_number(month), int(groups[f"d{form}"]))


def _unambiguous(first: int, second: int, year: int) -> dt.date | None:
    """The date of 25/12/2023 or 12/25/2023; 10/03/2017 is read one way in London and the other in New York."""
    if first == second or second > 12:
        return _valid(year, first, second)
    return _valid(year, second, first) if first > 12 else None


def _month_number(month: str) -> int:
    if month.isdigit():
        return int(month)
    return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(month.lower()[:3]))


def _valid(year: int, month: int, day: int) -> dt.date | None:
    if year not in _YEARS:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
