"""Feasts and holidays that news writes dates with, and the days that they fall on.

Christian feasts come from dateutil's Easter; Jewish ones from the arithmetic Hebrew calendar, Muslim ones from the
tabular (civil) Islamic calendar, which may be a day or two off what was seen and proclaimed (both as in Reingold and
Dershowitz, *Calendrical Calculations*). Holidays that differ between countries stand here only where news uses the
name for one country's day by far the most (Thanksgiving, Labor Day in its American spelling).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache
from typing import Literal

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from entente.resolving.dates.days import Interval, stretch

ISLAMIC_EPOCH = 227015  # 16 July 622 (Julian) as an ordinal of the proleptic Gregorian calendar.
HEBREW_EPOCH = -1373427
LAST_OF_HESHVAN = 58  # Days after 1 Tishri.


def _fixed(month: int, day: int) -> Callable[[int], Interval | None]:
    return lambda year: stretch(dt.date(year, month, day), 0)


def _from_easter(days: int, method: Literal[1, 2, 3] = EASTER_WESTERN) -> Callable[[int], Interval | None]:
    def on(year: int) -> Interval | None:
        # dateutil counts Easter from 1583 to 4099.
        return stretch(easter(year, method) + dt.timedelta(days=days), 0) if 1583 <= year <= 4099 else None

    return on


def _nth_weekday(month: int, weekday: int, number: int) -> Callable[[int], Interval | None]:
    """The ``number``-th such weekday of a month; -1 the last."""

    def on(year: int) -> Interval | None:
        if number > 0:
            first = dt.date(year, month, 1)
            days = (weekday - first.weekday()) % 7 + 7 * (number - 1)
            return stretch(first + dt.timedelta(days=days), 0)
        last = dt.date(year, month + 1, 1) - dt.timedelta(days=1)
        return stretch(last - dt.timedelta(days=(last.weekday() - weekday) % 7), 0)

    return on


def _election_day(year: int) -> Interval | None:
    """The Tuesday after the first Monday of November, in even years (United States)."""
    monday = _nth_weekday(11, 0, 1)(year)
    return stretch(monday[0] + dt.timedelta(days=1), 0) if monday and year % 2 == 0 else None


def _islamic_ordinal(year: int, month: int, day: int) -> int:
    return ISLAMIC_EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1


def _islamic(month: int, day: int, days: int) -> Callable[[int], Interval | None]:
    """A stretch that begins on a day of the Islamic year; where it falls twice into one of ours, the first."""

    def on(year: int) -> Interval | None:
        first = dt.date(year, 1, 1).toordinal()
        islamic_year = max(1, (first - ISLAMIC_EPOCH) // 355)
        while (ordinal := _islamic_ordinal(islamic_year, month, day)) < first:
            islamic_year += 1
        if ordinal > dt.date(year, 12, 31).toordinal():
            return None
        return stretch(dt.date.fromordinal(ordinal), days - 1)

    return on


def _hebrew_new_year(year: int) -> int:
    """The ordinal of 1 Tishri, postponed as the calendar's rules have it."""

    def elapsed(of_year: int) -> int:
        months = (235 * of_year - 234) // 19
        parts = 12084 + 13753 * months
        day = 29 * months + parts // 25920
        return day + 1 if 3 * (day + 1) % 7 < 3 else day

    before, here, after = elapsed(year - 1), elapsed(year), elapsed(year + 1)
    delay = 2 if after - here == 356 else 1 if here - before == 382 else 0
    return HEBREW_EPOCH + here + delay


def _jewish(offset: int, days: int) -> Callable[[int], Interval | None]:
    """A feast so many days after 1 Tishri of the Hebrew year that begins in ours."""

    def on(year: int) -> Interval | None:
        new_year = _hebrew_new_year(year + 3761)
        # Heshvan has a thirtieth day in years of 355 and 385 days.
        long_heshvan = (_hebrew_new_year(year + 3762) - new_year) % 10 == 5
        late = 1 if long_heshvan and offset > LAST_OF_HESHVAN else 0
        return stretch(dt.date.fromordinal(new_year + offset + late), days - 1)

    return on


DAYS: dict[str, Callable[[int], Interval | None]] = {
    "new year's eve": _fixed(12, 31),
    "new year's day": _fixed(1, 1),
    "epiphany": _fixed(1, 6),
    "martin luther king day": _nth_weekday(1, 0, 3),
    "valentine's day": _fixed(2, 14),
    "st. patrick's day": _fixed(3, 17),
    "nowruz": _fixed(3, 21),
    "april fools' day": _fixed(4, 1),
    "anzac day": _fixed(4, 25),
    "may day": _fixed(5, 1),
    "victory day": _fixed(5, 9),
    "memorial day": _nth_weekday(5, 0, -1),
    "juneteenth": _fixed(6, 19),
    "fourth of july": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "labor day": _nth_weekday(9, 0, 1),
    "columbus day": _nth_weekday(10, 0, 2),
    "halloween": _fixed(10, 31),
    "all saints' day": _fixed(11, 1),
    "guy fawkes night": _fixed(11, 5),
    "election day": _election_day,
    "veterans day": _fixed(11, 11),
    "armistice day": _fixed(11, 11),
    "thanksgiving": _nth_weekday(11, 3, 4),
    "christmas eve": _fixed(12, 24),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "ash wednesday": _from_easter(-46),
    "palm sunday": _from_easter(-7),
    "maundy thursday": _from_easter(-3),
    "good friday": _from_easter(-2),
    "easter": _from_easter(0),
    "easter monday": _from_easter(1),
    "ascension day": _from_easter(39),
    "pentecost": _from_easter(49),
    "orthodox easter": _from_easter(0, EASTER_ORTHODOX),
    "passover": _jewish(-163, 8),
    "rosh hashanah": _jewish(0, 2),
    "yom kippur": _jewish(9, 1),
    "sukkot": _jewish(14, 7),
    "hanukkah": _jewish(83, 8),
    "ashura": _islamic(1, 10, 1),
    "mawlid": _islamic(3, 12, 1),
    "ramadan": _islamic(9, 1, 30),
    "eid al-fitr": _islamic(10, 1, 3),
    "eid al-adha": _islamic(12, 10, 4),
}
"""A holiday's name, and its days in a year."""

SPELLINGS: dict[str, str] = {
    r"New Year['’]?s Eve": "new year's eve",
    r"New Year['’]?s(?: Day)?": "new year's day",
    r"Epiphany": "epiphany",
    r"Martin Luther King(?: Jr\.?)? Day": "martin luther king day",
    r"(?:St\. )?Valentine['’]?s Day": "valentine's day",
    r"St\.? Patrick['’]?s Day": "st. patrick's day",
    r"N[ao][uw]r[uo]z|Nowrouz": "nowruz",
    r"April Fools?['’]?s? Day": "april fools' day",
    r"Anzac Day|ANZAC Day": "anzac day",
    r"May Day": "may day",
    r"Victory Day": "victory day",
    r"Memorial Day": "memorial day",
    r"Juneteenth": "juneteenth",
    r"Fourth of July|July Fourth": "fourth of july",
    r"Bastille Day": "bastille day",
    r"Labor Day": "labor day",
    r"Columbus Day": "columbus day",
    r"Hallowe['’]?en": "halloween",
    r"All Saints['’]? Day": "all saints' day",
    r"Guy Fawkes (?:Night|Day)": "guy fawkes night",
    r"Election Day": "election day",
    r"Veterans['’]? Day": "veterans day",
    r"Armistice Day|Remembrance Day": "armistice day",
    r"Thanksgiving(?: Day)?": "thanksgiving",
    r"Christmas Eve": "christmas eve",
    r"Christmas(?: [Dd]ay)?": "christmas",
    r"Boxing Day": "boxing day",
    r"Ash Wednesday": "ash wednesday",
    r"Palm Sunday": "palm sunday",
    r"(?:Maundy|Holy) Thursday": "maundy thursday",
    r"Good Friday": "good friday",
    r"Easter Monday": "easter monday",
    r"Orthodox Easter": "orthodox easter",
    r"Easter(?: Sunday| [Dd]ay)?": "easter",
    r"Ascension Day": "ascension day",
    r"Pentecost|Whit Sunday": "pentecost",
    r"Passover|Pesach": "passover",
    r"Rosh Hashan[ao]h?": "rosh hashanah",
    r"Yom Kippur": "yom kippur",
    r"Sukkot|Succoth": "sukkot",
    r"Hanukkah|Chanukah|Hanukah": "hanukkah",
    r"Ashura|Ashoura": "ashura",
    r"Mawlid": "mawlid",
    r"Rama[dz][ah]?a?n": "ramadan",
    r"Eid[ -][aeu]l[ -]Fitr|Eid[ -]ul[ -]Fitr": "eid al-fitr",
    r"Eid[ -][aeu]l[ -]Adha|Eid[ -]ul[ -]Adha": "eid al-adha",
}
"""How a holiday is written (patterns, the longer name first), and the name of its days above."""

# "Christmas Island", "the Good Friday Agreement", "the Yom Kippur War" are no dates.
NOT_BEFORE = r"(?!\s(?:Island|Islands|Agreement|Accord|Accords|Rising|War|Rebellion|Parade|Party)\b)"


def name_pattern() -> str:
    """A regular expression for every spelling, for the tokeniser."""
    return rf"\b(?:{'|'.join(SPELLINGS)})\b{NOT_BEFORE}"


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(shape), name) for shape, name in SPELLINGS.items())


def named(spelling: str) -> str:
    """The name under which ``DAYS`` holds what the tokeniser found.

    Raises:
        KeyError: the spelling is none of ``SPELLINGS``.
    """
    for shape, name in _spellings():
        if shape.fullmatch(spelling):
            return name
    raise KeyError(spelling)


def holiday_days(name: str, year: int) -> Interval | None:
    """The days of a holiday in a year; None where it has none, or the calendar does not reach."""
    try:
        return DAYS[name](year)
    except (ValueError, OverflowError):
        return None
