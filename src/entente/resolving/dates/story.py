"""What a text has told so far, as far as later expressions hang on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from entente.resolving.dates import days
from entente.resolving.dates.meanings import (
    Around,
    Between,
    Counted,
    CountedFrom,
    Day,
    From,
    In,
    LastingFrom,
    Meaning,
    Month,
    NumericDay,
    PartOf,
    Quarter,
    Since,
    Until,
    Weekday,
    Year,
)
from entente.resolving.dates.resolution import Resolved, Setting, resolve
from entente.resolving.dates.tense import Tense
from entente.resolving.dates.tokens import Item


class Candidate(NamedTuple):
    """An expression before it is resolved: its item, the tense around it, the sentence it stands in."""

    item: Item
    meaning: Meaning
    tense: Tense
    sentence: int
    dates_what_is_told: bool
    """Whether it dates what is told ("in 1994"), not a thing ("the 1994 accord")."""


def puts_day_first(meanings: Iterable[Meaning]) -> bool | None:
    """Whether the numeric dates of a text put the day first, shown by one that can be read in one way only."""
    for meaning in meanings:
        if isinstance(meaning, NumericDay):
            if meaning.first > 12 >= meaning.second:
                return True
            if meaning.second > 12 >= meaning.first:
                return False
    return None


def dated(meaning: Meaning) -> Meaning:
    """The date that an open, counted or partial expression hangs on; itself where there is none."""
    match meaning:
        case Since(inner=inner) | Until(inner=inner) | PartOf(inner=inner) | CountedFrom(inner=inner):
            return dated(inner)
        case LastingFrom(first=first) | Between(first=first):
            return dated(first)
        case _:
            return meaning


def explicit_year(meaning: Meaning) -> int | None:
    """The year that an expression says itself."""
    meaning = dated(meaning)
    return meaning.year if isinstance(meaning, Day | Month | Year | NumericDay) else None


REACH = 1
"""A story of another year goes on for so many sentences without naming its year again."""


def at(candidate: Candidate, setting: Setting, told_in: int) -> Setting:
    """The setting for a candidate: what is known, its tense, and no story that ended sentences ago."""
    year = setting.year if candidate.sentence - told_in <= REACH and candidate.tense is not Tense.FUTURE else None
    return replace(setting, tense=_tense(candidate), year=year)


def _tense(candidate: Candidate) -> Tense:
    """What something lasts or is due until mostly lies ahead, whatever the tense around it."""
    open_ahead = isinstance(candidate.meaning, Until) and candidate.tense is not Tense.FUTURE
    return Tense.UNKNOWN if open_ahead else candidate.tense


def after(candidate: Candidate, resolved: Resolved | None, setting: Setting) -> Setting:
    """What is known once a candidate has been resolved."""
    if resolved is None:
        return setting
    meaning = dated(candidate.meaning)
    inner = resolved if meaning is candidate.meaning else resolve(meaning, setting)
    interval = inner.interval if inner else None
    if interval is None:
        return setting
    told_day = interval if interval[0] == interval[1] else setting.told_day
    quarter = interval if isinstance(meaning, Quarter | In) and _is_reported(interval, setting) else setting.quarter
    return replace(setting, told=interval, told_day=told_day, quarter=quarter, year=_story_year(candidate, setting))


def _is_reported(interval: days.Interval, setting: Setting) -> bool:
    """A quarter (or two) that is over: of what is to come nobody reports."""
    over = setting.published is None or interval[1] < setting.published
    return over and 85 <= (interval[1] - interval[0]).days <= 190


def _story_year(candidate: Candidate, setting: Setting) -> int | None:
    """The year that the text now tells of, where it is not that of publication."""
    year = explicit_year(candidate.meaning)
    if year is None:
        meaning = dated(candidate.meaning)
        now = isinstance(meaning, Weekday) or (
            isinstance(meaning, Around | Counted) and meaning.start is From.PUBLICATION
        )
        return None if now else setting.year
    if not candidate.dates_what_is_told or (setting.published and setting.published.year == year):
        return None
    return year
