"""Meanings to days: what an expression means, given when it was written and what the text has named so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from entente.records import DateBasis
from entente.resolving.dates import days
from entente.resolving.dates.days import Interval, Length, Unit
from entente.resolving.dates.holidays import holiday_days
from entente.resolving.dates.meanings import (
    Around,
    Between,
    Century,
    Counted,
    CountedFrom,
    Day,
    DayOfMonth,
    DayTime,
    Decade,
    FocusPeriod,
    From,
    Half,
    Holiday,
    In,
    InLength,
    LastingFrom,
    Meaning,
    Month,
    NumericDay,
    PartOf,
    Piece,
    Quarter,
    Season,
    ShortYear,
    Since,
    Until,
    WeekAt,
    Weekday,
    WeekdayBeside,
    Weekend,
    Which,
    Window,
    Year,
)
from entente.resolving.dates.tense import Tense


class Resolved(NamedTuple):
    """Days, an end of None being open or unknown, and what they rest on."""

    first: dt.date | None
    last: dt.date | None
    basis: DateBasis

    @property
    def interval(self) -> Interval | None:
        """Both ends, where both are known."""
        return (self.first, self.last) if self.first and self.last else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What an expression is resolved by.

    Attributes:
        published: the day that the text appeared.
        tense: the tense around the expression.
        told: the latest date that the text named before.
        told_day: the latest single day that it named before.
        year: the year in which the text tells what it tells, where it has said so and it is not that of publication.
        quarter: the quarter that the text reports on.
        anchor: a date given from outside, which everything relative hangs on instead.
        day_first: whether the numeric dates of the text put the day first; None where it does not show.
    """

    published: dt.date | None = None
    tense: Tense = Tense.UNKNOWN
    told: Interval | None = None
    told_day: Interval | None = None
    year: int | None = None
    quarter: Interval | None = None
    anchor: Interval | None = None
    day_first: bool | None = None


def resolve(meaning: Meaning, setting: Setting) -> Resolved | None:
    """The days that a meaning comes to; None where they cannot be known."""
    resolver = RESOLVERS.get(type(meaning))
    return resolver(meaning, setting) if resolver else None


def _on(interval: Interval | None, basis: DateBasis = DateBasis.TEXT) -> Resolved | None:
    return Resolved(*interval, basis) if interval else None


# What the calendar names.


def _chosen(
    at: Callable[[int], Interval | None], year: int | None, which: Which | None, setting: Setting
) -> Resolved | None:
    """What comes every year, in the year that is said or meant."""
    if year is not None:
        return _on(at(year))
    if which in (Which.PREVIOUS, Which.FOLLOWING) and setting.told:
        return _beside_told(at, which, setting.told)
    if setting.anchor is None and setting.year is not None and which is None:
        return _in_story(at, setting)
    reference = setting.anchor[0] if setting.anchor else setting.published
    if reference is None:
        return None
    return _on(_nearest(at, reference, _direction(which), setting.tense))


def _beside_told(at: Callable[[int], Interval | None], which: Which, told: Interval) -> Resolved | None:
    """After a date that the text told, for "the following March"."""
    year = told[0].year
    if which is Which.FOLLOWING:
        found = next((i for y in (year, year + 1) if (i := at(y)) and i[0] > told[1]), None)
    else:
        found = next((i for y in (year, year - 1) if (i := at(y)) and i[1] < told[0]), None)
    return _on(found, DateBasis.EVENT)


def _in_story(at: Callable[[int], Interval | None], setting: Setting) -> Resolved | None:
    """Within a story of another year, a date without a year lies in that year."""
    return _on(at(setting.year)) if setting.year is not None else None


def _direction(which: Which | None) -> Which | None:
    """Which way a word that picks points."""
    if which in (Which.LAST, Which.PREVIOUS):
        return Which.PREVIOUS
    if which in (Which.NEXT, Which.FOLLOWING):
        return Which.FOLLOWING
    return which


AGAINST_TENSE = {
    Tense.PAST: (0, 330),
    Tense.LIKELY_PAST: (0, 230),
    Tense.FUTURE: (180, 0),
    Tense.UNKNOWN: (0, 0),
}
"""How many days nearer a date before publication, and one after it, must lie to be taken against the tense: what is
past is told as past, but "expects to report third-quarter results" looks back."""


def _nearest(
    at: Callable[[int], Interval | None], reference: dt.date, way: Which | None, tense: Tense
) -> Interval | None:
    """What comes every year, nearest to a day in a direction: PREVIOUS and FOLLOWING leave out what holds the day."""
    around = [i for year in range(reference.year - 2, reference.year + 3) if year > 0 and (i := at(year))]
    match way:
        case Which.PREVIOUS:
            return _last(i for i in around if i[1] < reference)
        case Which.FOLLOWING:
            return _first(i for i in around if i[0] > reference)
        case Which.THIS:
            return _first(i for i in around if i[0].year == reference.year)
        case _:
            return min(around, key=lambda i: _strangeness(i, reference, tense), default=None)


def _strangeness(interval: Interval, reference: dt.date, tense: Tense) -> int:
    """How many days lie between a date and a day, and more where the tense speaks against it."""
    first, last = interval
    before, after = AGAINST_TENSE[tense]
    if first > reference:
        return (first - reference).days + after
    if last < reference:
        return (reference - last).days + before
    return 0


def _first(found: Iterable[Interval]) -> Interval | None:
    return next(iter(found), None)


def _last(found: Iterable[Interval]) -> Interval | None:
    return max(found, default=None)


def _day(meaning: Day, setting: Setting) -> Resolved | None:
    return _chosen(lambda year: days.a_day(year, meaning.month, meaning.day), meaning.year, meaning.which, setting)


def _month(meaning: Month, setting: Setting) -> Resolved | None:
    return _chosen(lambda year: days.a_month(year, meaning.month), meaning.year, meaning.which, setting)


def _season(meaning: Season, setting: Setting) -> Resolved | None:
    return _chosen(lambda year: days.a_season(year, meaning.season), meaning.year, meaning.which, setting)


def _holiday(meaning: Holiday, setting: Setting) -> Resolved | None:
    return _chosen(lambda year: holiday_days(meaning.name, year), meaning.year, meaning.which, setting)


def _quarter(meaning: Quarter, setting: Setting) -> Resolved | None:
    count = (meaning.last or meaning.quarter) - meaning.quarter + 1
    first = meaning.quarter * 3 - 2
    return _chosen(lambda year: days.months_from(year, first, 3 * count), meaning.year, None, setting)


def _half(meaning: Half, setting: Setting) -> Resolved | None:
    return _chosen(lambda year: days.a_half(year, meaning.half), meaning.year, None, setting)


def _day_of_month(meaning: DayOfMonth, setting: Setting) -> Resolved | None:
    """Of the month that the text spoke of, else of a month around publication, for "the 14th"."""
    if setting.told and (setting.told[1] - setting.told[0]).days < 31:
        told = setting.told[0]
        return _on(days.a_day(told.year, told.month, meaning.day), DateBasis.EVENT)
    if setting.published is None:
        return None
    here = setting.published
    around = [
        found
        for step in (-1, 0, 1)
        if (month := days.shift_months(here.replace(day=1), step))
        and (found := days.a_day(month.year, month.month, meaning.day))
    ]
    if setting.tense is Tense.FUTURE:
        return _on(_first(i for i in around if i[0] >= here), DateBasis.PUBLICATION)
    return _on(_last(i for i in around if i[0] <= here), DateBasis.PUBLICATION)


def _year(meaning: Year, _setting: Setting) -> Resolved | None:
    return _on(days.years_from(meaning.year, 1))


def _short_year(meaning: ShortYear, setting: Setting) -> Resolved | None:
    year = _full_year(meaning.year, setting)
    return _on(days.years_from(year, 1)) if year is not None else None


def _full_year(ending: int, setting: Setting) -> int | None:
    """The year of an ending ("'94") that is nearest to publication; none where that is not known."""
    reference = setting.published or (setting.anchor[0] if setting.anchor else None)
    if reference is None:
        return None
    century = reference.year // 100 * 100
    return min((century + shift + ending for shift in (-100, 0, 100)), key=lambda year: abs(year - reference.year))


def _decade(meaning: Decade, setting: Setting) -> Resolved | None:
    if not meaning.short:
        return _on(days.years_from(meaning.first, 10))
    latest = setting.published.year if setting.published else 1999
    century = 1900 if 1900 + meaning.first <= latest else 1800
    if latest >= 2000 + meaning.first + 5:
        century = 2000
    return _on(days.years_from(century + meaning.first, 10))


def _century(meaning: Century, _setting: Setting) -> Resolved | None:
    """As ISO 8601 and TIMEX3 count: the 19th century is 1800 to 1899."""
    return _on(days.years_from(max(1, (meaning.century - 1) * 100), 100 if meaning.century > 1 else 99))


def _numeric_day(meaning: NumericDay, setting: Setting) -> Resolved | None:
    """Day first or month first: as only one reading is a date, as the text's other dates are, as publication shows."""
    year = meaning.year if meaning.year > 99 else _full_year(meaning.year, setting)
    if year is None:
        return None
    day_first = days.a_day(year, meaning.second, meaning.first)
    month_first = days.a_day(year, meaning.first, meaning.second)
    if day_first is None or month_first is None or day_first == month_first or meaning.dotted:
        return _on(day_first or month_first)
    if setting.day_first is not None:
        return _on(day_first if setting.day_first else month_first)
    return _on(_by_publication(day_first, month_first, setting.published))


NEWS_WINDOW = 31
"""Days around publication within which one reading, but not the other, makes a numeric date plain."""


def _by_publication(one: Interval, other: Interval, published: dt.date | None) -> Interval | None:
    if published is None:
        return None
    near = [i for i in (one, other) if abs((i[0] - published).days) <= NEWS_WINDOW]
    return near[0] if len(near) == 1 else None


# What hangs on publication or on a date told before.


DAY_UNITS = frozenset({Unit.HOUR, Unit.DAY, Unit.WORKDAY, Unit.WEEK})


def _start(
    start: From, setting: Setting, unit: Unit = Unit.DAY, ahead: bool = False
) -> tuple[Interval, DateBasis] | None:
    """What a relative expression is counted from; days are counted from days.

    "the previous day" in a text that named none is the one before publication, as market reports have it; "the same
    day" and, with ``ahead``, "the following day" follow something that has no date here.
    """
    if setting.anchor is not None:
        return setting.anchor, DateBasis.EVENT
    told = setting.told_day if unit in DAY_UNITS else setting.told
    if start is From.TEXT and told is not None:
        return told, DateBasis.EVENT
    if start is From.EVENT or (start is From.TEXT and ahead):
        return None
    if setting.published is not None:
        return (setting.published, setting.published), DateBasis.PUBLICATION
    return None


def _around(meaning: Around, setting: Setting) -> Resolved | None:
    counted = _start(meaning.start, setting, meaning.unit, meaning.shift >= 0)
    if counted is None:
        return None
    (first, last), basis = counted
    return _on(days.shifted_around(last if meaning.shift > 0 else first, meaning.unit, meaning.shift), basis)


def _counted(meaning: Counted, setting: Setting) -> Resolved | None:
    counted = _start(meaning.start, setting, meaning.length.unit, meaning.sign > 0)
    if counted is None:
        return None
    (first, last), basis = counted
    return _on(_away(last if meaning.sign > 0 else first, meaning.length, meaning.sign, basis), basis)


def _away(day: dt.date, length: Length, sign: int, basis: DateBasis) -> Interval | None:
    """So far from a day, no finer than it is told: months away is a month, years away a year.

    "two weeks ago" is a week, but two weeks from a day that the text names are counted to the day.
    """
    there = days.add_length(day, Length(value=length.value * sign, unit=length.unit))
    if there is None:
        return None
    if length.unit is Unit.WEEK and basis is not DateBasis.PUBLICATION:
        return there, there
    return days.around(there, length.unit if length.value == int(length.value) else Unit.MONTH)


def _window(meaning: Window, setting: Setting) -> Resolved | None:
    counted = _start(meaning.start, setting)
    if counted is None:
        return None
    (first, last), basis = counted
    if meaning.sign > 0:
        return _on(_ordered(last, days.add_length(last, meaning.length)), basis)
    return _on(_ordered(days.subtract_length(first, meaning.length), first), basis)


def _ordered(first: dt.date | None, last: dt.date | None) -> Interval | None:
    return (first, last) if first and last and first <= last else None


def _in_length(meaning: InLength, setting: Setting) -> Resolved | None:
    """A day to come for "will meet in two weeks", nothing for "fell in two weeks"."""
    if setting.tense is not Tense.FUTURE and setting.anchor is None:
        return None
    return _counted(Counted(meaning.length, 1), setting)


def _weekday(meaning: Weekday, setting: Setting) -> Resolved | None:
    if meaning.which in (Which.PREVIOUS, Which.FOLLOWING, Which.SAME) or setting.anchor:
        counted = _start(From.TEXT, setting)
    else:
        counted = _start(From.PUBLICATION, setting)
    if counted is None:
        return None
    (first, last), basis = counted
    way = _weekday_way(meaning.which, setting)
    if way is Which.SAME and basis is DateBasis.PUBLICATION:
        way = Which.LAST
    return _on(_weekday_near(last if way is Which.FOLLOWING else first, meaning.weekday, way), basis)


PASTS = frozenset({Tense.PAST, Tense.LIKELY_PAST})


def _weekday_way(which: Which | None, setting: Setting) -> Which:
    """Past or coming: by the word that picks, else by the tense; news tells what has been."""
    if which in (Which.LAST, Which.PREVIOUS):
        return Which.PREVIOUS
    if which in (Which.NEXT, Which.FOLLOWING):
        return Which.FOLLOWING
    if which is Which.SAME:
        return Which.SAME
    ahead = setting.tense is Tense.FUTURE or (which is Which.THIS and setting.tense not in PASTS)
    return Which.NEXT if ahead else Which.LAST


def _weekday_near(day: dt.date, weekday: int, way: Which) -> Interval | None:
    back = (day.weekday() - weekday) % 7
    shift = {
        Which.PREVIOUS: -(back or 7),
        Which.LAST: -back,
        Which.FOLLOWING: 7 - back,
        Which.NEXT: -back % 7,
        Which.SAME: weekday - day.weekday(),
    }[way]
    return days.stretch(days.shift_days(day, shift), 0)


def _weekend(meaning: Weekend, setting: Setting) -> Resolved | None:
    """The weekend that has begun last, unless the sentence looks ahead."""
    told = meaning.which in (Which.PREVIOUS, Which.FOLLOWING, Which.SAME)
    counted = _start(From.TEXT if told else From.PUBLICATION, setting)
    if counted is None:
        return None
    (first, _last_day), basis = counted
    way = _weekday_way(meaning.which, setting)
    if way is Which.SAME:
        return _on(days.weekend_of(first), basis)
    if way is Which.NEXT and first.weekday() == 6:
        return _on(days.weekend_of(first), basis)
    saturday = _weekday_near(first, 5, way)
    return _on(days.weekend_of(saturday[0]), basis) if saturday else None


def _focus_period(meaning: FocusPeriod, setting: Setting) -> Resolved | None:
    """The quarter that the text reports on, or the same of another year."""
    quarter = setting.quarter
    if quarter is None:
        return _without_quarter(meaning, setting)
    year = meaning.year if meaning.year is not None else quarter[0].year + meaning.years
    months = (quarter[1].year - quarter[0].year) * 12 + quarter[1].month - quarter[0].month + 1
    return _on(days.months_from(year, quarter[0].month, months), DateBasis.EVENT)


def _without_quarter(meaning: FocusPeriod, setting: Setting) -> Resolved | None:
    if meaning.year is not None:
        return _on(days.years_from(meaning.year, 1))
    if meaning.years == 0:
        return _around(Around(Unit.QUARTER, -1), setting)
    return _around(Around(Unit.YEAR, meaning.years, meaning.start), setting)


def _day_time(_meaning: DayTime, setting: Setting) -> Resolved | None:
    if setting.told_day is not None:
        return _on(setting.told_day, DateBasis.EVENT)
    return _around(Around(Unit.DAY, 0), setting)


# What is put together.


def _part_of(meaning: PartOf, setting: Setting) -> Resolved | None:
    return resolve(meaning.inner, setting)


def _in(meaning: In, setting: Setting) -> Resolved | None:
    year = resolve(meaning.year, setting)
    if year is None or year.interval is None:
        return None
    inner = meaning.inner
    if isinstance(inner, Weekday):
        return _on(_weekday_near(year.interval[0], inner.weekday, Which.SAME), year.basis)
    found = resolve(type(inner)(**_fields_with_year(inner, year.interval[0].year)), setting)
    return Resolved(found.first, found.last, year.basis) if found else None


def _fields_with_year(inner: Any, year: int) -> dict[str, Any]:  # noqa: ANN401 - one of the classes with a year
    names = type(inner).__dataclass_fields__
    return {name: getattr(inner, name) for name in names} | {"year": year}


def _piece(meaning: Piece, setting: Setting) -> Resolved | None:
    inner = resolve(meaning.inner, setting)
    if inner is None or inner.interval is None:
        return None
    return _on(_piece_of(inner.interval, meaning), inner.basis)


def _piece_of(whole: Interval, meaning: Piece) -> Interval | None:
    """The n-th unit counted from the beginning, or so many from the end; never beyond the whole."""
    length = Length(value=meaning.count, unit=meaning.unit)
    if meaning.number < 0:
        before = days.subtract_length(_next_day(whole[1]) or whole[1], length)
        return _ordered(max(before, whole[0]), whole[1]) if before else None
    first = days.add_length(whole[0], Length(value=meaning.number - 1, unit=meaning.unit))
    after = days.add_length(first, length) if first else None
    last = days.shift_days(after, -1) if after else None
    return _ordered(first, min(last, whole[1])) if last else None


def _next_day(day: dt.date) -> dt.date | None:
    return days.shift_days(day, 1)


def _week_at(meaning: WeekAt, setting: Setting) -> Resolved | None:
    inner = resolve(meaning.inner, setting)
    return _on(days.week_of(inner.first), inner.basis) if inner and inner.first else None


def _counted_from(meaning: CountedFrom, setting: Setting) -> Resolved | None:
    inner = resolve(meaning.inner, setting)
    if inner is None or inner.interval is None:
        return None
    day = inner.interval[1] if meaning.sign > 0 else inner.interval[0]
    return _on(_away(day, meaning.length, meaning.sign, DateBasis.TEXT), inner.basis)


def _weekday_beside(meaning: WeekdayBeside, setting: Setting) -> Resolved | None:
    if meaning.inner is None:
        counted = _start(From.EVENT, setting)
        interval, basis = counted if counted else (None, DateBasis.EVENT)
    else:
        inner = resolve(meaning.inner, setting)
        interval, basis = (inner.interval, inner.basis) if inner else (None, DateBasis.TEXT)
    if interval is None:
        return None
    if meaning.sign > 0:
        return _on(_weekday_near(interval[1], meaning.weekday, Which.FOLLOWING), basis)
    return _on(_weekday_near(interval[0], meaning.weekday, Which.PREVIOUS), basis)


def _between(meaning: Between, setting: Setting) -> Resolved | None:
    """From the first to the last; what the first leaves unsaid (the year) the last says."""
    last = resolve(meaning.last, setting)
    if last is None or last.last is None:
        return None
    first = resolve(meaning.first, setting)
    if _has_no_year(meaning.first):
        first = _before_end(meaning.first, last.last) or first
    if first is None or first.first is None:
        return None
    return _on(_ordered(first.first, last.last), last.basis)


def _has_no_year(meaning: Meaning) -> bool:
    inner = meaning.inner if isinstance(meaning, PartOf) else meaning
    return isinstance(inner, Weekday) or (isinstance(inner, Day | Month | Season | Quarter) and inner.year is None)


def _before_end(meaning: Meaning, end: dt.date) -> Resolved | None:
    """A date without its year, the latest before the end of the span that it opens."""
    return resolve(meaning, Setting(published=end, tense=Tense.PAST, anchor=(end, end)))


def _lasting_from(meaning: LastingFrom, setting: Setting) -> Resolved | None:
    first = resolve(meaning.first, setting)
    if first is None or first.first is None:
        return None
    after = days.add_length(first.first, meaning.length)
    last = days.shift_days(after, 0 if meaning.graced else -1) if after else None
    return _on(_ordered(first.first, last), first.basis)


def _since(meaning: Since, setting: Setting) -> Resolved | None:
    inner = resolve(meaning.inner, setting)
    return Resolved(inner.first, None, inner.basis) if inner and inner.first else None


def _until(meaning: Until, setting: Setting) -> Resolved | None:
    inner = resolve(meaning.inner, setting)
    if inner is None or inner.interval is None:
        return None
    if meaning.before and not isinstance(meaning.inner, PartOf):
        last = days.shift_days(inner.interval[0], -1)
    else:
        last = inner.interval[1]
    return Resolved(None, last, inner.basis) if last else None


Resolver = Callable[[Any, Setting], Resolved | None]

RESOLVERS: dict[type[object], Resolver] = {
    Day: _day,
    NumericDay: _numeric_day,
    DayOfMonth: _day_of_month,
    Month: _month,
    Season: _season,
    Quarter: _quarter,
    Half: _half,
    Year: _year,
    ShortYear: _short_year,
    Decade: _decade,
    Century: _century,
    Holiday: _holiday,
    Weekday: _weekday,
    Weekend: _weekend,
    Around: _around,
    FocusPeriod: _focus_period,
    Counted: _counted,
    Window: _window,
    InLength: _in_length,
    DayTime: _day_time,
    PartOf: _part_of,
    In: _in,
    Piece: _piece,
    WeekAt: _week_at,
    CountedFrom: _counted_from,
    WeekdayBeside: _weekday_beside,
    Between: _between,
    LastingFrom: _lasting_from,
    Since: _since,
    Until: _until,
}
"""How each kind of meaning comes to its days; what is missing (lengths, sets, "now") comes to none."""
