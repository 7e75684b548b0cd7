"""Periods of a calendar, one after the other, and the period that an act belongs to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from entente.analysis.dyads import Act
from entente.errors import UsageError
from entente.records import Modality
from entente.store.periods import Period, period_of

LONGEST = {Period.DAY: 1, Period.WEEK: 7, Period.MONTH: 31, Period.QUARTER: 92, Period.YEAR: 366}
"""Days of the longest period of each kind."""


class Clock(StrEnum):
    """Which day places an act in time."""

    BEST = "best"
    """The event's own day; where a text gives none, the day of its first report. Background without a day has none."""
    EVENT = "event"
    """The event's own day only."""
    REPORTED = "reported"
    """The day of the first report, as of a record that is read day by day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One period: its name (2023-12, 2023-W49, 2023-Q4) and its first and last day."""

    name: str
    begin: dt.date
    end: dt.date


def slot_of(day: dt.date, period: Period) -> Slot:
    """The period that ``day`` lies in."""
    begin = _begin(day, period)
    return Slot(name=period_of(day, period), begin=begin, end=_next(begin, period) - dt.timedelta(days=1))


def slot_named(name: str, period: Period) -> Slot:
    """The period of a name, the reverse of :func:`entente.store.periods.period_of`."""
    year, rest = int(name[:4]), name[5:]
    match period:
        case Period.DAY:
            return slot_of(dt.date.fromisoformat(name), period)
        case Period.WEEK:
            return slot_of(dt.date.fromisocalendar(year, int(rest.removeprefix("W")), 1), period)
        case Period.MONTH:
            return slot_of(dt.date(year, int(rest), 1), period)
        case Period.QUARTER:
            return slot_of(dt.date(year, 3 * int(rest.removeprefix("Q")) - 2, 1), period)
        case Period.YEAR:
            return slot_of(dt.date(year, 1, 1), period)


def slots_between(first: dt.date, last: dt.date, period: Period) -> list[Slot]:
    """Every period from that of ``first`` to that of ``last``, without a gap."""
    slots = [slot_of(first, period)]
    while slots[-1].end < last:
        slots.append(slot_of(slots[-1].end + dt.timedelta(days=1), period))
    return slots


def whole_periods(begin: dt.date | None, end: dt.date | None, period: Period) -> tuple[dt.date | None, dt.date | None]:
    """An interval, open where None, widened to whole periods. Raises UsageError where it ends before it begins."""
    if begin is not None and end is not None and begin > end:
        raise UsageError(f"the interval ends before it begins: {begin} to {end}")
    return (begin and slot_of(begin, period).begin), (end and slot_of(end, period).end)


def day_of(act: Act, clock: Clock, period: Period) -> dt.date | None:
    """The day that places ``act`` in a period; None where none does.

    It is the first day of the event's interval. An interval that is longer than any such period ("in 2023", by month) does
    not tell which one the act lies in, and so gives no day.
    """
    if clock is Clock.REPORTED:
        return act.reported
    if act.date is not None:
        fits = act.enddate is None or (act.enddate - act.date).days < LONGEST[period]
        return act.date if fits else None
    # A report follows what it tells as news within days, but what it tells as background by years.
    told_as_news = act.enddate is None and act.modality is not Modality.HISTORICAL
    return act.reported if clock is Clock.BEST and told_as_news else None


def placed(acts: Iterable[Act], clock: Clock, period: Period) -> tuple[list[tuple[dt.date, Act]], list[Act]]:
    """Acts with their day, by day and id of the event, and the acts that have none."""
    days = [(day_of(act, clock, period), act) for act in acts]
    dated = [(day, act) for day, act in days if day is not None]
    return sorted(dated, key=lambda pair: (pair[0], pair[1].event)), [act for day, act in days if day is None]


def _begin(day: dt.date, period: Period) -> dt.date:
    match period:
        case Period.DAY:
            return day
        case Period.WEEK:
            return day - dt.timedelta(days=day.weekday())
        case Period.MONTH:
            return day.replace(day=1)
        case Period.QUARTER:
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case Period.YEAR:
            return day.replace(month=1, day=1)


def _next(begin: dt.date, period: Period) -> dt.date:
    if period in (Period.DAY, Period.WEEK):
        return begin + dt.timedelta(days=LONGEST[period])
    # The longest period of its kind reaches into the next one from any first day, and never past its end.
    return _begin(begin + dt.timedelta(days=LONGEST[period]), period)
